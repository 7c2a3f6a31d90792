/* Reads rules in SQL, and runs them in a sandbox. */
#include "model/team_rules.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "model/beside.h"
#include "model/file.h"
#include "model/nearest.h"
#include "model/team_tables.h"
#include "model/utf8.h"

enum { ID_LONGEST = 80, MESSAGE_CELLS = 500 };

static const char *const no_sources[] = {NULL};

static PRINTF_LIKE(4, 5) void set_fault(TeamRules *rules, TeamRule *rule, int line, const char *format, ...)
{
	Text text = {0};
	va_list args;

	if (rule->fault)
		return;                 /* the first one counts */
	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	rule->fault = arena_copy_n(&rules->arena, text_str(&text), text.length);
	rule->line = line;
	text_clear(&text);
}

/* ---- the comments at the top ---------------------------------------------------- */

static bool id_part(const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!islower((unsigned char)s[i]) && !isdigit((unsigned char)s[i]) && s[i] != '-')
			return false;
	return length > 0;
}

/* "family/what-is-wrong" */
static bool rule_id_valid(const char *id)
{
	size_t family = strcspn(id, "/");

	return strlen(id) <= ID_LONGEST && id[family] && id_part(id, family) &&
	       id_part(id + family + 1, strlen(id + family + 1));
}

typedef struct HeaderKey {
	const char *name;
	size_t offset;          /* of the text in RuleText */
} HeaderKey;

static const HeaderKey header_keys[] = {
	{"hint", offsetof(RuleText, hint)}, {"id", offsetof(RuleText, id)}, {"impact", offsetof(RuleText, impact)},
	{"question", offsetof(RuleText, question)}, {"remedy", offsetof(RuleText, remedy)},
	{"severity", offsetof(RuleText, severity)}, {"title", offsetof(RuleText, title)}, {"why", offsetof(RuleText, why)},
};

enum { HEADER_KEYS = sizeof header_keys / sizeof *header_keys };

static const HeaderKey *header_key(const char *name, size_t length)
{
	for (size_t i = 0; i < HEADER_KEYS; i++)
		if (strlen(header_keys[i].name) == length && strncmp(header_keys[i].name, name, length) == 0)
			return &header_keys[i];
	return NULL;
}

/* A word before a colon that is nearly a key is meant to be it. */
static void check_near(TeamRules *rules, TeamRule *rule, int line, const char *word, size_t length)
{
	char *name = mem_copy_n(word, length);

	for (size_t i = 0; i < HEADER_KEYS; i++)
		if (length > 2 && text_distance(name, header_keys[i].name, 2) <= 2)
			set_fault(rules, rule, line, "there is no '%s:'; did you mean '%s:'?", name, header_keys[i].name);
	free(name);
}

static void set_key(TeamRules *rules, TeamRule *rule, int line, const HeaderKey *key, const char *value)
{
	Severity severity;

	if (key->offset == offsetof(RuleText, severity) && !severity_from_name(value, &severity))
		set_fault(rules, rule, line, "'%s' is no severity; error, warning and advice are", value);
	else if (key->offset == offsetof(RuleText, id) && !rule_id_valid(value))
		set_fault(rules, rule, line, "'%s' is no id of a rule; write it as team/what-is-wrong", value);
	else
		memcpy((char *)&rule->text + key->offset, &value, sizeof value);
}

/* One line behind its dashes: "key: value", or words for whoever reads the file. */
static void read_comment(TeamRules *rules, TeamRule *rule, int line, const char *at, size_t length)
{
	const char *end = at + length, *colon = memchr(at, ':', length), *value;
	const HeaderKey *key;

	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	if (!colon || colon <= at || memchr(at, ' ', (size_t)(colon - at)))
		return;
	key = header_key(at, (size_t)(colon - at));
	for (value = colon + 1; value < end && (*value == ' ' || *value == '\t');)
		value++;
	while (end > value && strchr(" \t", end[-1]))
		end--;
	if (!key)
		check_near(rules, rule, line, at, (size_t)(colon - at));
	else if (value == end)
		set_fault(rules, rule, line, "'%s:' says nothing; write it behind the colon or remove the line", key->name);
	else
		set_key(rules, rule, line, key, arena_copy_n(&rules->arena, value, (size_t)(end - value)));
}

static void read_header(TeamRules *rules, TeamRule *rule)
{
	const char *at = rule->sql;

	for (int line = 1; *at; line++) {
		size_t length = strcspn(at, "\n"), blank = strspn(at, " \t");

		if (blank < length && strncmp(at + blank, "--", 2) != 0)
			return;
		if (blank + 2 < length)
			read_comment(rules, rule, line, at + blank + 2, length - blank - 2);
		at += length + (at[length] == '\n');
	}
}

/* ---- files ---------------------------------------------------------------------- */

/* "team/no-public-store" for rules/No_public store.sql, and its title in words. */
static void name_by_file(TeamRules *rules, TeamRule *rule)
{
	const char *slash = strrchr(rule->file, '/'), *name = slash ? slash + 1 : rule->file;
	Text id = {0}, title = {0};

	text_add(&id, "team/");
	for (; *name && strcmp(name, ".sql") != 0 && id.length < ID_LONGEST; name++) {
		char c = (char)tolower((unsigned char)*name);
		bool plain = id_part(&c, 1);

		if (plain || (id.length > 5 && id.s[id.length - 1] != '-'))
			text_add_char(&id, plain ? c : '-');
	}
	while (id.s[id.length - 1] == '-')
		id.s[--id.length] = '\0';
	if (id.length == 5)
		text_add(&id, "unnamed");
	text_add(&title, id.s + 5);
	for (size_t i = 0; i < title.length; i++)
		title.s[i] = title.s[i] == '-' ? ' ' : title.s[i];
	title.s[0] = (char)toupper((unsigned char)title.s[0]);
	rule->text.id = arena_copy_n(&rules->arena, id.s, id.length);
	rule->text.title = arena_copy_n(&rules->arena, title.s, title.length);
	text_clear(&id);
	text_clear(&title);
}

/* Line ends as they should be, and no byte order mark. */
static const char *plain_lines(TeamRules *rules, const char *bytes, size_t length)
{
	char *copy = arena_alloc(&rules->arena, length + 1), *to = copy;

	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		length -= 3;
	}
	for (size_t i = 0; i < length; i++)
		if (bytes[i] != '\r' || i + 1 == length || bytes[i + 1] != '\n')
			*to++ = bytes[i];
	return copy;
}

static void read_rule(TeamRules *rules, TeamRule *rule)
{
	size_t length = 0, start = strlen(rule->file);
	char *bytes = NULL;
	Error err = {0};
	struct stat st;

	if (lstat(rule->file, &st) == 0 && S_ISLNK(st.st_mode)) {
		set_fault(rules, rule, 0, "a symbolic link is not followed; put the file itself here");
	} else if (!file_read(rule->file, &bytes, &length, &err)) {
		set_fault(rules, rule, 0, "%s", text_starts(err.text, rule->file) ? err.text + start + 2 : err.text);
	} else if (length >= SANDBOX_SQL) {
		set_fault(rules, rule, 0, "larger than %d kB; write a smaller rule", SANDBOX_SQL / 1024);
	} else {
		const char *sql = plain_lines(rules, bytes, length);

		if (memchr(bytes, '\0', length) || !utf8_clean(sql, strlen(sql), true, NULL)) {
			set_fault(rules, rule, 0, "it is no plain text in UTF-8");
		} else {
			rule->sql = sql;
			read_header(rules, rule);
		}
	}
	free(bytes);
	error_clear(&err);
}

const RuleText *team_rule(const TeamRules *rules, const char *id)
{
	for (size_t i = 0; i < rules->count; i++)
		if (strcmp(rules->items[i]->text.id, id) == 0)
			return &rules->items[i]->text;
	return NULL;
}

/* Keys of findings are made of the id: two rules of one id would have the same. */
static void settle_id(TeamRules *rules, TeamRule *rule)
{
	const char *wanted = rule->text.id;
	Text id = {0};

	if (!team_rule(rules, wanted))
		return;
	set_fault(rules, rule, 0, "another rule is called %s; give this one an id of its own, as -- id: team/another",
	          wanted);
	for (int number = 2; number == 2 || team_rule(rules, id.s); number++) {
		text_reset(&id);
		text_addf(&id, "%s-%d", wanted, number);
	}
	rule->text.id = arena_copy_n(&rules->arena, id.s, id.length);
	text_clear(&id);
}

static void add_file(TeamRules *rules, const char *path)
{
	TeamRule *rule = arena_alloc(&rules->arena, sizeof *rule);

	rule->text = (RuleText){
		.ref = "", .severity = "warning", .why = "", .impact = "", .remedy = "", .question = "", .hint = "",
		.sources = no_sources,
	};
	rule->file = arena_copy_n(&rules->arena, path, strlen(path));
	name_by_file(rules, rule);
	read_rule(rules, rule);
	settle_id(rules, rule);
	MEM_GROW(rules->items, rules->cap, rules->count + 1);
	rules->items[rules->count++] = rule;
}

static void run_all(const MoreRules *more, const Graph *graph, Findings *findings);

bool team_rules_add(TeamRules *rules, const char *path, Error *err)
{
	List files = {0};
	struct stat st;
	bool ok = true;

	rules->more.run = run_all;
	if (stat(path, &st) != 0)
		return error_set(err, "%s: there is no such folder with rules; check the name", path);
	if (!S_ISDIR(st.st_mode))
		list_add(&files, path);
	else if (!folder_list(path, ".sql", TEAM_RULES_MOST + 1, &files))
		ok = error_set(err, "%s: the folder cannot be read; check its permissions", path);
	else if (!files.count)
		ok = error_set(err, "%s: there is no rule (*.sql) in this folder", path);
	else if (files.count > TEAM_RULES_MOST)
		ok = error_set(err, "%s: more than %d rules in a folder", path, TEAM_RULES_MOST);
	for (size_t i = 0; ok && i < files.count; i++)
		add_file(rules, files.items[i]);
	list_clear(&files);
	return ok;
}

bool team_rules_add_named(TeamRules *rules, const Design *design, const char *path, Error *err)
{
	List names = {0};
	bool ok = true;

	list_split(element_get(design_at(design, CLASS_DESIGN, 0), "rules"), &names, NULL);
	for (size_t i = 0; ok && i < names.count; i++) {
		Error why = {0};
		char *file = beside_design(path, names.items[i], &why);

		ok = file && team_rules_add(rules, file, &why);
		if (!ok)
			error_set(err, "%s: rules: %s", path, why.text);
		error_clear(&why);
		free(file);
	}
	list_clear(&names);
	return ok;
}

void team_rules_clear(TeamRules *rules)
{
	if (!rules)
		return;
	free(rules->items);
	arena_clear(&rules->arena);
	*rules = (TeamRules){0};
}

/* ---- running -------------------------------------------------------------------- */

typedef struct Run {
	const Graph *graph;
	Findings *findings;
} Run;

enum { ANSWER_ELEMENT, ANSWER_MESSAGE, ANSWER_REMEDY, ANSWER_COLUMNS };

/* On one line and of bearable length. */
static void add_sentence(Text *out, const char *text)
{
	Text line = {0};

	text_add(&line, text);
	for (size_t i = 0; i < line.length; i++)
		if (line.s[i] == '\n' || line.s[i] == '\t')
			line.s[i] = ' ';
	utf8_add_cut(out, text_str(&line), MESSAGE_CELLS, false);
	text_clear(&line);
}

static bool take_row(void *context, size_t number, const char *const *texts, Error *err)
{
	Run *run = context;
	const char *id = texts[ANSWER_ELEMENT], *message = texts[ANSWER_MESSAGE], *remedy = texts[ANSWER_REMEDY];
	const Element *element = id ? design_find(run->graph->design, id) : NULL;
	Text text = {0};

	if (!id || !*id)
		return error_set(err, "row %zu names no element", number);
	if (!element)
		return error_set(err, "row %zu: the design has no element '%.80s'", number, id);
	if (!message || !*message)
		return error_set(err, "row %zu has no message", number);
	add_sentence(&text, message);
	finding_add(run->findings, element, "%s", text.s);
	if (remedy && *remedy) {
		text_reset(&text);
		add_sentence(&text, remedy);
		finding_set_remedy(run->findings, "%s", text.s);
	}
	text_clear(&text);
	return true;
}

static void run_one(Sandbox *box, const TeamRule *rule, Run *run)
{
	static const char *const columns[ANSWER_COLUMNS] = {"element", "message", "remedy"};
	SandboxQuestion question = {
		.sql = rule->sql, .columns = columns, .column_count = ANSWER_COLUMNS, .optional = 1,
		.row = take_row, .context = run,
	};
	Error err = {0};
	int line = rule->line;

	if (rule->fault)
		error_set(&err, "%s", rule->fault);
	else if (catalog_rule(run->graph->catalog, rule->text.id))
		error_set(&err, "%s is a rule of troika; give this one an id of its own", rule->text.id);
	else
		sandbox_ask(box, &question, &line, &err);
	if (err.text)
		finding_fail(run->findings, run->graph, rule->file, line, err.text);
	error_clear(&err);
}

static void run_all(const MoreRules *more, const Graph *graph, Findings *findings)
{
	const TeamRules *rules = (const TeamRules *)(const void *)more;
	Run run = {graph, findings};
	Error err = {0};
	Sandbox *box = rules->count ? team_tables_fill(graph, findings, &err) : NULL;

	for (size_t i = 0; i < rules->count; i++) {
		if (!finding_begin(findings, graph, &rules->items[i]->text))
			continue;
		if (box)
			run_one(box, rules->items[i], &run);
		else
			finding_fail(findings, graph, rules->items[i]->file, 0, err.text);
	}
	error_clear(&err);
	sandbox_free(box);
}

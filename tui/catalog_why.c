/* A kind is asked about as one more component of the design, so that kinds and components are judged alike. */
#include "tui/catalog_why.h"

#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/json.h"
#include "model/legal.h"
#include "model/wrap.h"
#include "tui/cli_design.h"

enum { LABEL = 32 };

typedef struct Why {
	Cli *cli;
	CliDesign design;       /* with what is asked about added */
	char *from, *to;        /* ids in it; owned */
	size_t legal;           /* how many of the patterns told are */
	bool closely;           /* patterns are named: say the script as well */
} Why;

static bool open_design(Why *why)
{
	const char *path = cli_value(why->cli, "design");

	if (path)
		return cli_design_open(why->cli, &why->design, path);
	why->design.catalog = cli_catalog_open(why->cli, &why->design.own);
	design_init(&why->design.design);
	why->design.open = true;
	return why->design.catalog != NULL;
}

static bool fail_unknown(const Why *why, const char *word)
{
	const char *near = catalog_nearest_kind(why->design.catalog, word);

	cli_usage(why->cli, "there is no kind '%s'%s%s%s%s", word,
	          cli_given(why->cli, "design") ? " and no component or platform of that id" : "",
	          near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
	return false;
}

/* Finds or adds what WORD names; *ID is for the caller to free. */
static bool find_end(Why *why, const char *word, char **id)
{
	Design *design = &why->design.design;
	const Element *element = design_find(design, word);
	const Kind *kind = catalog_kind(why->design.catalog, word);
	const char *dot = strchr(word, '.');
	Text line = {0};
	Edit edit = {0};
	Error err = {0};
	bool good;

	if (element && (element->class == CLASS_COMPONENT || element->class == CLASS_PLATFORM)) {
		*id = mem_copy(word);
		return true;
	}
	if (!kind)
		return fail_unknown(why, word);
	*id = edit_free_id(design, dot ? dot + 1 : word);
	text_addf(&line, "add %s %s", kind->id, *id);
	for (size_t i = 0; i < why->design.graph.platform_count; i++)
		if (!strcmp(why->design.graph.platforms[i].vendor, kind->vendor)) {
			text_addf(&line, " on=%s", why->design.graph.platforms[i].element->id);
			break;
		}
	text_add(&line, " name=");
	edit_add_word(&line, kind->name);
	good = edit_parse(text_str(&line), "", design, why->design.catalog, &edit, &err) &&
	       design_apply(design, &edit, &err);
	if (!good)
		cli_fail(why->cli, STATUS_USAGE, &err);
	edit_clear(&edit);
	text_clear(&line);
	return good;
}

static bool check_patterns(const Why *why)
{
	for (int i = 3; i < why->cli->argc; i++) {
		const char *word = why->cli->argv[i], *near = catalog_nearest_pattern(why->design.catalog, word);

		if (catalog_pattern(why->design.catalog, word))
			continue;
		cli_usage(why->cli, "there is no pattern '%s'%s%s%s", word, near ? "; did you mean '" : "",
		          near ? near : "", near ? "'?" : "");
		return false;
	}
	return true;
}

static bool is_asked(const Why *why, const Pattern *pattern)
{
	for (int i = 3; i < why->cli->argc; i++)
		if (!strcmp(why->cli->argv[i], pattern->id))
			return true;
	return why->cli->argc == 3;
}

/* What stands for several hops is told as those, which a file can hold. */
static void expand(const Why *why, Legality *legality)
{
	Edit edit = {0};

	if (edit_parse(text_str(&legality->script), "", &why->design.design, why->design.catalog, &edit, NULL)) {
		text_reset(&legality->script);
		edit_print(&edit, why->design.catalog, &legality->script);
	}
	edit_clear(&edit);
}

static void judge(Why *why, const Pattern *pattern, Legality *legality)
{
	const Graph *graph = &why->design.graph;

	pattern_judge(graph, pattern, graph_end(graph, why->from), graph_end(graph, why->to), legality);
	why->legal += legality->legal;
	if (*pattern->expands && legality->legal)
		expand(why, legality);
}

/* ---- text -------------------------------------------------------------------------- */

static void add_script(const char *script, Text *out)
{
	for (; *script; script += strcspn(script, "\n") + 1)
		text_addf(out, "  %*s%.*s\n", LABEL - 2, "", (int)strcspn(script, "\n"), script);
}

static void add_text(Why *why, const Pattern *pattern, Text parts[2])
{
	Text line = {0};
	Legality legality = {0};

	judge(why, pattern, &legality);
	if (legality.legal)
		text_addf(&line, "%s. %s", pattern->name, pattern->use_when);
	else
		text_addf(&line, "%s: %s.", text_str(&legality.reason), text_str(&legality.change));
	wrap_add_entry(&parts[legality.legal], 2, pattern->id, LABEL, text_str(&line));
	if (why->closely)
		add_script(text_str(&legality.script), &parts[legality.legal]);
	text_clear(&line);
	legality_clear(&legality);
}

static void add_part(const char *title, Text *part, Text *out)
{
	if (part->length)
		text_addf(out, "\n%s\n%s", title, text_str(part));
	text_clear(part);
}

static void add_end(const Why *why, const char *id, Text *out)
{
	const Graph *graph = &why->design.graph;
	GraphEnd end = graph_end(graph, id);

	text_add(out, graph_end_name(graph, end));
	if (end.component != NOWHERE)
		text_addf(out, " (%s)", graph->components[end.component].kind->id);
}

static void tell_text(Why *why)
{
	const Catalog *catalog = why->design.catalog;
	Text title = {0}, parts[2] = {{0}};

	add_end(why, why->from, &title);
	text_add(&title, " → ");
	add_end(why, why->to, &title);
	wrap_add(&why->cli->out, text_str(&title), 0, 2, WRAP_COLUMNS);
	text_clear(&title);
	for (size_t i = 0; i < catalog->pattern_count; i++)
		if (is_asked(why, &catalog->patterns[i]))
			add_text(why, &catalog->patterns[i], parts);
	add_part("Legal", &parts[true], &why->cli->out);
	add_part("Not legal: why, and what would make it so", &parts[false], &why->cli->out);
}

/* ---- JSON -------------------------------------------------------------------------- */

static void put_end(const Why *why, Json *json, const char *key, const char *id)
{
	const Graph *graph = &why->design.graph;
	GraphEnd end = graph_end(graph, id);

	json_key(json, key);
	json_open_line(json, '{');
	json_put_text(json, "id", id);
	json_put_text(json, "kind", end.component == NOWHERE ? NULL : graph->components[end.component].kind->id);
	json_close(json);
}

static void put_lines(Json *json, const char *script)
{
	json_key(json, "script");
	json_open(json, '[');
	for (; *script; script += strcspn(script, "\n") + 1) {
		char *line = mem_copy_n(script, strcspn(script, "\n"));

		json_text(json, line);
		free(line);
	}
	json_close(json);
}

static void put_pattern(Why *why, Json *json, const Pattern *pattern)
{
	Legality legality = {0};

	judge(why, pattern, &legality);
	json_open(json, '{');
	json_put_text(json, "pattern", pattern->id);
	json_put_bool(json, "legal", legality.legal);
	json_put_text(json, "reason", legality.legal ? NULL : text_str(&legality.reason));
	json_put_text(json, "change", legality.legal ? NULL : text_str(&legality.change));
	put_lines(json, text_str(&legality.script));
	json_close(json);
	legality_clear(&legality);
}

static void tell_json(Why *why)
{
	const Catalog *catalog = why->design.catalog;
	Json json = {.out = &why->cli->out};

	why->cli->raw = true;
	json_open(&json, '{');
	json_put_number(&json, "version", 1);
	put_end(why, &json, "from", why->from);
	put_end(why, &json, "to", why->to);
	json_key(&json, "patterns");
	json_open(&json, '[');
	for (size_t i = 0; i < catalog->pattern_count; i++)
		if (is_asked(why, &catalog->patterns[i]))
			put_pattern(why, &json, &catalog->patterns[i]);
	json_close(&json);
	json_close(&json);
}

int catalog_why(Cli *cli)
{
	Why why = {.cli = cli, .closely = cli->argc > 3};
	int status = STATUS_USAGE;

	if (cli->argc < 3)
		return cli_usage(cli, "why what? catalog why FROM TO, such as catalog why salesforce.apex heroku.web");
	if (open_design(&why) && check_patterns(&why) && find_end(&why, cli->argv[1], &why.from) &&
	    find_end(&why, cli->argv[2], &why.to)) {
		graph_clear(&why.design.graph);
		graph_build(&why.design.graph, &why.design.design, why.design.catalog);
		if (cli_choice(cli, "format", "json"))
			tell_json(&why);
		else
			tell_text(&why);
		status = why.legal || !why.closely ? STATUS_CLEAN : STATUS_FINDINGS;
	}
	free(why.from);
	free(why.to);
	cli_design_clear(&why.design);
	return status;
}

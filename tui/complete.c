/* Completion of the edit language, from the tables that the parser reads as well. */
#include "tui/complete.h"

#include <stdlib.h>
#include <string.h>

#include "model/legal.h"

enum { WORDS_MOST = 64, WORD_SIZE = 128 };

typedef struct Words {          /* the line cut at spaces; good enough to complete by */
	char word[WORDS_MOST][WORD_SIZE];
	size_t count;           /* the last one is being typed, and may be empty */
} Words;

static const struct { const char *verb, *form; } verbs[] = {
	{"add", "add KIND [ID] KEY=VALUE…"}, {"link", "link FROM TO via PATTERN KEY=VALUE…"},
	{"set", "set ID KEY=VALUE…"}, {"unset", "unset ID KEY…"}, {"move", "move ID X,Y or +X,-Y"},
	{"rename", "rename ID NEW"}, {"remove", "remove ID"},
};

const char *complete_form(const char *line)
{
	while (*line == ' ')
		line++;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (text_starts(line, verbs[i].verb) && line[strlen(verbs[i].verb)] == ' ')
			return verbs[i].form;
	return "";
}

bool complete_is_verb(const char *line)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (strcmp(line, verbs[i].verb) == 0)
			return true;
	return false;
}

bool complete_is_edit(const char *line)
{
	return *complete_form(line);
}

static void split(const char *line, Words *out)
{
	out->count = 0;
	while (*line == ' ')
		line++;
	while (out->count < WORDS_MOST) {
		size_t length = strcspn(line, " ");
		char *word = out->word[out->count++];

		if (length >= WORD_SIZE)
			length = WORD_SIZE - 1;
		memcpy(word, line, length);
		word[length] = '\0';
		line += strcspn(line, " ");
		if (!*line)
			return;
		line++;
	}
}

typedef struct Completion {
	const App *app;
	const Words *words;
	Picker *picker;
} Completion;

static const char *last(const Completion *c)
{
	return c->words->word[c->words->count - 1];
}

static void offer(Completion *c, const char *word, const char *sentence)
{
	if (text_starts(word, last(c)))
		picker_add(c->picker, word, word, sentence, "");
}

/* Words that do not begin with what was typed but hold it come behind those that do. */
static void offer_inside(Completion *c, const char *word, const char *sentence)
{
	if (!text_starts(word, last(c)) && strstr(word, last(c)))
		picker_add(c->picker, word, word, sentence, "");
}

static void offer_elements(Completion *c, int class)
{
	const Design *design = app_design(c->app);

	for (int k = CLASS_PLATFORM; k < CLASS_COUNT; k++) {
		for (size_t i = 0; (class < 0 || class == k) && i < design_count(design, (ElementClass)k); i++) {
			const Element *element = design_at(design, (ElementClass)k, i);

			offer(c, element->id, element_name(element));
		}
	}
}

/* --- fields ---------------------------------------------------------------------- */

static bool used(const Completion *c, const char *key)
{
	size_t length = strlen(key);

	for (size_t i = 1; i + 1 < c->words->count; i++)
		if (strncmp(c->words->word[i], key, length) == 0 && c->words->word[i][length] == '=')
			return true;
	return false;
}

static void offer_keys(Completion *c, const FieldSpec *fields, size_t count, const char *tail)
{
	for (size_t i = 0; i < count; i++) {
		Text word = {0};

		if (strchr(fields[i].key, '*') || used(c, fields[i].key))
			continue;
		text_addf(&word, "%s%s", fields[i].key, tail);
		offer(c, text_str(&word), fields[i].sentence);
		text_clear(&word);
	}
}

static void offer_value(Completion *c, const FieldSpec *field, const char *key)
{
	Words words = *c->words;
	Completion inner = {c->app, &words, c->picker};
	char *word = words.word[words.count - 1];
	size_t from = c->picker->count;

	if (!field)
		return;
	memmove(word, word + strlen(key) + 1, strlen(word) - strlen(key));
	if (field->type == FIELD_BOOLEAN) {
		offer(&inner, "true", field->sentence);
		offer(&inner, "false", field->sentence);
	}
	for (size_t i = 0; field->choices && field->choices[i]; i++)
		offer(&inner, field->choices[i], field->sentence);
	if (field->type == FIELD_REFERENCE || field->type == FIELD_REFERENCES)
		offer_elements(&inner, field->refers);
	if (from == c->picker->count && !*word)
		picker_add(c->picker, "", "a value", field->sentence, "");
	for (size_t i = from; i < c->picker->count; i++) {      /* key=value is one word */
		Text whole = {0};

		text_addf(&whole, "%s=%s", key, c->picker->rows[i].id);
		free(c->picker->rows[i].id);
		c->picker->rows[i].id = text_take(&whole);
	}
}

/* Keys, or values when a key is there, of an element of CLASS. */
static void offer_fields(Completion *c, ElementClass class, const Kind *kind, const Pattern *pattern)
{
	const Catalog *catalog = app_catalog(c->app);
	const char *equals = strchr(last(c), '=');

	if (equals) {
		char key[WORD_SIZE];

		memcpy(key, last(c), (size_t)(equals - last(c)));
		key[equals - last(c)] = '\0';
		offer_value(c, catalog_field(catalog, class, kind, pattern, key), key);
		return;
	}
	if (kind)
		offer_keys(c, kind->fields, kind->field_count, "=");
	if (pattern)
		offer_keys(c, pattern->fields, pattern->field_count, "=");
	offer_keys(c, catalog->fields[class], catalog->field_count[class], "=");
}

static void offer_fields_of(Completion *c, const char *id)
{
	const Catalog *catalog = app_catalog(c->app);
	const Element *element = design_find(app_design(c->app), id);
	const char *kind, *via;

	if (!element)
		return;
	kind = element_get(element, "kind");
	via = element_get(element, "via");
	offer_fields(c, element->class, kind && element->class == CLASS_COMPONENT ? catalog_kind(catalog, kind) : NULL,
	             via && element->class == CLASS_LINK ? catalog_pattern(catalog, via) : NULL);
}

/* --- verbs ------------------------------------------------------------------------- */

static void complete_add(Completion *c)
{
	const Catalog *catalog = app_catalog(c->app);
	ElementClass class = CLASS_COMPONENT;
	const Kind *kind;

	if (c->words->count == 2) {
		for (size_t i = 0; i < catalog->kind_count; i++)
			offer(c, catalog->kinds[i].id, catalog->kinds[i].name);
		for (int k = CLASS_PLATFORM; k < CLASS_COUNT; k++)
			if (k != CLASS_COMPONENT && k != CLASS_LINK)
				offer(c, class_name((ElementClass)k), "a class of the design");
		for (size_t i = 0; i < catalog->kind_count; i++)
			offer_inside(c, catalog->kinds[i].id, catalog->kinds[i].name);
		return;
	}
	kind = catalog_kind(catalog, c->words->word[1]);
	if (kind || class_from_name(c->words->word[1], &class))
		offer_fields(c, class, kind, NULL);
}

static void complete_link(Completion *c)
{
	const Catalog *catalog = app_catalog(c->app);
	const Graph *graph = &c->app->world.graph;
	const Words *words = c->words;
	GraphEnd from, to;

	if (words->count <= 3) {
		offer_elements(c, CLASS_COMPONENT);
		offer_elements(c, CLASS_PLATFORM);
	} else if (words->count == 4) {
		offer(c, "via", "by which pattern");
	} else if (words->count == 5) {
		from = graph_end(graph, words->word[1]);
		to = graph_end(graph, words->word[2]);
		for (size_t i = 0; i < catalog->pattern_count; i++)
			if (pattern_legal(graph, &catalog->patterns[i], from, to, NULL))
				offer(c, catalog->patterns[i].id, catalog->patterns[i].name);
	} else {
		offer_fields(c, CLASS_LINK, NULL, catalog_pattern(catalog, words->word[4]));
	}
}

static void complete_set(Completion *c)
{
	if (c->words->count == 2) {
		offer(c, "design", "the design itself: budget, currency, residency");
		offer_elements(c, -1);
	} else {
		offer_fields_of(c, c->words->word[1]);
	}
}

/* An element, or its class and then it, as `diff` prints a removal. */
static void complete_remove(Completion *c)
{
	ElementClass class;

	if (c->words->count == 2) {
		for (int k = CLASS_PLATFORM; k < CLASS_COUNT; k++)
			if (design_count(app_design(c->app), (ElementClass)k))
				offer(c, class_name((ElementClass)k), "one of this class");
		offer_elements(c, -1);
	} else if (c->words->count == 3 && class_from_name(c->words->word[1], &class)) {
		offer_elements(c, (int)class);
	}
}

static void complete_unset(Completion *c)
{
	const Element *element;

	if (c->words->count == 2) {
		complete_set(c);
		return;
	}
	element = design_find(app_design(c->app), c->words->word[1]);
	for (uint32_t i = 0; element && i < element->field_count; i++)
		if (*element->fields[i].key != ':')
			offer(c, element->fields[i].key, element->fields[i].value);
}

void complete_fill(const App *app, const char *line, Picker *picker)
{
	Words words;
	Completion c = {app, &words, picker};
	const char *verb = words.word[0];

	split(line, &words);
	if (words.count < 2)
		return;
	if (strcmp(verb, "add") == 0)
		complete_add(&c);
	else if (strcmp(verb, "link") == 0)
		complete_link(&c);
	else if (strcmp(verb, "set") == 0)
		complete_set(&c);
	else if (strcmp(verb, "unset") == 0)
		complete_unset(&c);
	else if (strcmp(verb, "remove") == 0)
		complete_remove(&c);
	else if (words.count == 2)
		offer_elements(&c, strcmp(verb, "move") == 0 ? CLASS_COMPONENT : -1);
}

void complete_take(const char *line, const char *word, Text *out)
{
	const char *cut = strrchr(line, ' ');

	if (cut)
		text_add_n(out, line, (size_t)(cut - line) + 1);
	text_add(out, word);
	if (!text_ends(word, "="))
		text_add_char(out, ' ');
}

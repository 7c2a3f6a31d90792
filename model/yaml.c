/* libyaml's events, one after the other, become a tree of nodes.
 *
 * The only file that knows libyaml. The document API would cost twice the time
 * and nine times the memory, and resolves aliases; events are refused here as
 * they come, so that a bomb is put out before it is read to its end. */
#include "model/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "model/pool.h"
#include "model/text.h"

enum { FEW_KEYS = 8 };          /* up to here keys are compared one by one */

/* A list or map that is being read. */
typedef struct Level {
	YamlNode *node;
	YamlNode *last;         /* its newest item */
	const YamlNode *key;    /* of a map: the key that waits for its value */
	const YamlNode **keys;  /* of a map of more than a few keys: their hash; owned */
	size_t mask;            /* slots of keys - 1 */
} Level;

typedef struct Reader {
	YamlDoc *doc;
	Diagnostics *list;
	yaml_parser_t parser;
	Level levels[YAML_DEPTH_MAX + 1];
	int depth;              /* levels in use */
	bool ascii;             /* characters are bytes */
	size_t at_char, at_byte;        /* how far offsets were counted */
	uint32_t nodes;
	int documents;
	size_t faults;
	bool stop;              /* what follows would only repeat the fault */
} Reader;

/* --- places ------------------------------------------------------------------ */

/* libyaml counts characters; SOURCE has bytes. Marks mostly grow, so this walks on. */
static uint32_t byte_at(Reader *r, size_t index)
{
	const char *s = r->doc->source;

	if (r->ascii)
		return (uint32_t)index;
	while (r->at_char > index) {
		do
			r->at_byte--;
		while (((unsigned char)s[r->at_byte] & 0xc0) == 0x80);
		r->at_char--;
	}
	while (r->at_char < index && r->at_byte < r->doc->length) {
		do
			r->at_byte++;
		while (r->at_byte < r->doc->length && ((unsigned char)s[r->at_byte] & 0xc0) == 0x80);
		r->at_char++;
	}
	return (uint32_t)r->at_byte;
}

static void fault_at(Reader *r, size_t line, size_t column, const char *text)
{
	diagnostics_add(r->list, false, r->doc->file, (int)line, (int)column, "%s", text);
	r->faults++;
}

static void fault(Reader *r, const yaml_event_t *event, const char *text)
{
	fault_at(r, event->start_mark.line + 1, event->start_mark.column + 1, text);
}

/* --- nodes ------------------------------------------------------------------- */

static YamlNode *node_new(Reader *r, YamlType type, const yaml_event_t *event)
{
	YamlNode *node = arena_alloc(&r->doc->arena, sizeof *node);

	node->type = type;
	node->line = (uint32_t)event->start_mark.line + 1;
	node->column = (uint32_t)event->start_mark.column + 1;
	node->start = byte_at(r, event->start_mark.index);
	node->end = byte_at(r, event->end_mark.index);
	node->text = "";
	if (++r->nodes == YAML_NODES_MAX) {
		fault(r, event, "the file holds too many values; split it with include:");
		r->stop = true;
	}
	return node;
}

static uint32_t key_hash(const YamlNode *key)
{
	return pool_hash(key->text, key->length);
}

static bool same_key(const YamlNode *a, const YamlNode *b)
{
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static const YamlNode **key_slot(const Level *level, const YamlNode *key)
{
	size_t i = key_hash(key) & level->mask;

	while (level->keys[i] && !same_key(level->keys[i], key))
		i = (i + 1) & level->mask;
	return &level->keys[i];
}

static void keys_grow(Level *level)
{
	size_t slots = level->keys ? (level->mask + 1) * 2 : FEW_KEYS * 4;

	free(level->keys);
	level->keys = mem_alloc(slots * sizeof(level->keys[0]));
	level->mask = slots - 1;
	for (const YamlNode *at = level->node->first; at; at = at->next)
		*key_slot(level, at->key) = at->key;
}

/* The same key that was there before, or NULL. */
static const YamlNode *key_before(Level *level, const YamlNode *key)
{
	const YamlNode **slot, *before;

	if (level->node->count <= FEW_KEYS) {
		for (const YamlNode *at = level->node->first; at; at = at->next)
			if (same_key(at->key, key))
				return at->key;
		return NULL;
	}
	if (!level->keys || level->node->count * 2 > level->mask)
		keys_grow(level);
	slot = key_slot(level, key);
	before = *slot;
	if (!before)
		*slot = key;
	return before;
}

/* `? key`, which has its own lines: the save could not keep it, and nobody writes it. */
static bool key_is_explicit(const YamlDoc *doc, const YamlNode *key, bool flow)
{
	const char *s = doc->source;
	size_t i = key->start, j = key->end;

	while (i > 0 && s[i - 1] == ' ')
		i--;
	if (i > 0 && s[i - 1] == '?')
		return true;
	while (j < doc->length && (s[j] == ' ' || s[j] == '\t'))
		j++;
	return !flow && (j == doc->length || s[j] != ':');
}

static void take_key(Reader *r, Level *level, const YamlNode *key)
{
	const YamlNode *before;

	level->key = key;
	if (key->type != YAML_TEXT || key_is_explicit(r->doc, key, level->node->flow)) {
		fault_at(r, key->line, key->column, "a key must be one plain word before a colon; write key: value");
		return;
	}
	if (!key->length) {
		fault_at(r, key->line, key->column, "the key before the colon is empty; give it a name");
		return;
	}
	before = key_before(level, key);
	if (before) {
		diagnostics_add(r->list, false, r->doc->file, (int)key->line, (int)key->column,
		                "'%.64s' stands here twice, first in line %u; remove or rename one of them",
		                key->text, (unsigned)before->line);
		r->faults++;
	}
}

/* Puts NODE where it belongs in what is being read. */
static void place_node(Reader *r, YamlNode *node)
{
	Level *level;

	if (r->depth == 0) {
		r->doc->root = node;
		return;
	}
	level = &r->levels[r->depth - 1];
	if (level->node->type == YAML_MAP && !level->key) {
		take_key(r, level, node);
		return;
	}
	node->key = level->key;
	level->key = NULL;
	if (level->last)
		level->last->next = node;
	else
		level->node->first = node;
	level->last = node;
	level->node->count++;
}

/* --- events ------------------------------------------------------------------ */

static void check_plain(Reader *r, const yaml_event_t *event, const void *anchor, const void *tag)
{
	if (anchor)
		fault(r, event, "anchors (&name) and aliases (*name) are not taken; write the value out");
	if (tag)
		fault(r, event, "tags (!name) are not taken; leave the tag out");
}

/* A block text ends for libyaml where the next line begins, past blank lines. With `+` these are part of it. */
static void trim_block(const YamlDoc *doc, YamlNode *node)
{
	const char *head = doc->source + node->start;

	if (head[1] == '+' || (head[1] >= '1' && head[1] <= '9' && head[2] == '+'))
		return;
	while (node->end > node->start + 1 && strchr(" \t\r\n", doc->source[node->end - 1]))
		node->end--;
}

static void check_value(Reader *r, YamlNode *node)
{
	uint32_t c;

	if (yaml_value_clean(node->text, node->length, &c))
		return;
	diagnostics_add(r->list, false, r->doc->file, (int)node->line, (int)node->column,
	                "the text holds the character U+%04X, which controls terminals or hides what is written;"
	                " remove it", (unsigned)c);
	r->faults++;
	node->text = "";
	node->length = 0;
}

static void on_text(Reader *r, const yaml_event_t *event)
{
	YamlNode *node = node_new(r, YAML_TEXT, event);
	yaml_scalar_style_t style = event->data.scalar.style;

	check_plain(r, event, event->data.scalar.anchor, event->data.scalar.tag);
	node->length = (uint32_t)event->data.scalar.length;
	node->text = arena_copy_n(&r->doc->arena, (const char *)event->data.scalar.value, node->length);
	node->quoted = style != YAML_PLAIN_SCALAR_STYLE;
	node->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	if (node->block)
		trim_block(r->doc, node);
	if (!r->ascii || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		check_value(r, node);
	place_node(r, node);
}

/* The name stands in the place of the value, so that one alias is one fault. */
static void on_alias(Reader *r, const yaml_event_t *event)
{
	YamlNode *node = node_new(r, YAML_TEXT, event);

	check_plain(r, event, event->data.alias.anchor, NULL);
	node->text = "alias";
	node->length = 5;
	place_node(r, node);
}

static void open_level(Reader *r, const yaml_event_t *event, YamlType type, bool flow)
{
	YamlNode *node;

	if (r->depth == YAML_DEPTH_MAX) {
		fault(r, event, "lists and maps are nested deeper than 64 levels; flatten them");
		r->stop = true;
		return;
	}
	node = node_new(r, type, event);
	node->flow = flow;
	place_node(r, node);
	r->levels[r->depth++] = (Level){.node = node};
}

static void close_level(Reader *r, const yaml_event_t *event)
{
	Level *level = &r->levels[--r->depth];
	YamlNode *node = level->node;

	/* libyaml ends a block where the next one begins, past comments and blank lines */
	if (node->flow)
		node->end = byte_at(r, event->end_mark.index);
	else if (level->last)
		node->end = level->last->end;
	free(level->keys);
	level->keys = NULL;
}

static void on_document(Reader *r, const yaml_event_t *event)
{
	if (event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end)
		fault(r, event, "%TAG is not taken; leave the line out");
	if (++r->documents == 2) {
		fault(r, event, "a second document begins here; a file holds one, put the other into a file of its own");
		r->stop = true;
	}
}

static void on_event(Reader *r, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		on_document(r, event);
		break;
	case YAML_SCALAR_EVENT:
		on_text(r, event);
		break;
	case YAML_ALIAS_EVENT:
		on_alias(r, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		check_plain(r, event, event->data.sequence_start.anchor, event->data.sequence_start.tag);
		open_level(r, event, YAML_LIST,
		           event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
		break;
	case YAML_MAPPING_START_EVENT:
		check_plain(r, event, event->data.mapping_start.anchor, event->data.mapping_start.tag);
		open_level(r, event, YAML_MAP, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_level(r, event);
		break;
	default:
		break;
	}
}

/* --- libyaml's own faults ----------------------------------------------------- */

typedef struct Words {
	const char *problem;    /* how libyaml begins it */
	bool context;           /* the place where the construct began says more */
	const char *text;       /* in our words, with the remedy */
} Words;

static const Words words[] = {
	{"mapping values are not allowed", false,
	 "a colon is not expected here; put a text that holds ': ' in quotes, or mend the indentation"},
	{"could not find expected ':'", true, "this line is not `key: value`; add the colon, or mend the indentation"},
	{"did not find expected key", false,
	 "a key was expected here; mend the indentation, or put the text before in quotes"},
	{"did not find expected ',' or '}'", false, "a comma or } is missing before this place; close the map"},
	{"did not find expected ',' or ']'", false, "a comma or ] is missing before this place; close the list"},
	{"did not find expected '-' indicator", false, "a list item (- …) was expected here; mend the indentation"},
	{"did not find expected node content", false, "a value is missing here; give one"},
	{"block sequence entries are not allowed", false,
	 "a list item (- …) cannot begin here; put it on a line of its own"},
	{"mapping keys are not allowed", false, "a key cannot begin here; put it on a line of its own"},
	{"found unexpected end of stream", true, "the quote that opens here is never closed; close it"},
	{"found unexpected document indicator", true, "the quote that opens here is never closed; close it"},
	{"found unknown escape character", false,
	 "unknown escape in double quotes; write \\\\ for a backslash, or use single quotes"},
	{"did not find expected hexdecimal number", false, "an escape is cut short; \\x, \\u and \\U need 2, 4 or 8 hexadecimal digits"},
	{"found invalid Unicode character escape code", false, "this escape is not a character of Unicode; remove it"},
	{"found a tab character", false, "a tab is used to indent; YAML wants spaces"},
	{"did not find expected comment or line break", false,
	 "after | or > the text begins on the next line; put a text that starts with them in quotes"},
	{"found incompatible YAML document", false, "only %YAML 1.1 and 1.2 are read; leave the line out"},
	{"found duplicate %YAML directive", false, "%YAML stands twice; leave the line out"},
	{"did not find expected <document start>", false,
	 "a key was expected at the left margin; mend the indentation, or put the text before in quotes"},
	{"did not find expected alphabetic or numeric character", true,
	 "* and & name aliases and anchors, which are not taken; put the text in quotes"},
};

/* What the scanner could not begin with. */
static const char *bad_start(char c)
{
	switch (c) {
	case '\t':
		return "a tab is used to indent; YAML wants spaces";
	case '@':
	case '`':
	case '%':
		return "a text cannot begin with @, ` or %; put it in quotes";
	default:
		return "no value can begin with this character; put the text in quotes";
	}
}

static void parser_fault(Reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *problem = p->problem ? p->problem : "it cannot be read";
	yaml_mark_t mark = p->problem_mark;
	uint32_t at = byte_at(r, mark.index);

	if (text_starts(problem, "found character that cannot start any token")) {
		fault_at(r, mark.line + 1, mark.column + 1, bad_start(at < r->doc->length ? r->doc->source[at] : '\0'));
		return;
	}
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		if (strncmp(problem, words[i].problem, strlen(words[i].problem)) != 0)
			continue;
		if (words[i].context && p->context)
			mark = p->context_mark;
		fault_at(r, mark.line + 1, mark.column + 1, words[i].text);
		return;
	}
	diagnostics_add(r->list, false, r->doc->file, (int)mark.line + 1, (int)mark.column + 1,
	                "this is not YAML (%s); mend the line", problem);
	r->faults++;
}

/* --- the door ------------------------------------------------------------------ */

static void read_events(Reader *r)
{
	yaml_event_t event;
	bool end = false;

	while (!end && !r->stop) {
		if (!yaml_parser_parse(&r->parser, &event)) {
			parser_fault(r);
			break;
		}
		end = event.type == YAML_STREAM_END_EVENT;
		on_event(r, &event);
		yaml_event_delete(&event);
	}
	r->doc->broken = !end;
	while (r->depth > 0)
		free(r->levels[--r->depth].keys);
}

bool yaml_read(YamlDoc *doc, const char *file, const char *source, size_t length, Diagnostics *list)
{
	Reader r = {.doc = doc, .list = list};

	*doc = (YamlDoc){.file = file, .source = source, .length = length, .broken = true};
	if (!yaml_source_check(file, source, length, &r.ascii, list))
		return false;
	if (length >= 3 && memcmp(source, "\xef\xbb\xbf", 3) == 0)
		r.at_byte = 3;                  /* libyaml counts from behind the mark */
	if (!yaml_parser_initialize(&r.parser)) {
		diagnostics_add(list, false, file, 0, 0, "out of memory");
		return false;
	}
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)source + r.at_byte, length - r.at_byte);
	read_events(&r);
	yaml_parser_delete(&r.parser);
	return r.faults == 0;
}

YamlNode *yaml_get(const YamlNode *map, const char *key)
{
	size_t length = strlen(key);

	if (!map || map->type != YAML_MAP)
		return NULL;
	for (YamlNode *at = map->first; at; at = at->next)
		if (at->key->type == YAML_TEXT && at->key->length == length && memcmp(at->key->text, key, length) == 0)
			return at;
	return NULL;
}

bool yaml_is_null(const YamlNode *node)
{
	static const char *const words_of_nothing[] = {"", "~", "null", "Null", "NULL"};

	if (node->type != YAML_TEXT || node->quoted)
		return false;
	for (size_t i = 0; i < sizeof words_of_nothing / sizeof words_of_nothing[0]; i++)
		if (strcmp(node->text, words_of_nothing[i]) == 0)
			return true;
	return false;
}

void yaml_clear(YamlDoc *doc)
{
	if (!doc)
		return;
	arena_clear(&doc->arena);
	*doc = (YamlDoc){0};
}

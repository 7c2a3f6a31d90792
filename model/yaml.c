/* libyaml's events, one after the other, become a tree of nodes.
 *
 * The only file that knows libyaml. The document API would cost twice the time
 * and nine times the memory, and resolves aliases; events are refused here as
 * they come, so that a bomb is put out before it is read to its end. */
#include <string.h>
#include <yaml.h>

#include "model/text.h"
#include "model/yaml_tree.h"

typedef struct Reader {
	YamlTree tree;
	YamlDoc *doc;
	Diagnostics *list;
	yaml_parser_t parser;
	bool ascii;             /* characters are bytes */
	size_t at_char, at_byte;        /* how far offsets were counted */
	int documents;
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
}

static void fault(Reader *r, const yaml_event_t *event, const char *text)
{
	fault_at(r, event->start_mark.line + 1, event->start_mark.column + 1, text);
}

/* --- nodes ------------------------------------------------------------------- */

static YamlNode *node_new(Reader *r, YamlType type, const yaml_event_t *event)
{
	YamlNode *node = yaml_tree_node(&r->tree, type);

	node->line = (uint32_t)event->start_mark.line + 1;
	node->column = (uint32_t)event->start_mark.column + 1;
	node->start = byte_at(r, event->start_mark.index);
	node->end = byte_at(r, event->end_mark.index);
	if (r->tree.nodes == YAML_NODES_MAX) {
		fault(r, event, "the file holds too many values; split it with include:");
		r->stop = true;
	}
	return node;
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

static void check_key(Reader *r, const YamlNode *key, bool flow)
{
	if (key->type != YAML_TEXT || key_is_explicit(r->doc, key, flow))
		fault_at(r, key->line, key->column, "a key must be one plain word before a colon; write key: value");
	else if (!key->length)
		fault_at(r, key->line, key->column, "the key before the colon is empty; give it a name");
}

/* A key, if the place wants one, which is checked. */
static bool place_key(Reader *r, const YamlNode *node)
{
	if (!yaml_tree_wants_key(&r->tree))
		return false;
	check_key(r, node, r->tree.levels[r->tree.depth - 1].node->flow);
	yaml_tree_key(&r->tree, node);
	return true;
}

static void place_text(Reader *r, YamlNode *node)
{
	if (!place_key(r, node))
		yaml_tree_value(&r->tree, node);
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
	node->text = "";
	node->length = 0;
}

static void on_text(Reader *r, const yaml_event_t *event)
{
	YamlNode *node = node_new(r, YAML_TEXT, event);
	yaml_scalar_style_t style = event->data.scalar.style;

	check_plain(r, event, event->data.scalar.anchor, event->data.scalar.tag);
	node->length = (uint32_t)event->data.scalar.length;
	node->text = yaml_tree_copy(&r->tree, (const char *)event->data.scalar.value, node->length);
	node->quoted = style != YAML_PLAIN_SCALAR_STYLE;
	node->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	if (node->block)
		trim_block(r->doc, node);
	if (!r->ascii || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		check_value(r, node);
	place_text(r, node);
}

/* The name stands in the place of the value, so that one alias is one fault. */
static void on_alias(Reader *r, const yaml_event_t *event)
{
	YamlNode *node = node_new(r, YAML_TEXT, event);

	check_plain(r, event, event->data.alias.anchor, NULL);
	node->text = "alias";
	node->length = 5;
	place_text(r, node);
}

static void open_level(Reader *r, const yaml_event_t *event, YamlType type, bool flow)
{
	YamlNode *node;

	if (r->tree.depth == YAML_DEPTH_MAX) {
		fault(r, event, "lists and maps are nested deeper than 64 levels; flatten them");
		r->stop = true;
		return;
	}
	node = node_new(r, type, event);
	node->flow = flow;
	if (place_key(r, node))
		r->stop = true;         /* what belongs to such a key is anyone's guess */
	else
		yaml_tree_open(&r->tree, node);
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
		yaml_tree_close(&r->tree, byte_at(r, event->end_mark.index));
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
	yaml_tree_abandon(&r->tree);
}

static void read_with_libyaml(Reader *r)
{
	YamlDoc *doc = r->doc;

	if (doc->length >= 3 && memcmp(doc->source, "\xef\xbb\xbf", 3) == 0)
		r->at_byte = 3;                 /* libyaml counts from behind the mark */
	if (!yaml_parser_initialize(&r->parser)) {
		diagnostics_add(r->list, false, doc->file, 0, 0, "out of memory");
		return;
	}
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, (const unsigned char *)doc->source + r->at_byte,
	                             doc->length - r->at_byte);
	read_events(r);
	yaml_parser_delete(&r->parser);
}

bool yaml_visit(YamlDoc *doc, const char *file, const char *source, size_t length,
                const YamlVisitor *visitor, Diagnostics *list)
{
	Reader r = {.doc = doc, .list = list, .tree = {.doc = doc, .visitor = visitor, .list = list}};
	size_t errors = list->errors;

	*doc = (YamlDoc){.file = file, .source = source, .length = length, .broken = true};
	if (!yaml_source_check(file, source, length, &r.ascii, list))
		return false;
	if (yaml_read_plain(&r.tree, r.ascii))
		doc->broken = false;
	else
		read_with_libyaml(&r);
	return list->errors == errors;
}

bool yaml_read(YamlDoc *doc, const char *file, const char *source, size_t length, Diagnostics *list)
{
	return yaml_visit(doc, file, source, length, NULL, list);
}

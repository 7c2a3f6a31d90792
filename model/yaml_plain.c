/* The plain manner of writing YAML, read at the speed of the disk.
 *
 * Nearly every line of a large design is `key: value`, `key:`, `- item` or a flow on one line. Files of nothing
 * else are read here, in two passes: the first only looks whether all lines are so, the second builds the tree.
 * At the slightest doubt (several lines for one text, block texts, escapes, odd keys, anything that might be an
 * error) libyaml reads the file: a fault is always told by it. That both give the same tree is tested
 * with random texts. */
#include <assert.h>
#include <string.h>

#include "model/yaml_tree.h"

enum { PLAIN_KEY_MAX = 200 };

typedef struct PlainLevel {
	size_t indent;
	bool list;
} PlainLevel;

typedef struct Plain {
	const char *s;
	size_t length;
	size_t at;              /* where the next line begins */
	size_t line_start;
	size_t counted, inner_bytes;    /* of the line: up to where, and bytes there that begin no character */
	uint32_t line;
	bool ascii;
	PlainLevel levels[YAML_DEPTH_MAX];
	int depth;
	int flow_depth;
	size_t pending;         /* behind the colon of a key whose value comes below; 0: none */
	size_t pending_start;   /* of its line */
	uint32_t pending_line;
	uint32_t nodes;
	YamlTree *tree;         /* NULL in the first pass */
	char *copy;             /* of the source, in which texts are terminated */
} Plain;

/* What a character can mean inside a plain text. */
enum { FLOW_END = 1, LINE_END = 2, COMMENT = 4, COLON = 8, ODD = 16 };

static const unsigned char meaning[256] = {
	['\n'] = LINE_END, ['\r'] = LINE_END, ['\0'] = LINE_END, ['\t'] = ODD, ['#'] = COMMENT, [':'] = COLON,
	[','] = FLOW_END, ['['] = FLOW_END, [']'] = FLOW_END, ['{'] = FLOW_END, ['}'] = FLOW_END, ['?'] = FLOW_END,
};

/* --- characters ----------------------------------------------------------------------- */

/* The character at AT; NUL at the end, which the source check has excluded elsewhere. */
static char peek(const Plain *p, size_t at)
{
	return at < p->length ? p->s[at] : '\0';
}

static bool line_ends(const Plain *p, size_t at)
{
	char c = peek(p, at);

	return !c || c == '\n' || (c == '\r' && peek(p, at + 1) == '\n');
}

static size_t skip_spaces(const Plain *p, size_t at)
{
	while (peek(p, at) == ' ')
		at++;
	return at;
}

static void next_line(Plain *p, size_t at)
{
	const char *end = at < p->length ? memchr(p->s + at, '\n', p->length - at) : NULL;

	p->at = end ? (size_t)(end - p->s) + 1 : p->length;
}

/* Only spaces and a comment follow AT on its line, which then is left behind. */
static bool rest_is_empty(Plain *p, size_t at)
{
	size_t behind = skip_spaces(p, at);

	if (peek(p, behind) == '#' ? behind == at : !line_ends(p, behind))
		return false;
	next_line(p, behind);
	return true;
}

static bool key_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || (c >= 'A' && c <= 'Z') ||
	       c == '.' || c == '/';
}

/* Behind the key that begins AT, which a colon follows; 0: no plain key. */
static size_t key_end(const Plain *p, size_t at)
{
	size_t end = at;

	if (peek(p, at) == '-' || peek(p, at) == '.' || peek(p, at) == '/')
		return 0;
	while (key_character(peek(p, end)))
		end++;
	return end > at && end - at <= PLAIN_KEY_MAX && peek(p, end) == ':' ? end : 0;
}

/* --- nodes ------------------------------------------------------------------------------ */

/* The column of AT, in characters. Counting goes on where it ended last: a line may hold a whole file. */
static size_t column_at(Plain *p, size_t at)
{
	if (p->ascii)
		return at - p->line_start + 1;
	if (p->counted < p->line_start || p->counted > at) {
		p->counted = p->line_start;
		p->inner_bytes = 0;
	}
	for (; p->counted < at; p->counted++)
		p->inner_bytes += ((unsigned char)p->s[p->counted] & 0xc0) == 0x80;
	return at - p->line_start - p->inner_bytes + 1;
}

static YamlNode *node_at(Plain *p, YamlType type, size_t start, size_t end)
{
	YamlNode *node = yaml_tree_node(p->tree, type);

	node->line = p->line;
	node->column = (uint32_t)column_at(p, start);
	node->start = (uint32_t)start;
	node->end = (uint32_t)end;
	return node;
}

/* A text whose bytes are FROM..TO, written as START..END. */
static YamlNode *text_at(Plain *p, size_t start, size_t end, size_t from, size_t to)
{
	YamlNode *node = node_at(p, YAML_TEXT, start, end);

	node->length = (uint32_t)(to - from);
	node->text = p->copy + from;
	p->copy[to] = '\0';
	return node;
}

static bool text_is_clean(const Plain *p, size_t from, size_t to)
{
	uint32_t fault;

	return p->ascii || p->tree || yaml_value_clean(p->s + from, to - from, &fault);
}

/* The first pass counts; what would be too much or too deep is told by libyaml's reader. */
static bool room(Plain *p)
{
	return ++p->nodes < YAML_NODES_MAX;
}

static bool add_text(Plain *p, size_t start, size_t end, size_t from, size_t to)
{
	if (p->tree) {
		YamlNode *node = text_at(p, start, end, from, to);

		node->quoted = from > start;
		yaml_tree_value(p->tree, node);
	}
	return room(p) && text_is_clean(p, from, to);
}

static bool open_node(Plain *p, YamlType type, bool flow, size_t start)
{
	if (p->tree) {
		YamlNode *node = node_at(p, type, start, start + 1);

		node->flow = flow;
		yaml_tree_open(p->tree, node);
	}
	return room(p) && p->depth + p->flow_depth < YAML_DEPTH_MAX;
}

static bool add_key(Plain *p, size_t start, size_t end)
{
	if (p->tree)
		yaml_tree_key(p->tree, text_at(p, start, end, start, end));
	return room(p);
}

/* --- texts --------------------------------------------------------------------------------- */

/* A text in quotes that ends on its line and has no escapes; behind it, or 0. */
static size_t read_quoted(Plain *p, size_t at)
{
	char quote = p->s[at];
	size_t end = at + 1;

	while (peek(p, end) != quote) {
		char c = peek(p, end++);

		if (c == '\0' || c == '\n' || c == '\r' || c == '\t' || (quote == '"' && c == '\\'))
			return 0;
	}
	if (quote == '\'' && peek(p, end + 1) == '\'')
		return 0;
	return add_text(p, at, end + 1, at + 1, end) ? end + 1 : 0;
}

/* A text without quotes; behind it, or 0. */
static size_t read_bare(Plain *p, size_t at)
{
	bool flow = p->flow_depth > 0;
	unsigned char stop = (unsigned char)(LINE_END | COMMENT | COLON | ODD | (flow ? FLOW_END : 0));
	size_t i = at, end;

	if (strchr("-?:,[]{}#&*!|>'\"%@`", peek(p, at)) || line_ends(p, at))
		return 0;
	for (;; i++) {
		while (i < p->length && !(meaning[(unsigned char)p->s[i]] & stop))
			i++;
		if (peek(p, i) == '#' && p->s[i - 1] != ' ')
			continue;
		if (peek(p, i) != ':')
			break;
		if (line_ends(p, i + 1) || strchr(" ,[]{}\t", peek(p, i + 1)))
			return 0;
	}
	if (flow ? !strchr(",]}", peek(p, i)) || !peek(p, i) : peek(p, i) != '#' && !line_ends(p, i))
		return 0;
	for (end = i; p->s[end - 1] == ' ';)
		end--;
	return add_text(p, at, end, at, end) ? end : 0;
}

/* --- flows ---------------------------------------------------------------------------------- */

static size_t read_value(Plain *p, size_t at);

/* The key of a flow map and the spaces behind its colon; where the value begins, or 0. */
static size_t read_flow_key(Plain *p, size_t at)
{
	size_t end = key_end(p, at);

	if (!end || peek(p, end + 1) != ' ' || !add_key(p, at, end))
		return 0;
	return skip_spaces(p, end + 1);
}

/* [..] or {..} that ends on its line; behind it, or 0. */
static size_t read_flow(Plain *p, size_t at)
{
	bool map = p->s[at] == '{';
	char close = map ? '}' : ']';

	if (!open_node(p, map ? YAML_MAP : YAML_LIST, true, at))
		return 0;
	p->flow_depth++;
	at = skip_spaces(p, at + 1);
	while (peek(p, at) != close) {
		if (map && !(at = read_flow_key(p, at)))
			return 0;
		at = read_value(p, at);
		if (!at)
			return 0;
		at = skip_spaces(p, at);
		if (peek(p, at) == close)
			break;
		if (peek(p, at) != ',')
			return 0;
		at = skip_spaces(p, at + 1);
		if (peek(p, at) == close)
			return 0;       /* a comma at the end: libyaml knows */
	}
	p->flow_depth--;
	if (p->tree)
		yaml_tree_close(p->tree, (uint32_t)at + 1);
	return at + 1;
}

static size_t read_value(Plain *p, size_t at)
{
	switch (peek(p, at)) {
	case '[':
	case '{':
		return read_flow(p, at);
	case '"':
	case '\'':
		return read_quoted(p, at);
	default:
		return read_bare(p, at);
	}
}

/* --- blocks ------------------------------------------------------------------------------------ */

static void close_level(Plain *p)
{
	p->depth--;
	if (p->tree)
		yaml_tree_close(p->tree, 0);
}

static bool open_level(Plain *p, size_t indent, bool list, size_t start)
{
	if (!open_node(p, list ? YAML_LIST : YAML_MAP, false, start))
		return false;
	p->levels[p->depth++] = (PlainLevel){indent, list};
	return true;
}

/* The key that waits gets nothing as its value. */
static bool end_pending(Plain *p)
{
	size_t at = p->pending;
	Plain there = *p;

	p->pending = 0;
	there.line = p->pending_line;
	there.line_start = p->pending_start;
	if (p->tree)
		yaml_tree_value(p->tree, text_at(&there, at, at, p->length, p->length));
	return room(p);
}

/* Opens and closes levels until the one is open to which a line indented by INDENT belongs. */
static bool find_level(Plain *p, size_t indent, bool dash, size_t start)
{
	const PlainLevel *top = p->depth ? &p->levels[p->depth - 1] : NULL;

	if (!top)
		return indent == 0 && !dash && open_level(p, 0, false, start);
	if (p->pending && (indent > top->indent || (indent == top->indent && dash && !top->list))) {
		p->pending = 0;
		return open_level(p, indent, dash, start);
	}
	if (p->pending && !end_pending(p))
		return false;
	while (p->depth > 0 && p->levels[p->depth - 1].indent > indent)
		close_level(p);
	top = p->depth ? &p->levels[p->depth - 1] : NULL;
	if (top && top->list && !dash && top->indent == indent && p->depth > 1 && p->levels[p->depth - 2].indent == indent)
		close_level(p);         /* a list no deeper than its key */
	return p->depth > 0 && p->levels[p->depth - 1].indent == indent && p->levels[p->depth - 1].list == dash;
}

static bool read_item(Plain *p, size_t at)
{
	size_t end = read_value(p, skip_spaces(p, at + 1));

	return end && rest_is_empty(p, end);
}

static bool read_entry(Plain *p, size_t at)
{
	size_t end = key_end(p, at), value = end ? skip_spaces(p, end + 1) : 0;

	if (!end || !add_key(p, at, end))
		return false;
	if (line_ends(p, value) || (peek(p, value) == '#' && value > end + 1)) {
		p->pending = end + 1;
		p->pending_start = p->line_start;
		p->pending_line = p->line;
		next_line(p, value);
		return true;
	}
	if (value == end + 1)
		return false;
	end = read_value(p, value);
	return end && rest_is_empty(p, end);
}

static bool read_line(Plain *p)
{
	size_t start = skip_spaces(p, p->at);
	bool dash = peek(p, start) == '-' && peek(p, start + 1) == ' ';

	p->line_start = p->at;
	p->line++;
	if (peek(p, start) == '#' || line_ends(p, start)) {
		next_line(p, start);
		return true;
	}
	if (!find_level(p, start - p->line_start, dash, start))
		return false;
	return dash ? read_item(p, start) : read_entry(p, start);
}

static bool read_lines(Plain *p)
{
	while (p->at < p->length)
		if (!read_line(p))
			return false;
	if (p->pending && !end_pending(p))
		return false;
	while (p->depth > 0)
		close_level(p);
	return true;
}

/* A carriage return alone is a line end for libyaml, not here. */
static bool lone_return(const YamlDoc *doc)
{
	const char *at = doc->source, *end = doc->source + doc->length;

	while ((at = memchr(at, '\r', (size_t)(end - at))))
		if (++at == end || *at != '\n')
			return true;
	return false;
}

bool yaml_read_plain(YamlTree *tree, bool ascii)
{
	const Plain start = {.s = tree->doc->source, .length = tree->doc->length, .ascii = ascii};
	Plain p = start;
	bool read;

	if (!start.length || lone_return(tree->doc) || !read_lines(&p))
		return false;
	p = start;
	p.tree = tree;
	p.copy = yaml_tree_copy(tree, start.s, start.length);
	read = read_lines(&p);
	assert(read);           /* the first pass has seen all lines */
	return read;
}

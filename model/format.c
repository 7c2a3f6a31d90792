/* The tree of a file is printed anew, entry by entry.
 *
 * What an entry may be is known from its place: at the top level, among the elements of a section, among the
 * fields of an element, or in something that only the file knows, which keeps its order. */
#include "model/format.h"

#include <stdlib.h>
#include <string.h>

#include "model/design_tree.h"
#include "model/format_private.h"
#include "model/splice.h"
#include "model/utf8.h"
#include "model/yaml_comments.h"

enum { KEY_MAX = 255 };         /* bytes of a dotted key */

typedef enum Level { LEVEL_TOP, LEVEL_SECTION, LEVEL_FIELDS, LEVEL_FREE } Level;

/* Where the entries of a map or list stand. */
typedef struct Place {
	Level level;
	FieldScope scope;
	const FieldSpec *item;  /* of a list: what its items are */
	char prefix[KEY_MAX + 2];       /* of LEVEL_FIELDS: dotted, with a dot at its end, or "" */
} Place;

typedef struct Printer {
	const Catalog *catalog;
	const YamlDoc *doc;
	YamlComments comments;
	FormatLines lines;
	bool json;              /* the file is JSON */
	bool inside;            /* a dash stands on the line already: the next entry goes behind it */
} Printer;

/* --- places and order ------------------------------------------------------------------------ */

static FieldScope scope_of(const Catalog *catalog, ElementClass class, const YamlNode *map)
{
	const YamlNode *kind = yaml_get(map, "kind"), *via = yaml_get(map, "via");

	return (FieldScope){
		.catalog = catalog,
		.class = class,
		.kind = kind && kind->type == YAML_TEXT && class == CLASS_COMPONENT ? catalog_kind(catalog, kind->text) : NULL,
		.pattern = via && via->type == YAML_TEXT && class == CLASS_LINK ? catalog_pattern(catalog, via->text) : NULL,
	};
}

/* The dotted key of ENTRY in OUT. False: it is none of a field. */
static bool dotted_key(const Place *place, const YamlNode *entry, char out[KEY_MAX + 2])
{
	size_t length = strlen(place->prefix);

	if ((place->level != LEVEL_FIELDS && place->level != LEVEL_TOP) || !entry->key || !design_key_kept(entry->key) ||
	    length + entry->key->length > KEY_MAX)
		return false;
	memcpy(out, place->prefix, length);
	memcpy(out + length, entry->key->text, entry->key->length + 1);
	return true;
}

static const FieldSpec *spec_of(const Place *place, const YamlNode *entry)
{
	char key[KEY_MAX + 2];

	if (!entry->key)
		return place->item;
	return dotted_key(place, entry, key) ? field_spec(&place->scope, key) : NULL;
}

/* Where the entries of ENTRY stand, which itself stands in PLACE. */
static void place_below(const Place *place, const YamlNode *entry, Place *out)
{
	ElementClass class;

	*out = (Place){.level = LEVEL_FREE, .scope = place->scope, .item = entry->type == YAML_LIST ? spec_of(place, entry) : NULL};
	if (entry->type != YAML_MAP || !entry->key)
		return;
	if (place->level == LEVEL_TOP && class_from_section(entry->key->text, &class)) {
		out->level = LEVEL_SECTION;
		out->scope.class = class;
	} else if (place->level == LEVEL_SECTION) {
		out->level = LEVEL_FIELDS;
		out->scope = scope_of(place->scope.catalog, place->scope.class, entry);
	} else if (dotted_key(place, entry, out->prefix)) {
		out->level = LEVEL_FIELDS;
		strcat(out->prefix, ".");
	}
}

enum { RANK_SECTIONS = 10000, RANK_BEHIND = 20000, RANK_UNKNOWN = 30000 };

static size_t field_rank(const Place *place, const YamlNode *entry)
{
	char key[KEY_MAX + 2];
	const FieldSpec *below;
	size_t order;

	if (!dotted_key(place, entry, key))
		return RANK_UNKNOWN;
	below = entry->type == YAML_MAP ? catalog_field_below(place->scope.catalog, place->scope.class, key) : NULL;
	order = field_order(&place->scope, below ? below->key : key);
	return order < RANK_SECTIONS ? order : RANK_UNKNOWN;
}

static size_t rank_of(const Place *place, const YamlNode *entry)
{
	ElementClass class;

	if (place->level == LEVEL_FIELDS)
		return field_rank(place, entry);
	if (place->level != LEVEL_TOP)
		return 0;
	if (class_from_section(entry->key->text, &class))
		return RANK_SECTIONS + (size_t)class;
	return field_rank(place, entry) + (field_stands_behind(entry->key->text) ? RANK_BEHIND : 0);
}

typedef struct Ranked {
	const YamlNode *node;
	size_t rank;
	size_t index;           /* keeps the order of equals */
} Ranked;

static int by_rank(const void *a, const void *b)
{
	const Ranked *left = a, *right = b;

	if (left->rank != right->rank)
		return left->rank < right->rank ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

/* The entries of NODE in their order; the caller frees. */
static Ranked *ranked(const Place *place, const YamlNode *node)
{
	Ranked *entries = mem_alloc((node->count + 1) * sizeof *entries);
	size_t n = 0;

	for (const YamlNode *at = node->first; at; at = at->next, n++)
		entries[n] = (Ranked){at, rank_of(place, at), n};
	qsort(entries, n, sizeof *entries, by_rank);
	return entries;
}

/* --- on one line --------------------------------------------------------------------------------- */

static void add_key(const Printer *p, const Place *place, const YamlNode *key, bool flow, Text *out)
{
	static const FieldSpec word = {.type = FIELD_BOOLEAN};
	bool on = place->level == LEVEL_FIELDS && strcmp(key->text, "on") == 0;

	if (p->json)
		text_add_n(out, p->doc->source + key->start, key->end - key->start);
	else
		format_add_line(out, p->doc, on ? &word : NULL, key, flow);
	text_add(out, ":");
}

static bool add_text_line(const Printer *p, const FieldSpec *spec, const YamlNode *node, Text *out)
{
	if (!p->json)
		return format_add_line(out, p->doc, spec, node, true);
	text_add_n(out, p->doc->source + node->start, node->end - node->start);
	return true;
}

/* ENTRY, which stands in PLACE, in braces. False: it cannot, or grows too long. */
static bool add_flow(const Printer *p, const Place *place, const YamlNode *entry, Text *out)
{
	bool map = entry->type == YAML_MAP, good = true;
	Place below;
	Ranked *entries;

	if (entry->type == YAML_TEXT)
		return add_text_line(p, spec_of(place, entry), entry, out);
	place_below(place, entry, &below);
	entries = ranked(&below, entry);
	text_add(out, map ? "{" : "[");
	for (size_t i = 0; i < entry->count && good; i++) {
		text_add(out, i ? ", " : "");
		if (map) {
			add_key(p, &below, entries[i].node->key, true, out);
			text_add(out, " ");
		}
		good = add_flow(p, &below, entries[i].node, out) && out->length <= 4 * FORMAT_WIDTH;
	}
	text_add(out, map ? "}" : "]");
	free(entries);
	return good;
}

/* Stands ENTRY, a list or map in PLACE, in braces behind the COLUMN columns of its key? Adds it. */
static bool fits_in_braces(const Printer *p, const Place *place, const YamlNode *entry, size_t column, Text *out)
{
	ElementClass class;
	bool section = place->level == LEVEL_TOP && entry->key && class_from_section(entry->key->text, &class);

	if (entry->count && (!entry->flow || section || yaml_comments_between(&p->comments, entry->start, entry->end)))
		return false;
	return add_flow(p, place, entry, out) &&
	       (!entry->count || column + 1 + (size_t)utf8_width(text_str(out)) <= FORMAT_WIDTH);
}

/* --- lines ------------------------------------------------------------------------------------------ */

static void add_indent(Printer *p, size_t indent)
{
	if (!p->inside)
		text_add_repeat(&p->lines.text, " ", indent);
	p->inside = false;
}

static void add_blank(Printer *p)
{
	const Text *text = &p->lines.text;

	if (text->length && !p->inside && !(text->length >= 2 && text->s[text->length - 2] == '\n'))
		text_add(&p->lines.text, "\n");
}

static void add_comment_line(Printer *p, const YamlComment *comment, size_t indent)
{
	text_add_repeat(&p->lines.text, " ", indent);
	text_add_n(&p->lines.text, p->doc->source + comment->start, comment->end - comment->start);
	text_add(&p->lines.text, "\n");
}

static void add_comments(Printer *p, const YamlNode *owner, CommentPlace place, size_t indent, bool first_apart)
{
	const YamlComment *comment;
	size_t state = 0;

	for (bool first = true; (comment = yaml_comment_of(&p->comments, owner, place, &state)); first = false) {
		if (comment->apart && (first_apart || !first))
			add_blank(p);
		add_comment_line(p, comment, indent);
	}
}

/* Comments on the line of an entry are rarely more than one; all others go above it. */
static const YamlComment *line_comment(const Printer *p, const YamlNode *entry, size_t *state)
{
	return yaml_comment_of(&p->comments, entry, COMMENT_LINE, state);
}

static void mark_line(Printer *p, const YamlNode *entry)
{
	FormatLines *lines = &p->lines;
	size_t state = 0;
	const YamlComment *comment = line_comment(p, entry, &state);

	if (!comment)
		return;
	MEM_GROW(lines->marks, lines->cap, lines->count + 1);
	lines->marks[lines->count++] =
		(FormatMark){lines->text.length, p->doc->source + comment->start, comment->end - comment->start};
}

static void end_line(Printer *p, const YamlNode *entry)
{
	mark_line(p, entry);
	text_add(&p->lines.text, "\n");
}

/* The comment of a block text stands on its first line. */
static void end_text(Printer *p, const YamlNode *entry, size_t from)
{
	FormatLines *lines = &p->lines;
	size_t count = lines->count;

	mark_line(p, entry);
	if (lines->count > count && entry->block)
		lines->marks[count].at = from + strcspn(lines->text.s + from, "\n");
	text_add(&lines->text, "\n");
}

/* --- entries ------------------------------------------------------------------------------------------ */

static void print_entries(Printer *p, const Place *place, const YamlNode *node, size_t indent);

static bool has_comments(const Printer *p, const YamlNode *owner, CommentPlace place, size_t more_than)
{
	size_t state = 0;

	while (yaml_comment_of(&p->comments, owner, place, &state))
		if (more_than-- == 0)
			return true;
	return false;
}

/* Can the first entry of ITEM stand behind its dash? */
static bool goes_behind_dash(const Printer *p, const YamlNode *item)
{
	return !has_comments(p, item, COMMENT_LINE, 0) && !has_comments(p, item->first, COMMENT_ABOVE, 0) &&
	       !has_comments(p, item->first, COMMENT_LINE, 1);
}

static void print_container(Printer *p, const Place *place, const YamlNode *entry, size_t indent)
{
	Place below;

	place_below(place, entry, &below);
	if (!entry->key && p->lines.text.length && goes_behind_dash(p, entry)) {
		text_add(&p->lines.text, " ");
		p->inside = true;
	} else {
		end_line(p, entry);
	}
	print_entries(p, &below, entry, indent + FORMAT_STEP);
}

/* The value of ENTRY, behind its colon or dash. */
static void put_value(Printer *p, const Place *place, const YamlNode *entry, size_t indent, size_t column)
{
	Text *out = &p->lines.text, line = {0};
	size_t from = out->length;

	if (entry->type == YAML_TEXT) {
		text_add(out, entry->end > entry->start ? " " : "");
		format_add_text(out, p->doc, spec_of(place, entry), entry, indent + FORMAT_STEP);
		end_text(p, entry, from);
	} else if (fits_in_braces(p, place, entry, column, &line)) {
		text_addf(out, " %s", line.s);
		end_line(p, entry);
	} else {
		print_container(p, place, entry, indent);
	}
	text_clear(&line);
}

static void print_entry(Printer *p, const Place *place, const YamlNode *entry, size_t indent)
{
	const YamlComment *more;
	size_t state = 0;
	Text key = {0};

	add_comments(p, entry, COMMENT_ABOVE, indent, false);
	line_comment(p, entry, &state);
	while (state && (more = line_comment(p, entry, &state)))
		add_comment_line(p, more, indent);
	if (has_comments(p, entry, COMMENT_ABOVE, 0) && entry->key && yaml_stands_apart(p->doc, entry->key->start))
		add_blank(p);
	add_indent(p, indent);
	if (entry->key)
		add_key(p, place, entry->key, false, &key);
	else
		text_add(&key, "-");
	text_add_n(&p->lines.text, key.s, key.length);
	put_value(p, place, entry, indent, indent + (size_t)utf8_width(text_str(&key)));
	add_comments(p, entry, COMMENT_BELOW, indent + FORMAT_STEP, true);
	text_clear(&key);
}

/* Does a blank line stand above ENTRY, or the comments above it? */
static bool stands_apart(const Printer *p, const YamlNode *parent, const YamlNode *entry, bool comments_only)
{
	size_t state = 0;
	const YamlComment *comment = yaml_comment_of(&p->comments, entry, COMMENT_ABOVE, &state);

	if (comment)
		return comment->apart;
	return !comments_only && yaml_stands_apart(p->doc, yaml_entry_start(p->doc, parent, entry));
}

/* Sections stand apart, and what comes behind them; elements as the user wants; fields where a comment parts them. */
static bool wants_blank(const Printer *p, const Place *place, const YamlNode *parent, const Ranked *entry)
{
	const Ranked *before = entry - 1;

	if (place->level == LEVEL_TOP && entry->rank >= RANK_SECTIONS &&
	    (entry->rank < RANK_BEHIND || before->rank / RANK_SECTIONS != entry->rank / RANK_SECTIONS))
		return true;
	return stands_apart(p, parent, entry->node, parent->type == YAML_LIST || place->level == LEVEL_FIELDS ||
	                                            (place->level == LEVEL_TOP && entry->rank < RANK_UNKNOWN));
}

static void print_entries(Printer *p, const Place *place, const YamlNode *node, size_t indent)
{
	Ranked *entries = ranked(place, node);

	for (size_t i = 0; i < node->count; i++) {
		if (i && wants_blank(p, place, node, &entries[i]))
			add_blank(p);
		print_entry(p, place, entries[i].node, indent);
	}
	free(entries);
}

/* --- JSON --------------------------------------------------------------------------------------------------- */

static void print_json(Printer *p, const Place *place, const YamlNode *entry, size_t indent, size_t column)
{
	Text *out = &p->lines.text, line = {0};
	Ranked *entries;
	Place below;

	if (entry->type == YAML_TEXT) {
		add_text_line(p, NULL, entry, out);
		return;
	}
	if (entry != p->doc->root && fits_in_braces(p, place, entry, column, &line)) {
		text_add_n(out, line.s, line.length);
		text_clear(&line);
		return;
	}
	text_clear(&line);
	if (entry == p->doc->root)
		below = *place;
	else
		place_below(place, entry, &below);
	entries = ranked(&below, entry);
	text_add(out, entry->type == YAML_MAP ? "{" : "[");
	for (size_t i = 0; i < entry->count; i++) {
		size_t start;

		text_add(out, i ? ",\n" : "\n");
		text_add_repeat(out, " ", indent + FORMAT_STEP);
		start = out->length;
		if (entries[i].node->key) {
			add_key(p, &below, entries[i].node->key, true, out);
			text_add(out, " ");
		}
		print_json(p, &below, entries[i].node, indent + FORMAT_STEP,
		           indent + FORMAT_STEP + (size_t)utf8_width(out->s + start));
	}
	if (entry->count) {
		text_add(out, "\n");
		text_add_repeat(out, " ", indent);
	}
	text_add(out, entry->type == YAML_MAP ? "}" : "]");
	free(entries);
}

/* JSON has no comments, keys in double quotes, and its texts on one line each. */
static bool is_json(const YamlDoc *doc, const YamlComments *comments, const YamlNode *node)
{
	if (comments->count || (node->key && doc->source[node->key->start] != '"'))
		return false;
	if (node->type == YAML_TEXT)
		return node->start < node->end && doc->source[node->start] != '\'' &&
		       !memchr(doc->source + node->start, '\n', node->end - node->start) &&
		       !memchr(doc->source + node->start, '\r', node->end - node->start);
	if (!node->flow)
		return false;
	for (const YamlNode *at = node->first; at; at = at->next)
		if (!is_json(doc, comments, at))
			return false;
	return true;
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

/* `%YAML …` and `---`, which other programs may want. */
static void print_markers(Printer *p)
{
	const char *s = p->doc->source;
	size_t at = text_starts(s, "\xef\xbb\xbf") ? 3 : 0;

	while (at < p->doc->root->start) {
		size_t length = strcspn(s + at, "\r\n");

		if (s[at] == '%')
			text_add_n(&p->lines.text, s + at, strcspn(s + at, "#\r\n"));
		else if (strncmp(s + at, "---", 3) == 0)
			text_add(&p->lines.text, "---");
		if (s[at] == '%' || s[at] == '-')
			text_add(&p->lines.text, "\n");
		at += length + strspn(s + at + length, "\r\n");
	}
}

static bool head_ends_apart(const Printer *p)
{
	const YamlComment *last = NULL, *next;
	size_t state = 0, end;

	while ((next = yaml_comment_of(&p->comments, NULL, COMMENT_HEAD, &state)))
		last = next;
	if (!last)
		return false;
	end = last->end + strspn(p->doc->source + last->end, " \t");
	end += p->doc->source[end] == '\r' && p->doc->source[end + 1] == '\n' ? 2 : p->doc->source[end] != '\0';
	end += strspn(p->doc->source + end, " \t");
	return p->doc->source[end] == '\n' || p->doc->source[end] == '\r';
}

static void print_file(Printer *p)
{
	const YamlNode *root = p->doc->root;
	Place top = {.level = LEVEL_TOP, .scope = {.catalog = p->catalog, .class = CLASS_DESIGN}};

	p->json = is_json(p->doc, &p->comments, root);
	if (p->json) {
		print_json(p, &top, root, 0, 0);
		text_add(&p->lines.text, "\n");
		return;
	}
	print_markers(p);
	add_comments(p, NULL, COMMENT_HEAD, 0, false);
	if (head_ends_apart(p))
		add_blank(p);
	add_comments(p, root, COMMENT_ABOVE, 0, true);
	add_comments(p, root, COMMENT_LINE, 0, true);
	print_entries(p, &top, root, 0);
	add_comments(p, root, COMMENT_BELOW, 0, true);
}

/* --- the door -------------------------------------------------------------------------------------------------------------- */

static bool format_doc(const YamlDoc *doc, const Catalog *catalog, Text *out, Error *err)
{
	Printer p = {.catalog = catalog, .doc = doc};
	bool good;

	yaml_comments(&p.comments, doc);
	print_file(&p);
	text_add(out, text_starts(doc->source, "\xef\xbb\xbf") ? "\xef\xbb\xbf" : "");
	format_lines_add(&p.lines, splice_style(doc).newline, out);
	good = format_reads_back(doc, &p.comments, out) ||
	       error_set(err, "%s: it cannot be formatted without losing something in it; it stays as it is", doc->file);
	yaml_comments_clear(&p.comments);
	text_clear(&p.lines.text);
	free(p.lines.marks);
	return good;
}

bool design_format(const DesignSource *source, const Catalog *catalog, Text *out, Error *err)
{
	Diagnostics list = {0};
	YamlDoc doc;
	bool good = yaml_read(&doc, source->path, source->bytes, source->length, &list) && doc.root &&
	            doc.root->type == YAML_MAP;

	good = good ? format_doc(&doc, catalog, out, err) : error_set(err, "%s: this is no design", source->path);
	yaml_clear(&doc);
	diagnostics_clear(&list);
	return good;
}

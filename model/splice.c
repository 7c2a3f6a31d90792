/* Entries of maps and lists, removed and added in place.
 *
 * A block entry owns its lines and the comments that are indented deeper than it.
 * A comment right above it goes with it only when both stand alone between
 * blank lines: it might speak of what follows as well. */
#include "model/splice.h"

#include <string.h>

/* --- the file ----------------------------------------------------------------------------- */

PrintStyle splice_style(const YamlDoc *doc)
{
	const char *newline = strpbrk(doc->source, "\r\n");
	PrintStyle style = {.newline = "\n", .step = 2};

	if (newline && newline[0] == '\r')
		style.newline = newline[1] == '\n' ? "\r\n" : "\r";
	style.json = doc->root->flow && doc->root->first && doc->source[doc->root->first->key->start] == '"';
	for (const YamlNode *at = doc->root->first; at; at = at->next)
		if (at->type == YAML_MAP && !at->flow && at->first && at->first->key->column > at->key->column) {
			style.step = at->first->key->column - at->key->column;
			break;
		}
	return style;
}

/* --- lines ---------------------------------------------------------------------------- */

static bool is_newline(char c)
{
	return c == '\n' || c == '\r';
}

size_t splice_line_start(const Splice *sp, size_t at)
{
	while (at > 0 && !is_newline(sp->doc->source[at - 1]))
		at--;
	return at;
}

size_t splice_line_end(const Splice *sp, size_t at)
{
	while (at < sp->doc->length && !is_newline(sp->doc->source[at]))
		at++;
	return at;
}

size_t splice_next_line(const Splice *sp, size_t at)
{
	const char *s = sp->doc->source;

	at = splice_line_end(sp, at);
	if (at + 1 < sp->doc->length && s[at] == '\r' && s[at + 1] == '\n')
		return at + 2;
	return at < sp->doc->length ? at + 1 : at;
}

/* The end of the line before the one that starts AT, which is not the first. */
static size_t previous_line_end(const Splice *sp, size_t at)
{
	const char *s = sp->doc->source;

	return at >= 2 && s[at - 1] == '\n' && s[at - 2] == '\r' ? at - 2 : at - 1;
}

static size_t skip_spaces(const Splice *sp, size_t at)
{
	while (at < sp->doc->length && (sp->doc->source[at] == ' ' || sp->doc->source[at] == '\t'))
		at++;
	return at;
}

/* The first character of the line that starts AT behind its indentation; 0: a blank line. */
static char line_begins(const Splice *sp, size_t at)
{
	at = skip_spaces(sp, at);
	return at == sp->doc->length || is_newline(sp->doc->source[at]) ? '\0' : sp->doc->source[at];
}

bool splice_line_blank(const Splice *sp, size_t at)
{
	return line_begins(sp, at) == '\0';
}

static size_t line_indent(const Splice *sp, size_t at)
{
	return skip_spaces(sp, at) - at;
}

/* --- entries ---------------------------------------------------------------------------- */

size_t splice_entry_start(const Splice *sp, const YamlNode *entry)
{
	size_t at = entry->start;

	if (entry->key)
		return entry->key->start;
	while (at > 0 && sp->doc->source[at - 1] == ' ')
		at--;
	return at > 0 && sp->doc->source[at - 1] == '-' ? at - 1 : entry->start;
}

static size_t column_of(const Splice *sp, const YamlNode *entry)
{
	size_t at = splice_entry_start(sp, entry);

	return at - splice_line_start(sp, at);
}

size_t splice_indent(const Splice *sp, const YamlNode *parent)
{
	return parent->first ? column_of(sp, parent->first) : 0;
}

size_t splice_behind_colon(const Splice *sp, const YamlNode *entry)
{
	size_t at = skip_spaces(sp, entry->key->end);

	return at < sp->doc->length && sp->doc->source[at] == ':' ? at + 1 : entry->key->end;
}

const YamlNode *splice_last_kept(const YamlNode *parent)
{
	const YamlNode *last = NULL;

	for (const YamlNode *at = parent->first; at; at = at->next)
		if (!at->gone)
			last = at;
	return last;
}

/* The end of NODE; that of a block text which keeps its line ends is the end of its last line. */
static size_t text_end(const Splice *sp, const YamlNode *node)
{
	if (node->end > node->start && is_newline(sp->doc->source[node->end - 1]))
		return previous_line_end(sp, node->end);
	return node->end;
}

/* Where what stays of the value of ENTRY ends. */
static size_t kept_end(const Splice *sp, const YamlNode *entry)
{
	const YamlNode *node = entry, *last;

	while (node->type != YAML_TEXT && !node->flow) {
		last = splice_last_kept(node);
		if (!last)
			return node->key ? splice_behind_colon(sp, node) : node->start;
		node = last;
	}
	return text_end(sp, node);
}

/* Behind the comment lines from the one that starts AT that are indented deeper than COLUMN. */
static size_t skip_deeper_comments(const Splice *sp, size_t at, size_t column)
{
	while (at < sp->doc->length && line_begins(sp, at) == '#' && line_indent(sp, at) > column)
		at = splice_next_line(sp, at);
	return at;
}

size_t splice_entry_end(const Splice *sp, const YamlNode *entry)
{
	size_t end = splice_line_end(sp, kept_end(sp, entry)), next = splice_next_line(sp, end);
	size_t behind = skip_deeper_comments(sp, next, column_of(sp, entry));

	if (behind == next)
		return end;
	return is_newline(sp->doc->source[behind - 1]) ? previous_line_end(sp, behind) : behind;
}

/* --- removing from blocks ------------------------------------------------------------------ */

/* The start of the comment that belongs to the entry whose lines are START..END alone, else START. */
static size_t own_comment(const Splice *sp, size_t start, size_t end)
{
	size_t first = start, indent = line_indent(sp, start);

	if (end < sp->doc->length && !splice_line_blank(sp, end) && line_indent(sp, end) >= indent)
		return start;
	while (first > 0) {
		size_t above = splice_line_start(sp, previous_line_end(sp, first));

		if (splice_line_blank(sp, above))
			return first;
		if (line_begins(sp, above) != '#' || line_indent(sp, above) != indent)
			return start;
		first = above;
	}
	return start;
}

/* Of two blank lines that would meet one goes. */
static size_t skip_blank(const Splice *sp, size_t start, size_t end)
{
	if (start == 0 || end == sp->doc->length || !splice_line_blank(sp, end))
		return end;
	return splice_line_blank(sp, splice_line_start(sp, previous_line_end(sp, start)))
	       ? splice_next_line(sp, end) : end;
}

static void remove_lines(Splice *sp, const YamlNode *entry)
{
	size_t at = splice_entry_start(sp, entry), start = splice_line_start(sp, at);
	size_t end = splice_next_line(sp, text_end(sp, entry));

	if (skip_spaces(sp, start) != at)
		return;                 /* something else stands on its first line */
	end = skip_deeper_comments(sp, end, at - start);
	start = own_comment(sp, start, end);
	end = skip_blank(sp, start, end);
	if (end == sp->doc->length && start > 0 && splice_line_blank(sp, splice_line_start(sp, previous_line_end(sp, start))))
		start = splice_line_start(sp, previous_line_end(sp, start));
	if (end == sp->doc->length && start > 0 && end > 0 && !is_newline(sp->doc->source[end - 1]))
		start = previous_line_end(sp, start);   /* still no line end at the end of the file */
	patch_add(&sp->patches, start, end, "");
}

/* --- removing from flows ---------------------------------------------------------------------- */

static bool begins_line(const Splice *sp, size_t at)
{
	return skip_spaces(sp, splice_line_start(sp, at)) == at;
}

/* Behind the comma that follows END on the same line; END when there is none. */
static size_t behind_comma(const Splice *sp, size_t end)
{
	size_t at = skip_spaces(sp, end);

	return at < sp->doc->length && sp->doc->source[at] == ',' ? at + 1 : end;
}

/* Only a comma and a comment follow END on its line. */
static bool ends_line(const Splice *sp, size_t end)
{
	size_t at = skip_spaces(sp, behind_comma(sp, end));

	return at == sp->doc->length || is_newline(sp->doc->source[at]) || sp->doc->source[at] == '#';
}

/* Do the entries behind LAST, and LAST, each stand on lines of their own? */
static bool tail_on_own_lines(const Splice *sp, const YamlNode *last)
{
	bool own = ends_line(sp, last->end);

	for (const YamlNode *at = last->next; at; at = at->next)
		own = own && begins_line(sp, splice_entry_start(sp, at)) && ends_line(sp, at->end);
	return own;
}

/* The comma between FROM and TO, where only comments and blanks stand beside it; TO when there is none. */
static size_t find_comma(const Splice *sp, size_t from, size_t to)
{
	while (from < to && sp->doc->source[from] != ',')
		from = sp->doc->source[from] == '#' ? splice_line_end(sp, from) : from + 1;
	return from < to ? from : to;
}

static bool same_line(const Splice *sp, size_t at, size_t behind)
{
	return splice_line_end(sp, at) >= behind;
}

/* Removes START to END with the blanks before it, unless it begins its line. */
static void remove_words(Splice *sp, size_t start, size_t end)
{
	while (!begins_line(sp, start) && sp->doc->source[start - 1] == ' ')
		start--;
	patch_add(&sp->patches, start, end, "");
}

/* ENTRY, and the comma behind it; comments between it and the next entry stay. */
static void remove_before_next(Splice *sp, const YamlNode *entry)
{
	size_t start = splice_entry_start(sp, entry), next = splice_entry_start(sp, entry->next);
	size_t comma = find_comma(sp, entry->end, next);

	if (same_line(sp, entry->end, next)) {
		patch_add(&sp->patches, start, next, "");
		return;
	}
	if (same_line(sp, entry->end, comma)) {
		remove_words(sp, start, comma + 1);
		return;
	}
	remove_words(sp, start, entry->end);
	patch_add(&sp->patches, comma, comma + 1, "");
}

/* The entries behind LAST, which do not stand on lines of their own, with the comma before each; comments
 * between them stay. */
static void remove_behind(Splice *sp, const YamlNode *last)
{
	for (const YamlNode *at = last; at->next; at = at->next) {
		size_t start = splice_entry_start(sp, at->next), comma = find_comma(sp, at->end, start);

		if (same_line(sp, at->end, start)) {
			patch_add(&sp->patches, at->end, at->next->end, "");
			continue;
		}
		patch_add(&sp->patches, comma, comma < start ? comma + 1 : start, "");
		remove_words(sp, start, at->next->end);
	}
}

/* The entries behind LAST are all gone: with the comma between, unless more is ADDED. */
static void remove_tail(Splice *sp, const YamlNode *last, bool added)
{
	size_t behind = behind_comma(sp, last->end);
	bool own_lines = tail_on_own_lines(sp, last);

	if (!own_lines && !added) {
		remove_behind(sp, last);
		return;
	}
	if (own_lines && !added && behind != last->end)
		patch_add(&sp->patches, behind - 1, behind, "");
	for (const YamlNode *at = last->next; at; at = at->next) {
		if (own_lines)
			patch_add(&sp->patches, splice_line_start(sp, splice_entry_start(sp, at)),
			          splice_next_line(sp, at->end), "");
		else if (!at->next)
			patch_add(&sp->patches, last->end, at->end, "");
	}
}

static void remove_flow(Splice *sp, const YamlNode *parent, bool added)
{
	const YamlNode *last = splice_last_kept(parent);
	bool behind = !last;

	for (const YamlNode *at = parent->first; at; at = at->next) {
		size_t start = splice_entry_start(sp, at);

		if (!behind && at->gone && begins_line(sp, start) && ends_line(sp, at->end))
			patch_add(&sp->patches, splice_line_start(sp, start), splice_next_line(sp, at->end), "");
		else if (!behind && at->gone)
			remove_before_next(sp, at);
		if (at != last)
			continue;
		behind = true;
		if (at->next)
			remove_tail(sp, at, added);
	}
	if (!last && parent->first) {
		const YamlNode *end = parent->first;

		while (end->next)
			end = end->next;
		patch_add(&sp->patches, splice_entry_start(sp, parent->first), end->end, "");
	}
}

void splice_remove_gone(Splice *sp, const YamlNode *parent, bool added)
{
	bool any = false;

	for (const YamlNode *at = parent->first; at; at = at->next)
		any = any || at->gone;
	if (any && parent->flow)
		remove_flow(sp, parent, added);
	for (const YamlNode *at = parent->first; at && !parent->flow; at = at->next)
		if (at->gone)
			remove_lines(sp, at);
}

/* --- adding --------------------------------------------------------------------------------------- */

void splice_separator(const Splice *sp, const YamlNode *parent, Text *out)
{
	const YamlNode *near = splice_last_kept(parent);
	size_t at = near ? splice_entry_start(sp, near) : 0, start = splice_line_start(sp, at);

	if (parent->flow && !(near && begins_line(sp, at))) {
		text_add(out, ", ");
	} else if (parent->flow) {
		text_addf(out, ",%s", sp->style.newline);
		text_add_n(out, sp->doc->source + start, at - start);
	} else {
		text_add(out, sp->style.newline);
		text_add_repeat(out, " ", splice_indent(sp, parent));
	}
}

static void add_two(Splice *sp, size_t at, const char *first, const char *second)
{
	Text text = {0};

	text_addf(&text, "%s%s", first, second);
	patch_add(&sp->patches, at, at, text.s);
	text_clear(&text);
}

/* Behind AFTER, whose line may end with a comment that must stay behind it. */
static void add_flow_behind(Splice *sp, const YamlNode *after, const char *entries, const char *separator)
{
	size_t comma = behind_comma(sp, after->end), line = splice_line_end(sp, after->end);
	size_t rest = skip_spaces(sp, comma);
	bool lines = separator[1] != ' ' && ends_line(sp, after->end);
	bool comment = lines && rest < sp->doc->length && sp->doc->source[rest] == '#';
	const YamlNode *kept = after->next;

	while (kept && kept->gone)
		kept = kept->next;
	if (after->next && !kept && lines && tail_on_own_lines(sp, after)) {
		add_two(sp, line, separator + 1, entries);      /* remove_tail() left the comma */
	} else if (!comment) {
		add_two(sp, after->end, separator, entries);
	} else {
		if (comma == after->end)
			patch_add(&sp->patches, after->end, after->end, ",");
		add_two(sp, line, separator + 1, entries);
		if (comma != after->end)
			patch_add(&sp->patches, line, line, ",");
	}
}

static const YamlNode *first_kept(const YamlNode *parent)
{
	const YamlNode *at = parent->first;

	while (at && at->gone)
		at = at->next;
	return at;
}

static void add_flow_first(Splice *sp, const YamlNode *parent, const char *entries, const char *separator)
{
	const YamlNode *kept = first_kept(parent);

	if (kept)
		add_two(sp, splice_entry_start(sp, kept), entries, separator);
	else if (parent->first)
		add_two(sp, splice_entry_start(sp, parent->first), entries, "");
	else
		add_two(sp, parent->start + 1, entries, "");
}

/* Before the first that stays; when none stays, right behind the line of the key. SEPARATOR begins with
 * the line end that ends the line above. */
static void add_block_first(Splice *sp, const YamlNode *parent, const char *entries, const char *separator)
{
	const YamlNode *kept = first_kept(parent);
	size_t start = kept ? splice_line_start(sp, splice_entry_start(sp, kept)) : 0;

	if (start > 0)
		add_two(sp, previous_line_end(sp, start), separator, entries);
	else if (!kept && parent->key)
		add_two(sp, splice_line_end(sp, splice_behind_colon(sp, parent)), separator, entries);
}

void splice_add(Splice *sp, const YamlNode *parent, const YamlNode *after, const char *entries)
{
	Text separator = {0};

	splice_separator(sp, parent, &separator);
	if (parent->flow && after)
		add_flow_behind(sp, after, entries, separator.s);
	else if (parent->flow)
		add_flow_first(sp, parent, entries, separator.s);
	else if (after)
		add_two(sp, splice_entry_end(sp, after), separator.s, entries);
	else
		add_block_first(sp, parent, entries, separator.s);
	text_clear(&separator);
}

void splice_replace(Splice *sp, const YamlNode *entry, const char *text)
{
	size_t colon = splice_behind_colon(sp, entry), end = text_end(sp, entry);
	bool lines = entry->type != YAML_TEXT && !entry->flow;

	if (end > entry->start && !lines) {
		patch_add(&sp->patches, entry->start, end, text);
	} else if (sp->doc->source[colon - 1] == ':') {
		patch_add(&sp->patches, colon, end > colon ? end : colon, " ");
		patch_add(&sp->patches, colon, colon, text);
	}
}

/* Everything is folded at 80 columns; labels stand in one column. */
#include "tui/explain_parts.h"

#include "model/utf8.h"
#include "model/wrap.h"

enum { LABEL_COLUMN = 19 };

void page_title(Text *out, const char *id, const char *name, const char *sort)
{
	int width = utf8_width(id) + 3 + utf8_width(name), gap = WRAP_COLUMNS - width - utf8_width(sort);
	bool same = text_equal(id, name);

	if (same)
		gap = WRAP_COLUMNS - utf8_width(id) - utf8_width(sort);
	utf8_add_safe(out, id);
	if (!same) {
		text_add(out, " - ");
		utf8_add_safe(out, name);
	}
	if (gap > 1)
		text_add_repeat(out, " ", (size_t)gap);
	else
		text_add(out, "\n");
	text_addf(out, "%s\n", sort);
}

void page_heading(Text *out, const char *heading)
{
	text_addf(out, "\n%s\n", heading);
}

void page_line(Text *out, const char *label, const char *value)
{
	if (*value)
		wrap_add_entry(out, 2, label, LABEL_COLUMN, value);
}

void page_words(Text *out, const char *label, const char *const *words)
{
	Text list = {0};

	for (size_t i = 0; words[i]; i++)
		text_addf(&list, "%s%s", i ? ", " : "", words[i]);
	page_line(out, label, text_str(&list));
	text_clear(&list);
}

void page_sources(Text *out, const Catalog *catalog, const char *const *ids)
{
	if (!ids[0])
		return;
	page_heading(out, "Sources");
	for (; *ids; ids++) {
		const Source *source = catalog_source(catalog, *ids);
		Text line = {0};

		if (source)
			text_addf(&line, "%s; %s (grade %s)", source->what, source->at, source->grade);
		page_line(out, *ids, source ? line.s : "not listed");
		text_clear(&line);
	}
}

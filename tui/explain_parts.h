/* The pieces that the pages of explain.h are made of. */
#ifndef TROIKA_TUI_EXPLAIN_PARTS_H
#define TROIKA_TUI_EXPLAIN_PARTS_H

#include "model/catalog.h"
#include "model/text.h"

/* "id - name" and what sort of thing it is, flush right where there is room. */
void page_title(Text *out, const char *id, const char *name, const char *sort);
void page_heading(Text *out, const char *heading);
/* "  Label       value", folded; nothing when VALUE is empty. */
void page_line(Text *out, const char *label, const char *value);
void page_words(Text *out, const char *label, const char *const *words);
/* The sources by their ids: what, where, grade. */
void page_sources(Text *out, const Catalog *catalog, const char *const *ids);

#endif

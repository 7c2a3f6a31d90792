/* A pattern as a card: between what it runs, what it promises, when to use it. */
#ifndef TROIKA_TUI_PATTERN_CARD_H
#define TROIKA_TUI_PATTERN_CARD_H

#include "model/catalog.h"
#include "tui/paint.h"

enum { PATTERN_PICTURE_ROWS = 3 };

/* The names of the platforms that its kinds belong to, with ", " between them: "Heroku, AWS"; "anything". */
void pattern_add_platforms(const Catalog *catalog, const Pattern *pattern, bool from, Text *out);
/* Two boxes and the line between them, in PATTERN_PICTURE_ROWS rows. */
void pattern_draw_picture(const Catalog *catalog, const Pattern *pattern, Canvas *canvas, Rect rect);
/* The picture and below it what the catalogue says, as far as the rows go. */
void pattern_draw_card(const Catalog *catalog, const Pattern *pattern, Canvas *canvas, Rect rect);

#endif

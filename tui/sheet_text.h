/* A sheet of lines to read and scroll: cost, explanations, messages, comparisons. */
#ifndef TROIKA_TUI_SHEET_TEXT_H
#define TROIKA_TUI_SHEET_TEXT_H

#include "tui/app_state.h"

typedef struct SheetLine {
	char *left, *right;     /* owned */
	Style style;
	bool wraps;             /* left is prose */
	char *id;               /* Enter goes to this element; NULL: nowhere; owned */
} SheetLine;

typedef struct Sheet {
	char *title, *note;     /* owned */
	SheetLine *lines;       /* owned */
	size_t count, cap;
} Sheet;

Sheet *sheet_new(const char *title, const char *note);
void sheet_add(Sheet *sheet, Style style, const char *left, const char *right);
void sheet_addf(Sheet *sheet, Style style, const char *format, ...) PRINTF_LIKE(3, 4);
void sheet_add_prose(Sheet *sheet, Style style, const char *text);      /* wrapped; nothing when empty */
void sheet_set_id(Sheet *sheet, const char *id);        /* of the line added last */
void sheet_open(App *app, Sheet *sheet, bool at_end);   /* takes SHEET */

#endif

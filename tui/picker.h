/* A list with a filter: rows ranked while typing, the cursor, and rows that are hidden with a reason. */
#ifndef TROIKA_TUI_PICKER_H
#define TROIKA_TUI_PICKER_H

#include <stdint.h>

#include "tui/layout.h"
#include "tui/text_field.h"

typedef struct PickRow {
	char *id;               /* what it stands for; owned, as all texts here */
	char *text;             /* the main column, searched first */
	char *side;             /* the right column; "" */
	char *more;             /* other words that find it; "" */
	char *exact;            /* a word that finds this row before all others: its keys; NULL: none */
	char *why_not;          /* NULL: can be chosen; else the reason, and it is hidden until asked for */
	const char *group;      /* heading above it while nothing is typed; NULL: none; borrowed */
	long number;            /* free for who fills the list */
} PickRow;

typedef struct Picker {         /* {0} is empty */
	TextField filter;
	PickRow *rows;          /* owned */
	size_t count, cap;
	uint32_t *shown;        /* indexes of rows, best first */
	size_t shown_count;
	size_t shown_cap;
	size_t cursor;          /* in shown */
	bool all;               /* rows with a reason are shown as well */
	bool keep_disabled;     /* such rows are always shown, dimmed (the palette) */
	bool as_given;          /* the filter does not rank: all rows in their order */
	bool asleep;            /* the keys are elsewhere: no cursor is drawn */
	size_t hidden;          /* rows that fit the filter but are hidden */
} Picker;

void picker_clear(Picker *picker);
void picker_empty(Picker *picker);              /* drops the rows, keeps the filter */
/* Adds a row; texts are copied, NULL stands for "". Returns it until the next is added. */
PickRow *picker_add(Picker *picker, const char *id, const char *text, const char *side, const char *more);
void picker_rank(Picker *picker);               /* after rows or the filter changed */
void picker_filter_changed(Picker *picker);     /* ranks and puts the cursor on the best */
const PickRow *picker_row(const Picker *picker);        /* under the cursor; NULL: none */
const PickRow *picker_shown(const Picker *picker, size_t index);
int picker_rows(const Picker *picker);          /* what is shown, headings included */
bool picker_move(Picker *picker, long by);      /* stops at the ends; false: it stood there */
bool picker_go(Picker *picker, const char *id); /* puts the cursor on that row */

/* Draws the rows in RECT with headings; DRAW (NULL: text and side columns) paints one. */
typedef void (*PickDraw)(const void *context, const PickRow *row, Canvas *canvas, Rect at, Style style);
void picker_draw(const Picker *picker, Canvas *canvas, Rect rect, PickDraw draw, const void *context);
/* Which shown row stands at row Y of the drawing (0 is the first); -1: none. */
long picker_at(const Picker *picker, int height, int y);

#endif

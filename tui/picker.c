/* A list with a filter. */
#include "tui/picker.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/utf8.h"
#include "tui/fuzzy.h"
#include "tui/paint.h"

void picker_empty(Picker *picker)
{
	for (size_t i = 0; i < picker->count; i++) {
		PickRow *row = &picker->rows[i];

		free(row->id);
		free(row->text);
		free(row->side);
		free(row->more);
		free(row->exact);
		free(row->why_not);
	}
	picker->count = picker->shown_count = 0;
}

void picker_clear(Picker *picker)
{
	picker_empty(picker);
	free(picker->rows);
	free(picker->shown);
	field_clear(&picker->filter);
	*picker = (Picker){0};
}

PickRow *picker_add(Picker *picker, const char *id, const char *text, const char *side, const char *more)
{
	PickRow *row;

	MEM_GROW(picker->rows, picker->cap, picker->count + 1);
	row = &picker->rows[picker->count++];
	*row = (PickRow){
		.id = mem_copy(id ? id : ""), .text = mem_copy(text ? text : ""),
		.side = mem_copy(side ? side : ""), .more = mem_copy(more ? more : ""),
	};
	return row;
}

typedef struct Ranked { int score; uint32_t index; } Ranked;

static int by_score(const void *a, const void *b)
{
	const Ranked *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

/* What the row is called counts three times what else finds it; its exact id most, with or without the vendor. */
static int row_score(const PickRow *row, const char *query)
{
	const char *dot = strchr(row->id, '.');
	int text, id, more, best;

	if (!*query)
		return 1;
	if (strcasecmp(query, row->text) == 0 || strcmp(query, row->id) == 0 ||
	    (row->exact && strcmp(query, row->exact) == 0))
		return 100000;
	if (dot && strcasecmp(query, dot + 1) == 0)
		return 99999;
	text = 3 * fuzzy_score(query, row->text);
	id = 3 * fuzzy_score(query, row->id);
	more = 2 * fuzzy_score_whole(query, row->more);
	best = text > id ? text : id;
	best = best > more ? best : more;
	if (!best && strchr(query, ' ')) {      /* words may be spread over the columns */
		Text whole = {0};

		text_addf(&whole, "%s %s %s %s", row->text, row->id, row->more, row->side);
		best = fuzzy_score_whole(query, text_str(&whole));
		text_clear(&whole);
	}
	return best;
}

static void trim_spaces(const char *filter, Text *out)
{
	while (*filter == ' ')
		filter++;
	text_add(out, filter);
	while (out->length && out->s[out->length - 1] == ' ')
		out->s[--out->length] = '\0';
}

void picker_rank(Picker *picker)
{
	Ranked *ranked = mem_alloc((picker->count + 1) * sizeof *ranked);
	Text query = {0};
	size_t n = 0;

	trim_spaces(field_value(&picker->filter), &query);
	picker->hidden = 0;
	for (uint32_t i = 0; i < picker->count; i++) {
		const PickRow *row = &picker->rows[i];
		int score = picker->as_given ? 1 : row_score(row, text_str(&query));

		if (!score)
			continue;
		if (row->why_not && !picker->keep_disabled) {
			picker->hidden++;
			if (!picker->all)
				continue;
			score -= 100000;
		}
		ranked[n++] = (Ranked){score, i};
	}
	qsort(ranked, n, sizeof *ranked, by_score);
	MEM_GROW(picker->shown, picker->shown_cap, n + 1);
	for (size_t i = 0; i < n; i++)
		picker->shown[i] = ranked[i].index;
	picker->shown_count = n;
	if (picker->cursor >= n)
		picker->cursor = n ? n - 1 : 0;
	free(ranked);
	text_clear(&query);
}

void picker_filter_changed(Picker *picker)
{
	picker_rank(picker);
	picker->cursor = 0;
}

const PickRow *picker_shown(const Picker *picker, size_t index)
{
	return index < picker->shown_count ? &picker->rows[picker->shown[index]] : NULL;
}

const PickRow *picker_row(const Picker *picker)
{
	return picker_shown(picker, picker->cursor);
}

bool picker_move(Picker *picker, long by)
{
	long at = (long)picker->cursor + by, last = (long)picker->shown_count - 1;
	size_t before = picker->cursor;

	if (at > last)
		at = last;
	picker->cursor = at < 0 ? 0 : (size_t)at;
	return picker->cursor != before;
}

bool picker_go(Picker *picker, const char *id)
{
	for (size_t i = 0; i < picker->shown_count; i++) {
		if (strcmp(picker->rows[picker->shown[i]].id, id) != 0)
			continue;
		picker->cursor = i;
		return true;
	}
	return false;
}

/* --- drawing ----------------------------------------------------------------- */

static bool heading_before(const Picker *picker, size_t index)
{
	const PickRow *row = picker_shown(picker, index), *above;

	if (!row || !row->group || *field_value(&picker->filter))
		return false;
	above = index ? picker_shown(picker, index - 1) : NULL;
	return !above || !above->group || strcmp(above->group, row->group) != 0;
}

static int rows_between(const Picker *picker, size_t from, size_t to)
{
	int rows = 0;

	for (size_t i = from; i <= to && i < picker->shown_count; i++)
		rows += 1 + heading_before(picker, i);
	return rows;
}

int picker_rows(const Picker *picker)
{
	return picker->shown_count ? rows_between(picker, 0, picker->shown_count - 1) : 0;
}

/* The first row to draw: computed from the cursor alone, so that drawing needs no state. The
 * cursor keeps two rows of context where there are any. */
static size_t first_shown(const Picker *picker, int height)
{
	size_t first = 0, low = picker->cursor + (height > 6 ? 2 : 0);

	if (low >= picker->shown_count)
		low = picker->shown_count ? picker->shown_count - 1 : 0;
	if (rows_between(picker, 0, low) <= height)
		return 0;
	first = low;
	while (first > 0 && rows_between(picker, first - 1, low) <= height)
		first--;
	return first;
}

enum { SIDE_LEAST = 24 };      /* narrower rows have the main column alone */

static void draw_plain(const PickRow *row, Canvas *canvas, Rect at, Style style)
{
	int side = utf8_width(row->side), left = at.w - (side ? side + 2 : 0);

	if (at.w < SIDE_LEAST) {
		left = at.w;
		side = 0;
	} else if (left < at.w / 2) {
		left = at.w / 2;
		side = at.w - left - 2;
	}
	paint_text(canvas, at.x, at.y, left, style, row->text);
	if (side > 0)
		paint_text(canvas, at.x + at.w - side, at.y, side,
		           style == STYLE_NORMAL ? STYLE_DIM : style, row->side);
}

void picker_draw(const Picker *picker, Canvas *canvas, Rect rect, PickDraw draw, const void *context)
{
	size_t i = first_shown(picker, rect.h);
	int y = 0;

	for (; i < picker->shown_count && y < rect.h; i++) {
		const PickRow *row = picker_shown(picker, i);
		bool chosen = i == picker->cursor && !picker->asleep;
		Style style = chosen ? STYLE_FOCUS : row->why_not ? STYLE_DISABLED : STYLE_NORMAL;
		Rect at = {rect.x + 2, 0, rect.w - 2, 1};

		if (heading_before(picker, i)) {
			paint_text(canvas, rect.x, rect.y + y, rect.w, STYLE_BOLD, row->group);
			if (++y == rect.h)
				return;
		}
		at.y = rect.y + y++;
		if (chosen) {
			canvas_fill(canvas, rect.x, at.y, rect.w, 1, STYLE_FOCUS, " ");
			canvas_put(canvas, rect.x, at.y, STYLE_FOCUS, ">");
		}
		if (draw)
			draw(context, row, canvas, at, style);
		else
			draw_plain(row, canvas, at, style);
	}
}

long picker_at(const Picker *picker, int height, int y)
{
	int row = 0;

	for (size_t i = first_shown(picker, height); i < picker->shown_count; i++) {
		row += heading_before(picker, i);
		if (row == y)
			return (long)i;
		if (row++ > y)
			break;
	}
	return -1;
}

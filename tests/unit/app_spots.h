/* A small design, the keys that lead to every state of the editor on it, and what is seen there. */
#ifndef TROIKA_TESTS_APP_SPOTS_H
#define TROIKA_TESTS_APP_SPOTS_H

#include "tests/unit/app_designs.h"
#include "tests/unit/app_rig.h"

typedef struct Spot {
	const char *name;
	const char *keys;       /* how to get there */
	State state;
} Spot;

static const Spot places[] = {
	{"canvas", "", STATE_SELECT},
	{"canvas, a link", "]", STATE_SELECT},
	{"canvas, nothing", "gd", STATE_SELECT},
	{"place", "alambda<Enter>", STATE_PLACE},
	{"move", "m", STATE_MOVE},
	{"target", "c", STATE_TARGET},
	{"jump", ";", STATE_TARGET},
	{"catalogue", "a", STATE_PICKER},
	{"palette", ":", STATE_PICKER},
	{"palette, an edit", ":set portal ", STATE_PICKER},
	{"help", "?", STATE_PICKER},
	{"find", "/", STATE_PICKER},
	{"patterns", "cas", STATE_PICKER},
	{"choice", "<Enter><Down><Down><Enter>", STATE_PICKER},
	{"text field", "r", STATE_FIELD},
	{"cost", "B", STATE_SHEET},
	{"messages", "!", STATE_SHEET},
	{"fix", "nf", STATE_SHEET},
	{"inspector", "<Enter>", STATE_PANEL},
	{"problems", "<S-Tab>", STATE_PANEL},
	{"quit question", "rX<Enter>q", STATE_SHEET},
	{"compare", "C", STATE_SHEET},
	{"presenting", "P", STATE_SCENE},
	{"options", ":options<Enter>", STATE_SHEET},
	{"history", "rX<Enter>gt", STATE_PICKER},
	{"history, a name", "rX<Enter>gt<Right>", STATE_FIELD},
	{"decisions", ":decisions<Enter>", STATE_PICKER},
	{"describe", "D", STATE_SHEET},
	{"export", "ee", STATE_PICKER},
	{"tidy", "mjjjjlll<Enter>ta", STATE_SHEET},
};

typedef struct Shot { Cell *cells; int width, height, cursor_x, cursor_y; } Shot;

static inline void take(Rig *rig, Shot *shot)
{
	size_t size;

	rig_frame(rig);
	size = (size_t)rig->canvas.width * (size_t)rig->canvas.height * sizeof *shot->cells;
	free(shot->cells);
	shot->cells = mem_alloc(size + 1);
	memcpy(shot->cells, rig->canvas.cells, size);
	shot->width = rig->canvas.width;
	shot->height = rig->canvas.height;
	shot->cursor_x = rig->canvas.cursor_x;
	shot->cursor_y = rig->canvas.cursor_y;
}

static inline bool same(const Shot *a, const Shot *b)
{
	return a->width == b->width && a->height == b->height && a->cursor_x == b->cursor_x && a->cursor_y == b->cursor_y &&
	       memcmp(a->cells, b->cells, (size_t)a->width * (size_t)a->height * sizeof *a->cells) == 0;
}

/* The editor at SPOT, nothing said yet, as SHOT shows it. */
static inline void open_spot(Rig *rig, const Spot *spot, Shot *shot)
{
	rig_open(rig, two, 80, 24);
	assert_int_equal(chdir(rig->folder), 0);
	rig_keys(rig, spot->keys);
	if (app_state(rig->app) != spot->state)
		fail_msg("%s is not reached:\n%s", spot->name, rig_frame(rig));
	text_reset(&rig->app->message);
	take(rig, shot);
}

#endif

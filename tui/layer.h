/* Layers: pop-ups, pickers, text fields and sheets that take the keys until they close.
 *
 * A layer kind is a record; most are a list with a filter and only say how it is filled and
 * what Enter does. */
#ifndef TROIKA_TUI_LAYER_H
#define TROIKA_TUI_LAYER_H

#include "tui/command.h"
#include "tui/picker.h"

typedef struct Layer Layer;

typedef enum Act {              /* what navigation keys ask of a pop-up, a panel or a tool */
	ACT_UP, ACT_DOWN, ACT_LEFT, ACT_RIGHT,
	ACT_PAGE_UP, ACT_PAGE_DOWN, ACT_HOME, ACT_END,
	ACT_ACCEPT,             /* Enter */
	ACT_DECIDE,             /* Enter, and the choice becomes a decision of the design */
	ACT_TOGGLE,             /* Tab in a picker: hidden rows, completion */
	ACT_CLOSE,              /* Esc */
} Act;

typedef struct LayerKind {
	const char *name;
	State state;            /* STATE_PICKER, STATE_FIELD or STATE_SHEET */
	int width, height;      /* wished cells with the frame; 0: all there is */
	bool plain;             /* no filter: letters are commands */
	bool low;               /* stands at the lower edge, so that the canvas is seen */
	const char *label;      /* before the filter; NULL: "filter:" */
	const char *empty;      /* said where no row is left */
	const char *hint;       /* the hint row, where the table of commands does not tell it; NULL */
	int detail_rows;        /* kept below the list */
	bool beside;            /* in a large window the detail stands beside the list */
	void (*title)(const App *app, const Layer *layer, Text *title, Text *note);
	void (*fill)(App *app, Layer *layer);           /* makes the rows; on opening and after edits */
	void (*draw)(const App *app, const Layer *layer, Canvas *canvas, Rect inside); /* instead of a list */
	int (*rows)(const Layer *layer, int width);     /* rows that `draw` would fill at most; NULL: all there are */
	void (*head)(const App *app, const Layer *layer, Canvas *canvas, Rect row);     /* above the list */
	PickDraw draw_row;      /* the context is a LayerContext */
	void (*detail)(const App *app, const Layer *layer, Canvas *canvas, Rect rect);
	void (*accept)(App *app, Layer *layer, const PickRow *row);     /* row may be NULL */
	bool (*act)(App *app, Layer *layer, Act act);   /* before the usual; true: done */
	bool (*letter)(App *app, Layer *layer, const Key *key); /* of plain ones; true: done */
	void (*typed)(App *app, Layer *layer);          /* the filter changed */
	bool (*idle)(App *app, Layer *layer);           /* a slice of work while `busy`; true: more is left */
	void (*drop)(Layer *layer);                     /* frees `data` */
	void (*cancel)(App *app, Layer *layer);         /* Esc, before it closes */
} LayerKind;

struct Layer {
	const LayerKind *kind;
	Picker picker;          /* its filter is the text of a field layer as well */
	char *id;               /* what it is about; owned; NULL: nothing */
	char *key;              /* a field, a second id; owned */
	long number;            /* free for the kind */
	bool busy;              /* work was put off */
	int rows;               /* of the list when it opened: the pop-up is no higher than it needs */
	int scroll;             /* of sheets that draw themselves */
	void *data;
	char *error;            /* of the text typed so far; owned */
	Layer *below;           /* of closed ones: the one closed before */
};

typedef struct LayerContext { const App *app; const Layer *layer; } LayerContext;

Layer *layer_open(App *app, const LayerKind *kind, const char *id, const char *key);
void layer_close(App *app);                     /* the one on top */
void layers_close(App *app);                    /* all */
void layers_bury(App *app);                     /* frees what was closed */
void layers_refill(App *app);                   /* after an edit */
/* A typed key for the layer on top; true: taken. */
bool layer_key(App *app, Layer *layer, const Key *key);
/* Moves the cursor of a list, PAGE rows a page, and says so where it ends. False: ACT is none that moves. */
bool list_act(App *app, Picker *picker, Act act, long page);
void layer_act(App *app, Layer *layer, Act act);
void layer_click(App *app, Layer *layer, int x, int y, int clicks);
void layer_draw(const App *app, const Layer *layer, Canvas *canvas);
Rect layer_rect(const App *app, const Layer *layer);
Rect layer_inside(const App *app, const Layer *layer);  /* within its frame; where it has none, all of it */

#endif

/* The inside of the application, shared by its panels, tools and pop-ups. Not for the terminal.
 *
 * What is derived from the design stands in the World; what the person is doing stands here. Elements
 * are named by id. A command changes this state or commits an edit; it never draws. */
#ifndef TROIKA_TUI_APP_STATE_H
#define TROIKA_TUI_APP_STATE_H

#include "model/list.h"
#include "render/theme.h"
#include "tui/app.h"
#include "tui/keymap.h"
#include "tui/layer.h"
#include "tui/layout.h"
#include "tui/macro.h"
#include "tui/world.h"

enum {
	ID_SIZE = 64,           /* bytes of an id with its terminator */
	LAYERS_MOST = 8,        /* pop-ups on each other */
	TRAIL_MOST = 32,        /* places to go back to */
	LOG_MOST = 500,         /* messages kept */
	TAG_LETTERS = 2,
	SHOW_ALL = SEVERITY_COUNT,      /* all that are not waived */
	SHOW_WAIVED, SHOW_COUNT
};

typedef enum Focus { FOCUS_CANVAS, FOCUS_CATALOG, FOCUS_INSPECTOR, FOCUS_PROBLEMS } Focus;
typedef enum Tool { TOOL_SELECT, TOOL_PLACE, TOOL_MOVE, TOOL_TARGET } Tool;

typedef struct Place {          /* a component that is about to be put down */
	char kind[96];
	char platform[ID_SIZE]; /* "": a new platform of the vendor is made with it */
	char id[ID_SIZE];       /* of the ghost in the preview */
	Rect zone;              /* of the platform before the ghost; w 0: it has none yet */
	int x, y;
	bool connect;           /* connect from here when it is down */
} Place;

typedef struct Move {           /* boxes that follow the arrows or the mouse */
	List ids;
	Rect *from;             /* where each stood; owned */
	int dx, dy;             /* where the arrows are */
	int shown_dx, shown_dy; /* where the ghost is: the last place that was free */
	bool blocked;           /* the two differ: something is in the way */
	int ox, oy;             /* where the window was before */
} Move;

typedef struct Target {         /* choosing a component by tag, arrow or click */
	bool connect;           /* for a link; else to select it */
	char from[ID_SIZE];     /* where the link begins */
	char at[ID_SIZE];       /* where the arrows are; "" not yet used */
	char typed[TAG_LETTERS + 1];
	bool *fits;             /* by graph component: some pattern is legal; owned; NULL: all do */
} Target;

typedef struct Drag {           /* the left button is down */
	bool on;
	bool moving;            /* it became a move of boxes */
	bool linking;           /* … a link from a border */
	bool boxing;            /* … a selection box */
	int x0, y0, x, y;       /* scene cells */
} Drag;

typedef enum ProblemSort { SORT_SEVERITY, SORT_PLACE, SORT_RULE, SORT_COUNT } ProblemSort;

typedef enum RepeatWhat { REPEAT_NOTHING, REPEAT_SCRIPT, REPEAT_PLACE, REPEAT_COMMAND } RepeatWhat;

typedef struct Repeat {         /* what `.` does */
	RepeatWhat what;
	char *script;           /* \1 stands for the selection; or the kind; or the command as a line; owned */
} Repeat;

typedef struct Flash {          /* what the last edit opened and closed */
	size_t opened, closed;
	char **keys;            /* of opened findings, sorted; owned */
	size_t key_count;
} Flash;

typedef struct Scenes {         /* presenting, see tui/scenes.h */
	bool on, blank;
	bool alone;             /* the program presents and nothing else */
	List ids;               /* of the scenes: views, platforms, or the design */
	size_t at;
	bool stale;             /* the design has changed since */
	bool made;              /* part, graph and scene are of the present one; else it is the whole */
	Design part;
	Graph graph;
	Scene scene;
	Facts facts;            /* of the part */
	LensView look;          /* of the part, through the lens of its view */
	Text echo;              /* the key that was pressed */
	const Theme *theme;     /* theme, lens and zoom before it began */
	const Lens *lens;
	int zoom;
} Scenes;

typedef struct Change { char *id; char sign; } Change;  /* '+' new, '-' gone, '~' changed; owned */

typedef struct Compared {       /* with another state, see tui/compare.h */
	Change *items;          /* sorted by id; owned */
	size_t count;
	char *name;             /* of the other state; owned */
	LensView look;          /* what is new or changed, on the drawing */
	uint64_t version;       /* of the graph that the look is of, and its sizes: a preview has versions of its own */
	size_t components, links;
} Compared;

struct App {
	Session *session;       /* NULL on the start screen */
	Session *own;           /* when the app opened it; owned */
	bool deaf;              /* the edits of other terminals cannot be read */
	Design nothing;         /* stands in while no session is open */
	World world;
	Design preview;         /* what the world shows while a tool is at work */
	Edit previewed;         /* the edit that was made on it */
	Edit frozen;            /* where unplaced components stood before the preview */
	bool previewing;

	int width, height;
	Layout layout;
	PanelWish wishes[PANEL_COUNT];
	bool canvas_only;
	bool ascii, mouse;
	const Theme *theme;
	int zoom;               /* 1 overview, 2 normal, 3 detail */
	int ox, oy;             /* scene cell in the upper left corner of the canvas */

	char selected[ID_SIZE]; /* "": nothing, which stands for the design */
	List marks;             /* ids */
	bool marking;           /* every component that is selected is marked */
	char trail[TRAIL_MOST][ID_SIZE];        /* selected before, oldest first */
	size_t trail_count;
	Focus focus;
	Tool tool;
	Place place;
	Move move;
	Rect *stood;            /* by component: where boxes stood when the tool began; owned */
	size_t stood_count;
	Target target;
	Drag drag;

	Picker kinds;           /* the catalogue panel */
	int form_row;           /* of the inspector */
	bool form_all;          /* fields that are not set are shown too */
	size_t problem;         /* the finding of the problems panel and of n */
	bool visited;           /* n has been there */
	int problem_filter;     /* a Severity, or SHOW_ALL, SHOW_WAIVED */
	ProblemSort problem_sort;
	size_t *problem_order;  /* indexes of findings as they are shown, as many as there are; owned */
	Repeat repeat;
	Flash flash;
	List clipboard;         /* ids that were copied, with their texts in `copied` */
	Edit copied;

	Layer *layers[LAYERS_MOST];
	size_t layer_count;
	Layer *closed;          /* waiting to be freed */
	const Command *commands;        /* the table, handed down; the first is help */
	Settings settings;
	Keymap keymap;
	Key pending[KEYS_MOST]; /* a prefix that was typed */
	size_t pending_count;

	Macro macro;
	Scenes scenes;
	Compared compared;
	Text message;
	Style message_style;
	char **log;             /* oldest first; owned */
	size_t log_count, log_cap;
	size_t said;            /* messages since the start, kept or not */
	AppWants wants;
	Text copy;              /* for the terminal's clipboard */
	List history;           /* lines of the prompt, oldest first */
	void (*opened)(const char *path);
	bool opening;           /* a design was opened, of which that is yet to be told */
	void (*entered)(const char *line, long most);
	List recent;
};

/* --- what the keys mean now (app_state.c) ------------------------------------ */

State app_state(const App *app);
State app_base_state(const App *app);           /* as if no pop-up were open */
Layer *app_layer(const App *app);               /* the pop-up on top; NULL: none */
void app_focus(App *app, Focus focus);
void app_focus_next(App *app, int step);        /* 1: the next panel; -1: the one before */
void app_relayout(App *app);
void app_take_wish(App *app, SettingId panel);  /* what the settings say of a panel */
const Design *app_design(const App *app);       /* the open one, or the empty one */
const Catalog *app_catalog(const App *app);
SceneOptions app_scene_options(const App *app);

/* --- messages (app_message.c) -------------------------------------------------- */

/* Each shows a sentence in the status row until the next key, and keeps it in the log. */
void app_warn(App *app, const char *format, ...) PRINTF_LIKE(2, 3);
void app_fail(App *app, const char *format, ...) PRINTF_LIKE(2, 3);
void app_fail_error(App *app, Error *err);      /* clears ERR */

/* --- edits (app_edit.c) -------------------------------------------------------- */

void app_refresh(App *app);                     /* the world again from the design */
/* Commits EDIT (and empties it), recomputes the world, says SAID and what it did to findings and
 * cost. False: refused, the reason is in the status row. */
bool app_commit(App *app, Edit *edit, const char *said);
/* The same for lines of the edit language. */
bool app_run_script(App *app, const char *script, const char *label, const char *said);
/* Adds where unplaced components stand now, so that the edit moves nothing the person did not touch. */
void app_freeze(App *app, Edit *edit);
/* Draws EDIT without committing it; findings and cost stay those of the design. False: ERR says why not. */
bool app_preview(App *app, const Edit *edit, Error *err);
void app_preview_end(App *app);
/* Sets the field KEY of ID, and of all marked elements of its class when it is marked; VALUE NULL: as by
 * default. `.` repeats it. (app_field.c) */
bool app_set_field(App *app, const char *id, const char *key, const char *value);
void app_after_history(App *app, const char *done, const char *label);  /* undo and redo */

/* --- selection (app_select.c) --------------------------------------------------- */

const Element *app_selected(const App *app);    /* NULL: nothing */
int app_selected_component(const App *app);     /* graph index or NOWHERE */
int app_selected_link(const App *app);
void app_select(App *app, const char *id);      /* "" or an unknown id: nothing */
void app_unfold(App *app, const char *id);      /* of a large design what stands around ID; "": nothing */
void app_reveal(App *app, const char *id, bool centre);         /* scrolls so that it shows */
bool app_bounds(const App *app, const char *id, Rect *out);     /* in scene cells */
/* The box nearest to FROM in the direction; NOWHERE: none. Only those in FITS (NULL: all). */
int app_nearest(const App *app, Rect from, int dx, int dy, const bool *fits);
bool app_marked(const App *app, const char *id);
void app_mark(App *app, const char *id, bool on);
/* The marked elements, or the selected one; the list is the caller's. */
void app_chosen(const App *app, List *out);
void app_set_zoom(App *app, int zoom);          /* one of SCENE_…; draws anew and shows what is selected */
/* Comes to the normal zoom, the only one whose boxes stand where the design says. False: the design is too large for that; it was said. */
bool app_show_boxes(App *app);
void app_view_clamp(App *app);                  /* keeps the drawing in sight */

/* --- names for sentences (app_select.c) ----------------------------------------- */

void app_add_name(const App *app, const char *id, Text *out);   /* "Portal app", "Portal app → CRM" */

#endif

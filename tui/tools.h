/* Tools: what the canvas does with keys while something is placed, moved or chosen. */
#ifndef TROIKA_TUI_TOOLS_H
#define TROIKA_TUI_TOOLS_H

#include "tui/app_state.h"

bool list_holds(const List *list, const char *id);      /* LIST may be NULL */
void tool_end(App *app);                        /* back to selecting, nothing kept */

void place_begin(App *app, const char *kind);   /* a ghost in the best free place */
void place_to(App *app, int x, int y);          /* by the mouse; scene cell */
void place_add_status(const App *app, Text *out);

bool move_begin(App *app, const List *ids);     /* false: none of them can be moved; said */
void move_to(App *app, int dx, int dy);         /* from where the boxes stood */
void move_drop(App *app);                       /* where the arrows are; in the way of another box it goes on */
void move_drop_shown(App *app);                 /* where the ghost is */
void move_put_back(App *app);                   /* the boxes and the view as they were */
void move_add_status(const App *app, Text *out);

void target_begin(App *app, const char *from, bool connect);
bool target_key(App *app, const Key *key);      /* letters of tags */
void target_take(App *app, const char *id);
void target_draw(const App *app, Canvas *canvas, Rect rect);
void target_add_status(const App *app, Text *out);

/* Where all boxes stand, to see later whether a preview pushed one that was not touched. */
void tool_remember(App *app);
/* The component that is not where it stood; those in MOVING and the one called ADDED do not count. NOWHERE: none. */
int tool_pushed(const App *app, const List *moving, const char *added);

/* "left", "far up" … as steps. */
bool direction_parse(const char *direction, int *dx, int *dy, bool *far);

#endif

/* Presenting: the scenes of a design, one on the whole screen at a time.
 *
 * A scene is a view of the design: what it shows, what is selected, at which zoom, with a note for the room. Views with
 * a number in `scene` come in that order; where none has one, all views in the order of ids; where there is
 * no view, the whole design and then each platform. */
#ifndef TROIKA_TUI_SCENES_H
#define TROIKA_TUI_SCENES_H

#include "tui/app_state.h"

void scenes_begin(App *app, bool alone);        /* ALONE: the end of it ends the program */
void scenes_end(App *app);
void scenes_go(App *app, long to);              /* from 0; says where it ends */
/* Digits go to a scene by its number, clicks to the next; true: taken. Every key is echoed. */
bool scenes_key(App *app, const Key *key);
void scenes_refresh(App *app);                  /* after an edit */
void scenes_clear(Scenes *scenes);
void scenes_draw(const App *app, Canvas *canvas);

#endif

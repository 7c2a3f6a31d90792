/* The editor as a pure application: keys in, a frame out.
 *
 * app_key() and app_draw() are all of it; it knows no curses, no clock and no
 * signal. The terminal's loop waits for keys, feeds them, draws when it is
 * told to, and then asks app_take_wants() what the terminal shall do. */
#ifndef TROIKA_TUI_APP_H
#define TROIKA_TUI_APP_H

#include <stdbool.h>

#include "model/list.h"
#include "model/session.h"
#include "render/canvas.h"
#include "tui/command.h"
#include "tui/key.h"
#include "tui/keymap.h"
#include "tui/settings.h"

typedef struct AppOptions {     /* {0} will do */
	int width, height;      /* of the window; 0: 80 by 24 */
	bool ascii;             /* no character above 127 in what the program draws */
	bool mouse_off;         /* start without mouse capture */
	const char *theme;      /* a name of render/theme.h; NULL: that of the settings */
	const Diagnostics *opening;     /* warnings of opening the session, to be told; NULL: none */
	bool present;           /* begin with the presentation, and end with it */
	const char *view;       /* what app_add_view() gave the last time; NULL: from the start */
	const Settings *settings;       /* what the person chose; NULL: the defaults */
	const Keymap *keymap;   /* with the person's own keys; NULL: those of the table */
	const List *notices;    /* sentences to be told at the start; may be NULL */
	const List *lines;      /* of the prompt, from other runs, oldest first; may be NULL */
	void (*entered)(const char *line, long most);   /* told of every line that is run, and how many to keep; may be NULL */
	const List *recent;     /* paths for the start screen; may be NULL */
	void (*opened)(const char *path);       /* told of every design that is opened; may be NULL */
} AppOptions;

typedef struct AppWants {       /* what the terminal shall do after a key */
	bool quit;              /* leave; all is kept, and saved when the person said so */
	bool suspend;           /* Ctrl-Z */
	bool repaint;           /* Ctrl-L: everything anew */
	bool mouse;             /* the wish as it stands: capture the mouse or not */
	const char *theme;      /* the wish as it stands: name of the theme */
	const char *clipboard;  /* text to copy, NULL: nothing; borrowed until the next key */
	size_t clipboard_length;
} AppWants;

/* SESSION is borrowed and must be open; NULL shows the start screen, and then the app opens
 * the session itself. */
App *app_new(Session *session, const AppOptions *options);
void app_free(App *app);                        /* NULL will do */

/* Feeds a key; whether the frame changed. Never fails, never blocks on the person. */
bool app_key(App *app, const Key *key);
bool app_resize(App *app, int width, int height);       /* the same as a CODE_SIZE key */
/* Work that was put off to keep keys quick (effects of patterns, a large tidy). The loop calls
 * app_idle() while no key waits and app_busy() holds; it does a slice of a few milliseconds
 * and says whether the frame changed. */
bool app_busy(const App *app);
bool app_idle(App *app);
void app_settle(App *app);                      /* all of it, for who does not wait for keys */

/* Takes in what other terminals have committed to the same design since; whether the frame changed.
 * Microseconds when there is nothing: the loop asks a few times a second. */
bool app_poll(App *app);

/* Draws the frame; every cell is set. CANVAS has the size last given by app_new() or app_resize(), any
 * size, also 0 by 0. */
void app_draw(const App *app, Canvas *canvas);

/* The one-shot wishes (quit, suspend, repaint, clipboard) are taken by asking. */
AppWants app_take_wants(App *app);
bool app_wants_quit(const App *app);            /* as long as it is not taken */

/* For the terminal: shows a sentence in the status row ("copied through tmux"). */
void app_say(App *app, const char *format, ...) PRINTF_LIKE(2, 3);
/* The open session, which may be the app's own; NULL on the start screen. */
Session *app_session(App *app);
/* Adds the view (scroll, zoom, selection, panels) as one line, to come back to after a crash. */
void app_add_view(const App *app, Text *out);

#endif

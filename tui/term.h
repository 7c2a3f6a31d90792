/* The terminal: a Canvas goes out, bytes come in. The only file that knows curses. */
#ifndef TROIKA_TUI_TERM_H
#define TROIKA_TUI_TERM_H

#include "render/canvas.h"
#include "render/theme.h"

typedef struct TermOptions {    /* {0} will do */
	const char *theme;      /* a name of render/theme.h; NULL or unknown: the default */
	bool ascii;             /* no character above 127 */
	bool mouse_off;         /* start without mouse capture */
} TermOptions;

/* Takes the terminal of standard input and output over: alternate screen, raw keys, mouse, bracketed
 * paste. False: it cannot be used, the error says why, and not a byte was written. */
bool term_open(const TermOptions *options, Error *err);
/* Gives it back as it was; without term_open() it does nothing. */
void term_close(void);

/* What the person should know about how it went ("TERM=foot is not known …"); NULL: nothing. */
const char *term_notice(void);
bool term_is_ascii(void);
/* The terminal shows line glyphs wider than we counted, or as something else: ASCII from now on. */
void term_use_ascii(void);

/* The size of the window now, at least 1 by 1 and at most 1024 by 512; whether it changed. */
bool term_measure(int *width, int *height);

/* Shows CANVAS; writes what differs from the screen, and nothing when nothing does. */
void term_draw(const Canvas *canvas);
/* The next term_draw() writes everything anew. */
void term_repaint(void);
void term_set_theme(const char *name);
void term_set_mouse(bool on);
/* Writes BYTES as they are, between two frames. */
void term_write(const char *bytes, size_t length);

/* Gives the terminal back and stops; when the program goes on, takes it over again. */
void term_suspend(void);
/* After the program was stopped from outside and goes on: takes the terminal over again. */
void term_resume(void);

#endif

/* Key: one thing the person did, and its notation in --keys and recordings.
 *
 * Characters stand for themselves; <Enter> <Esc> <Tab> <S-Tab> <Space> <BS> <Del> <Ins> <Up> <Down>
 * <Left> <Right> <Home> <End> <PgUp> <PgDn> <F1>…<F12> <C-s> <A-x> <S-Up> <lt> are named, and so are
 * <Click 10,4> <DoubleClick 10,4> <RightClick 10,4> <Drag 10,4 20,4> <Press 10,4> <Move 12,4>
 * <Release 12,4> <Wheel -1 10,4> <SideWheel 1 10,4> <Paste "…"> (JSON escapes) <Size 80x24>. */
#ifndef TROIKA_TUI_KEY_H
#define TROIKA_TUI_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "model/memory.h"
#include "model/text.h"

typedef enum KeyCode {          /* not KEY_…: those are macros of curses */
	CODE_NONE,              /* nothing: an unknown sequence that was swallowed whole */
	CODE_CHAR,              /* a character: `bytes` */
	CODE_ENTER,
	CODE_ESC,
	CODE_TAB,               /* shift: back */
	CODE_BACKSPACE,
	CODE_DELETE,
	CODE_INSERT,
	CODE_UP,
	CODE_DOWN,
	CODE_LEFT,
	CODE_RIGHT,
	CODE_HOME,
	CODE_END,
	CODE_PAGE_UP,
	CODE_PAGE_DOWN,
	CODE_FUNCTION,          /* `amount` is its number, 1..12 */
	CODE_PASTE,             /* `text` of `length` bytes, in one piece, never commands */
	CODE_PRESS,             /* a mouse button went down: `button`, `clicks`, `x`, `y` */
	CODE_MOVE,              /* the mouse moved with a button down */
	CODE_RELEASE,           /* the button went up; also sent when the terminal lost focus */
	CODE_WHEEL,             /* `amount`: -1 up, 1 down */
	CODE_SIDE_WHEEL,        /* `amount`: -1 left, 1 right */
	CODE_SIZE               /* the window is now x columns by y rows */
} KeyCode;

enum { MOD_SHIFT = 1, MOD_CTRL = 2, MOD_ALT = 4 };

typedef struct Key {
	KeyCode code;
	unsigned mods;          /* MOD_… bits; shift of a character is in the character */
	char bytes[8];          /* of a character: UTF-8, terminated; with ctrl the small letter */
	int amount;             /* see the codes */
	int button;             /* 1 left, 2 middle, 3 right */
	int clicks;             /* 1, or 2 for the second press on one cell within 400 ms */
	int x, y;               /* cell, from 0; or columns and rows of CODE_SIZE */
	const char *text;       /* of a paste: borrowed, need not be terminated or valid UTF-8 */
	size_t length;          /* bytes of it */
} Key;

typedef struct Keys {           /* a script of keys; {0} is empty */
	Key *items;             /* owned */
	size_t count, cap;
	Arena arena;            /* pasted texts */
} Keys;

Key key_char(const char *utf8);         /* at most 7 bytes are taken */
Key key_code(KeyCode code, unsigned mods);
bool key_is_char(const Key *key, const char *utf8);     /* that character, without ctrl and alt */
bool key_is_mouse(const Key *key);
bool key_equal(const Key *a, const Key *b);     /* as bindings: code, mods, character, number */

/* Reads a script of keys and appends it. Line breaks between keys are skipped. False: ERR names the
 * place (character number) and what is not a key. */
bool keys_parse(const char *script, Keys *out, Error *err);
/* The same for a recording in a file: a line that begins with # is a remark. */
bool keys_parse_recording(const char *text, Keys *out, Error *err);
void keys_clear(Keys *keys);
/* Adds KEY in the notation, so that keys_parse() gives it back (a press is printed as <Press …>). */
void key_add_text(Text *out, const Key *key);

#endif

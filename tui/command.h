/* The one command table of the editor.
 *
 * It feeds key dispatch, the palette, the `:` prompt, the hint line, the help
 * screen, shell completion and the manual page. */
#ifndef TROIKA_TUI_COMMAND_H
#define TROIKA_TUI_COMMAND_H

#include <stdbool.h>

typedef struct App App;

typedef enum State {            /* what the keys mean now; bits, so that a command can name several */
	STATE_SELECT = 1 << 0,
	STATE_PLACE = 1 << 1,
	STATE_MOVE = 1 << 2,
	STATE_TARGET = 1 << 3,  /* choosing the other end of a link */
	STATE_PICKER = 1 << 4,  /* a list with a filter */
	STATE_FIELD = 1 << 5,   /* a line of text */
	STATE_SHEET = 1 << 6,   /* a full-screen sheet */
	STATE_PANEL = 1 << 7,   /* catalogue, inspector or problems has the keys */
	STATE_ANY = 0xff
} State;

typedef struct Command {
	const char *name;       /* "add component"; what the palette shows */
	const char *word;       /* ":add"-like exact name, no spaces */
	const char *keys;       /* in the notation of --keys, space separated alternatives */
	const char *synonyms;   /* other words that find it */
	const char *group;      /* heading in the help */
	unsigned states;        /* where it is valid */
	const char *sentence;   /* what it does */
	const char *hint;       /* short word of the hint line; "" never hinted */
	const char *(*why_not)(const App *app); /* NULL or a reason it cannot run now */
	void (*run)(App *app, const char *argument);
} Command;

extern const Command command_table[];   /* ended by a record without name */

#endif

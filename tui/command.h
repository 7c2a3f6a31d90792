/* Commands: what one is, and how it is found and run.
 *
 * The one table of them (tui/command_table.h) feeds key dispatch, the palette, the `:` prompt, the hint line, the help
 * screen, shell completion and the manual page. */
#ifndef TROIKA_TUI_COMMAND_H
#define TROIKA_TUI_COMMAND_H

#include <stdbool.h>

#include "model/text.h"

typedef struct App App;

typedef enum State {            /* what the keys mean now; bits, so that a command can name several */
	STATE_SELECT = 1 << 0,
	STATE_PLACE = 1 << 1,
	STATE_MOVE = 1 << 2,
	STATE_TARGET = 1 << 3,  /* choosing a component by tag, arrow or click */
	STATE_PICKER = 1 << 4,  /* a list with a filter */
	STATE_FIELD = 1 << 5,   /* a line of text */
	STATE_SHEET = 1 << 6,   /* a pop-up whose letters are commands */
	STATE_PANEL = 1 << 7,   /* inspector or problems has the keys */
	STATE_SCENE = 1 << 8,   /* presenting */
	STATE_ANY = 0x1ff
} State;

typedef enum Need {             /* what a command cannot do without; checked before it runs */
	NEED_DESIGN = 1 << 0,   /* an open design */
	NEED_BOX = 1 << 1,      /* some component on the canvas */
	NEED_SELECTION = 1 << 2,
	NEED_COMPONENT = 1 << 3,        /* a component is selected */
	NEED_LINK = 1 << 4,
	NEED_CHOSEN = 1 << 5,   /* marks, or a selection */
	NEED_FINDING = 1 << 6   /* there are findings */
} Need;

typedef struct Command {
	const char *name;       /* "add component"; what the palette shows */
	const char *word;       /* ":add"-like exact name, no spaces; unique */
	const char *keys;       /* in the notation of --keys, alternatives separated by spaces; "ts" is t, then s.
	                         * Plain characters are typed text in pickers and fields, whatever `states` says */
	const char *synonyms;   /* other words that find it */
	const char *group;      /* heading in the help */
	unsigned states;        /* where its keys are valid */
	unsigned needs;         /* Need bits */
	const char *sentence;   /* what it does */
	const char *hint;       /* short word of the hint line; "" never hinted */
	const char *preset;     /* the argument of its keys; NULL: none */
	const char *argument;   /* what may follow the word in the prompt ("FILE"); "" nothing */
	const char *(*why_not)(const App *app); /* NULL, or a reason it cannot run now (NULL: it can) */
	void (*run)(App *app, const char *argument);    /* argument may be NULL */
} Command;

const Command *command_find(const Command *table, const char *word);    /* NULL: none */
/* The command that the first word of LINE names exactly or as vim does ("w"); *ARGUMENT: what follows, NULL: nothing.
 * NULL: none. */
const Command *command_named(const Command *table, const char *line, const char **argument);
/* Why COMMAND cannot run now; NULL: it can. */
const char *command_why_not(const App *app, const Command *command);
/* Runs it, or says why not. */
void command_run(App *app, const Command *command, const char *argument);

#endif

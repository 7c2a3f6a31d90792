/* The command line: one table of verbs.
 *
 * A verb is a record: name, arguments, options, sentences and the function that runs it. The
 * table feeds getopt_long, the help, the shell completions and the manual page, so
 * that none of them can drift from what the program does. */
#ifndef TROIKA_TUI_CLI_H
#define TROIKA_TUI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "model/text.h"

typedef enum ExitStatus {       /* the contract; never a count */
	STATUS_CLEAN = 0,
	STATUS_FINDINGS = 1,    /* at or above the gate, or differences */
	STATUS_USAGE = 2,       /* bad usage or bad input */
	STATUS_INTERNAL = 3     /* an internal fault, a full disk, or a child program that failed */
} ExitStatus;

typedef struct CliOption {
	const char *name;       /* "format"; NULL ends a list */
	char letter;            /* 'o'; 0: none */
	const char *argument;   /* "FILE"; NULL: a flag */
	const char *choices;    /* "text|json": the values it takes, the default first; NULL: any */
	const char *sentence;
} CliOption;

typedef enum CliWord {          /* what an argument is; completion offers it */
	WORD_NONE,
	WORD_DESIGN,            /* a file */
	WORD_TEMPLATE,
	WORD_ID                 /* of the catalogue: kind, pattern or rule */
} CliWord;

typedef struct Cli Cli;

typedef struct Verb {
	const char *name;       /* "check" */
	const char *arguments;  /* "DESIGN…", as the help shows them */
	int least, most;        /* number of arguments; most -1: any */
	CliWord word;
	const CliOption *options;
	const char *sentence;   /* one line */
	const char *details;    /* paragraphs, an empty line between; "" without */
	const char *examples;   /* lines "command<TAB>what it does"; "" without */
	int (*run)(Cli *cli);   /* returns an ExitStatus */
} Verb;

extern const CliOption cli_common_options[];    /* those of every verb */
const Verb *verb_find(const Verb *const *table, const char *name);      /* NULL: none */
const Verb *verb_nearest(const Verb *const *table, const char *name);   /* NULL: none is near */

enum { CLI_OPTIONS_MAX = 24 };

struct Cli {
	const Verb *const *verbs;       /* the table, NULL-ended */
	const Verb *editor;     /* what runs when no verb is named */
	const Verb *verb;
	const CliOption *options[CLI_OPTIONS_MAX];      /* of the verb, then the common ones */
	const char *values[CLI_OPTIONS_MAX];            /* NULL: not given; a flag has "" */
	size_t option_count;
	int argc;               /* the arguments that are not options */
	char **argv;            /* borrowed; NULL-ended */
	bool colour;            /* standard output may be coloured */
	bool raw;               /* `out` is for programs: not made harmless for logs of CI services */
	bool paged;             /* `out` is long text for reading: through the pager on a terminal */
	Text out;               /* for standard output, written once at the end */
};

/* Reads the options of the verb out of ARGV (whose first word is skipped). STATUS_CLEAN, or what is wrong was said. */
int cli_parse(Cli *cli, int argc, char **argv);

/* The value of the option NAME, which the verb must have; NULL: not given. */
const char *cli_value(const Cli *cli, const char *name);
bool cli_given(const Cli *cli, const char *name);
/* Is the value of NAME, or without one its first choice, CHOICE? */
bool cli_choice(const Cli *cli, const char *name, const char *choice);
/* The value as a whole number of LEAST to MOST in *OUT, which keeps its value when the option was not
 * given. False: the usage error was said. */
bool cli_number(const Cli *cli, const char *name, long least, long most, long *out);

/* Says on standard error what is wrong ("troika check: …"); made safe for a terminal. */
void cli_error(const Cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same for bad usage, with where to find help; returns STATUS_USAGE. */
int cli_usage(const Cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/* Says ERR and clears it; returns STATUS. */
int cli_fail(const Cli *cli, int status, Error *err);
/* Adds DIAGNOSTICS as `file:line:column: …` to standard error. */
void cli_diagnostics(const Diagnostics *list);

/* Writes BYTES to PATH atomically, or to standard output when PATH is NULL or "-". Returns an ExitStatus;
 * a broken pipe is success. */
int cli_write(const Cli *cli, const char *path, const Text *bytes);

/* Writes what is gathered in `out`, through the pager when it shall; the worse of STATUS and how that went. */
int cli_finish(Cli *cli, int status);
/* Writes it to standard error instead. */
void cli_write_error(Cli *cli);

typedef enum Paint { PAINT_PLAIN, PAINT_BOLD, PAINT_DIM, PAINT_RED, PAINT_YELLOW, PAINT_BLUE, PAINT_GREEN } Paint;

/* Adds S to OUT, made safe, in colour when CLI has it. */
void cli_paint(const Cli *cli, Text *out, Paint paint, const char *s);

/* What OPTION is for, with the choices it takes. */
void cli_add_option_sentence(Text *out, const CliOption *option);
/* The help of VERB (NULL: of the program), wrapped at 80 columns. */
void cli_add_help(const Cli *cli, const Verb *verb, Text *out);
void cli_add_short_help(const Cli *cli, Text *out);

#endif

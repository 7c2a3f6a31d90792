/* Opening a design for a verb: reading, and saying what is wrong with it. */
#ifndef TROIKA_TUI_CLI_DESIGN_H
#define TROIKA_TUI_CLI_DESIGN_H

#include "model/cost.h"
#include "model/design_file.h"
#include "model/finding.h"
#include "model/team_rules.h"
#include "tui/cli.h"

typedef struct CliDesign {      /* {0} is valid and empty */
	const Catalog *catalog; /* the built-in one, or own */
	Catalog own;            /* with what the user and the design add */
	Design design;
	DesignSource source;
	Graph graph;
	Findings findings;      /* when judged */
	TeamRules team;         /* when judged: rules in SQL, of the design and of --rules */
	CostSheet cost;         /* when priced */
	bool open;
} CliDesign;

/* Reads PATH and builds its graph. False: what is wrong was said on standard error. */
bool cli_design_open(const Cli *cli, CliDesign *design, const char *path);
/* The same; FAULTS ({0}) gets what was said, for the caller to clear. */
bool cli_design_read(const Cli *cli, CliDesign *design, const char *path, Diagnostics *faults);
/* Judges it by all rules, with those in SQL that it names and those of the folder RULES (NULL: none). False: rules
 * cannot be found, which was said; FAULTS (NULL: not wanted) gets it as well. */
bool cli_design_judge(const Cli *cli, CliDesign *design, const char *rules, Diagnostics *faults);
void cli_design_clear(CliDesign *design);

/* The catalogue with what the user's files add, and the design of the option --design: the built-in one or
 * OWN, which the caller clears. NULL: what is wrong was said. */
const Catalog *cli_catalog_open(const Cli *cli, Catalog *own);
#define CLI_DESIGN_OPTION {"design", 0, "DESIGN", NULL, "with the kinds, patterns and prices that this design adds"}

/* Is there a file PATH ("-": standard input)? No: that was said; for what would otherwise begin a new design. */
bool cli_design_exists(const Cli *cli, const char *path);
/* Says on standard error when edits of PATH are kept that its file does not have yet. */
void cli_mention_kept(const Cli *cli, const char *path);

#endif

/* Opening a design for a verb: reading, and saying what is wrong with it. */
#ifndef TROIKA_TUI_CLI_DESIGN_H
#define TROIKA_TUI_CLI_DESIGN_H

#include "model/catalog_extend.h"
#include "model/cost.h"
#include "model/design_file.h"
#include "model/finding.h"
#include "tui/cli.h"

typedef struct CliDesign {      /* {0} is valid and empty */
	const Catalog *catalog; /* the one the design asks for */
	Catalog own;            /* what it adds, if it adds anything */
	Design design;
	DesignSource source;
	Graph graph;
	Findings findings;      /* when judged */
	CostSheet cost;         /* when priced */
	bool open;
} CliDesign;

/* Reads PATH and builds its graph. False: what is wrong was said on standard error. */
bool cli_design_open(const Cli *cli, CliDesign *design, const char *path);
void cli_design_clear(CliDesign *design);

/* The built-in catalogue with what the user's configuration folder adds; OWN is for
 * catalog_clear(). NULL: what is wrong there was said. */
const Catalog *cli_catalog(Catalog *own);

/* Is there a file PATH ("-": standard input)? No: that was said; for what would otherwise begin a new design. */
bool cli_design_exists(const Cli *cli, const char *path);
/* Says on standard error when edits of PATH are kept that its file does not have yet. */
void cli_mention_kept(const Cli *cli, const char *path);

#endif

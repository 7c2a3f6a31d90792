/* Findings for people. */
#ifndef TROIKA_TUI_CHECK_TEXT_H
#define TROIKA_TUI_CHECK_TEXT_H

#include "tui/cli_design.h"

/* Adds what is wrong with DESIGN, the most urgent first: where, the line of the file, why, what to do; then the
 * counts. VERBOSE also lists what is waived and undecided. */
void check_add_text(const Cli *cli, const CliDesign *design, bool verbose, Text *out);

#endif

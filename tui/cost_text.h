/* The cost sheet for people. */
#ifndef TROIKA_TUI_COST_TEXT_H
#define TROIKA_TUI_COST_TEXT_H

#include "tui/cli_design.h"

/* Adds the sheet of the priced DESIGN: platform, component, line; what has no price; totals and budget. */
void cost_add_text(const Cli *cli, const CliDesign *design, Text *out);
/* "100,000 request × 0.005 / 1,000", "30 % of seats 17,500.00", "20,000 GB × ≈0.0875" for a mean over steps */
void cost_add_formula(const CostLine *line, Text *out);
/* Says how the lines of ELEMENT (an id, or "id/item") come about. Returns an ExitStatus. */
int cost_explain(Cli *cli, const CliDesign *design, const char *element);

#endif

/* Below the sheet: to whom its costs fall, what breaks first when volumes grow, and what changed since before. */
#ifndef TROIKA_TUI_COST_SHARE_TEXT_H
#define TROIKA_TUI_COST_SHARE_TEXT_H

#include "model/cost_share.h"
#include "tui/cli_design.h"

void cost_add_shares(const Cli *cli, const CliDesign *design, const CostShares *shares, Text *out);
/* The quotas of a judged DESIGN, the one that breaks first at the top; SCALE is the growth that was asked about. */
void cost_add_quotas(const Cli *cli, const CliDesign *design, Decimal scale, Text *out);

#endif

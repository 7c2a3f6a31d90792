/* catalog why: what may link two components, and why the other patterns may not. */
#ifndef TROIKA_TUI_CATALOG_WHY_H
#define TROIKA_TUI_CATALOG_WHY_H

#include "tui/cli.h"

/* The arguments are "why FROM TO [PATTERN…]": kinds, or components and platforms of --design. */
int catalog_why(Cli *cli);

#endif

/* Who depends on whom, in figures for people. */
#ifndef TROIKA_TUI_COUPLING_TEXT_H
#define TROIKA_TUI_COUPLING_TEXT_H

#include "model/coupling.h"

/* The components (graph indexes), the widest blast radius first. The caller frees. */
uint32_t *coupling_order(const Coupling *coupling, const Graph *graph);
void coupling_add_head(Text *out);              /* the columns of the next, in one line without its end */
void coupling_add_row(const Coupling *coupling, const Graph *graph, uint32_t component, Text *out);
void coupling_add_summary(const Coupling *coupling, Text *out); /* lines about the design */

#endif

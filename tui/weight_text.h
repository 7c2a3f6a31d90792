/* Whether each platform pulls its weight, for people. */
#ifndef TROIKA_TUI_WEIGHT_TEXT_H
#define TROIKA_TUI_WEIGHT_TEXT_H

#include "model/weight.h"

/* Adds two lines a platform, folded at COLUMNS: the verdict with its reason; what it costs and adds to operate. */
void weight_add_text(const WeightTable *table, const Graph *graph, int columns, Text *out);

#endif

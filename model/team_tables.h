/* The Graph as tables, for rules that are written in SQL. */
#ifndef TROIKA_MODEL_TEAM_TABLES_H
#define TROIKA_MODEL_TEAM_TABLES_H

#include "model/finding.h"
#include "model/sandbox.h"

extern const SandboxTable team_tables[];        /* documented by their sentences */
extern const size_t team_table_count;

/* A sandbox with all of GRAPH, sealed, for the caller to free. NULL: why not. FINDINGS is the judgement at hand. */
Sandbox *team_tables_fill(const Graph *graph, Findings *findings, Error *err);

/* How a rule is written and what it may ask: an example in comments, then a CREATE statement a table. */
void team_tables_document(Text *out);

#endif

/* Reports of findings for programs: one record a format. */
#ifndef TROIKA_RENDER_REPORT_H
#define TROIKA_RENDER_REPORT_H

#include "model/cost.h"
#include "model/finding.h"
#include "model/json.h"

typedef struct ReportDesign {
	const char *file;       /* as the user named it */
	const Design *design;
	const Findings *findings;
} ReportDesign;

typedef struct Report {
	const ReportDesign *designs;    /* those that could be read, in the order given */
	size_t count;
	int gate;               /* findings up to this Severity fail; -1: none does */
} Report;

typedef struct Reporter {
	const char *name;       /* "sarif" */
	const char *sentence;
	void (*run)(const Report *report, Text *out);
} Reporter;

extern const Reporter reporter_table[];         /* ended by a record without name */
const Reporter *reporter_find(const char *name);        /* NULL: none */

/* Does a finding that is not waived reach the gate? */
bool report_fails(const Report *report);

/* Where FINDING is: at its element, in an included file or the main one; a rule of the team that is wrong, in its own.
 * Line 0 becomes 1. */
typedef struct ReportPlace {
	const char *file;
	int line, column;
} ReportPlace;
ReportPlace report_place(const ReportDesign *design, const Finding *finding);

/* Adds the message of FINDING as a sentence, and its remedy as another. */
void report_add_sentences(const Finding *finding, Text *out);

/* One object each: the members of a design in `check --format json`, and `cost --format json`. */
void report_add_design(Json *json, const ReportDesign *design);
void report_add_cost(Json *json, const Graph *graph, const CostSheet *cost);

#endif

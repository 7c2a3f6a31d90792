/* Reports of findings for programs: one record a format. */
#ifndef TROIKA_RENDER_REPORT_H
#define TROIKA_RENDER_REPORT_H

#include "model/cost_share.h"
#include "model/finding.h"
#include "model/json.h"

typedef struct ReportDesign {
	const char *file;       /* as the user named it */
	const Design *design;
	const Graph *graph;
	const Findings *findings;
} ReportDesign;

typedef struct ReportPlace {
	const char *file;
	int line, column;       /* 1-based */
} ReportPlace;

typedef struct ReportFault {    /* why a design, or what it is judged by, could not be read */
	const char *design;     /* the argument that asked for it */
	ReportPlace place;
	const char *message;
} ReportFault;

typedef struct Report {
	const ReportDesign *designs;    /* those that could be read, in the order given */
	size_t count;
	const ReportFault *faults;      /* those of one design stand together */
	size_t fault_count;
	int gate;               /* findings up to this Severity fail; -1: none does */
} Report;

typedef struct Reporter {
	const char *name;       /* "sarif" */
	const char *sentence;
	void (*run)(const Report *report, Text *out);
} Reporter;

extern const Reporter reporter_table[];         /* ended by a record without name */
const Reporter *reporter_find(const char *name);        /* NULL: none */

/* Does a finding that is neither waived nor known reach the gate, or has a baseline stale entries? */
bool report_fails(const Report *report);

/* Where FINDING is: at its element, in an included file or the main one; a rule of the team that is wrong, in its own.
 * Line 0 becomes 1. */
ReportPlace report_place(const ReportDesign *design, const Finding *finding);

/* Adds the message of FINDING as a sentence, and its remedy as another. */
void report_add_sentences(const Finding *finding, Text *out);

/* Adds "1 error, 2 warnings, 0 advice, 1 waived; 108 rules ran, 0 skipped, 2 undecided". */
void report_add_summary(const Findings *findings, Text *out);
/* Adds "9 components, 3 links": what the platform adds to operate. */
void report_add_surfaces(const Weight *weight, Text *out);

/* One object each: the members of a design in `check --format json`, and `cost --format json`. */
void report_add_design(Json *json, const ReportDesign *design);
/* The member "platforms": what each of Salesforce, Heroku and AWS does that no other can, and costs. */
void report_add_platforms(Json *json, const ReportDesign *design);
void report_add_cost(Json *json, const Graph *graph, const CostSheet *cost);
/* The members "flows" and "transfers", and "quotas" of `cost --scale`. */
void report_add_shares(Json *json, const Graph *graph, const CostShares *shares);
void report_add_quotas(Json *json, const Findings *findings);

#endif

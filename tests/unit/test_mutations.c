/* A clean design with one fault: the rule of that fault speaks, and no error of another rule comes with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_file.h"
#include "model/edit_language.h"
#include "model/finding.h"
#include "tests/unit/read_source.h"

typedef struct Judged {
	Design design;
	Graph graph;
	Findings findings;
} Judged;

static int complaints;

#define COMPLAIN(...) (complaints++, print_error(__VA_ARGS__))

static void judge(Judged *judged)
{
	judged->graph = (Graph){0};
	graph_build(&judged->graph, &judged->design, catalog_builtin());
	judged->findings = (Findings){.today = "2026-11-22"};
	findings_judge(&judged->findings, &judged->graph);
}

static void judged_clear(Judged *judged)
{
	findings_clear(&judged->findings);
	graph_clear(&judged->graph);
	design_clear(&judged->design);
}

/* Was the same said before? */
static bool is_known(const Findings *findings, const Finding *finding)
{
	for (size_t i = 0; i < findings->count; i++)
		if (!strcmp(findings->items[i].key, finding->key) && !findings->items[i].waiver &&
		    !strcmp(findings->items[i].message, finding->message))
			return true;
	return false;
}

/* One mutation of the table. */
typedef struct Mutation {
	char rule[128], with[128];
	Text script;
} Mutation;

static void try_mutation(const Judged *clean, Mutation *mutation)
{
	Judged faulty;
	Edit edit = {0};
	Error err = {0};
	bool speaks = false;

	design_init(&faulty.design);
	design_copy(&faulty.design, &clean->design);
	if (!edit_parse(text_str(&mutation->script), mutation->rule, &faulty.design, catalog_builtin(), &edit, &err) ||
	    !design_apply(&faulty.design, &edit, &err) ||
	    !design_check(&faulty.design, catalog_builtin(), &edit, &err))
		fail_msg("%s", err.text);
	judge(&faulty);
	for (size_t i = 0; i < faulty.findings.count; i++) {
		const Finding *finding = &faulty.findings.items[i];

		if (finding->waiver || is_known(&clean->findings, finding))
			continue;
		if (!strcmp(finding->rule->id, mutation->rule))
			speaks = true;
		else if (finding->severity == SEVERITY_ERROR && strcmp(finding->rule->id, mutation->with) != 0)
			COMPLAIN("%s brings %s: %s\n", mutation->rule, finding->key, finding->message);
	}
	if (!speaks)
		COMPLAIN("%s: its fault goes unnoticed\n", mutation->rule);
	error_clear(&err);
	edit_clear(&edit);
	judged_clear(&faulty);
	text_clear(&mutation->script);
}

/* Notes that the table speaks of RULE, once. */
static void note_rule(bool *told, const char *rule)
{
	for (size_t i = 0; rule_table[i]; i++) {
		if (strcmp(rule_table[i]->id, rule) != 0)
			continue;
		if (told[i])
			COMPLAIN("%s stands in the table twice\n", rule);
		told[i] = true;
		return;
	}
	COMPLAIN("the table names %s, which is no rule\n", rule);
}

static void one_fault_makes_one_rule_speak(void **state)
{
	char *table = read_source("tests/rules/mutations"), *sample = read_source("samples/customer-portal.yaml"), *save = NULL;
	bool told[512] = {false};
	Mutation mutation = {0};
	Diagnostics list = {0};
	Judged clean;

	(void)state;
	complaints = 0;
	design_init(&clean.design);
	assert_true(design_read_bytes(&clean.design, catalog_builtin(), "sample", sample, strlen(sample), &list));
	judge(&clean);
	assert_int_equal(clean.findings.by_severity[SEVERITY_ERROR], 0);
	for (char *line = strtok_r(table, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		if (*line == '#')
			continue;
		if (text_starts(line, "\twith: ")) {
			snprintf(mutation.with, sizeof mutation.with, "%s", line + strlen("\twith: "));
		} else if (*line == '\t') {
			text_addf(&mutation.script, "%s\n", line + 1);
		} else {
			if (mutation.script.length)
				try_mutation(&clean, &mutation);
			*mutation.with = '\0';
			snprintf(mutation.rule, sizeof mutation.rule, "%s", text_starts(line, "without ") ? line + 8 : line);
			mutation.rule[strcspn(mutation.rule, ":")] = '\0';
			note_rule(told, mutation.rule);
		}
	}
	for (size_t i = 0; rule_table[i]; i++)
		if (!told[i])
			COMPLAIN("%s has no fault in the table, and no reason why not\n", rule_table[i]->id);
	judged_clear(&clean);
	diagnostics_clear(&list);
	free(table);
	free(sample);
	assert_int_equal(complaints, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_fault_makes_one_rule_speak),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

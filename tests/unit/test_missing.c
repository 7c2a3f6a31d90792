/* A missing input is never a pass: each field of each rule's good design is taken out, and then the rule speaks or
 * says that it cannot decide. Where it passes all the same, the table tests/rules/silent says why it may. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_file.h"
#include "model/finding.h"
#include "tests/unit/read_source.h"

static int complaints;
static char *silent;            /* the table */

static bool is_allowed(const char *line)
{
	size_t length = strlen(line);

	for (const char *at = silent; (at = strstr(at, line)); at++)
		if ((at == silent || at[-1] == '\n') && (at[length] == ':' || at[length] == ' '))
			return true;
	return false;
}

/* Does RULE find something, or say that it cannot decide? */
static bool speaks(const Design *design, const Rule *rule)
{
	Graph graph = {0};
	Findings findings = {.today = "2026-11-22"};
	bool found = false;

	graph_build(&graph, design, catalog_builtin());
	findings_judge(&findings, &graph);
	for (size_t i = 0; i < findings.count && !found; i++)
		found = !strcmp(findings.items[i].rule->id, rule->id);
	for (size_t i = 0; i < findings.undecided_count && !found; i++)
		found = !strcmp(findings.undecided[i].rule->id, rule->id);
	findings_clear(&findings);
	graph_clear(&graph);
	return found;
}

/* What a design is made of, and what only people read, is no input of a rule. */
static bool is_input(const char *key)
{
	static const char *const none[] = {"troika", "name", "summary", "title", "kind", "on", "in", "from", "to", "via", "label",
	                                   "vendor", "notes", "source", "steps", "value", NULL};

	for (size_t i = 0; none[i]; i++)
		if (!strcmp(none[i], key))
			return false;
	return true;
}

static void take_out(const Design *good, const Rule *rule, const Element *element, const char *key)
{
	Design design;
	Edit edit = {0};
	Error err = {0};
	char line[256];

	design_init(&design);
	design_copy(&design, good);
	edit_add(&edit, element->id, key, element_get(element, key), NULL);
	snprintf(line, sizeof line, "%s %s.%s", rule->id, element->id, key);
	if (design_apply(&design, &edit, &err) && design_check(&design, catalog_builtin(), &edit, &err)) {
		bool said = speaks(&design, rule);

		if (!said && !is_allowed(line))
			complaints++, print_error("%s: without it the rule passes and says nothing; let it say undecided, or add the line with a reason to tests/rules/silent\n", line);
		else if (said && is_allowed(line))
			complaints++, print_error("%s: the rule speaks; it does not belong in the table\n", line);
	}
	error_clear(&err);
	edit_clear(&edit);
	design_clear(&design);
}

static void take_out_each(const Rule *rule)
{
	char path[128], *bytes;
	Diagnostics list = {0};
	Design good;

	snprintf(path, sizeof path, "tests/rules/%s/good.yaml", rule->id);
	bytes = read_source(path);
	design_init(&good);
	assert_true(design_read_bytes(&good, catalog_builtin(), path, bytes, strlen(bytes), &list));
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++)
		for (size_t i = 0; i < design_count(&good, class); i++) {
			const Element *element = design_at(&good, class, i);

			for (uint32_t f = 0; f < element->field_count; f++)
				if (is_input(element->fields[f].key))
					take_out(&good, rule, element, element->fields[f].key);
		}
	diagnostics_clear(&list);
	design_clear(&good);
	free(bytes);
}

static void a_missing_input_is_no_pass(void **state)
{
	(void)state;
	silent = read_source("tests/rules/silent");
	for (const Rule *const *rule = rule_table; *rule; rule++)
		take_out_each(*rule);
	free(silent);
	assert_int_equal(complaints, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_missing_input_is_no_pass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The use cases are drawn from an empty file by keys alone: each recording under tests/keys/ leads, in a small and in
 * a large window, to a saved design without an error that equals its sample in components, kinds, links and patterns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/finding.h"
#include "tests/unit/app_rig.h"
#include "tests/unit/sample.h"

/* What a design is made of, one line a thing, sorted: names and not ids, which are the editor's to choose. */
typedef struct Inventory {
	char **lines;           /* owned */
	size_t count, cap;
} Inventory;

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void note(Inventory *list, Text *line)
{
	MEM_GROW(list->lines, list->cap, list->count + 1);
	list->lines[list->count++] = text_take(line);
}

static Inventory take_inventory(const Graph *graph)
{
	Inventory list = {0};
	Text line = {0};

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *c = &graph->components[i];

		text_addf(&line, "%s: %s on %s", element_name(c->element), c->kind->id,
		          c->platform == NOWHERE ? "nothing" : element_name(graph->platforms[c->platform].element));
		note(&list, &line);
	}
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		text_addf(&line, "%s → %s via %s", graph_end_name(graph, graph_from(link)),
		          graph_end_name(graph, graph_to(link)), link->pattern->id);
		note(&list, &line);
	}
	qsort(list.lines, list.count, sizeof *list.lines, by_text);
	return list;
}

static void inventory_clear(Inventory *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->lines[i]);
	free(list->lines);
}

/* Adds what A has and B has not. */
static void add_missing(const Inventory *a, const Inventory *b, const char *what, Text *out)
{
	for (size_t i = 0, k = 0; i < a->count; i++) {
		while (k < b->count && strcmp(b->lines[k], a->lines[i]) < 0)
			k++;
		if (k < b->count && strcmp(b->lines[k], a->lines[i]) == 0)
			k++;
		else
			text_addf(out, "%s %s\n", what, a->lines[i]);
	}
}

static void check_same(const char *name, const Graph *drawn, const Graph *sample)
{
	Inventory ours = take_inventory(drawn), theirs = take_inventory(sample);
	Text differences = {0};

	add_missing(&theirs, &ours, "not drawn:", &differences);
	add_missing(&ours, &theirs, "drawn besides:", &differences);
	if (differences.length)
		fail_msg("%s:\n%s", name, differences.s);
	inventory_clear(&ours);
	inventory_clear(&theirs);
}

static void check_no_error(const char *name, const Graph *graph)
{
	Findings findings = {.today = "2026-11-22"};

	findings_judge(&findings, graph);
	for (size_t i = 0; i < findings.count; i++)
		if (findings.items[i].severity == SEVERITY_ERROR && !findings.items[i].waiver)
			fail_msg("%s: %s: %s", name, findings.items[i].key, findings.items[i].message);
	findings_clear(&findings);
}

static char *recording(const char *name)
{
	const char *root = getenv("TROIKA_SRCDIR");
	char path[1024], *bytes;
	size_t length;
	Error err = {0};

	snprintf(path, sizeof path, "%s/tests/keys/%s.keys", root ? root : ".", name);
	if (!file_read(path, &bytes, &length, &err))
		fail_msg("%s", err.text);
	return bytes;
}

/* Plays all keys; none of them may fail, and all must be looked at as a person would, frame by frame. */
static void play(Rig *rig, const char *name)
{
	char *script = recording(name);
	Keys keys = {0};
	Error err = {0};
	Text key = {0};

	if (!keys_parse_recording(script, &keys, &err))
		fail_msg("%s: %s", name, err.text);
	for (size_t i = 0; i < keys.count; i++) {
		rig_key(rig, &keys.items[i]);
		if (rig->app->message_style == STYLE_ERROR || rig->app->message_style == STYLE_WARNING) {
			key_add_text(&key, &keys.items[i]);
			fail_msg("%s: key %zu, %s: %s\n%s", name, i + 1, text_str(&key), rig_said(rig), rig_frame(rig));
		}
	}
	keys_clear(&keys);
	free(script);
}

static void draw_from_nothing(const char *name, int width, int height)
{
	Opened sample;
	Rig rig;
	Session again = {0};
	Diagnostics list = {0};
	Graph drawn = {0};

	rig_open(&rig, NULL, width, height);
	play(&rig, name);
	rig_keys(&rig, "<C-s>");
	rig_says(&rig, "saved");
	if (!session_open(&again, catalog_builtin(), rig.path, false, &list))
		fail_msg("%s: %s", name, list.items[0].text);
	assert_int_equal(list.count, 0);
	graph_build(&drawn, &again.design, catalog_builtin());
	open_sample(&sample, name);
	check_same(name, &drawn, &sample.graph);
	check_no_error(name, &drawn);
	close_sample(&sample);
	graph_clear(&drawn);
	session_close(&again);
	rig_close(&rig);
}

static void draw_in_both_windows(const char *name)
{
	draw_from_nothing(name, 80, 24);
	draw_from_nothing(name, 120, 40);
}

static void the_customer_portal(void **state)
{
	(void)state;
	draw_in_both_windows("customer-portal");
}

static void the_recommendations(void **state)
{
	(void)state;
	draw_in_both_windows("ml-recommendations");
}

/* Where nearly nothing is in sight, the same keys mean the same. */
static void the_recommendations_in_a_tiny_window(void **state)
{
	(void)state;
	draw_from_nothing("ml-recommendations", 20, 5);
}

static void the_event_processing(void **state)
{
	(void)state;
	draw_in_both_windows("event-processing");
}

static void the_pdf_generation(void **state)
{
	(void)state;
	draw_in_both_windows("pdf-generation");
}

static void the_warehouse(void **state)
{
	(void)state;
	draw_in_both_windows("warehouse-analytics");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_customer_portal),
		cmocka_unit_test(the_recommendations),
		cmocka_unit_test(the_recommendations_in_a_tiny_window),
		cmocka_unit_test(the_event_processing),
		cmocka_unit_test(the_pdf_generation),
		cmocka_unit_test(the_warehouse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

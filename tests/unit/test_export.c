/* Exporters: what leaves the program is well formed, and says what the design says, whatever that is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"
#include "render/draw_check.h"
#include "render/draw_child.h"
#include "render/export.h"
#include "render/report.h"
#include "tests/unit/json_check.h"
#include "tests/unit/nasty.h"
#include "tests/unit/small_design.h"

typedef struct Drawn {
	Design design;
	Graph graph;
} Drawn;

static void set_element(Design *design, ElementClass class, const char *id, const char *const *fields)
{
	Element *element = design_add(design, class, id, strlen(id));

	for (; *fields; fields += 2)
		design_set(design, element, fields[0], fields[1]);
}

#define FIELDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* A design whose every name, label and note is one of LABELS. */
static void draw_nasty(Drawn *drawn, const char *const *labels, size_t count)
{
	Design *design = &drawn->design;

	*drawn = (Drawn){0};
	design_init(design);
	design_set(design, design_element(design), "name", labels[0]);
	design_set(design, design_element(design), "summary", labels[1]);
	set_element(design, CLASS_PLATFORM, "aws", FIELDS("vendor", "aws", "name", labels[2]));
	for (size_t i = 0; i < count; i++) {
		char id[24], next[24], link[24];

		snprintf(id, sizeof id, "c%03zu", i);
		snprintf(next, sizeof next, "c%03zu", (i + 1) % count);
		snprintf(link, sizeof link, "l%03zu", i);
		set_element(design, CLASS_COMPONENT, id, FIELDS("kind", "aws.function", "on", "aws", "name", labels[i]));
		set_element(design, CLASS_LINK, link, FIELDS("from", id, "to", next, "via", i % 2 ? "call" : "async",
		                                            "label", labels[i]));
	}
	design_ready(design);
	graph_build(&drawn->graph, design, &small_catalog);
}

static void draw_small(Drawn *drawn)
{
	*drawn = (Drawn){0};
	SMALL_DESIGN(&drawn->design,
		"platform sf vendor=salesforce",
		"platform hk vendor=heroku",
		"component space kind=heroku.space on=hk",
		"component web kind=heroku.web on=hk in=space at=30,2",
		"component crm kind=salesforce.cloud on=sf at=4,2",
		"component loose kind=aws.bus at=4,10",
		"link a from=crm to=web via=call",
		"link b from=web to=sf via=async",
		"link c from=loose to=space via=overlay");
	graph_build(&drawn->graph, &drawn->design, &small_catalog);
}

static void clear(Drawn *drawn)
{
	graph_clear(&drawn->graph);
	design_clear(&drawn->design);
}

static void export_as(const char *name, const char *layout, const Drawn *drawn, Text *out)
{
	DesignSource source = {0};
	ExportJob job = {.layout = layout};
	Error err = {0};

	if (!exporter_run(exporter_find(name), &drawn->graph, &source, &job, out, &err))
		fail_msg("%s: %s", name, err.text);
}

/* --- reading back ----------------------------------------------------------- */

/* Adds XML[0..length) with its references resolved; a no-break space is a space, as Graphviz writes it. */
static void add_unescaped(Text *out, const char *xml, size_t length)
{
	static const char *const names[][2] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""},
	                                       {"&apos;", "'"}, {"&#160;", " "}};
	const char *end = xml + length;

	while (xml < end) {
		bool found = false;

		for (size_t i = 0; !found && i < sizeof names / sizeof *names; i++)
			if (text_starts(xml, names[i][0])) {
				text_add(out, names[i][1]);
				xml += strlen(names[i][0]);
				found = true;
			}
		if (!found && text_starts(xml, "&#")) {
			utf8_encode(out, (uint32_t)strtoul(xml + 2, (char **)&xml, 10));
			xml++;
		} else if (!found) {
			text_add_char(out, *xml++);
		}
	}
}

/* The text between BEFORE and AFTER, from *AT on, which moves behind it. */
static bool next_between(const char **at, const char *before, const char *after, Text *out)
{
	const char *start = strstr(*at, before), *end;

	text_reset(out);
	if (!start)
		return false;
	start += strlen(before);
	end = strstr(start, after);
	assert_non_null(end);
	add_unescaped(out, start, (size_t)(end - start));
	*at = end;
	return true;
}

static bool svg_says(const char *svg, const char *id, const char *label)
{
	Text wanted = {0}, group = {0}, title = {0};
	const char *at;
	bool says;

	text_addf(&group, "id=\"%s\">", id);
	at = strstr(svg, group.s);
	text_addf(&wanted, "%s (aws.function)", label);
	says = at && next_between(&at, "<title>", "</title>", &title) && strcmp(title.s, wanted.s) == 0;
	text_clear(&wanted);
	text_clear(&group);
	text_clear(&title);
	return says;
}

static void our_svg_says_every_label(void **state)
{
	Text svg = {0};
	Error err = {0};
	Drawn drawn;

	(void)state;
	draw_nasty(&drawn, nasty_labels, NASTY_COUNT);
	export_as("svg", "canvas", &drawn, &svg);
	if (!svg_sound(svg.s, svg.length, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		char id[24];

		snprintf(id, sizeof id, "c%03zu", i);
		if (!svg_says(svg.s, id, nasty_labels[i]))
			fail_msg("lost: %s", nasty_labels[i]);
	}
	text_clear(&svg);
	clear(&drawn);
}

/* What Graphviz itself shows of our DOT is what the design says. */
static void graphviz_shows_every_label(void **state)
{
	Text dot = {0}, svg = {0}, text = {0};
	const char *at;
	size_t shown = 0;
	Error err = {0};
	Drawn drawn;

	(void)state;
	draw_nasty(&drawn, nasty_labels, NASTY_COUNT);
	export_as("dot", "dot", &drawn, &dot);
	if (!draw_child_run("svg", "dot", &dot, &svg, &err))
		fail_msg("%s", err.text);
	at = svg.s;
	for (Text id = {0}; next_between(&at, "class=\"node\">\n<title>", "</title>", &id); text_clear(&id)) {
		size_t index = (size_t)strtoul(id.s + 1, NULL, 10);

		assert_true(next_between(&at, "<text ", "</text>", &text));
		if (strcmp(strchr(text.s, '>') + 1, nasty_labels[index]) != 0)
			fail_msg("'%s' is shown as '%s'", nasty_labels[index], strchr(text.s, '>') + 1);
		shown++;
	}
	assert_int_equal(shown, NASTY_COUNT);
	text_clear(&dot);
	text_clear(&svg);
	text_clear(&text);
	clear(&drawn);
}

static void yaml_is_read_back(void **state)
{
	Text yaml = {0};
	Diagnostics list = {0};
	Design again;
	Drawn drawn;

	(void)state;
	draw_nasty(&drawn, nasty_labels, NASTY_COUNT);
	export_as("yaml", "canvas", &drawn, &yaml);
	design_init(&again);
	if (!design_read_bytes(&again, &small_catalog, "again", yaml.s, yaml.length, &list))
		fail_msg("%d: %s", list.items[0].line, list.items[0].text);
	for (size_t i = 0; i < NASTY_COUNT; i++) {
		char id[24];

		snprintf(id, sizeof id, "c%03zu", i);
		assert_string_equal(element_get(design_find(&again, id), "name"), nasty_labels[i]);
	}
	design_clear(&again);
	diagnostics_clear(&list);
	text_clear(&yaml);
	clear(&drawn);
}

static void json_formats_are_json(void **state)
{
	static const char *const names[] = {"json", "geometry"};
	const char *const *const sets[] = {nasty_labels, forbidden_labels};
	const size_t counts[] = {NASTY_COUNT, FORBIDDEN_COUNT};

	(void)state;
	for (size_t s = 0; s < 2; s++)
		for (size_t n = 0; n < 2; n++) {
			Text out = {0};
			Drawn drawn;

			draw_nasty(&drawn, sets[s], counts[s]);
			export_as(names[n], "canvas", &drawn, &out);
			if (!is_json(out.s) || !utf8_clean(out.s, out.length, true, NULL))
				fail_msg("%s is not JSON", names[n]);
			text_clear(&out);
			clear(&drawn);
		}
}

static void forbidden_labels_break_nothing(void **state)
{
	static const char *const names[] = {"text", "dot", "svg"};
	Text out = {0}, svg = {0};
	Error err = {0};
	Drawn drawn;

	(void)state;
	draw_nasty(&drawn, forbidden_labels, FORBIDDEN_COUNT);
	for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
		size_t at;

		text_reset(&out);
		export_as(names[n], "canvas", &drawn, &out);
		if (!utf8_clean(out.s, out.length, true, &at))
			fail_msg("%s has a forbidden character at byte %zu", names[n], at);
	}
	if (!svg_sound(out.s, out.length, &err))
		fail_msg("%s", err.text);
	text_reset(&out);
	export_as("dot", "dot", &drawn, &out);
	if (!draw_child_run("svg", "dot", &out, &svg, &err))
		fail_msg("%s", err.text);
	text_clear(&out);
	text_clear(&svg);
	clear(&drawn);
}

static void reports_bear_every_label(void **state)
{
	const char *const *const sets[] = {nasty_labels, forbidden_labels};
	const size_t counts[] = {NASTY_COUNT, FORBIDDEN_COUNT};

	(void)state;
	for (size_t s = 0; s < 2; s++)
		for (const Reporter *reporter = reporter_table; reporter->name; reporter++) {
			Findings findings = {0};
			Text out = {0};
			Drawn drawn;

			draw_nasty(&drawn, sets[s], counts[s]);
			findings_judge(&findings, &drawn.graph);
			reporter->run(&(Report){.designs = &(ReportDesign){"a|b.yaml", &drawn.design, &drawn.graph, &findings},
			                        .count = 1,
			                        .faults = &(ReportFault){"c|d.yaml", {"c|d.yaml", 1, 1}, "<&|\"%,\\"},
			                        .fault_count = 1},
			              &out);
			if (!utf8_clean(out.s, out.length, true, NULL) && strcmp(reporter->name, "csv") != 0)
				fail_msg("%s has a forbidden character", reporter->name);
			if ((strcmp(reporter->name, "json") == 0 || strcmp(reporter->name, "sarif") == 0) && !is_json(out.s))
				fail_msg("%s is not JSON", reporter->name);
			findings_clear(&findings);
			text_clear(&out);
			clear(&drawn);
		}
}

/* --- shape ------------------------------------------------------------------ */

static void dot_has_clusters_and_places(void **state)
{
	Text dot = {0};
	Drawn drawn;

	(void)state;
	draw_small(&drawn);
	export_as("dot", "canvas", &drawn, &dot);
	assert_non_null(strstr(dot.s, "subgraph \"cluster_hk\""));
	assert_non_null(strstr(dot.s, "subgraph \"cluster_space\""));
	assert_non_null(strstr(dot.s, "\"crm\" -> \"web\""));
	assert_non_null(strstr(dot.s, "lhead=\"cluster_sf\""));
	assert_non_null(strstr(dot.s, "lhead=\"cluster_space\""));
	/* A label stays with what is left of a line that ends at a zone. */
	for (const char *at = dot.s; (at = strstr(at, "lhead=")); at++) {
		const char *line = at;

		while (line > dot.s && line[-1] != '\n')
			line--;
		assert_true(strstr(line, " xlabel=") && strstr(line, " xlabel=") < at);
	}
	for (const char *at = dot.s; (at = strstr(at, " [label=")); at++) {
		const char *end = strchr(at, '\n'), *pos = strstr(at, "pos=");

		if (!strstr(at, "width=") || strstr(at, "width=") > end)
			continue;       /* not a node */
		assert_true(pos && pos < end);
	}
	text_clear(&dot);
	clear(&drawn);
}

static void containers_may_nest_without_end(void **state)
{
	Text dot = {0}, svg = {0};
	Error err = {0};
	Drawn drawn = {0};

	(void)state;
	design_init(&drawn.design);
	for (int i = 0; i < 300; i++) {
		char id[16], in[16];

		snprintf(id, sizeof id, "c%03d", i);
		snprintf(in, sizeof in, "c%03d", i - 1);
		set_element(&drawn.design, CLASS_COMPONENT, id, i ? FIELDS("kind", "heroku.space", "in", in)
		                                                 : FIELDS("kind", "heroku.space"));
	}
	design_ready(&drawn.design);
	graph_build(&drawn.graph, &drawn.design, &small_catalog);
	export_as("dot", "dot", &drawn, &dot);
	if (!draw_child_run("svg", "dot", &dot, &svg, &err))
		fail_msg("%s", err.text);
	text_clear(&dot);
	text_clear(&svg);
	clear(&drawn);
}

static void an_empty_design_can_be_exported(void **state)
{
	(void)state;
	for (const Exporter *exporter = exporter_table; exporter->name; exporter++) {
		Text out = {0};
		Drawn drawn = {0};

		design_init(&drawn.design);
		graph_build(&drawn.graph, &drawn.design, &small_catalog);
		export_as(exporter->name, "canvas", &drawn, &out);
		text_clear(&out);
		clear(&drawn);
	}
}

static void graphviz_may_lay_out_as_well(void **state)
{
	static const char *const layouts[] = {"dot", "fdp", "neato", "sfdp"};

	(void)state;
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		Text svg = {0};
		Drawn drawn;

		draw_small(&drawn);
		export_as("svg", layouts[i], &drawn, &svg);
		assert_non_null(strstr(svg.s, ">crm<"));
		text_clear(&svg);
		clear(&drawn);
	}
}

static void every_format_has_a_record(void **state)
{
	(void)state;
	assert_non_null(exporter_find("svg"));
	assert_null(exporter_find("svgg"));
	assert_string_equal(exporter_nearest("svgg")->name, "svg");
	assert_null(exporter_nearest("quite-another-thing"));
	for (const Exporter *exporter = exporter_table; exporter->name; exporter++) {
		assert_true(exporter->extension[0] == '.');
		assert_non_null(strchr(exporter->mime, '/'));
		assert_true(*exporter->sentence);
	}
}

static int use_helper(void **state)
{
	char path[4096];

	(void)state;
	snprintf(path, sizeof path, "%s/troika-draw", getenv("TROIKA_BUILDDIR"));
	return setenv("TROIKA_DRAW", path, 1);
}

/* --- what is shown of it, and how --------------------------------------------- */

static void export_job(const char *name, ExportJob job, const Drawn *drawn, Text *out)
{
	DesignSource source = {0};
	Error err = {0};

	job.layout = "canvas";
	if (!exporter_run(exporter_find(name), &drawn->graph, &source, &job, out, &err))
		fail_msg("%s: %s", name, err.text);
}

/* Without its sequences, and without blanks at the ends of lines. */
static void add_uncoloured(Text *out, const char *s)
{
	for (; *s; s++) {
		if (*s == '\033') {
			s += strcspn(s, "m");
			continue;
		}
		while (*s == '\n' && out->length && out->s[out->length - 1] == ' ')
			out->s[--out->length] = '\0';
		text_add_char(out, *s);
	}
}

static void coloured_text_is_the_text_in_every_theme(void **state)
{
	Drawn drawn;
	Text plain = {0}, coloured = {0}, uncoloured = {0};

	(void)state;
	draw_small(&drawn);
	export_job("text", (ExportJob){0}, &drawn, &plain);
	for (const Theme *theme = theme_table; theme->name; theme++) {
		text_reset(&coloured);
		text_reset(&uncoloured);
		export_job("ansi", (ExportJob){.theme = theme}, &drawn, &coloured);
		assert_true(strstr(coloured.s, "\033[") || strcmp(theme->name, "mono") == 0);
		add_uncoloured(&uncoloured, coloured.s);
		assert_string_equal(uncoloured.s, plain.s);
	}
	text_clear(&plain);
	text_clear(&coloured);
	text_clear(&uncoloured);
	clear(&drawn);
}

static void assert_shows(const Drawn *drawn, const char *view, const char *expected)
{
	Text dot = {0}, ids = {0};

	export_job("geometry", (ExportJob){.view = view}, drawn, &dot);
	for (const char *at = strstr(dot.s, "\"id\": \""); at; at = strstr(at, "\"id\": \"")) {
		at += strlen("\"id\": \"");
		text_addf(&ids, "%.*s ", (int)strcspn(at, "\""), at);
	}
	assert_string_equal(ids.s, expected);
	text_clear(&dot);
	text_clear(&ids);
}

/* Zones, boxes, links by their ids. */
static void a_view_shows_what_it_names_and_what_stands_around_it(void **state)
{
	Drawn drawn = {0};

	(void)state;
	SMALL_DESIGN(&drawn.design,
		"platform hk vendor=heroku", "platform sf vendor=salesforce",
		"component space kind=heroku.space on=hk",
		"component web kind=heroku.web on=hk in=space",
		"component db kind=heroku.postgres on=hk",
		"component crm kind=salesforce.cloud on=sf",
		"component loose kind=aws.bus",
		"link a from=crm to=web via=call", "link b from=web to=db via=call",
		"link c from=loose to=sf via=async",
		"flow order steps=a:x,b:y", "flow loop steps=loop:z",
		"view some show=web,crm", "view deep show=order", "view all lens=cost", "view knot show=loop");
	graph_build(&drawn.graph, &drawn.design, catalog_builtin());
	assert_shows(&drawn, "some", "hk sf space crm web a ");
	assert_shows(&drawn, "hk", "hk space db web b ");
	assert_shows(&drawn, "space", "hk space web ");
	assert_shows(&drawn, "c", "sf loose c ");
	assert_shows(&drawn, "deep", "hk sf space crm db web a b ");
	assert_shows(&drawn, "all", "hk sf space crm db loose web a b c ");
	for (int i = 0; i < 3; i++) {
		static const char *const names[] = {"knot", "none", "som"};
		static const char *const words[] = {"shows no component", "there is no view 'none'", "did you mean 'some'?"};
		ExportJob job = {.layout = "canvas", .view = names[i]};
		DesignSource source = {0};
		Text out = {0};
		Error err = {0};

		assert_false(exporter_run(exporter_find("text"), &drawn.graph, &source, &job, &out, &err));
		assert_non_null(strstr(err.text, words[i]));
		error_clear(&err);
		text_clear(&out);
	}
	clear(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_svg_says_every_label),
		cmocka_unit_test(graphviz_shows_every_label),
		cmocka_unit_test(yaml_is_read_back),
		cmocka_unit_test(json_formats_are_json),
		cmocka_unit_test(forbidden_labels_break_nothing),
		cmocka_unit_test(reports_bear_every_label),
		cmocka_unit_test(dot_has_clusters_and_places),
		cmocka_unit_test(containers_may_nest_without_end),
		cmocka_unit_test(an_empty_design_can_be_exported),
		cmocka_unit_test(graphviz_may_lay_out_as_well),
		cmocka_unit_test(every_format_has_a_record),
		cmocka_unit_test(coloured_text_is_the_text_in_every_theme),
		cmocka_unit_test(a_view_shows_what_it_names_and_what_stands_around_it),
	};

	return cmocka_run_group_tests(tests, use_helper, NULL);
}

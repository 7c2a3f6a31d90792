/* Scripts of the edit language: whatever the bytes, a script is refused with its place or becomes an edit
 * that applies, reads back as it was printed, and can be taken back without a trace. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_file.h"
#include "model/edit_language.h"
#include "model/list.h"
#include "model/utf8.h"
#include "tests/fuzz/fuzz_main.h"

static const char start[] =
	"troika: 1\n"
	"residency: {customers: {allowed: [eu]}}\n"
	"platforms: {heroku: {vendor: heroku}, sf: {vendor: salesforce}}\n"
	"components:\n"
	"  crm: {kind: salesforce.sales-cloud, on: sf, at: [2, 4]}\n"
	"  space: {kind: heroku.private-space, on: heroku}\n"
	"  web: {kind: heroku.web, on: heroku, in: space, name: \"a, b\"}\n"
	"links: {web-crm: {from: web, to: crm, via: custom, carries: [customers]}}\n"
	"data: {customers: {home: crm, copies: [web]}}\n"
	"assumptions: {load: {value: 25k/day}}\n"
	"flows: {visit: {steps: [\"web-crm: ask\", think]}}\n"
	"waivers: {w: {rule: coupling/cycle, at: web, why: x, while: load <= 50k/day}}\n"
	"notes: {n: {text: \"two\\nlines\", about: [web, web-crm]}}\n";

static void require(bool holds, const char *what, const Error *err, const Text *text)
{
	if (holds)
		return;
	fprintf(stderr, "%s: %s\n%s\n", what, err && err->text ? err->text : "", text ? text_str(text) : "");
	abort();
}

static Design *design(void)
{
	enum { RUNS_MOST = 500 };       /* what edits leave in its pool stays until it is cleared */
	static Design made;
	static int runs;
	Diagnostics list = {0};

	if (runs++ % RUNS_MOST == 0) {
		design_clear(&made);
		design_init(&made);
		design_read_bytes(&made, catalog_builtin(), "start", start, sizeof start - 1, &list);
		require(!list.count, list.count ? list.items[0].text : "", NULL, NULL);
	}
	return &made;
}

/* What EDIT makes of the design is the same by way of its printed form. */
static void check_printed(Design *base, const Edit *edit)
{
	Edit again = {0};
	Text text = {0};
	Error err = {0};
	uint64_t content;
	DesignTrial *trial = design_try(base, edit, &err);

	require(trial != NULL, "does not apply", &err, NULL);
	content = base->content;
	design_take_back(trial);
	edit_print(edit, catalog_builtin(), &text);
	require(edit_parse(text_str(&text), "printed", base, catalog_builtin(), &again, &err),
	        "the printed form is refused", &err, &text);
	trial = design_try(base, &again, &err);
	require(trial != NULL, "the printed form does not apply", &err, &text);
	require(base->content == content, "the printed form differs", NULL, &text);
	design_check(base, catalog_builtin(), &again, NULL);
	design_take_back(trial);
	edit_clear(&again);
	text_clear(&text);
}

static void check_inverse(Design *base, const Edit *edit)
{
	uint64_t content = base->content;
	Edit back = {0};
	DesignTrial *there = design_try(base, edit, NULL), *home;

	edit_inverse(edit, &back);
	home = design_try(base, &back, NULL);
	require(home != NULL, "the inverse does not apply", NULL, NULL);
	require(base->content == content, "the inverse leads elsewhere", NULL, NULL);
	design_take_back(home);
	design_take_back(there);
	require(base->content == content, "taking back leaves traces", NULL, NULL);
	edit_clear(&back);
}

static void check_list(const char *text)
{
	List list = {0}, again = {0};
	Text joined = {0};

	if (utf8_clean(text, strlen(text), true, NULL) && list_split(text, &list, NULL)) {
		list_join(&list, &joined);
		require(list_split(text_str(&joined), &again, NULL) && again.count == list.count,
		        "a joined list differs", NULL, &joined);
		for (size_t i = 0; i < list.count; i++)
			require(strcmp(list.items[i], again.items[i]) == 0, "an item differs", NULL, &joined);
	}
	list_clear(&list);
	list_clear(&again);
	text_clear(&joined);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *script = mem_copy_n((const char *)data, size);
	Design *base = design();
	Edit edit = {0};
	Error err = {0};

	if (edit_parse(script, "script", base, catalog_builtin(), &edit, &err)) {
		check_printed(base, &edit);
		check_inverse(base, &edit);
	} else {
		require(err.text && text_starts(err.text, "script:"), "no place is told", &err, NULL);
		require(edit.count == 0, "a refused script leaves an edit", &err, NULL);
	}
	check_list(script);
	edit_clear(&edit);
	error_clear(&err);
	free(script);
	return 0;
}

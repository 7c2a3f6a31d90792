/* Edits: committed through the one door, then judged, then told. */
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "tui/app_state.h"
#include "tui/problem.h"

void app_refresh(App *app)
{
	SceneOptions options = app_scene_options(app);
	const char *path = app->session ? app->session->source.path : NULL;
	Error err = {0};

	if (!world_take_rules(&app->world, app_design(app), path, &err))
		app_warn(app, "%s", err.text);
	error_clear(&err);
	world_take(&app->world, app_design(app), app_catalog(app), &options, true);
	if (*app->selected && !design_find(app_design(app), app->selected))
		app->selected[0] = '\0';
	for (size_t i = app->marks.count; i-- > 0;)
		if (!design_find(app_design(app), app->marks.items[i]))
			app_mark(app, app->marks.items[i], false);
	problem_settle(app);
	layers_refill(app);
	app->scenes.stale = app->scenes.on;
}

/* --- what an edit did, in a few words ----------------------------------------- */

typedef struct Before {
	char **keys;            /* of the findings, sorted; owned */
	size_t count;
	Decimal cost;
} Before;

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void remember(const App *app, Before *before)
{
	const Findings *findings = &app->world.findings;

	before->keys = mem_alloc((findings->count + 1) * sizeof *before->keys);
	before->count = findings->count;
	before->cost = app->world.cost.total;
	for (size_t i = 0; i < findings->count; i++)
		before->keys[i] = mem_copy(findings->items[i].key);
	qsort(before->keys, before->count, sizeof *before->keys, by_text);
}

static void forget_flash(App *app)
{
	for (size_t i = 0; i < app->flash.key_count; i++)
		free(app->flash.keys[i]);
	free(app->flash.keys);
	app->flash = (Flash){0};
}

/* Fills the flash and counts what is new; the gravest new finding is the one to tell. */
static const Finding *compare(App *app, const Before *before, size_t opened[SEVERITY_COUNT])
{
	const Findings *now = &app->world.findings;
	const Finding *first = NULL;
	size_t met = 0;

	forget_flash(app);
	app->flash.keys = mem_alloc((now->count + 1) * sizeof *app->flash.keys);
	for (size_t i = 0; i < now->count; i++) {
		const Finding *finding = &now->items[i];

		if (bsearch(&finding->key, before->keys, before->count, sizeof *before->keys, by_text)) {
			met++;
			continue;
		}
		app->flash.keys[app->flash.key_count++] = mem_copy(finding->key);
		if (finding->waiver)
			continue;
		opened[finding->severity]++;
		if (!first || finding->severity < first->severity)
			first = finding;
	}
	qsort(app->flash.keys, app->flash.key_count, sizeof *app->flash.keys, by_text);
	app->flash.opened = app->flash.key_count;
	app->flash.closed = before->count - met;
	return first;
}

static void add_cost_change(const App *app, Decimal change, Text *out)
{
	if (!change)
		return;
	text_add(out, change < 0 ? "   -" : "   +");
	cost_add_money(out, app->world.cost.currency, change < 0 ? -change : change);
	text_add(out, "/mo");
}

static void tell(App *app, const Before *before, const char *said)
{
	static const char *const glyph[SEVERITY_COUNT] = {"✖", "▲", "○"};
	size_t opened[SEVERITY_COUNT] = {0};
	const Finding *first = compare(app, before, opened);
	Text text = {0};

	text_add(&text, said);
	add_cost_change(app, app->world.cost.total - before->cost, &text);
	if (app->flash.closed)
		text_addf(&text, "   ✓ %zu solved", app->flash.closed);
	for (int i = 0, told = 0; i < SEVERITY_COUNT; i++)
		if (opened[i])
			text_addf(&text, "%s%s %zu", told++ ? " " : "   ", glyph[i], opened[i]);
	if (first)
		text_addf(&text, " new: %s", first->message);
	app_say(app, "%s", text_str(&text));
	text_clear(&text);
}

static void drop_before(Before *before)
{
	for (size_t i = 0; i < before->count; i++)
		free(before->keys[i]);
	free(before->keys);
}

/* Says it when edits are not kept from here on, or are again. KEPT: they were before. */
static void tell_keeping(App *app, bool kept)
{
	if (kept == session_keeps(app->session))
		return;
	if (kept)
		app_warn(app, "NOT KEPT: Ctrl-S saves; edits go on, the next tries again (%s)", app->session->why_not_kept);
	else
		app_say(app, "all edits are kept again");
}

/* --- committing ---------------------------------------------------------------- */

/* Does the edit change where things stand by themselves? */
static bool moves_things(const Edit *edit)
{
	static const char *const keys[] = {KEY_CLASS, "at", "on", "in", "name", "from", "to", "kind"};

	for (size_t i = 0; i < edit->count; i++)
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
			if (strcmp(edit->ops[i].key, keys[k]) == 0)
				return true;
	return false;
}

/* Do the first COUNT operations of EDIT give the element ID a place? */
static bool places(const Edit *edit, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(edit->ops[i].id, id) == 0 &&
		    (strcmp(edit->ops[i].key, "at") == 0 || strcmp(edit->ops[i].key, KEY_CLASS) == 0))
			return true;
	return false;
}

/* What app_freeze() adds: taken from the drawing of the design, not from that of a preview. */
static void take_positions(App *app)
{
	edit_clear(&app->frozen);
	scene_positions(&app->world.scene, &app->world.graph, &app->frozen);
}

void app_freeze(App *app, Edit *edit)
{
	size_t own = edit->count;

	if (!moves_things(edit))
		return;
	if (!app->previewing)
		take_positions(app);
	for (size_t i = 0; i < app->frozen.count; i++) {
		const Op *op = &app->frozen.ops[i];

		if (!places(edit, own, op->id))
			edit_add(edit, op->id, op->key, op->before, op->after);
	}
}

/* The world shows the design again. */
static void drop_preview(App *app)
{
	if (!app->previewing)
		return;
	design_clear(&app->preview);
	edit_clear(&app->previewed);
	app->previewing = false;
}

bool app_commit(App *app, Edit *edit, const char *said)
{
	Before before = {0};
	Error err = {0};
	uint64_t version = app_design(app)->version;
	bool kept = session_keeps(app->session), done;

	app_freeze(app, edit);
	remember(app, &before);         /* a preview leaves findings and cost as they were */
	done = session_may_edit(edit, &err) && session_commit(app->session, edit, &err);
	edit_clear(edit);
	if (!done)
		app_fail_error(app, &err);
	else if (app_design(app)->version == version)
		app_say(app, "nothing to change");
	if (app_design(app)->version != version) {
		app_refresh(app);
		drop_preview(app);
		tell(app, &before, said);
		tell_keeping(app, kept);
	} else {
		app_preview_end(app);
	}
	drop_before(&before);
	return done;
}

bool app_run_script(App *app, const char *script, const char *label, const char *said)
{
	Edit edit = {0};
	Error err = {0};

	if (!edit_parse(script, NULL, app_design(app), app_catalog(app), &edit, &err)) {
		edit_clear(&edit);
		app_fail_error(app, &err);
		return false;
	}
	edit_set_label(&edit, "%s", label);
	return app_commit(app, &edit, said);
}

/* --- previews ------------------------------------------------------------------ */

/* The preview is a copy on which the edit shown before is taken back and the new one made, so that
 * a step of the move tool costs no copy. */
static void preview_begin(App *app)
{
	if (app->previewing)
		return;
	take_positions(app);
	design_copy(&app->preview, app_design(app));
	app->previewing = true;
}

static void preview_take_back(App *app)
{
	Edit back = {0};

	edit_inverse(&app->previewed, &back);
	design_apply(&app->preview, &back, NULL);
	edit_clear(&back);
	edit_clear(&app->previewed);
}

bool app_preview(App *app, const Edit *edit, Error *err)
{
	SceneOptions options = app_scene_options(app);
	bool good;

	preview_begin(app);
	preview_take_back(app);
	good = design_apply(&app->preview, edit, err);
	if (good) {
		edit_copy(&app->previewed, edit);
		good = design_check(&app->preview, app_catalog(app), edit, err);
	}
	if (!good)
		preview_take_back(app);
	world_take(&app->world, &app->preview, app_catalog(app), &options, false);
	return good;
}

void app_preview_end(App *app)
{
	SceneOptions options = app_scene_options(app);

	if (!app->previewing)
		return;
	world_take(&app->world, app_design(app), app_catalog(app), &options, false);
	drop_preview(app);
}

/* --- undo and redo --------------------------------------------------------------- */

/* What the last committed edit touched, to select it again: a component or link that exists. */
static const char *touched(const App *app)
{
	const Session *session = app->session;
	const Edit *edit = session->history_count ? &session->history[session->history_count - 1] : NULL;
	const char *best = NULL;

	for (size_t i = 0; edit && i < edit->count; i++) {
		const Element *element = design_find(&session->design, edit->ops[i].id);

		if (!element || element->class == CLASS_DESIGN)
			continue;
		if (element->class == CLASS_COMPONENT)
			return element->id;
		if (!best)
			best = element->id;
	}
	return best;
}

void app_after_history(App *app, const char *done, const char *label)
{
	Before before = {0};
	Text said = {0};
	const char *id;

	remember(app, &before);         /* the world still shows the version before */
	app_refresh(app);
	id = touched(app);
	if (id) {
		app_select(app, id);
		app_reveal(app, id, false);
	}
	text_addf(&said, "%s: %s", done, label);
	tell(app, &before, text_str(&said));
	text_clear(&said);
	drop_before(&before);
}

/* --- edits of others -------------------------------------------------------------- */

static void tell_others(App *app, size_t before)
{
	const Session *session = app->session;
	const Edit *last = &session->history[session->history_count - 1];
	const char *label = last->label ? last->label : "an edit";

	if (session->history_count - before == 1)
		app_say(app, "%s in another terminal: %s", last->author ? last->author : "someone", label);
	else
		app_say(app, "%zu edits in another terminal, the last: %s",
		        session->history_count - before, label);
}

bool app_poll(App *app)
{
	size_t before = app->session ? app->session->history_count : 0;
	bool changed = false;
	Error err = {0};

	if (!app->session || !app->session->journal || app->deaf || app->previewing || app->tool != TOOL_SELECT)
		return false;
	if (!session_refresh(app->session, &changed, &err)) {
		app->deaf = true;       /* say it once */
		app_fail_error(app, &err);
		return true;
	}
	if (changed) {
		app_refresh(app);
		tell_others(app, before);
	}
	return changed;
}

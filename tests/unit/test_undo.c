/* Undo and redo of 1,000 random edits: at each depth the same design and the same drawing, byte for byte.
 *
 * TROIKA_SEED repeats a run, TROIKA_ROUNDS makes it longer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/design_file.h"
#include "model/memory.h"
#include "tests/unit/random_edits.h"

enum { EDITS = 1000, BOXES = 6, BOXES_MOST = 14 };

typedef struct Depth {          /* a moment and the edit that led to it */
	Edit edit;
	char *model, *drawing;  /* owned */
} Depth;

static void draw(Rig *rig)
{
	regraph(rig);
	if (random_below(20) == 0)      /* a look from further away, or from nearer */
		scene_update(&rig->scene, &rig->graph,
		             &(SceneOptions){.zoom = random_below(2) ? SCENE_OVERVIEW : SCENE_DETAIL}, 0);
	scene_update(&rig->scene, &rig->graph, &(SceneOptions){0}, 1 + random_below(3000));
	if (random_below(2))            /* as fast as somebody types, or with time to finish */
		scene_settle(&rig->scene, 0);
}

static char *model_text(const Rig *rig)
{
	DesignSource none = {0};
	Text text = {0};

	assert_true(design_splice(&none, &rig->design, catalog_builtin(), &text, NULL));
	return text_take(&text);
}

/* The drawing as it is when all is routed. */
static char *drawing_text(Rig *rig)
{
	Text text = {0};

	scene_settle(&rig->scene, 0);
	add_drawing(&rig->scene, &text);
	return text_take(&text);
}

static void compare(Rig *rig, const Depth *depth, size_t at, const char *by)
{
	char *model = model_text(rig), *drawing = drawing_text(rig);

	if (strcmp(model, depth->model) != 0)
		fail_msg("%s to depth %zu, the design is another:\n%s\nwas\n%s", by, at, model, depth->model);
	if (strcmp(drawing, depth->drawing) != 0)
		fail_msg("%s to depth %zu, the drawing is another:\n%s\nwas\n%s", by, at, drawing, depth->drawing);
	free(model);
	free(drawing);
}

/* One edit of the editor: with it, what has no place yet is fixed where it is drawn. */
static bool edit_once(Rig *rig, Edit *edit)
{
	Text script = {0};
	bool good;

	if (random_below(8) == 0) {
		scene_positions(&rig->scene, &rig->graph, edit);
		assert_true(design_apply(&rig->design, edit, NULL));
		good = edit->count > 0;
	} else {
		if (rig->graph.component_count > BOXES_MOST)
			text_addf(&script, "remove %s\n", any(rig, CLASS_COMPONENT));
		else
			say_edit(rig, &script);
		good = script.length && apply_as(rig, text_str(&script), edit) && edit->count > 0;
	}
	text_clear(&script);
	if (!good)
		edit_clear(edit);
	return good;
}

static void go_there_and_back(size_t edits)
{
	Depth *depths = mem_alloc((edits + 1) * sizeof *depths);
	Rig rig;

	start(&rig, BOXES);
	depths[0] = (Depth){.model = model_text(&rig), .drawing = drawing_text(&rig)};
	for (size_t i = 1; i <= edits; i++) {
		while (!edit_once(&rig, &depths[i].edit))
			;
		draw(&rig);
		depths[i].model = model_text(&rig);
		depths[i].drawing = drawing_text(&rig);
	}
	for (size_t i = edits; i-- > 0;) {
		take_back(&rig, &depths[i + 1].edit);
		draw(&rig);
		compare(&rig, &depths[i], i, "undone");
	}
	for (size_t i = 1; i <= edits; i++) {
		assert_true(design_apply(&rig.design, &depths[i].edit, NULL));
		draw(&rig);
		compare(&rig, &depths[i], i, "done again");
	}
	for (size_t i = 0; i <= edits; i++) {
		edit_clear(&depths[i].edit);
		free(depths[i].model);
		free(depths[i].drawing);
	}
	free(depths);
	stop(&rig);
}

static void every_depth_is_as_it_was(void **state)
{
	const char *longer = getenv("TROIKA_ROUNDS");

	(void)state;
	random_start("test_undo");
	for (int round = longer ? atoi(longer) : 1; round > 0; round--)
		go_there_and_back(EDITS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_depth_is_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

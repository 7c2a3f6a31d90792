/* Random edits of a random design with its drawing: boxes, links, names, places and way-points, as a person makes them. */
#ifndef TROIKA_TESTS_RANDOM_EDITS_H
#define TROIKA_TESTS_RANDOM_EDITS_H

#include <string.h>

#include "model/edit_language.h"
#include "render/scene.h"
#include "tests/unit/random.h"

#define PICK(array) (array)[random_below(sizeof (array) / sizeof *(array))]

typedef struct Rig {
	Design design;
	Graph graph;
	Scene scene;
	Text said;              /* the edits so far, for who must mend it */
	int next;               /* number of the next element */
} Rig;

static const char *const words[] = {"sync", "orders", "日本語", "a b", "e\xcc\x81t\xc3\xa9", "queue of events", "x"};

static inline void add_name(Text *out, const char *id)
{
	text_addf(out, "name=\"%s", id);
	switch (random_below(6)) {
	case 0:
		for (int i = 0; i < 40; i++)
			text_add(out, " long");
		break;
	case 1:
		text_add(out, " 日本語の名前です");
		break;
	case 2:
		text_add(out, "x");
		for (int i = 0; i < 198; i++)
			text_add_char(out, 'y');
		break;
	case 3:
		text_add(out, " Orders");
		break;
	default:
		break;
	}
	text_add(out, "\"");
}

static inline const char *any(const Rig *rig, ElementClass class)
{
	size_t count = design_count(&rig->design, class);

	return count ? design_at(&rig->design, class, random_below(count))->id : NULL;
}

static inline const char *any_end(const Rig *rig)
{
	return any(rig, random_below(12) ? CLASS_COMPONENT : CLASS_PLATFORM);
}

static inline void say_component(Rig *rig, Text *out, bool placed)
{
	static const char *const kinds[][2] = {
		{"salesforce.custom", "sf"}, {"heroku.custom", "hk"}, {"aws.custom", "aws"}, {"heroku.custom", "hk"},
		{"aws.vpc", "aws"}, {"heroku.private-space", "hk"},
	};
	const char *const *kind = kinds[random_below(random_below(4) ? 4 : 6)];
	char id[16];

	snprintf(id, sizeof id, "n%d", rig->next++);
	text_addf(out, "add %s %s on=%s ", kind[0], id, kind[1]);
	add_name(out, id);
	if (placed)
		text_addf(out, " at=%u,%u", random_below(160), random_below(60));
	if (random_below(5) == 0)
		for (size_t i = 0; i < rig->graph.component_count; i++) {
			const GraphComponent *other = &rig->graph.components[i];

			if (other->kind->container && other->platform != NOWHERE &&
			    !strcmp(rig->graph.platforms[other->platform].element->id, kind[1]) && random_below(2)) {
				text_addf(out, " in=%s", other->element->id);
				break;
			}
		}
	text_add(out, "\n");
}

static inline void say_link(Rig *rig, Text *out)
{
	const char *from = any_end(rig), *to = random_below(15) ? any_end(rig) : from;

	if (!from || !to)
		return;
	text_addf(out, "link %s %s via=custom id=l%d", from, to, rig->next++);
	if (random_below(3))
		text_addf(out, " label=\"%s%d\"", PICK(words), rig->next);
	text_add(out, "\n");
	if (random_below(6) == 0)
		text_addf(out, "link %s %s via=custom id=l%d\n", from, to, rig->next++);
	if (random_below(6) == 0)
		text_addf(out, "link %s %s via=custom id=l%d\n", to, from, rig->next++);
}

static inline void take_back(Rig *rig, const Edit *edit)
{
	Edit back = {0};

	edit_inverse(edit, &back);
	assert_true(design_apply(&rig->design, &back, NULL));
	edit_clear(&back);
}

/* Adds the lines of SCRIPT to EDIT and applies it. False: it cannot be, as random ones may not. */
static inline bool apply_as(Rig *rig, const char *script, Edit *edit)
{
	bool good = edit_parse(script, "edit", &rig->design, catalog_builtin(), edit, NULL);

	if (good) {
		assert_true(design_apply(&rig->design, edit, NULL));
		good = design_check(&rig->design, catalog_builtin(), edit, NULL);
		if (!good)
			take_back(rig, edit);
	}
	if (good)
		text_add(&rig->said, script);
	return good;
}

static inline bool apply(Rig *rig, const char *script)
{
	Edit edit = {0};
	bool good = apply_as(rig, script, &edit);

	edit_clear(&edit);
	return good;
}

static inline void say_edit(Rig *rig, Text *out)
{
	const char *component = any(rig, CLASS_COMPONENT), *link = any(rig, CLASS_LINK);

	switch (random_below(component ? 14 : 1)) {
	case 0:
		say_component(rig, out, random_below(2));
		break;
	case 1:
		say_link(rig, out);
		break;
	case 2:
		if (link)
			text_addf(out, "remove %s\n", link);
		break;
	case 3:
		if (random_below(2))
			text_addf(out, "remove %s\n", component);
		break;
	case 4:
		text_addf(out, "set %s ", component);
		add_name(out, component);
		text_add(out, "\n");
		break;
	case 5:
		if (link)
			text_addf(out, "set %s label=\"%s\"\n", link, PICK(words));
		break;
	case 7:
		if (link)
			text_addf(out, "set %s route=\"%u,%u\",\"%u,%u\"\n", link, random_below(100), random_below(40),
			          random_below(100), random_below(40));
		break;
	case 8:
		if (link)
			text_addf(out, "unset %s route\n", link);
		break;
	case 6:
		text_addf(out, "set %s at=%u,%u\n", component, random_below(160), random_below(60));
		break;
	default:
		text_addf(out, "move %s %+d,%+d\n", component, (int)random_below(5) - 2, (int)random_below(3) - 1);
		break;
	}
}

static inline void regraph(Rig *rig)
{
	graph_clear(&rig->graph);
	graph_build(&rig->graph, &rig->design, catalog_builtin());
}

/* What the editor does before an edit that moves things: everything keeps the place it is drawn at. */
static inline void freeze(Rig *rig)
{
	Edit edit = {0};

	scene_positions(&rig->scene, &rig->graph, &edit);
	assert_true(design_apply(&rig->design, &edit, NULL));
	edit_clear(&edit);
	regraph(rig);
}

static inline void start(Rig *rig, size_t boxes)
{
	Text script = {0};

	*rig = (Rig){0};
	design_init(&rig->design);
	regraph(rig);
	assert_true(apply(rig, "add platform sf vendor=salesforce name=Salesforce\n"
	                       "add platform hk vendor=heroku\nadd platform aws vendor=aws\n"
	                       "add platform ext vendor=external\n"));
	for (size_t i = 0; i < boxes; i++) {
		regraph(rig);
		text_reset(&script);
		say_component(rig, &script, false);
		apply(rig, text_str(&script));
	}
	for (size_t i = 0; i < boxes + boxes / 2; i++) {
		text_reset(&script);
		say_link(rig, &script);
		apply(rig, text_str(&script));
	}
	regraph(rig);
	scene_build(&rig->scene, &rig->graph, &(SceneOptions){0});
	text_clear(&script);
}

static inline void stop(Rig *rig)
{
	scene_clear(&rig->scene);
	graph_clear(&rig->graph);
	design_clear(&rig->design);
	text_clear(&rig->said);
}

static inline void add_drawing(const Scene *scene, Text *out)
{
	Canvas canvas;

	assert_true(canvas_init(&canvas, scene->width, scene->height));
	scene_draw(scene, NULL, &canvas, 0, 0, scene->width, scene->height, scene->left, scene->top);
	canvas_add_text(&canvas, true, out);
	canvas_clear(&canvas);
	scene_add_legend(scene, 0, out);
}

#endif

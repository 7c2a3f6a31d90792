/* What is known of a component in at most four short lines; and room for them between boxes that have their places. */
#include "render/scene_detail.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/scene_text.h"

enum {
	LINE_WIDEST = 24,
	PARTS_MOST = 2          /* of plan and size */
};

/* --- words ------------------------------------------------------------- */

static void add_line(Scene *scene, SceneBox *box, Text *text)
{
	if (text->length && box->more_count < SCENE_MORE_LINES)
		box->more[box->more_count++] = scene_cut(scene, text->s, LINE_WIDEST);
	text_reset(text);
}

/* "premium-0", "standard-2x, dynos 2": the choices and numbers that the kind asks for and the design has set. */
static void add_plan(const GraphComponent *component, Text *out)
{
	int parts = 0;

	for (size_t i = 0; i < component->kind->field_count && parts < PARTS_MOST; i++) {
		const FieldSpec *field = &component->kind->fields[i];
		const char *value = element_get(component->element, field->key);

		if (!value || (field->type != FIELD_CHOICE && field->type != FIELD_NUMBER))
			continue;
		text_add(out, parts++ ? ", " : "");
		if (field->type == FIELD_NUMBER)
			text_addf(out, "%s ", field->key);
		text_add(out, value);
	}
}

static void add_cost(const ComponentFacts *of, const char *currency, Text *out)
{
	if (of->priced) {
		cost_add_money(out, currency, of->cost);
		text_addf(out, "%s/mo", of->unpriced ? "+?" : "");
	} else if (of->unpriced) {
		text_add(out, "no price");
	}
}

static void add_data(const ComponentFacts *of, Text *out)
{
	if (of->data & DATA_SPECIAL)
		text_add(out, "special data");
	else if (of->data & DATA_PERSONAL)
		text_add(out, "personal data");
	else if (of->data & DATA_SECRET)
		text_add(out, "secrets");
	else if (of->data)
		text_add(out, "data");
}

void scene_detail_box(Scene *scene, const Graph *graph, const Facts *facts, SceneBox *box)
{
	const ComponentFacts *of = facts && facts->components ? &facts->components[box->component] : NULL;
	Text text = {0};

	box->more = arena_alloc(&scene->arena, SCENE_MORE_LINES * sizeof *box->more);
	add_plan(&graph->components[box->component], &text);
	add_line(scene, box, &text);
	if (of) {
		add_cost(of, facts->currency, &text);
		add_line(scene, box, &text);
		add_data(of, &text);
		add_line(scene, box, &text);
		facts_add_findings(of->findings, scene->options.ascii, &text);
		add_line(scene, box, &text);
	}
	text_clear(&text);
}

const char *scene_detail_label(Scene *scene, const GraphLink *link, const char *label)
{
	static const char *const modes[] = {"sync", "async", ""};
	const char *mode = modes[link->pattern->mode], *name = link->is_free ? "" : link->pattern->label;
	bool named = *name && !text_equal(label, name);
	Text text = {0};
	const char *kept;

	text_add(&text, label);
	if (named)
		text_addf(&text, ": %s", name);
	if (*mode && !link->is_free)
		text_addf(&text, ", %s", mode);
	kept = scene_cut(scene, text_str(&text), LINE_WIDEST + LINE_WIDEST / 2);
	text_clear(&text);
	return kept;
}

/* --- room -------------------------------------------------------------- */

typedef struct Stretch {        /* of one box on one axis */
	int start, end;         /* as the design has it */
	int extra;              /* cells it is larger */
	int *place;             /* what moves */
} Stretch;

static int by_start(const void *a, const void *b)
{
	const Stretch *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* Each box moves by what those before it, that end where it begins or sooner, have grown and moved themselves. */
static void stretch(Stretch *items, size_t count)
{
	int most = 0, reached = 0, shift = 0;
	int *at_end;

	qsort(items, count, sizeof *items, by_start);
	for (size_t i = 0; i < count; i++)
		most = most > items[i].end ? most : items[i].end;
	at_end = mem_alloc(((size_t)most + 2) * sizeof *at_end);
	for (size_t i = 0; i < count; i++) {
		for (; reached <= items[i].start; reached++)
			shift = shift > at_end[reached] ? shift : at_end[reached];
		*items[i].place = items[i].start + shift;
		if (at_end[items[i].end] < shift + items[i].extra)
			at_end[items[i].end] = shift + items[i].extra;
	}
	free(at_end);
}

void scene_detail_spread(Plan *plan, const PlanRect *normal)
{
	Stretch *across = mem_alloc((plan->box_count + 1) * sizeof *across);
	Stretch *down = mem_alloc((plan->box_count + 1) * sizeof *down);
	size_t count = 0;

	for (size_t i = 0; i < plan->box_count; i++) {
		PlanRect *rect = &plan->boxes[i].rect;

		if (!plan->boxes[i].fixed || !rect->w)
			continue;
		across[count] = (Stretch){rect->x, rect->x + normal[i].w, rect->w - normal[i].w, &rect->x};
		down[count++] = (Stretch){rect->y, rect->y + normal[i].h, rect->h - normal[i].h, &rect->y};
	}
	stretch(across, count);
	stretch(down, count);
	free(across);
	free(down);
}

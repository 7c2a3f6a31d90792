/* What differs between two states of a design. */
#include "tui/compare.h"

#include <stdlib.h>
#include <string.h>

#include "tui/sheet_text.h"

static int by_id(const void *a, const void *b)
{
	return strcmp(((const Change *)a)->id, ((const Change *)b)->id);
}

void compare_clear(Compared *compared)
{
	for (size_t i = 0; i < compared->count; i++)
		free(compared->items[i].id);
	free(compared->items);
	free(compared->name);
	lens_clear(&compared->look);
	*compared = (Compared){0};
}

void compare_end(App *app)
{
	compare_clear(&app->compared);
}

/* One change an element: EDIT has its operations together, but an element may come twice. */
static void take_changes(Compared *compared, const Edit *edit)
{
	size_t kept = 0;

	compared->items = mem_alloc((edit->count + 1) * sizeof *compared->items);
	for (size_t i = 0; i < edit->count; i++) {
		const Op *op = &edit->ops[i];
		char sign = strcmp(op->key, KEY_CLASS) != 0 ? '~' : op->after ? '+' : '-';

		compared->items[compared->count++] = (Change){mem_copy(op->id), sign};
	}
	qsort(compared->items, compared->count, sizeof *compared->items, by_id);
	for (size_t i = 0; i < compared->count; i++) {
		Change *change = &compared->items[i], *last = kept ? &compared->items[kept - 1] : NULL;

		if (last && strcmp(last->id, change->id) == 0) {
			if (last->sign == '~')
				last->sign = change->sign;
			free(change->id);
		} else {
			compared->items[kept++] = *change;
		}
	}
	compared->count = kept;
}

static char sign_of(const Compared *compared, const char *id)
{
	const Change wanted = {(char *)(uintptr_t)id, 0};
	const Change *found = bsearch(&wanted, compared->items, compared->count, sizeof wanted, by_id);

	return found ? found->sign : '\0';
}

static Style style_of(char sign)
{
	return sign == '+' ? STYLE_GOOD : sign ? STYLE_WARNING : STYLE_DIM;
}

void compare_look(App *app)
{
	Compared *compared = &app->compared;
	const Graph *graph = &app->world.graph;
	LensView *look = &compared->look;

	compared->version = graph->version;
	compared->components = graph->component_count;
	compared->links = graph->link_count;
	lens_clear(look);
	if (!compared->count)
		return;
	look->components = mem_alloc((graph->component_count + 1) * sizeof *look->components);
	look->links = mem_alloc((graph->link_count + 1) * sizeof *look->links);
	for (size_t i = 0; i < graph->component_count; i++) {
		char sign = sign_of(compared, graph->components[i].element->id);

		look->components[i] = (LensTag){.text = {sign}, .style = style_of(sign)};
	}
	for (size_t i = 0; i < graph->link_count; i++) {
		char sign = sign_of(compared, graph->links[i].element->id);

		look->links[i] = (LensLine){style_of(sign), sign == '+' ? STROKE_HEAVY : sign ? STROKE_DASHED : STROKE_PLAIN};
	}
	text_addf(&look->legend, "+ and heavy lines are new, ~ and dashed lines changed since %s; Esc ends it", compared->name);
}

/* --- the list ------------------------------------------------------------------- */

/* "dynos 2 → 4" of every field of ID that changed. */
static void add_fields(Sheet *sheet, const Edit *edit, const char *id)
{
	for (size_t i = 0; i < edit->count; i++) {
		const Op *op = &edit->ops[i];
		Text text = {0};

		if (strcmp(op->id, id) != 0 || strcmp(op->key, KEY_CLASS) == 0)
			continue;
		text_addf(&text, "    %s  %s → %s", op->key, op->before ? op->before : "(not set)",
		          op->after ? op->after : "(not set)");
		sheet_add_prose(sheet, STYLE_DIM, text_str(&text));
		text_clear(&text);
	}
}

static void add_change(Sheet *sheet, const Design *other, const Design *now, const Edit *edit, const Change *change)
{
	static const struct { char sign; Style style; const char *word; } looks[] = {
		{'+', STYLE_GOOD, "new"}, {'-', STYLE_ERROR, "gone"}, {'~', STYLE_WARNING, "changed"},
	};
	const Element *element = design_find(change->sign == '-' ? other : now, change->id);
	size_t look = change->sign == '+' ? 0 : change->sign == '-' ? 1 : 2;
	Text text = {0};

	if (!element)
		return;
	text_addf(&text, "%c %s %s", change->sign, class_name(element->class), element_name(element));
	sheet_add(sheet, looks[look].style, text_str(&text), looks[look].word);
	if (change->sign != '-')
		sheet_set_id(sheet, element->id);
	if (change->sign == '~')
		add_fields(sheet, edit, change->id);
	text_clear(&text);
}

static void count_signs(const Compared *compared, size_t counts[3])
{
	for (size_t i = 0; i < compared->count; i++)
		counts[compared->items[i].sign == '+' ? 0 : compared->items[i].sign == '-' ? 1 : 2]++;
}

void compare_show(App *app, const Design *other, const char *name)
{
	Compared *compared = &app->compared;
	size_t counts[3] = {0};
	Text title = {0}, note = {0};
	Edit edit = {0};
	Sheet *sheet;

	compare_clear(compared);
	compared->name = mem_copy(name);
	design_diff(other, app_design(app), &edit);
	take_changes(compared, &edit);
	count_signs(compared, counts);
	text_addf(&title, "Changed since %s", name);
	text_addf(&note, "+%zu -%zu ~%zu", counts[0], counts[1], counts[2]);
	sheet = sheet_new(text_str(&title), text_str(&note));
	if (!compared->count)
		sheet_add(sheet, STYLE_GOOD, "nothing: the two are the same", "");
	for (size_t i = 0; i < compared->count; i++)
		add_change(sheet, other, app_design(app), &edit, &compared->items[i]);
	sheet_open(app, sheet, false);
	compare_look(app);
	text_clear(&title);
	text_clear(&note);
	edit_clear(&edit);
}

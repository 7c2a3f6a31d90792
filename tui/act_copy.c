/* Copy and paste: elements with the links between them, put down again under new ids. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "tui/app_state.h"
#include "tui/commands.h"

enum { OFFSET_X = 4, OFFSET_Y = 2 };

static bool in_list(const List *list, const char *id)
{
	for (size_t i = 0; id && i < list->count; i++)
		if (strcmp(list->items[i], id) == 0)
			return true;
	return false;
}

/* The links both ends of which are copied come along. */
static void add_inner_links(const App *app, List *ids)
{
	const Graph *graph = &app->world.graph;
	size_t given = ids->count;
	List links = {0};

	for (size_t i = 0; i < graph->link_count; i++) {
		const Element *link = graph->links[i].element;

		if (given && in_list(ids, element_get(link, "from")) && in_list(ids, element_get(link, "to")) &&
		    !in_list(ids, link->id))
			list_add(&links, link->id);
	}
	for (size_t i = 0; i < links.count; i++)
		list_add(ids, links.items[i]);
	list_clear(&links);
}

/* What is copied is kept as the operations that would make it anew. */
static void copy_element(App *app, const Element *element)
{
	edit_add(&app->copied, element->id, KEY_CLASS, NULL, class_name(element->class));
	for (uint32_t i = 0; i < element->field_count; i++)
		if (*element->fields[i].key != ':')
			edit_add(&app->copied, element->id, element->fields[i].key, NULL, element->fields[i].value);
}

void run_copy(App *app, const char *argument)
{
	List ids = {0};
	size_t elements = 0;

	(void)argument;
	app_chosen(app, &ids);
	add_inner_links(app, &ids);
	edit_clear(&app->copied);
	text_reset(&app->copy);
	for (size_t i = 0; i < ids.count; i++) {
		const Element *element = design_find(app_design(app), ids.items[i]);

		if (!element || element->class == CLASS_PLATFORM)
			continue;
		copy_element(app, element);
		elements++;
	}
	list_clear(&ids);
	if (!elements) {
		app_warn(app, "a platform is not copied; mark its components with A");
		return;
	}
	edit_print(&app->copied, app_catalog(app), &app->copy);
	app->wants.clipboard = text_str(&app->copy);
	app->wants.clipboard_length = app->copy.length;
	app_say(app, "copied %zu element%s; p pastes", elements, elements == 1 ? "" : "s");
}

const char *why_no_paste(const App *app)
{
	return app->copied.count ? NULL : "nothing was copied: y copies the selection";
}

/* --- paste -------------------------------------------------------------------------- */

typedef struct Names { List old, new_; } Names;

static const char *renamed(const Names *names, const char *id)
{
	for (size_t i = 0; i < names->old.count; i++)
		if (strcmp(names->old.items[i], id) == 0)
			return names->new_.items[i];
	return id;
}

/* A free id that no other new element of this paste has. */
static void name_all(const App *app, Names *names)
{
	for (size_t i = 0; i < app->copied.count; i++) {
		const Op *op = &app->copied.ops[i];
		char *id;

		if (strcmp(op->key, KEY_CLASS) != 0)
			continue;
		id = edit_free_id(app_design(app), op->id);
		for (int n = 2; in_list(&names->new_, id) && n < 1000; n++) {
			Text text = {0};

			text_addf(&text, "%.50s-%d", op->id, n);
			free(id);
			id = edit_free_id(app_design(app), text_str(&text));
			text_clear(&text);
		}
		list_add(&names->old, op->id);
		list_add(&names->new_, id);
		free(id);
	}
}

static void add_op(const Names *names, const Op *op, Edit *edit)
{
	Text value = {0};
	int x, y;

	if (strcmp(op->key, "at") == 0 && sscanf(op->after, "%d,%d", &x, &y) == 2)
		text_addf(&value, "%d,%d", x + OFFSET_X, y + OFFSET_Y);
	else if (strcmp(op->key, "from") == 0 || strcmp(op->key, "to") == 0 || strcmp(op->key, "in") == 0)
		text_add(&value, renamed(names, op->after));
	else
		text_add(&value, op->after);
	if (strcmp(op->key, "route") != 0)
		edit_add(edit, renamed(names, op->id), op->key, NULL, text_str(&value));
	text_clear(&value);
}

void run_paste(App *app, const char *argument)
{
	Names names = {0};
	Edit edit = {0};
	Text said = {0};

	(void)argument;
	name_all(app, &names);
	for (size_t i = 0; i < app->copied.count; i++)
		add_op(&names, &app->copied.ops[i], &edit);
	text_addf(&said, "pasted %zu element%s", names.old.count, names.old.count == 1 ? "" : "s");
	edit_set_label(&edit, "paste %zu element%s", names.old.count, names.old.count == 1 ? "" : "s");
	if (app_commit(app, &edit, text_str(&said))) {
		list_clear(&app->marks);
		for (size_t i = 0; i < names.new_.count; i++)
			if (names.new_.count > 1)
				app_mark(app, names.new_.items[i], true);
		app_select(app, names.new_.items[0]);
		app_reveal(app, names.new_.items[0], false);
	}
	text_clear(&said);
	list_clear(&names.old);
	list_clear(&names.new_);
}

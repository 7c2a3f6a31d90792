/* Removal and renaming with everything that names an element.
 *
 * A removal goes in rounds: what names the elements of the last round either loses the mention or,
 * where it cannot be without (a link without its end, a waiver of nothing, a required field), goes
 * as well. A component whose container goes moves to where the container stood. */
#include "model/edit_cascade.h"

#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/nearest.h"
#include "model/quote.h"

bool cascade_step(DesignView *view, Edit *step, Edit *edit, Error *err)
{
	if (!view_apply(view, step, err)) {
		edit_clear(step);
		return false;
	}
	edit_append(edit, step);
	edit_clear(step);
	return true;
}

static void add_removal(Edit *edit, const Element *element)
{
	for (uint32_t i = 0; i < element->field_count; i++)
		edit_add(edit, element->id, element->fields[i].key, element->fields[i].value, NULL);
	edit_add(edit, element->id, KEY_CLASS, class_name(element->class), NULL);
}

typedef struct Cascade {
	const DesignView *view;
	const Catalog *catalog;
	const IdSet *going;     /* the ids of this round */
	const IdSet *gone;      /* all so far, these among them */
	IdSet next;             /* what goes in the next round */
	List next_ids;          /* the same in order */
	const char *new_id;     /* renaming: the new id; NULL: removing */
	Edit step;              /* what happens to the mentions of this round */
} Cascade;

/* Where a component goes whose container is CONTAINER, which goes; NULL: nowhere. */
static const char *next_container(const Cascade *cascade, const char *container)
{
	for (size_t depth = 0; container && idset_has(cascade->gone, container); depth++) {
		const Element *element = view_find(cascade->view, container);

		if (!element || depth > design_count(cascade->view->base, CLASS_COMPONENT))
			return NULL;
		container = element_get(element, "in");
	}
	return container;
}

/* Is an element of CLASS senseless without the field KEY? */
static bool must_have(const FieldSpec *spec, ElementClass class, const char *key)
{
	if (class == CLASS_LINK)
		return strcmp(key, "from") == 0 || strcmp(key, "to") == 0;
	if (class == CLASS_WAIVER)              /* without its limit it would hide more than was meant */
		return strcmp(key, "at") == 0 || strcmp(key, "while") == 0;
	if (class == CLASS_VIEW)                /* without what it showed it would show everything */
		return strcmp(key, "show") == 0;
	if (class == CLASS_COMPONENT && strcmp(key, "on") == 0)
		return true;
	return spec && spec->required;
}

static void element_goes(Cascade *cascade, const Element *element)
{
	if (idset_has(&cascade->next, element->id))
		return;
	idset_add(&cascade->next, element->id);
	list_add(&cascade->next_ids, element->id);
}

/* VALUE without the ids that go, or with the new one. NULL: nothing is left. */
static char *value_without(const Cascade *cascade, MentionForm form, const char *value)
{
	char *left = mem_copy(value);
	List ids = {0};

	mention_ids(form, value, &ids);
	for (size_t i = 0; i < ids.count && left; i++) {
		char *shorter;

		if (!idset_has(cascade->going, ids.items[i]))
			continue;
		shorter = mention_replace(form, left, ids.items[i], cascade->new_id);
		free(left);
		left = shorter;
	}
	list_clear(&ids);
	return left;
}

static void mend_field(Cascade *cascade, const Element *element, const Field *field)
{
	const FieldSpec *spec = catalog_field(cascade->catalog, element->class,
	                                      element_kind(cascade->catalog, element),
	                                      element_pattern(cascade->catalog, element), field->key);
	MentionForm form = mention_form(spec, element->class, field->key);
	char *value;

	if (form == MENTION_NONE)
		return;
	value = value_without(cascade, form, field->value);
	if (!value && element->class == CLASS_COMPONENT && strcmp(field->key, "in") == 0)
		value = mem_copy(next_container(cascade, field->value));
	if (!value && must_have(spec, element->class, field->key))
		element_goes(cascade, element);
	else if (!text_equal(value, field->value))
		edit_add(&cascade->step, element->id, field->key, field->value, value);
	free(value);
}

/* Data in the keys of residency. */
static void mend_key(Cascade *cascade, const Element *element, const Field *field)
{
	size_t length;
	const char *at = mention_in_key(field->key, &length);
	char *id = at ? mem_copy_n(at, length) : NULL;

	if (id && idset_has(cascade->going, id)) {
		edit_add(&cascade->step, element->id, field->key, field->value, NULL);
		if (cascade->new_id) {
			Text key = {0};

			text_add_n(&key, field->key, (size_t)(at - field->key));
			text_addf(&key, "%s%s", cascade->new_id, at + length);
			edit_add(&cascade->step, element->id, text_str(&key),
			         element_get(element, text_str(&key)), field->value);
			text_clear(&key);
		}
	}
	free(id);
}

static void mend_element(void *context, const Element *element)
{
	Cascade *cascade = context;

	if (!cascade->new_id && idset_has(cascade->gone, element->id))
		return;
	for (uint32_t i = 0; i < element->field_count; i++) {
		const Field *field = &element->fields[i];

		if (element->class == CLASS_DESIGN)
			mend_key(cascade, element, field);
		if (idset_may_occur(cascade->going, field->value))
			mend_field(cascade, element, field);
	}
}

static bool refuse_unknown(const DesignView *view, const char *id, Error *err)
{
	Text text = {0};

	quote_add_short(&text, id);
	view_add_nearest(view, id, &text);
	error_set(err, "there is no element %s", text_str(&text));
	text_clear(&text);
	return false;
}

/* One round: the elements of IDS go from the view, and their mentions. */
static bool remove_round(DesignView *view, const Catalog *catalog, List *ids, IdSet *gone, Edit *edit,
                         Error *err)
{
	IdSet going = {0};
	Cascade cascade = {.view = view, .catalog = catalog, .going = &going, .gone = gone};
	bool good;

	for (size_t i = 0; i < ids->count; i++) {
		idset_add(&going, ids->items[i]);
		idset_add(gone, ids->items[i]);
	}
	view_each_mention(view, &going, mend_element, &cascade);
	for (size_t i = 0; i < ids->count; i++)
		add_removal(&cascade.step, view_find(view, ids->items[i]));
	good = cascade_step(view, &cascade.step, edit, err);
	list_clear(ids);
	*ids = cascade.next_ids;
	idset_clear(&cascade.next);
	idset_clear(&going);
	return good;
}

bool cascade_remove(DesignView *view, const Catalog *catalog, const char *id, Edit *edit, Error *err)
{
	List ids = {0};
	IdSet gone = {0};
	bool good = true;

	if (!view_find(view, id))
		return refuse_unknown(view, id, err);
	if (strcmp(id, ID_DESIGN) == 0)
		return error_set(err, "the design itself cannot be removed");
	list_add(&ids, id);
	while (good && ids.count > 0)
		good = remove_round(view, catalog, &ids, &gone, edit, err);
	list_clear(&ids);
	idset_clear(&gone);
	return good;
}

static void add_moved_element(Edit *step, const DesignView *view, const char *old, const char *new_)
{
	const Element *element = view_find(view, old);

	edit_add(step, new_, KEY_CLASS, NULL, class_name(element->class));
	for (uint32_t i = 0; i < element->field_count; i++)
		edit_add(step, new_, element->fields[i].key, NULL, element->fields[i].value);
	add_removal(step, element);
}

static bool rename_mentions(DesignView *view, const Catalog *catalog, const char *old, const char *new_,
                            Edit *edit, Error *err)
{
	IdSet going = {0};
	Cascade cascade = {
		.view = view, .catalog = catalog, .going = &going, .gone = &going, .new_id = new_,
	};
	bool good;

	idset_add(&going, old);
	view_each_mention(view, &going, mend_element, &cascade);
	good = cascade_step(view, &cascade.step, edit, err);
	list_clear(&cascade.next_ids);
	idset_clear(&cascade.next);
	idset_clear(&going);
	return good;
}

bool cascade_rename(DesignView *view, const Catalog *catalog, const char *old, const char *new_,
                    Edit *edit, Error *err)
{
	Edit step = {0};

	if (!view_find(view, old))
		return refuse_unknown(view, old, err);
	if (strcmp(old, ID_DESIGN) == 0)
		return error_set(err, "the design itself has no id to change; set its name instead");
	if (strcmp(new_, ID_DESIGN) == 0)
		return error_set(err, "the id %s is reserved for the design itself; choose another", ID_DESIGN);
	if (!id_valid(new_))
		return error_set(err, "\"%s\" is not an id; an id is a small letter or digit, then small "
		                 "letters, digits, - and _, at most 63 in all", new_);
	if (strcmp(old, new_) == 0)
		return true;
	if (view_find(view, new_))
		return error_set(err, "%s exists already; choose another id", new_);
	if (!rename_mentions(view, catalog, old, new_, edit, err))
		return false;
	add_moved_element(&step, view, old, new_);
	return cascade_step(view, &step, edit, err);
}

/* --- on a design -------------------------------------------------------------- */

/* A view of DESIGN after EDIT. */
static bool open_view(DesignView *view, const Design *design, const Edit *edit, Error *err)
{
	view_init(view, design);
	if (view_apply(view, edit, err))
		return true;
	view_clear(view);
	return false;
}

bool edit_remove_element(Edit *edit, const Design *design, const Catalog *catalog, const char *id,
                         Error *err)
{
	DesignView view;
	bool good;

	if (!open_view(&view, design, edit, err))
		return false;
	good = cascade_remove(&view, catalog, id, edit, err);
	view_clear(&view);
	edit_normalise(edit);
	return good;
}

bool edit_rename_element(Edit *edit, const Design *design, const Catalog *catalog, const char *old,
                         const char *new_, Error *err)
{
	DesignView view;
	bool good;

	if (!open_view(&view, design, edit, err))
		return false;
	good = cascade_rename(&view, catalog, old, new_, edit, err);
	view_clear(&view);
	edit_normalise(edit);
	return good;
}

char *edit_free_id(const Design *design, const char *stem)
{
	DesignView view;
	char *id;

	view_init(&view, design);
	id = view_free_id(&view, stem);
	view_clear(&view);
	return id;
}

bool edit_tell_removed(const Edit *edit, const IdSet *asked, Text *out)
{
	size_t counts[CLASS_COUNT] = {0}, classes = 0, told = 0;
	ElementClass class;

	for (size_t i = 0; i < edit->count; i++) {
		const Op *op = &edit->ops[i];

		if (strcmp(op->key, KEY_CLASS) == 0 && op->before && !op->after && !idset_has(asked, op->id) &&
		    class_from_name(op->before, &class))
			classes += counts[class]++ == 0;
	}
	for (class = 0; class < CLASS_COUNT; class++) {
		if (!counts[class])
			continue;
		text_addf(out, "%s%zu %s%s", !told ? "" : told + 1 == classes ? " and " : ", ", counts[class],
		          class_name(class), counts[class] > 1 && class != CLASS_DATA ? "s" : "");
		told++;
	}
	return classes > 0;
}

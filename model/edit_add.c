/* The verbs add and link: what a line does not say of an id or a platform is found out. */
#include "model/edit_script.h"

#include <stdlib.h>
#include <string.h>

#include "model/edit_cascade.h"
#include "model/nearest.h"
#include "model/quote.h"

/* Appends the assignments from AT on to STEP, which adds TARGET. */
static bool add_fields(const Script *script, size_t at, const Target *target, Pool *named, Edit *step)
{
	for (size_t i = at; i < script->words.count; i++) {
		const Word *word = &script->words.items[i];

		if (!word->key)
			return script_fail(script, word->column, "\"%s\" is no assignment; write field=value",
			            word->value);
		if (!word->key_quoted && strcmp(word->key, "id") == 0)
			continue;
		if (word_is_was(word))
			return script_fail(script, word->column, "what is added had no value before; take was= out");
		if (!script_check_first(script, named, word, word->key) ||
		    !script_check_assignment(script, target, word, false))
			return false;
		edit_add(step, target->id, word->key, NULL, word->value);
	}
	return true;
}

/* The id that the line gives (the positional word, or id=…), or a free one after STEM; the caller
 * frees it. NULL: it is not a good one. */
static char *take_id(const Script *script, const Word *word, size_t at, const char *stem)
{
	const Word *given = script_assignment(script, at, "id");

	if (given && given->key_quoted)
		given = NULL;
	if (word && given) {
		script_fail(script, given->column, "the id is given twice, %s and %s", word->value, given->value);
		return NULL;
	}
	if (!word)
		word = given;
	if (!word)
		return view_free_id(&script->view, stem);
	if (view_find(&script->view, word->value)) {
		script_fail(script, word->value_column, "%s exists already; choose another id", word->value);
		return NULL;
	}
	return mem_copy(word->value);
}

typedef struct PlatformSearch {
	const char *vendor;
	const Element *first;
	Text names;             /* all of the vendor */
	size_t count;
} PlatformSearch;

static void try_platform(void *context, const Element *element)
{
	PlatformSearch *search = context;
	const char *vendor = element_get(element, "vendor");

	if (!vendor || strcmp(vendor, search->vendor) != 0)
		return;
	if (search->count++ == 0)
		search->first = element;
	if (search->count <= 5)
		text_addf(&search->names, "%son=%s", search->count > 1 ? " or " : "", element->id);
}

/* The platform that the container ID stands on, or NULL. */
static const char *platform_of_container(const Script *script, const char *id)
{
	enum { DEEPEST = 64 };

	for (int depth = 0; id && depth < DEEPEST; depth++) {
		const Element *element = view_find(&script->view, id);

		if (!element || element->class != CLASS_COMPONENT)
			return NULL;
		if (element_get(element, "on"))
			return element_get(element, "on");
		id = element_get(element, "in");
	}
	return NULL;
}

/* The platform for a component of KIND whose line does not name one: that of its container, else the
 * only one of the vendor, which is made when there is none. What is external needs no platform.
 * The caller frees *ON; NULL: it gets none. */
static bool choose_platform(Script *script, const Kind *kind, const Word *in, char **on)
{
	PlatformSearch search = {.vendor = kind->vendor};
	bool external = strcmp(search.vendor, "external") == 0, good = true;
	const char *of_container = in ? platform_of_container(script, in->value) : NULL;
	Edit step = {0};

	view_each(&script->view, CLASS_PLATFORM, try_platform, &search);
	if (of_container) {
		*on = mem_copy(of_container);
	} else if (search.count == 1) {
		*on = mem_copy(search.first->id);
	} else if (search.count == 0 && !external) {
		*on = view_free_id(&script->view, search.vendor);
		edit_add(&step, *on, KEY_CLASS, NULL, class_name(CLASS_PLATFORM));
		edit_add(&step, *on, "vendor", NULL, search.vendor);
		good = cascade_step(&script->view, &step, script->out, script->err);
	} else if (!external) {
		good = script_fail(script, script_end(script), "on which platform? Add %s%s",
		            text_str(&search.names), search.count > 5 ? " …" : "");
	}
	text_clear(&search.names);
	return good;
}

static bool fail_unknown_kind(const Script *script, const Word *word)
{
	const char *near = catalog_nearest_kind(script->catalog, word->value);
	Nearest nearest = {.wanted = word->value};
	Text text = {0};

	for (ElementClass class = CLASS_PLATFORM; class < CLASS_COUNT; class++)
		nearest_try(&nearest, class_name(class));
	for (size_t i = 0; i < script->catalog->kind_count && !nearest.best; i++) {
		const char *id = script->catalog->kinds[i].id, *dot = strchr(id, '.');

		if (dot && strcmp(dot + 1, word->value) == 0)
			near = id;
	}
	text_add(&text, "there is no kind ");
	quote_add_short(&text, word->value);
	if (nearest.best)
		nearest_add(&nearest, &text);
	else if (near)
		text_addf(&text, "; did you mean %s?", near);
	else
		text_add(&text, "; the kinds are in the catalogue, and platform, link, data, assumption, "
		         "flow, decision, waiver, view and note can be added as well");
	return script_fail_text(script, word->column, &text);
}

/* A component by its kind: what the line does not say of its platform is found out. */
static bool add_kind(Script *script, const Word *word, const Kind *kind)
{
	const Word *id_word = script_positional(script, 2);
	size_t rest = id_word ? 3 : 2;
	const Word *given = script_assignment(script, rest, "kind");
	const char *dot = strchr(kind->id, '.');
	char *id = take_id(script, id_word, rest, dot ? dot + 1 : kind->id);
	Target target = {id ? id : "", CLASS_COMPONENT, kind, NULL};
	char *on = NULL;
	Edit step = {0};
	Pool named = {0};
	bool good = id != NULL;

	if (given)
		good = script_fail(script, given->column, "the kind is given twice");
	if (good && !script_assignment(script, rest, "on"))
		good = choose_platform(script, kind, script_assignment(script, rest, "in"), &on);
	if (good) {
		edit_add(&step, id, KEY_CLASS, NULL, class_name(CLASS_COMPONENT));
		edit_add(&step, id, "kind", NULL, kind->id);
		if (on)
			edit_add(&step, id, "on", NULL, on);
		good = add_fields(script, rest, &target, &named, &step);
	}
	if (good && !cascade_step(&script->view, &step, script->out, script->err))
		good = script_fail_again(script, word->column);
	edit_clear(&step);
	pool_clear(&named);
	free(on);
	free(id);
	return good;
}

/* An element of any class, exactly as the line says. */
static bool add_class(Script *script, const Word *word, ElementClass class)
{
	const Word *id_word = script_positional(script, 2);
	size_t rest = id_word ? 3 : 2;
	const Word *vendor = script_assignment(script, rest, "vendor");
	char *id = take_id(script, id_word, rest,
	                   class == CLASS_PLATFORM && vendor ? vendor->value : class_name(class));
	Target target = {id ? id : "", class, NULL, NULL};
	Edit step = {0};
	Pool named = {0};
	bool good = id != NULL;

	if (class == CLASS_DESIGN)
		good = script_fail(script, word->column, "there is one design only; use set design field=value");
	if (good) {
		script_retarget(script, rest, &target);
		edit_add(&step, id, KEY_CLASS, NULL, class_name(class));
		good = add_fields(script, rest, &target, &named, &step);
	}
	if (good && !cascade_step(&script->view, &step, script->out, script->err))
		good = script_fail_again(script, word->column);
	edit_clear(&step);
	pool_clear(&named);
	free(id);
	return good;
}

bool script_add(Script *script)
{
	const Word *word = script_positional(script, 1);
	ElementClass class;
	const Kind *kind;

	if (!word)
		return script_fail(script, script_end(script), "what is to be added? "
		            "add KIND [ID] [field=value …], such as add heroku.web portal");
	if (class_from_name(word->value, &class))
		return add_class(script, word, class);
	kind = catalog_kind(script->catalog, word->value);
	return kind ? add_kind(script, word, kind) : fail_unknown_kind(script, word);
}

/* The pattern of a link line: `via PATTERN` or via=PATTERN; *REST is what follows. */
static const Word *link_pattern(const Script *script, size_t *rest)
{
	*rest = 3;
	if (word_is(script_positional(script, 3), "via")) {
		*rest = 5;
		return script_positional(script, 4);
	}
	return script_assignment(script, 3, "via");
}

static bool check_pattern(const Script *script, const Word *via)
{
	const char *near;

	if (catalog_pattern(script->catalog, via->value))
		return true;
	near = catalog_nearest_pattern(script->catalog, via->value);
	return script_fail(script, via->value_column, "there is no pattern \"%s\"; %s%s%s", via->value,
	            near ? "did you mean " : "'troika catalog patterns' lists them", near ? near : "", near ? "?" : "");
}

/* An end must be there, unless a fully written line (with id=) says otherwise. */
static bool check_end(const Script *script, const Word *end, bool resolved)
{
	return resolved || script_find(script, end);
}

bool script_link(Script *script)
{
	static const char usage[] =
		"link FROM TO via PATTERN [field=value …], such as link crm orders via heroku-connect";
	const Word *from = script_positional(script, 1), *to = script_positional(script, 2), *via;
	bool resolved = script_assignment(script, 3, "id") != NULL, good;
	Target target = {.class = CLASS_LINK};
	Text stem = {0};
	Edit step = {0};
	Pool named = {0};
	size_t rest;
	char *id;

	if (!from || !to)
		return script_fail(script, script_end(script), "which two? %s", usage);
	via = link_pattern(script, &rest);
	if (!via)
		return script_fail(script, script_end(script), "linked how? %s", usage);
	if (!check_end(script, from, resolved) || !check_end(script, to, resolved) ||
	    !check_pattern(script, via))
		return false;
	text_addf(&stem, "%s-%s", from->value, to->value);
	id = take_id(script, NULL, rest, text_str(&stem));
	good = id != NULL;
	if (good) {
		target.id = id;
		target.pattern = catalog_pattern(script->catalog, via->value);
		edit_add(&step, id, KEY_CLASS, NULL, class_name(CLASS_LINK));
		edit_add(&step, id, "from", NULL, from->value);
		edit_add(&step, id, "to", NULL, to->value);
		if (!via->key) {
			edit_add(&step, id, "via", NULL, via->value);
			pool_add(&named, "via");
		}
		pool_add(&named, "from");
		pool_add(&named, "to");
		good = add_fields(script, rest, &target, &named, &step);
	}
	if (good && !cascade_step(&script->view, &step, script->out, script->err))
		good = script_fail_again(script, script->words.items[0].column);
	edit_clear(&step);
	pool_clear(&named);
	text_clear(&stem);
	free(id);
	return good;
}

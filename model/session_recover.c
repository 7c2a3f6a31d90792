/* Bringing kept edits back.
 *
 * The journal knows the content of the file that its newest edits apply to, the base. Is the file still
 * that, they are simply applied. Has it changed, what all of them together did is applied to what the file says now,
 * element by element: a change fits where the value before is still there, or the value after is there
 * already; a removal fits whole or not at all. The result is kept as one edit on the new base, so that the next
 * open finds everything in order; what did not fit is told, and stays in the journal's history. */
#include "model/session_private.h"

#include <stdlib.h>
#include <string.h>

#include "model/mention.h"
#include "model/quote.h"

/* --- what fits ------------------------------------------------------------------ */

typedef struct Rebase {
	Session *session;
	Diagnostics *list;
	Edit kept;              /* what the kept edits did together */
	bool *dropped;          /* by operation: does not fit */
	Design result;          /* what the file says, with what fits */
} Rebase;

static void drop(Rebase *rebase, size_t at, size_t count)
{
	for (size_t i = at; i < at + count; i++)
		rebase->dropped[i] = true;
}

static bool removal_fits(const Design *design, const Op *ops, size_t count)
{
	const Element *element = design_find(design, ops->id);

	if (!element || strcmp(class_name(element->class), ops[count - 1].before) != 0 ||
	    element->field_count != count - 1)
		return false;
	for (size_t i = 0; i + 1 < count; i++)
		if (!text_equal(element_get(element, ops[i].key), ops[i].before))
			return false;
	return true;
}

static void apply_one(Design *design, const Op *op)
{
	Edit one = {0};

	edit_add(&one, op->id, op->key, op->before, op->after);
	design_apply(design, &one, NULL);
	edit_clear(&one);
}

/* Applies the removal of a group, or drops it. */
static void rebase_removal(Rebase *rebase, size_t at, size_t count)
{
	const Op *ops = &rebase->kept.ops[at];

	if (!design_find(&rebase->result, ops->id))
		return;                         /* the file has removed it as well */
	if (!removal_fits(&rebase->result, ops, count)) {
		drop(rebase, at, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		apply_one(&rebase->result, &ops[i]);
}

/* Applies one operation, or says that it does not fit. */
static bool rebase_op(Design *design, const Op *op)
{
	const Element *element = design_find(design, op->id);
	const char *now;

	if (strcmp(op->key, KEY_CLASS) == 0) {
		if (element)
			return strcmp(class_name(element->class), op->after) == 0;
		apply_one(design, op);
		return true;
	}
	if (!element)
		return false;
	now = element_get(element, op->key);
	if (text_equal(now, op->after))
		return true;
	if (!text_equal(now, op->before))
		return false;
	apply_one(design, op);
	return true;
}

static void rebase_group(Rebase *rebase, size_t at, size_t count)
{
	const Op *ops = &rebase->kept.ops[at];
	const Op *last = &ops[count - 1];

	if (rebase->dropped[at])
		return;
	if (strcmp(last->key, KEY_CLASS) == 0 && !last->after) {
		rebase_removal(rebase, at, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (rebase_op(&rebase->result, &ops[i]))
			continue;
		if (strcmp(ops[i].key, KEY_CLASS) == 0) {
			drop(rebase, at, count);        /* the id is something else now */
			return;
		}
		drop(rebase, at + i, 1);
	}
}

/* --- what stays sound ------------------------------------------------------------ */

/* The ids of elements with faults, and of those that the faulty fields name. */
static void gather_faulty(void *context, const Element *element, const char *key, bool warning,
                          const char *text)
{
	const char *value = key ? element_get(element, key) : NULL;
	List items = {0};

	(void)text;
	if (warning)
		return;
	idset_add(context, element->id);
	if (value && list_split(value, &items, NULL))
		for (size_t i = 0; i < items.count; i++) {
			items.items[i][strspn(items.items[i], "abcdefghijklmnopqrstuvwxyz0123456789-_")] = '\0';
			idset_add(context, items.items[i]);
		}
	list_clear(&items);
}

/* Drops the groups of the elements in IDS. False: there were none left. */
static bool drop_elements(Rebase *rebase, const IdSet *ids)
{
	bool any = false;

	for (size_t i = 0; i < rebase->kept.count; i++) {
		if (rebase->dropped[i] || !idset_has(ids, rebase->kept.ops[i].id))
			continue;
		rebase->dropped[i] = any = true;
	}
	return any;
}

static bool all_dropped(const Rebase *rebase)
{
	for (size_t i = 0; i < rebase->kept.count; i++)
		if (!rebase->dropped[i])
			return false;
	return true;
}

/* Applies what fits to what the file says, until the result is sound. */
static void rebase_all(Rebase *rebase)
{
	const Session *session = rebase->session;

	for (;;) {
		IdSet faulty = {0};
		bool sound;

		design_copy(&rebase->result, &session->design);
		for (size_t i = 0; i < rebase->kept.count;) {
			size_t count = edit_group_length(&rebase->kept, i);

			rebase_group(rebase, i, count);
			i += count;
		}
		design_check_each(&rebase->result, session->catalog, gather_faulty, &faulty);
		sound = faulty.lengths == 0 || all_dropped(rebase);
		if (!sound && !drop_elements(rebase, &faulty))
			drop(rebase, 0, rebase->kept.count);
		idset_clear(&faulty);
		if (sound)
			return;
	}
}

static void tell_dropped(const Rebase *rebase)
{
	for (size_t i = 0; i < rebase->kept.count; i++) {
		const Op *op = &rebase->kept.ops[i];
		const Element *element = design_find(&rebase->result, op->id);
		const char *now = element ? element_get(element, op->key) : NULL;
		Text text = {0};

		if (!rebase->dropped[i])
			continue;
		text_addf(&text, "a kept edit does not fit any more: %s", op->id);
		if (strcmp(op->key, KEY_CLASS) == 0) {
			text_addf(&text, " was %s", op->after ? "added" : "removed");
		} else {
			text_addf(&text, ": %s from ", op->key);
			quote_add_short(&text, op->before);
			text_add(&text, " to ");
			quote_add_short(&text, op->after);
			text_add(&text, "; the file now says ");
			quote_add_short(&text, now);
		}
		text_add(&text, "; it stays in the journal (troika log)");
		diagnostics_add(rebase->list, true, rebase->session->source.path, 0, 0, "%s",
		                text_str(&text));
		text_clear(&text);
	}
}

/* --- the journal ------------------------------------------------------------------ */

static bool load_edit(Edit *edit, void *context, Error *err)
{
	Session *session = context;

	(void)err;
	MEM_GROW(session->history, session->history_cap, session->history_count + 1);
	session->history[session->history_count++] = *edit;
	*edit = (Edit){0};
	return true;
}

/* Applies the edits behind the saved ones. False: they do not follow from the base. */
static bool replay(Session *session)
{
	Edit unsaved = {0};
	bool follows;

	history_unsaved(session, &unsaved);
	follows = !unsaved.count || design_apply(&session->design, &unsaved, NULL);
	edit_clear(&unsaved);
	return follows;
}

static bool set_base(Session *session, int64_t seq, Error *err)
{
	const char *bytes = session->source.bytes ? session->source.bytes : "";

	return journal_set_base(session->journal, bytes, session->source.length, seq, err);
}

/* Keeps what was brought over to the new content of the file as one edit. */
static bool keep_rebased(Rebase *rebase, Error *err)
{
	Session *session = rebase->session;
	int64_t last = journal_last(session->journal);
	Edit edit = {0};

	session->saved_count = session->history_count;
	design_diff(&session->design, &rebase->result, &edit);
	if (edit.count == 0)
		return set_base(session, last, err);
	edit_set_label(&edit, "kept edits brought over to the changed file");
	edit.author = mem_copy(session->author);
	if (!journal_append(session->journal, &edit, err) || !set_base(session, last, err) ||
	    !design_apply(&session->design, &edit, err)) {
		edit_clear(&edit);
		return false;
	}
	return load_edit(&edit, session, err);
}

static bool rebase(Session *session, Diagnostics *list, Error *err)
{
	Rebase rebase = {.session = session, .list = list};
	bool good;

	history_unsaved(session, &rebase.kept);
	rebase.dropped = mem_alloc(rebase.kept.count);
	rebase_all(&rebase);
	tell_dropped(&rebase);
	good = keep_rebased(&rebase, err);
	edit_clear(&rebase.kept);
	free(rebase.dropped);
	design_clear(&rebase.result);
	return good;
}

/* The file is gone, the kept edits are not: goes on from what it said last. */
static bool restore_base(Session *session, const char *bytes, size_t length, Diagnostics *list)
{
	Diagnostics faults = {0};
	Design base;
	bool read;

	design_init(&base);
	read = design_read_bytes(&base, session->catalog, session->source.path, bytes, length, &faults);
	diagnostics_clear(&faults);
	if (read) {
		design_clear(&session->design);
		session->design = base;
		session->source.bytes = mem_copy_n(bytes, length);
		session->source.length = length;
		diagnostics_add(list, true, session->source.path, 0, 0,
		                "the file is gone; this is what it said last, with the kept edits. "
		                "Save it to have it back");
	} else {
		design_clear(&base);
	}
	return read;
}

static bool same_bytes(const Session *session, const char *bytes, size_t length)
{
	return session->source.length == length &&
	       (length == 0 || memcmp(session->source.bytes, bytes, length) == 0);
}

/* Another terminal may have saved after the file was read here and before the journal was asked: takes the file as it
 * is now. */
static void read_again(Session *session)
{
	Design design = session->design;
	DesignSource source = session->source;
	Diagnostics faults = {0};
	char *bytes;
	size_t length;
	bool changed;

	if (!file_read(source.path, &bytes, &length, NULL))
		return;
	changed = !same_bytes(session, bytes, length);
	free(bytes);
	if (!changed)
		return;
	design_init(&session->design);
	session->source = (DesignSource){0};
	if (session_read(session, source.path, &faults)) {
		session->on_disk = true;
		design_clear(&design);
		design_source_clear(&source);
	} else {                                /* what was read first was whole */
		design_clear(&session->design);
		design_source_clear(&session->source);
		session->design = design;
		session->source = source;
	}
	diagnostics_clear(&faults);
}

/* Whether the kept edits amount to anything. */
static size_t count_recovered(const Session *session)
{
	Edit unsaved = {0};
	size_t count = session->history_count - session->saved_count;

	history_unsaved(session, &unsaved);
	if (!unsaved.count)
		count = 0;
	edit_clear(&unsaved);
	return count;
}

/* The design is what the file says, the history is loaded; BASE is what it applies to. */
static bool bring_back(Session *session, const char *base, size_t length, Diagnostics *list, Error *err)
{
	bool unsaved = session->saved_count < session->history_count, follows;

	if (base && !same_bytes(session, base, length))
		read_again(session);
	if (!base || (!unsaved && !same_bytes(session, base, length)))
		return set_base(session, journal_last(session->journal), err);
	if (unsaved && !session->on_disk && length > 0 && restore_base(session, base, length, list))
		session->saved_content = ~session->design.content;      /* until it is there again */
	follows = same_bytes(session, base, length) && replay(session);
	return follows || rebase(session, list, err);
}

bool recover(Session *session, Diagnostics *list, Error *err)
{
	char *base = NULL;
	size_t length = 0;
	int64_t seq = 0;
	bool good;

	if (!journal_base(session->journal, &base, &length, &seq, err))
		return false;
	good = journal_each(session->journal, load_edit, session, err);
	while (session->saved_count < session->history_count &&
	       (session->history[session->saved_count].seq <= seq || !base))
		session->saved_count++;
	good = good && bring_back(session, base, length, list, err);
	free(base);
	if (good)
		session->recovered = count_recovered(session);
	history_build(session);
	return good;
}

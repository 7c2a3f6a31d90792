/* Bringing kept edits back.
 *
 * The journal knows the content of the file that its newest edits apply to, the base. Is the file still
 * that, they are simply applied. Has it changed, what all of them together did is merged with what the file says now
 * (model/merge.h). The result is kept as one edit on the new base, so that the next open finds everything in order;
 * what did not fit is noted in the journal with the edit it comes from, and told at every open until the design is
 * saved. */
#include "model/session_private.h"

#include <stdlib.h>
#include <string.h>

#include "model/merge.h"
#include "model/utf8.h"

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
static bool keep_rebased(Session *session, const Design *result, Error *err)
{
	int64_t last = journal_last(session->journal);
	Edit edit = {0};

	session->saved_count = session->history_count;
	design_diff(&session->design, result, &edit);
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

/* --- what did not fit --------------------------------------------------------------- */

typedef struct Misfits {
	const Session *session;
	Text lines;             /* "SEQ TEXT\n" */
} Misfits;

static void note_misfit(void *context, const Op *op, const char *text)
{
	Misfits *misfits = context;
	const Edit *edit = history_last_change(misfits->session, op);

	text_addf(&misfits->lines, "%lld ", edit ? (long long)edit->seq : 0);
	utf8_add_safe(&misfits->lines, text);
	text_add_char(&misfits->lines, '\n');
}

static bool note_misfits(Session *session, const Merge *merge, Error *err)
{
	static const char *const stores[] = {JOURNAL_MISFITS, JOURNAL_MISFITS_NOW};
	Misfits misfits = {.session = session};
	bool good = true;

	merge_tell_misfits(merge, note_misfit, &misfits);
	for (size_t i = 0; i < 2 && good && misfits.lines.length; i++) {
		char *before = journal_get(session->journal, stores[i]);
		Text all = {0};

		text_add(&all, before ? before : "");
		text_add(&all, text_str(&misfits.lines));
		good = journal_put(session->journal, stores[i], text_str(&all), err);
		text_clear(&all);
		free(before);
	}
	text_clear(&misfits.lines);
	return good;
}

static void tell_misfit(void *context, int64_t seq, const char *text)
{
	diagnostics_add(context, true, "", 0, 0, "edit %lld of 'troika log' did not fit: %s",
	                (long long)seq, text);
}

static void tell_misfits(Session *session, Diagnostics *list)
{
	char *lines = journal_get(session->journal, JOURNAL_MISFITS_NOW);

	session->misfits = lines && *lines;
	misfits_each(lines, tell_misfit, list);
	free(lines);
}

static bool rebase(Session *session, Error *err)
{
	Merge merge = {.catalog = session->catalog, .theirs = &session->design};
	bool good;

	history_unsaved(session, &merge.ours);
	merge_run(&merge);
	good = note_misfits(session, &merge, err) && keep_rebased(session, &merge.result, err);
	merge_clear(&merge);
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
	return follows || rebase(session, err);
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
	if (good) {
		session->recovered = count_recovered(session);
		tell_misfits(session, list);
	}
	history_build(session);
	return good;
}

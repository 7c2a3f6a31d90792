/* Saving over a file that somebody else has changed: what it says now is merged into the design first. */
#include "model/session_private.h"

#include <string.h>

#include "model/merge.h"

typedef struct Told {
	Diagnostics *list;      /* NULL: nobody listens */
	const char *begin;
} Told;

static void tell(void *context, const Op *op, const char *text)
{
	const Told *told = context;

	(void)op;
	if (told->list)
		diagnostics_add(told->list, true, "", 0, 0, "%s: %s", told->begin, text);
}

/* What the file brought; an element that is new or gone is told as one. */
static void tell_taken(const Edit *edit, Diagnostics *list)
{
	Told told = {list, "from the file"};

	for (size_t at = 0, count; at < edit->count; at += count) {
		const Op *ops = &edit->ops[at], *whole = NULL;

		count = edit_group_length(edit, at);
		for (size_t i = 0; i < count; i++)
			if (strcmp(ops[i].key, KEY_CLASS) == 0)
				whole = &ops[i];
		for (size_t i = 0; i < count; i++) {
			Text text = {0};

			if (whole && whole != &ops[i])
				continue;
			merge_add_change(&ops[i], &text);
			tell(&told, &ops[i], text_str(&text));
			text_clear(&text);
		}
	}
}

static bool unreadable(const Session *session, const Diagnostics *faults, Error *err)
{
	const Diagnostic *first = faults->count ? &faults->items[0] : NULL;

	for (size_t i = 0; i < faults->count && first->warning; i++)
		first = &faults->items[i];
	return error_set(err, "nothing saved: the file changed and line %d is wrong; mend it, or ':w NAME' saves a copy. %s: %s",
	                 first ? first->line : 0, session->source.path, first ? first->text : "it cannot be read");
}

static bool read_file(const Session *session, Design *design, DesignSource *source, Error *err)
{
	Diagnostics faults = {0};
	bool good = design_read(design, session->catalog, source, session->source.path, &faults) ||
	            unreadable(session, &faults, err);

	diagnostics_clear(&faults);
	return good;
}

static bool take(Session *session, const Merge *merge, Diagnostics *list, Error *err)
{
	Told lost = {list, "not taken over"};
	Edit edit = {0};
	bool good;

	design_diff(&session->design, &merge->result, &edit);
	edit_set_label(&edit, "take in what the file says");
	merge_tell_misfits(merge, tell, &lost);
	tell_taken(&edit, list);
	good = session_commit(session, &edit, err);
	edit_clear(&edit);
	return good;
}

bool session_merge(Session *session, MergeSide side, DesignSource *source, Diagnostics *told, Error *err)
{
	Told both = {told, "both changed"};
	Merge merge = {.catalog = session->catalog, .prefer_ours = side == MERGE_OURS};
	Design theirs;
	bool good;

	design_init(&theirs);
	merge.theirs = &theirs;
	good = read_file(session, &theirs, source, err);
	if (good) {
		history_unsaved(session, &merge.ours);
		merge_run(&merge);
		if (side == MERGE_ASK && merge_misfits(&merge)) {
			merge_tell_misfits(&merge, tell, &both);
			good = error_set(err, "nothing saved: %s changed outside, and what you changed does not fit it", session->source.path);
		} else {
			good = take(session, &merge, told, err);
		}
	}
	merge_clear(&merge);
	design_clear(&theirs);
	if (!good)
		design_source_clear(source);
	return good;
}

/* Saving: the difference is spliced into the file, after a merge when somebody else has changed that. */
#include "model/session_private.h"

#include <stdlib.h>
#include <string.h>

bool session_dirty(const Session *session)
{
	return session->design.content != session->saved_content;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t session_differences(const Session *session)
{
	size_t count = 0, different = 0;
	const char **ids;
	Edit unsaved = {0};

	history_unsaved(session, &unsaved);
	ids = mem_alloc((unsaved.count + 1) * sizeof *ids);
	for (size_t i = 0; i < unsaved.count; i++)
		ids[count++] = unsaved.ops[i].id;
	qsort(ids, count, sizeof *ids, by_text);
	for (size_t i = 0; i < count; i++)
		different += !i || strcmp(ids[i], ids[i - 1]) != 0;
	free(ids);
	edit_clear(&unsaved);
	return different;
}

static void set_source_bytes(Session *session, Text *text)
{
	free(session->source.bytes);
	session->source.length = text->length;
	session->source.bytes = text_take(text);
}

/* The file holds the design as it is now. */
static void mark_saved(Session *session)
{
	Error err = {0};

	session_keep(session, NULL);
	session->on_disk = true;
	session->saved_content = session->design.content;
	session->saved_count = session->history_count;
	if (session->misfits && session->journal && journal_put(session->journal, JOURNAL_MISFITS_NOW, "", NULL))
		session->misfits = false;
	if (!session->journal || journal_set_base(session->journal, session->source.bytes,
	                                          session->source.length, session_last_seq(session), &err))
		return;
	/* The edits are in the file and in the journal; the next open will find out that they agree. */
	error_clear(&err);
}

/* When another terminal of this design has saved, the journal knows the file: its content is the new source,
 * and what it holds counts as saved. */
static bool take_other_save(Session *session)
{
	char *bytes = NULL, *base = NULL;
	size_t length, base_length;
	int64_t base_seq;
	bool same;

	if (!session->journal || !file_read(session->source.path, &bytes, &length, NULL))
		return false;
	same = journal_base(session->journal, &base, &base_length, &base_seq, NULL) && base &&
	       length == base_length && memcmp(bytes, base, length) == 0 &&
	       (length != session->source.length ||
	        (length > 0 && memcmp(bytes, session->source.bytes, length) != 0));
	if (same) {
		Text text = {0};

		text_add_n(&text, bytes, length);
		set_source_bytes(session, &text);
		session->saved_count = 0;
		while (session->saved_count < session->history_count &&
		       session->history[session->saved_count].seq <= base_seq)
			session->saved_count++;
	}
	free(bytes);
	free(base);
	return same;
}

static bool write_file(Session *session, const char *path, Error *err)
{
	Text text = {0};
	bool good = design_splice(&session->source, &session->design, session->catalog, &text, err);

	bool same = good && session->on_disk && path == session->source.path && session->source.bytes &&
	            text.length == session->source.length &&
	            memcmp(text_str(&text), session->source.bytes, text.length) == 0;

	if (same && !file_absent(path)) {
		text_clear(&text);
		return true;
	}
	if (good && (!session->on_disk || path != session->source.path || file_absent(path)))
		good = file_create(path, text_str(&text), text.length, err);
	else if (good)
		good = file_replace(path, text_str(&text), text.length,
		                    session->source.bytes ? session->source.bytes : "",
		                    session->source.length, err);
	if (good)
		set_source_bytes(session, &text);
	text_clear(&text);
	return good;
}

static bool has_file(const Session *session)
{
	return session->source.path && !path_is_stdin(session->source.path);
}

/* Whether someone else has written the file; one that is gone has not changed. */
static bool file_changed(const Session *session)
{
	char *bytes;
	size_t length;
	bool changed;

	if (!session->on_disk || !file_read(session->source.path, &bytes, &length, NULL))
		return false;
	changed = length != session->source.length ||
	          (length > 0 && memcmp(bytes, session->source.bytes, length) != 0);
	free(bytes);
	return changed;
}

static bool save_merged(Session *session, MergeSide side, Diagnostics *told, Error *err)
{
	DesignSource before = session->source, now = {0};

	if (!session_merge(session, side, &now, told, err))
		return false;
	session->source = now;
	if (write_file(session, session->source.path, err)) {
		design_source_clear(&before);
		return true;
	}
	design_source_clear(&session->source);
	session->source = before;
	return false;
}

bool session_save(Session *session, MergeSide side, Diagnostics *told, Error *err)
{
	bool changed;

	if (session->read_only)
		return error_set(err, "%s", session->read_only);
	if (session->holding)
		return error_set(err, "what is still being done cannot be saved; save when it is over");
	if (!has_file(session))
		return error_set(err, "this design has no file yet; give it a name");
	if (session->on_disk && !session_refresh(session, NULL, err))
		return false;
	changed = file_changed(session) && !(take_other_save(session) && !file_changed(session));
	if (session->on_disk && !changed && !session_dirty(session)) {
		if (session->saved_count != session->history_count || session->misfits)
			mark_saved(session);
		return true;
	}
	if (changed ? !save_merged(session, side, told, err) : !write_file(session, session->source.path, err))
		return false;
	mark_saved(session);
	return true;
}

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? mem_copy_n(path, (size_t)(slash - path)) : mem_copy("");
}

/* What a design includes is named by its place beside the file. */
static bool may_move(const Session *session, const char *path, Error *err)
{
	char *from, *to;
	bool same;

	if (!session->source.include_count)
		return true;
	from = folder_of(session->source.path);
	to = folder_of(path);
	same = strcmp(from, to) == 0;
	free(from);
	free(to);
	return same || error_set(err, "%s: the design includes files of its folder; save it there", path);
}

/* Goes on with the journal of the new file, which counts anew: numbers of older edits become ones that no journal
 * gives. */
static void move_journal(Session *session)
{
	Error err = {0};

	journal_close(session->journal);
	session->journal = NULL;
	free(session->why_not_kept);
	session->why_not_kept = NULL;
	if (!session->keep)
		return;
	for (size_t i = 0; i < session->history_count; i++)
		session->history[i].seq = -(int64_t)(i + 1);
	session->journal = journal_open(session->source.path, &err);
	if (!session->journal)
		session_not_kept(session, &err);
}

bool session_save_as(Session *session, const char *path, Error *err)
{
	if (session->read_only)
		return error_set(err, "%s", session->read_only);
	if (session->holding)
		return error_set(err, "what is still being done cannot be saved; save when it is over");
	if (has_file(session) && strcmp(path, session->source.path) == 0)
		return session_save(session, MERGE_ASK, NULL, err);
	if (!*path || path_is_stdin(path))
		return error_set(err, "\"%s\" is no name for a file", path);
	if (!file_absent(path))
		return error_set(err, "%s exists already; choose another name", path);
	if (!may_move(session, path, err) || !write_file(session, path, err))
		return false;
	free(session->source.path);
	session->source.path = mem_copy(path);
	move_journal(session);
	mark_saved(session);
	return true;
}

bool session_discard(Session *session, Error *err)
{
	Edit unsaved = {0}, back = {0};
	bool good;

	history_unsaved(session, &unsaved);
	edit_inverse(&unsaved, &back);
	edit_clear(&unsaved);
	edit_set_label(&back, "discard what is not in the file");
	good = session_commit(session, &back, err);
	edit_clear(&back);
	if (good && session->on_disk)
		mark_saved(session);
	return good;
}

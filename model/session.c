/* The session: open, commit, save. */
#include "model/session.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/catalog_extend.h"
#include "model/edit_language.h"
#include "model/session_private.h"
#include "model/utf8.h"

/* --- open and close ----------------------------------------------------------- */

static char *author_name(void)
{
	const char *given = getenv("TROIKA_AUTHOR");
	const struct passwd *user;

	if (given && *given)
		return mem_copy(given);
	user = getpwuid(geteuid());
	if (user && user->pw_name && *user->pw_name)
		return mem_copy(user->pw_name);
	given = getenv("USER");
	return mem_copy(given && *given ? given : "someone");
}

static bool is_absent(const char *path)
{
	struct stat st;

	return stat(path, &st) < 0 && errno == ENOENT;
}

static bool is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

static void not_kept(Session *session, Error *why)
{
	journal_close(session->journal);
	session->journal = NULL;
	free(session->why_not_kept);
	session->why_not_kept = why->text;
	why->text = NULL;
}

static void open_journal(Session *session, Diagnostics *list)
{
	Error err = {0};

	session->journal = journal_open(session->source.path, &err);
	if (!session->journal || !recover(session, list, &err))
		not_kept(session, &err);
}

/* The catalogue of a design that is not there yet. */
static const Catalog *new_catalog(Session *session, const char *path, Diagnostics *list)
{
	if (!session->catalog)
		session->catalog = catalog_open(&session->own_catalog, path ? path : "-", "", 0, list);
	return session->catalog;
}

bool session_read(Session *session, const char *path, Diagnostics *list)
{
	if (session->catalog)
		return design_read(&session->design, session->catalog, &session->source, path, list);
	session->catalog = design_open(&session->design, &session->source, &session->own_catalog, path, list);
	return session->catalog != NULL;
}

bool session_open(Session *session, const Catalog *catalog, const char *path, bool keep,
                  Diagnostics *list)
{
	*session = (Session){.catalog = catalog, .author = author_name(), .keep = keep};
	design_init(&session->design);
	if (!path) {
		if (keep)
			session->why_not_kept = mem_copy("nothing is kept before the design has a file");
		return new_catalog(session, path, list);
	}
	if (!is_stdin(path) && is_absent(path)) {
		session->source.path = mem_copy(path);
		if (!new_catalog(session, path, list))
			return false;
	} else {
		if (!session_read(session, path, list))
			return false;
		session->on_disk = !is_stdin(path);
	}
	if (keep)
		open_journal(session, list);
	return true;
}

static void history_clear(Session *session)
{
	for (size_t i = 0; i < session->history_count; i++)
		edit_clear(&session->history[i]);
	free(session->history);
	free(session->done.items);
	free(session->undone.items);
}

void session_close(Session *session)
{
	if (!session)
		return;
	journal_close(session->journal);
	history_clear(session);
	design_clear(&session->design);
	design_source_clear(&session->source);
	catalog_clear(&session->own_catalog);
	free(session->why_not_kept);
	free(session->author);
	*session = (Session){0};
}

/* --- commit --------------------------------------------------------------------- */

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t last_seq(const Session *session)
{
	if (session->journal)
		return journal_last(session->journal);
	return session->history_count ? session->history[session->history_count - 1].seq : 0;
}

/* Makes EDIT durable and gives it its number. */
static bool append(Session *session, Edit *edit, Error *err)
{
	if (session->journal)
		return journal_append(session->journal, edit, err);
	edit->seq = last_seq(session) + 1;
	return true;
}

/* One attempt; *BEHIND: another terminal was first. */
static bool try_commit(Session *session, Edit *edit, bool *behind, Error *err)
{
	DesignTrial *trial = design_try(&session->design, edit, err);
	Text text = {0};

	*behind = false;
	if (!trial) {
		if (err && err->text)
			text_add(&text, err->text);
		history_add_culprit(session, edit, &text);
		error_set(err, "%s", text_str(&text));
		text_clear(&text);
		return false;
	}
	if (!design_check(&session->design, session->catalog, edit, err)) {
		design_take_back(trial);
		return false;
	}
	if (!append(session, edit, err)) {
		design_take_back(trial);
		if (err && err->text)
			error_set(err, "the edit was not made, since it cannot be kept: %s", err->text);
		*behind = session->journal && journal_behind(session->journal);
		return false;
	}
	design_keep(trial);
	history_push(session, edit);
	return true;
}

static bool commit(Session *session, Edit *edit, Error *err)
{
	enum { ATTEMPTS = 20 };
	bool behind = false, done;

	if (!edit->author)
		edit->author = mem_copy(session->author);
	edit->time = milliseconds();
	edit->seq = 0;
	edit->uid[0] = '\0';
	done = try_commit(session, edit, &behind, err);
	for (int i = 0; !done && behind && i < ATTEMPTS; i++) {
		error_clear(err);
		done = session_refresh(session, NULL, err) && try_commit(session, edit, &behind, err);
	}
	if (done)
		error_clear(err);
	return done;
}

bool session_commit(Session *session, Edit *edit, Error *err)
{
	Edit folded = {0};

	edit_copy(&folded, edit);
	edit_normalise(&folded);
	if (folded.count > 0 && !commit(session, &folded, err)) {
		edit_clear(&folded);
		return false;
	}
	edit_clear(&folded);
	edit_clear(edit);
	return true;
}

/* The first line of SCRIPT that says something, and how many follow. */
static char *label_of(const char *script)
{
	const char *first = NULL;
	size_t length = 0, more = 0;
	Text cut = {0}, label = {0};
	char *line;

	while (*script) {
		size_t blank = strspn(script, " \t\r\n"), end;

		script += blank;
		end = strcspn(script, "\n");
		if (*script && *script != '#') {
			if (!first) {
				first = script;
				length = end;
			} else {
				more++;
			}
		}
		script += end;
	}
	line = mem_copy_n(first ? first : "", length);
	utf8_add_safe(&cut, line);
	utf8_add_cut(&label, text_str(&cut), 60, false);
	if (more)
		text_addf(&label, " and %zu more", more);
	free(line);
	text_clear(&cut);
	return text_take(&label);
}

bool session_run(Session *session, const char *script, const char *label, Error *err)
{
	Edit edit = {0};
	bool good = edit_parse(script, NULL, &session->design, session->catalog, &edit, err);

	if (good) {
		edit.label = label ? mem_copy(label) : label_of(script);
		good = session_commit(session, &edit, err);
	}
	edit_clear(&edit);
	return good;
}

static bool take_in(Edit *edit, void *context, Error *err)
{
	Session *session = context;

	if (!design_apply(&session->design, edit, err))
		return false;
	history_push(session, edit);
	return true;
}

bool session_refresh(Session *session, bool *changed, Error *err)
{
	size_t before = session->history_count;
	bool good = true;

	if (session->journal && (journal_changed(session->journal) || journal_behind(session->journal)))
		good = journal_changes(session->journal, last_seq(session), take_in, session, err);
	if (changed)
		*changed = session->history_count != before;
	return good;
}

/* --- save ----------------------------------------------------------------------- */

bool session_dirty(const Session *session)
{
	return session->design.content != session->saved_content;
}

static void set_source_bytes(Session *session, Text *text)
{
	free(session->source.bytes);
	session->source.length = text->length;
	session->source.bytes = text_take(text);
	session->source.hash = hash_bytes(session->source.bytes, session->source.length);
}

/* The file holds the design as it is now. */
static void mark_saved(Session *session)
{
	Error err = {0};

	session->on_disk = true;
	session->saved_content = session->design.content;
	session->saved_count = session->history_count;
	if (!session->journal || journal_set_base(session->journal, session->source.bytes,
	                                          session->source.length, last_seq(session), &err))
		return;
	/* The edits are in the file and in the journal; the next open will find out that they agree. */
	error_clear(&err);
}

/* The fingerprint of the design without the edits that the file does not hold. */
static uint64_t content_in_file(Session *session)
{
	Edit unsaved = {0}, back = {0};
	uint64_t content = session->design.content;
	DesignTrial *trial;

	history_unsaved(session, &unsaved);
	edit_inverse(&unsaved, &back);
	trial = design_try(&session->design, &back, NULL);
	if (trial) {
		content = session->design.content;
		design_take_back(trial);
	}
	edit_clear(&unsaved);
	edit_clear(&back);
	return content;
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
	        memcmp(bytes, session->source.bytes, length) != 0);
	if (same) {
		Text text = {0};

		text_add_n(&text, bytes, length);
		set_source_bytes(session, &text);
		session->saved_count = 0;
		while (session->saved_count < session->history_count &&
		       session->history[session->saved_count].seq <= base_seq)
			session->saved_count++;
		session->saved_content = content_in_file(session);
	}
	free(bytes);
	free(base);
	return same;
}

static bool write_file(Session *session, const char *path, Error *err)
{
	Text text = {0};
	bool good = design_splice(&session->source, &session->design, session->catalog, &text, err);

	if (good && (!session->on_disk || path != session->source.path || is_absent(path)))
		good = file_create(path, text_str(&text), text.length, err);
	else if (good)
		good = file_replace(path, text_str(&text), text.length, session->source.bytes,
		                    session->source.length, err);
	if (good)
		set_source_bytes(session, &text);
	text_clear(&text);
	return good;
}

static bool has_file(const Session *session)
{
	return session->source.path && !is_stdin(session->source.path);
}

bool session_save(Session *session, Error *err)
{
	if (session->read_only)
		return error_set(err, "%s", session->read_only);
	if (!has_file(session))
		return error_set(err, "this design has no file yet; give it a name");
	if (session->on_disk && !session_dirty(session)) {
		if (session->saved_count != session->history_count)
			mark_saved(session);
		return true;
	}
	if (session->on_disk && !session_refresh(session, NULL, err))
		return false;
	take_other_save(session);
	if (!write_file(session, session->source.path, err))
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
		not_kept(session, &err);
}

bool session_save_as(Session *session, const char *path, Error *err)
{
	if (session->read_only)
		return error_set(err, "%s", session->read_only);
	if (has_file(session) && strcmp(path, session->source.path) == 0)
		return session_save(session, err);
	if (!*path || is_stdin(path))
		return error_set(err, "\"%s\" is no name for a file", path);
	if (!is_absent(path))
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

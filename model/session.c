/* The session: open, commit, take in what others committed. */
#include "model/session.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/catalog_read.h"
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

bool session_keeps(const Session *session)
{
	return session->journal && !session->why_not_kept;
}

void session_not_kept(Session *session, Error *why)
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
		session_not_kept(session, &err);
}

bool session_open(Session *session, const Catalog *catalog, const char *path, bool keep,
                  Diagnostics *list)
{
	*session = (Session){.catalog = catalog, .author = author_name(), .keep = keep};
	design_init(&session->design);
	if (path && !*path) {
		diagnostics_add(list, false, path, 0, 0, "a design needs a file name");
		return false;
	}
	if (!path) {
		if (keep)
			session->why_not_kept = mem_copy("nothing is kept before the design has a file");
		return session_new_catalog(session, path, list);
	}
	if (!path_is_stdin(path) && (file_absent(path) || file_empty(path))) {
		session->source.path = mem_copy(path);
		session->on_disk = file_empty(path);
		if (!session_new_catalog(session, path, list))
			return false;
	} else {
		if (!session_read(session, path, list))
			return false;
		session->on_disk = !path_is_stdin(path);
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
	free(session->checkpoints);
	*session = (Session){0};
}

/* --- commit --------------------------------------------------------------------- */

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t session_last_seq(const Session *session)
{
	if (session->journal)
		return journal_last(session->journal);
	return session->history_count ? session->history[session->history_count - 1].seq : 0;
}

/* Keeps what could not be kept when it was made. */
bool session_keep(Session *session, Error *err)
{
	if (!session->journal)
		return true;
	for (; session->unkept; session->unkept--)
		if (!journal_append(session->journal, &session->history[session->history_count - session->unkept], err))
			return false;
	free(session->why_not_kept);
	session->why_not_kept = NULL;
	return true;
}

/* Makes EDIT durable and gives it its number. A full disk stops nobody: the edit is then not kept, which the status
 * line says, until a later one finds room for both. False: another terminal was first. */
static bool append(Session *session, Edit *edit, Error *err)
{
	Error why = {0};

	if (!session->journal) {
		edit->seq = session_last_seq(session) + 1;
		return true;
	}
	if (session_keep(session, &why)) {
		if (journal_append(session->journal, edit, &why))
			return true;
		if (journal_behind(session->journal)) {
			error_set(err, "%s", why.text);
			error_clear(&why);
			return false;
		}
	}
	free(session->why_not_kept);
	session->why_not_kept = why.text ? why.text : mem_copy("the journal cannot be written");
	edit->seq = session_last_seq(session) + (int64_t)++session->unkept;
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
	if (session->holding) {
		design_keep(trial);
		edit_append(&session->held, edit);
		return true;
	}
	if (!append(session, edit, err)) {
		design_take_back(trial);
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

bool session_may_edit(const Edit *edit, Error *err)
{
	for (size_t i = 0; i < edit->count; i++) {
		const Op *op = &edit->ops[i];

		if (text_equal(op->id, "design") && (text_equal(op->key, "include") || text_equal(op->key, "catalog")))
			return error_set(err, "%s names files that are read when the design is opened; change it in the file itself",
			                 op->key);
	}
	return true;
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

	if (!session->holding && session->journal && !session->unkept && (journal_changed(session->journal) || journal_behind(session->journal)))
		good = journal_changes(session->journal, session_last_seq(session), take_in, session, err);
	if (changed)
		*changed = session->history_count != before;
	return good;
}

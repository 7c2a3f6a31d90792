/* The journal: one row an edit, one transaction each.
 *
 * A failed COMMIT says nothing: the database is opened anew, which rolls back what is half done, and
 * the uid is looked up. An edit is appended only behind edits that this process has seen, so that
 * what it was checked against is what it follows. */
#include "model/journal_private.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/edit_record.h"
#include "model/memory.h"
#include "model/state_folder.h"
#include "model/text.h"

/* --- opening ----------------------------------------------------------------------------- */

static bool read_last_seq(Database *db, int64_t *seq)
{
	bool good = database_row(db, LAST_SEQ);

	if (good)
		*seq = database_number(db, LAST_SEQ, 0);
	database_done(db, LAST_SEQ);
	return good;
}

/* Remembers up to where this process knows the edits, and the file if it holds the base. */
static bool begin(Journal *journal, Error *err)
{
	char *kept;

	journal->mark = path_mark(journal->path);
	if (!journal->db)
		return true;
	kept = journal_get_pair(journal, GET_ABOUT, "mark");
	journal->mark_new = !text_equal(journal->mark, kept) && journal_base_is_content(journal);
	free(kept);
	return (database_version(journal->db, &journal->version) &&
	        read_last_seq(journal->db, &journal->seen)) || database_error(journal->db, err);
}

Journal *journal_open(const char *path, Error *err)
{
	Journal *journal = journal_new(path, err);

	if (!journal)
		return NULL;
	if (state_folder_make(journal->folder, err) && journal_find_by_name(journal, err)) {
		char *name = mem_copy(journal->file);
		bool ok = journal->db || !journal_find_moved(journal) ||
		          journal_take_over(journal, name, err);

		free(name);
		if (ok && begin(journal, err))
			return journal;
	}
	journal_close(journal);
	return NULL;
}

const char *journal_doubt(const Journal *journal)
{
	return journal->doubt;
}

const char *journal_file(const Journal *journal)
{
	return journal->file;
}

static bool put_base(Journal *journal, Database *db, const char *bytes, size_t length, int64_t seq)
{
	database_put_number(db, PUT_BASE, 1, seq);
	database_put_bytes(db, PUT_BASE, 2, bytes, length);
	return database_run(db, PUT_BASE) && journal_put_pair(db, PUT_ABOUT, "mark", journal->mark);
}

static bool fill(Database *db, void *context)
{
	Journal *journal = context;

	return journal_put_pair(db, PUT_ABOUT, "path", journal->path) &&
	       (!journal->first_base ||
	        put_base(journal, db, journal->first_base, journal->first_length, 0));
}

/* Makes sure of an open database to write to, made or opened again where that is needed. */
static bool ready(Journal *journal, Error *err)
{
	if (journal->db)
		return true;
	if (!journal_file_exists(journal->file)) {
		if (journal->seen)
			return error_set(err, "the journal %s: the file was moved or removed", journal->file);
		if (!state_folder_make(journal->folder, err) ||
		    !database_make(journal->file, &journal_form, fill, journal, err))
			return false;
	}
	journal->db = database_open(journal->file, &journal_form, err);
	if (!journal->db)
		return false;
	if (journal_is_of_path(journal))
		return true;
	journal_disconnect(journal);
	return error_set(err, "the journal %s: belongs to another design", journal->file);
}

/* --- appending --------------------------------------------------------------------------- */

static bool insert_edit(Database *db, const Edit *edit, int64_t seq)
{
	Text record = {0};
	bool good;

	edit_record_write(edit, &record);
	database_put_number(db, INSERT_EDIT, 1, seq);
	database_put_text(db, INSERT_EDIT, 2, edit->uid);
	database_put_number(db, INSERT_EDIT, 3, edit->time);
	database_put_text(db, INSERT_EDIT, 4, edit->author);
	database_put_text(db, INSERT_EDIT, 5, edit->label);
	database_put_number(db, INSERT_EDIT, 6, edit->undoes);
	database_put_number(db, INSERT_EDIT, 7, edit->redoes);
	database_put_text(db, INSERT_EDIT, 8, text_str(&record));
	good = database_run(db, INSERT_EDIT);
	text_clear(&record);
	return good;
}

/* One transaction. False with `behind`: others were first. */
static bool write_edit(Journal *journal, const Edit *edit)
{
	Database *db = journal->db;
	int64_t last = 0;

	if (!database_begin(db) || !read_last_seq(db, &last))
		return false;
	journal->behind = last != journal->seen;
	return !journal->behind && insert_edit(db, edit, last + 1) &&
	       (!journal->mark_new || journal_put_pair(db, PUT_ABOUT, "mark", journal->mark)) &&
	       database_commit(db);
}

static bool find_uid(Database *db, const char *uid)
{
	bool found;

	database_put_text(db, FIND_UID, 1, uid);
	found = database_row(db, FIND_UID);
	database_done(db, FIND_UID);
	return found;
}

/* After an error of unknown outcome: is the edit there? */
static bool settle(Journal *journal, const Edit *edit, Error *err)
{
	database_error(journal->db, err);
	journal_disconnect(journal);
	if (!journal_file_exists(journal->file) || !ready(journal, NULL))
		return false;   /* not acknowledged; should it be there, the next append is behind it */
	if (!find_uid(journal->db, edit->uid))
		return false;
	error_clear(err);
	return true;
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool journal_append(Journal *journal, Edit *edit, Error *err)
{
	if (!edit->uid[0])
		random_hex(edit->uid);
	if (!edit->time)
		edit->time = milliseconds();
	journal->behind = false;
	if (!ready(journal, err))
		return false;
	if (!write_edit(journal, edit)) {
		if (journal->behind) {
			database_roll_back(journal->db);
			return error_set(err, "the design was changed in another terminal at the same moment");
		}
		if (!settle(journal, edit, err))
			return false;
	}
	journal->mark_new = false;
	edit->seq = ++journal->seen;
	return true;
}

bool journal_behind(const Journal *journal)
{
	return journal->behind;
}

int64_t journal_last(const Journal *journal)
{
	return journal->seen;
}

/* --- reading ----------------------------------------------------------------------------- */

static bool row_to_edit(Database *db, Edit *edit)
{
	size_t uid_length = 0, record_length = 0;
	const char *uid = database_text(db, READ_EDITS, 1, &uid_length);
	const char *record = database_text(db, READ_EDITS, 7, &record_length);

	edit->seq = database_number(db, READ_EDITS, 0);
	edit->time = database_number(db, READ_EDITS, 2);
	edit->author = mem_copy(database_text(db, READ_EDITS, 3, NULL));
	edit->label = mem_copy(database_text(db, READ_EDITS, 4, NULL));
	edit->undoes = database_number(db, READ_EDITS, 5);
	edit->redoes = database_number(db, READ_EDITS, 6);
	if (!uid || uid_length != sizeof edit->uid - 1 || strlen(uid) != uid_length || !record)
		return false;
	memcpy(edit->uid, uid, sizeof edit->uid);
	return edit_record_read(record, record_length, edit);
}

/* Gives the edits behind *SEQ, which then is that of the last one. */
static bool give_edits(Journal *journal, int64_t *seq, JournalEach *each, void *context, Error *err)
{
	Database *db = journal->db;

	database_put_number(db, READ_EDITS, 1, *seq);
	while (database_row(db, READ_EDITS)) {
		Edit edit = {0};
		bool good = (row_to_edit(db, &edit) && edit.seq == *seq + 1) ||
		            error_set(err, "the journal %s: edit %lld is damaged", journal->file,
		                      (long long)*seq + 1);

		good = good && each(&edit, context, err);
		edit_clear(&edit);
		if (!good)
			return false;
		++*seq;
	}
	return !database_failed(db) || database_error(db, err);
}

bool journal_changes(Journal *journal, int64_t since, JournalEach *each, void *context, Error *err)
{
	int64_t seq = since;
	bool good;

	if (!journal->db && !journal_file_exists(journal->file))
		return true;
	if (!ready(journal, err))
		return false;
	if (!database_version(journal->db, &journal->version))
		return database_error(journal->db, err);
	good = give_edits(journal, &seq, each, context, err);
	database_done(journal->db, READ_EDITS);
	if (good && seq > journal->seen)
		journal->seen = seq;
	return good;
}

bool journal_each(Journal *journal, JournalEach *each, void *context, Error *err)
{
	return journal_changes(journal, 0, each, context, err);
}

bool journal_changed(Journal *journal)
{
	int64_t version;

	if (!journal->db)
		return journal_file_exists(journal->file);
	return database_version(journal->db, &version) && version != journal->version;
}

/* --- base and view ----------------------------------------------------------------------- */

bool journal_base(Journal *journal, char **bytes, size_t *length, int64_t *base_seq, Error *err)
{
	Database *db = journal->db;

	*bytes = NULL;
	*length = 0;
	*base_seq = 0;
	if (!db) {
		*bytes = journal->first_base ? mem_copy_n(journal->first_base, journal->first_length) : NULL;
		*length = journal->first_length;
		return true;
	}
	if (database_row(db, GET_BASE)) {
		const char *base = database_text(db, GET_BASE, 0, length);

		*bytes = mem_copy_n(base ? base : "", *length);
		*base_seq = database_number(db, GET_BASE, 1);
	}
	database_done(db, GET_BASE);
	return !database_failed(db) || database_error(db, err);
}

bool journal_set_base(Journal *journal, const char *bytes, size_t length, int64_t base_seq, Error *err)
{
	free(journal->mark);
	journal->mark = path_mark(journal->path);
	if (!journal->db && !journal_file_exists(journal->file)) {
		free(journal->first_base);
		journal->first_base = mem_copy_n(bytes, length);
		journal->first_length = length;
		return true;
	}
	if (!ready(journal, err))
		return false;
	if (!database_begin(journal->db) || !put_base(journal, journal->db, bytes, length, base_seq) ||
	    !database_commit(journal->db)) {
		database_error(journal->db, err);
		journal_disconnect(journal);
		return false;
	}
	journal->mark_new = false;
	return true;
}

bool journal_put(Journal *journal, const char *key, const char *value, Error *err)
{
	return !journal->db || journal_put_pair(journal->db, PUT_VIEW, key, value) ||
	       database_error(journal->db, err);
}

char *journal_get(Journal *journal, const char *key)
{
	return journal->db ? journal_get_pair(journal, GET_VIEW, key) : NULL;
}

void misfits_each(const char *lines, void (*each)(void *context, int64_t seq, const char *text), void *context)
{
	Text line = {0};

	for (const char *at = lines ? lines : "", *end; *at; at = end + (*end == '\n')) {
		char *text;
		long long seq = strtoll(at, &text, 10);

		end = at + strcspn(at, "\n");
		text_reset(&line);
		if (text < end)
			text_add_n(&line, text + 1, (size_t)(end - text - 1));
		each(context, seq, text_str(&line));
	}
	text_clear(&line);
}

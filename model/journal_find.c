/* Which database is that of a design?
 *
 * The names are hashes of paths; the path inside is what counts, because a database cannot be
 * renamed while another process may have it open: a moved design gets a symbolic link. */
#include "model/journal_private.h"

#include <dirent.h>
#include <limits.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/memory.h"
#include "model/state_folder.h"
#include "model/text.h"

enum {
	NAMES_OF_A_PATH = 8,            /* databases whose paths have one hash, or that moved away */
	SCAN_MOST = 4096                /* databases looked at to find a moved design */
};

bool journal_file_exists(const char *file)
{
	struct stat st;

	return lstat(file, &st) == 0;
}

static void set_file(Journal *journal, const char *name)
{
	Text text = {0};

	text_addf(&text, "%s/%s", journal->folder, name);
	free(journal->file);
	journal->file = text_take(&text);
}

/* The NTH name for a database of this path, from 0. */
static void set_nth_file(Journal *journal, int nth)
{
	unsigned long long hash = hash_long(journal->path);
	char name[64];

	if (nth == 0)
		snprintf(name, sizeof name, "%016llx.db", hash);
	else
		snprintf(name, sizeof name, "%016llx-%d.db", hash, nth + 1);
	set_file(journal, name);
}

Journal *journal_new(const char *path, Error *err)
{
	Journal *journal;
	char *canonical, *folder;

	if (strcmp(path, "-") == 0) {
		error_set(err, "edits of standard input are not kept; save them to a file");
		return NULL;
	}
	canonical = path_canonical(path, err);
	folder = canonical ? state_folder(err) : NULL;
	if (!folder) {
		free(canonical);
		return NULL;
	}
	journal = mem_alloc(sizeof *journal);
	journal->path = canonical;
	journal->folder = folder;
	set_nth_file(journal, 0);
	return journal;
}

static bool open_file(Journal *journal, Error *err)
{
	journal->db = database_open(journal->file, &journal_form, err);
	return journal->db != NULL;
}

/* --- by name --------------------------------------------------------------------------- */

/* Follows the link that a move left; it must lead to a plain name in the folder. */
static bool follow_link(Journal *journal, Error *err)
{
	char name[NAME_MAX + 1];
	ssize_t length = readlink(journal->file, name, sizeof name - 1);

	if (length < 0)
		return true;
	name[length] = '\0';
	if (strchr(name, '/') || !text_ends(name, ".db"))
		return error_set(err, "%s: a link that leads elsewhere; move it away", journal->file);
	set_file(journal, name);
	return true;
}

bool journal_is_of_path(Journal *journal)
{
	char *path = journal_get_pair(journal, GET_ABOUT, "path");
	bool same = text_equal(path, journal->path);

	free(path);
	return same;
}

bool journal_find_by_name(Journal *journal, Error *err)
{
	int free_name = -1;

	for (int nth = 0; nth < NAMES_OF_A_PATH; nth++) {
		set_nth_file(journal, nth);
		if (!journal_file_exists(journal->file)) {
			if (free_name < 0)
				free_name = nth;
			continue;
		}
		if (!follow_link(journal, err))
			return false;
		if (!journal_file_exists(journal->file))
			continue;               /* the link of a journal that was forgotten */
		if (!open_file(journal, err))
			return false;
		if (journal_is_of_path(journal))
			return true;
		journal_disconnect(journal);
	}
	if (free_name < 0)
		return error_set(err, "%s: no name is left for the journal; clear the folder",
		                 journal->folder);
	set_nth_file(journal, free_name);
	return true;
}

/* --- by kinship ------------------------------------------------------------------------ */

bool journal_base_is_content(Journal *journal)
{
	bool same = false;

	if (database_row(journal->db, GET_BASE)) {
		size_t length = 0;
		const char *bytes = database_text(journal->db, GET_BASE, 0, &length);

		same = length > 0 && path_holds(journal->path, bytes, length);
	}
	database_done(journal->db, GET_BASE);
	return same;
}

static bool has_unsaved(Journal *journal)
{
	bool has = database_row(journal->db, UNSAVED) && database_number(journal->db, UNSAVED, 0) > 0;

	database_done(journal->db, UNSAVED);
	return has;
}

typedef enum Kinship { STRANGER, DOUBTFUL, SAME } Kinship;

/* Is the open database that of this design before it was moved? SAME only when the file is the
 * very inode in its very state with the very content, and nothing stands at the old path: an
 * inode alone is given to the next file, content alone to every copy of a template. */
static Kinship compare(Journal *journal, const char *mark)
{
	char *kept = journal_get_pair(journal, GET_ABOUT, "mark");
	bool content = journal_base_is_content(journal), file = kept && mark_same_file(kept, mark);
	Kinship kin = STRANGER;

	if (content && file && text_equal(kept, mark))
		kin = SAME;
	else if ((content || file) && has_unsaved(journal))
		kin = DOUBTFUL;
	free(kept);
	return kin;
}

static Kinship kinship(Journal *journal, const char *mark)
{
	char *old = journal_get_pair(journal, GET_ABOUT, "path");
	char *old_mark = old ? path_mark(old) : NULL;
	Kinship kin = STRANGER;

	if (text_equal(old, journal->path))
		kin = SAME;             /* its link is gone */
	else if (old && !*old_mark)     /* else a copy: the design is still where it was */
		kin = compare(journal, mark);
	free(old);
	free(old_mark);
	return kin;
}

/* Looks into the database FILE; leaves it open when it is that of the moved design. */
static bool look_into(Journal *journal, const char *mark)
{
	Kinship kin;

	if (!open_file(journal, NULL))
		return false;
	kin = kinship(journal, mark);
	if (kin == SAME)
		return true;
	if (kin == DOUBTFUL && !journal->doubt)
		journal->doubt = journal_get_pair(journal, GET_ABOUT, "path");
	journal_disconnect(journal);
	return false;
}

bool journal_find_moved(Journal *journal)
{
	DIR *dir = opendir(journal->folder);
	char *name = mem_copy(journal->file), *mark = path_mark(journal->path);
	const struct dirent *entry;
	bool found = false;

	for (int i = 0; dir && *mark && !found && i < SCAN_MOST && (entry = readdir(dir)); i++) {
		if (!text_ends(entry->d_name, ".db"))
			continue;
		set_file(journal, entry->d_name);
		found = look_into(journal, mark);
	}
	if (dir)
		closedir(dir);
	if (!found) {
		free(journal->file);
		journal->file = mem_copy(name);
	}
	free(name);
	free(mark);
	return found;
}

bool journal_take_over(Journal *journal, const char *link, Error *err)
{
	const char *name = strrchr(journal->file, '/') + 1;

	if (!journal_put_pair(journal->db, PUT_ABOUT, "path", journal->path))
		return database_error(journal->db, err);
	if (symlink(name, link) == 0)           /* without it the folder is searched again */
		state_folder_sync(journal->folder);
	return true;
}

/* --- questions about a design that is not open ----------------------------------------- */

/* The journal of PATH without making or changing anything; its db is NULL when it has none. */
static Journal *look(const char *path, Error *err)
{
	Journal *journal = journal_new(path, err);

	if (!journal || !journal_file_exists(journal->folder))
		return journal;
	if (journal_find_by_name(journal, err)) {
		if (!journal->db)
			journal_find_moved(journal);
		return journal;
	}
	journal_close(journal);
	return NULL;
}

char *journal_path(const char *path, Error *err)
{
	Journal *journal = look(path, err);
	char *file = journal ? mem_copy(journal->file) : NULL;

	journal_close(journal);
	return file;
}

bool journal_has_unsaved(const char *path)
{
	Journal *journal = look(path, NULL);
	bool has = journal && journal->db && has_unsaved(journal);

	journal_close(journal);
	return has;
}

bool journal_adopt(const char *path, const char *from, Error *err)
{
	Journal *old = look(from, err), *journal = old ? look(path, err) : NULL;
	bool ok = false;

	if (journal && !old->db)
		error_set(err, "%s: no edits are kept of it", from);
	else if (journal && journal->db)
		error_set(err, "%s: has kept edits of its own; forget them first", path);
	else if (journal) {
		free(old->path);
		old->path = mem_copy(journal->path);
		ok = journal_take_over(old, journal->file, err);
	}
	journal_close(journal);
	journal_close(old);
	return ok;
}

/* Removes the database FILE, what SQLite and a stopped start left beside it, and links to it. */
static void remove_all(const char *folder, const char *file)
{
	const char *name = strrchr(file, '/') + 1;
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	char target[NAME_MAX + 1];

	while (dir && (entry = readdir(dir))) {
		ssize_t length = readlinkat(dirfd(dir), entry->d_name, target, sizeof target - 1);

		target[length > 0 ? length : 0] = '\0';
		if (text_starts(entry->d_name, name) || strcmp(target, name) == 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	}
	if (dir)
		closedir(dir);
	state_folder_sync(folder);
}

bool journal_forget(const char *path, Error *err)
{
	Journal *journal = journal_new(path, err);
	bool gone = false;

	if (!journal)
		return false;
	/* What cannot be read under the name of this design is what the user wants to be rid of. */
	if (journal_find_by_name(journal, NULL) && !journal->db)
		journal_find_moved(journal);
	if (journal->db && !database_begin(journal->db)) {
		error_set(err, "the journal %s: another program is writing to it; try again", journal->file);
	} else {
		if (journal_file_exists(journal->file))
			remove_all(journal->folder, journal->file);
		gone = !journal_file_exists(journal->file) ||
		       error_set(err, "the journal %s: cannot be removed: %s", journal->file,
		                 strerror(errno));
	}
	journal_close(journal);
	return gone;
}

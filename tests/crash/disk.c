/* The layer: files are known by inode, because a database gets its name by a link. */
#include "tests/crash/disk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/memory.h"
#include "model/text.h"

enum { SECTOR = 512 };

typedef struct Change {         /* since the last sync */
	int64_t at;             /* offset of a write; new size of a truncation */
	char *bytes;            /* owned; NULL: a truncation */
	size_t length;
} Change;

typedef struct DiskFile {
	dev_t dev;
	ino_t ino;
	char *path;             /* one of its names; owned */
	Text synced;            /* content that is safe */
	Change *changes;        /* owned */
	size_t count, cap;
} DiskFile;

typedef struct Handle {         /* what SQLite holds */
	sqlite3_file base;
	size_t file;            /* index into `files` */
	sqlite3_file *real;     /* behind this struct */
} Handle;

static sqlite3_vfs layer, *below;
static sqlite3_io_methods methods;
static DiskFile *files;
static size_t file_count, file_cap;
static long operations, fail_at, cut_at;
static DiskFault fault_kind;
static bool fails_for_ever, syncs_ignored;

/* --- what is remembered ------------------------------------------------------------------ */

static void set_synced(DiskFile *file)
{
	char part[4096];
	ssize_t got;
	int fd = open(file->path, O_RDONLY | O_CLOEXEC);

	text_reset(&file->synced);
	while (fd >= 0 && (got = read(fd, part, sizeof part)) > 0)
		text_add_n(&file->synced, part, (size_t)got);
	if (fd >= 0)
		close(fd);
}

static void drop_changes(DiskFile *file)
{
	for (size_t i = 0; i < file->count; i++)
		free(file->changes[i].bytes);
	file->count = 0;
}

static void apply(Text *image, const Change *change, size_t from, size_t length)
{
	size_t end = (size_t)change->at + from + length;

	while (image->length < end)
		text_add_char(image, '\0');
	memcpy(image->s + (size_t)change->at + from, change->bytes + from, length);
}

static void cut_to(Text *image, size_t size)
{
	while (image->length < size)
		text_add_char(image, '\0');
	image->length = size;
}

static void sync_file(DiskFile *file)
{
	for (size_t i = 0; i < file->count; i++)
		if (file->changes[i].bytes)
			apply(&file->synced, &file->changes[i], 0, file->changes[i].length);
		else
			cut_to(&file->synced, (size_t)file->changes[i].at);
	drop_changes(file);
}

static void remember(DiskFile *file, int64_t at, const void *bytes, size_t length)
{
	MEM_GROW(file->changes, file->cap, file->count + 1);
	file->changes[file->count++] = (Change){at, bytes ? mem_copy_n(bytes, length) : NULL, length};
}

static size_t find_file(const char *path)
{
	struct stat st = {0};
	size_t i;

	stat(path, &st);
	for (i = 0; i < file_count; i++)
		if (files[i].ino == st.st_ino && files[i].dev == st.st_dev) {
			free(files[i].path);
			files[i].path = mem_copy(path);
			return i;
		}
	MEM_GROW(files, file_cap, file_count + 1);
	files[file_count] = (DiskFile){.dev = st.st_dev, .ino = st.st_ino, .path = mem_copy(path)};
	set_synced(&files[file_count]);
	return file_count++;
}

void disk_forget(void)
{
	for (size_t i = 0; i < file_count; i++) {
		drop_changes(&files[i]);
		free(files[i].changes);
		free(files[i].path);
		text_clear(&files[i].synced);
	}
	free(files);
	files = NULL;
	file_count = file_cap = 0;
}

/* The content after a power cut: each sector of each write since the sync arrived or did not. */
static void tear(DiskFile *file, unsigned *seed)
{
	int luck = rand_r(seed) % 4;            /* in eighths: none, a few, many, all */
	static const int arrive[] = {0, 2, 6, 8};

	for (size_t i = 0; i < file->count; i++) {
		const Change *change = &file->changes[i];

		if (!change->bytes) {
			if (rand_r(seed) % 8 < arrive[luck])
				cut_to(&file->synced, (size_t)change->at);
			continue;
		}
		for (size_t from = 0; from < change->length; from += SECTOR)
			if (rand_r(seed) % 8 < arrive[luck])
				apply(&file->synced, change, from, change->length - from < SECTOR ?
				      change->length - from : SECTOR);
	}
	drop_changes(file);
}

void disk_restart(unsigned *seed)
{
	for (size_t i = 0; i < file_count; i++) {
		int fd = open(files[i].path, O_WRONLY | O_TRUNC | O_CLOEXEC);

		tear(&files[i], seed);
		if (fd < 0)
			continue;
		if (write(fd, text_str(&files[i].synced), files[i].synced.length) < 0)
			abort();
		close(fd);
	}
	disk_cut(0);
}

/* --- what fails -------------------------------------------------------------------------- */

void disk_fail(long at, DiskFault fault, bool for_ever)
{
	operations = 0;
	fail_at = at;
	fault_kind = fault;
	fails_for_ever = for_ever;
}

void disk_cut(long at)
{
	operations = 0;
	cut_at = at;
}

void disk_ignore_syncs(bool ignore)
{
	syncs_ignored = ignore;
}

long disk_operations(void)
{
	return operations;
}

static bool is_cut(void)
{
	return cut_at && operations >= cut_at;
}

static bool is_failing(void)
{
	return fail_at && (operations == fail_at || (fails_for_ever && operations > fail_at));
}

/* --- the layer --------------------------------------------------------------------------- */

static sqlite3_file *real(sqlite3_file *file)
{
	return ((Handle *)file)->real;
}

static DiskFile *known(sqlite3_file *file)
{
	return &files[((Handle *)file)->file];
}

static int layer_close(sqlite3_file *file)
{
	return real(file)->pMethods->xClose(real(file));
}

static int layer_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 at)
{
	operations++;
	if (is_cut() || (is_failing() && fault_kind == FAULT_IO))
		return SQLITE_IOERR_READ;
	return real(file)->pMethods->xRead(real(file), bytes, length, at);
}

static int layer_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at)
{
	bool failing;

	operations++;
	if (is_cut())
		return SQLITE_IOERR_WRITE;
	failing = is_failing() && fault_kind != FAULT_SYNC;
	if (failing)
		length /= 2;
	if (length) {
		remember(known(file), at, bytes, (size_t)length);
		real(file)->pMethods->xWrite(real(file), bytes, length, at);
	}
	return !failing ? SQLITE_OK : fault_kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int layer_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	operations++;
	if (is_cut() || (is_failing() && fault_kind != FAULT_SYNC))
		return SQLITE_IOERR_TRUNCATE;
	remember(known(file), size, NULL, 0);
	return real(file)->pMethods->xTruncate(real(file), size);
}

static int layer_sync(sqlite3_file *file, int flags)
{
	(void)flags;
	operations++;
	if (is_cut() || (is_failing() && fault_kind != FAULT_FULL))
		return SQLITE_IOERR_FSYNC;
	if (!syncs_ignored)
		sync_file(known(file));
	return SQLITE_OK;
}

static int layer_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return real(file)->pMethods->xFileSize(real(file), size);
}

static int layer_lock(sqlite3_file *file, int level)
{
	return real(file)->pMethods->xLock(real(file), level);
}

static int layer_unlock(sqlite3_file *file, int level)
{
	return real(file)->pMethods->xUnlock(real(file), level);
}

static int layer_check_lock(sqlite3_file *file, int *held)
{
	return real(file)->pMethods->xCheckReservedLock(real(file), held);
}

static int layer_control(sqlite3_file *file, int what, void *argument)
{
	return real(file)->pMethods->xFileControl(real(file), what, argument);
}

static int layer_sector(sqlite3_file *file)
{
	(void)file;
	return SECTOR;
}

static int layer_traits(sqlite3_file *file)
{
	(void)file;
	return 0;
}

static int layer_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out)
{
	Handle *handle = (Handle *)file;
	int rc;

	(void)vfs;
	handle->base.pMethods = NULL;
	handle->real = (sqlite3_file *)(handle + 1);
	if (is_cut())
		return SQLITE_CANTOPEN;
	rc = below->xOpen(below, name, handle->real, flags, out);
	if (rc != SQLITE_OK)
		return rc;
	handle->file = find_file(name ? name : "");
	handle->base.pMethods = &methods;
	return SQLITE_OK;
}

static int layer_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void)vfs;
	(void)sync;
	operations++;
	if (is_cut())
		return SQLITE_IOERR_DELETE;
	return below->xDelete(below, name, 0);
}

void disk_install(void)
{
	below = sqlite3_vfs_find(NULL);
	layer = *below;
	layer.zName = "disk";
	layer.szOsFile = (int)sizeof(Handle) + below->szOsFile;
	layer.xOpen = layer_open;
	layer.xDelete = layer_delete;
	methods = (sqlite3_io_methods){
		.iVersion = 1, .xClose = layer_close, .xRead = layer_read, .xWrite = layer_write,
		.xTruncate = layer_truncate, .xSync = layer_sync, .xFileSize = layer_size,
		.xLock = layer_lock, .xUnlock = layer_unlock, .xCheckReservedLock = layer_check_lock,
		.xFileControl = layer_control, .xSectorSize = layer_sector,
		.xDeviceCharacteristics = layer_traits,
	};
	sqlite3_vfs_register(&layer, 1);
}

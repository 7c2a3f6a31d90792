/* The file of a session: what stands under its name, and reading it. */
#include "model/session_private.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "model/catalog_extend.h"

bool file_absent(const char *path)
{
	struct stat st;

	return stat(path, &st) < 0 && errno == ENOENT;
}

/* A file that was made and not written yet is a new design, as `touch` leaves it. */
bool file_empty(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0;
}

bool path_is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* The catalogue of a design that is not there yet. */
const Catalog *session_new_catalog(Session *session, const char *path, Diagnostics *list)
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

/* The file of a database, before and beside SQLite: whether it is ours, and how a new one comes to its name. */
#ifndef TROIKA_MODEL_DATABASE_FILE_H
#define TROIKA_MODEL_DATABASE_FILE_H

#include "model/database.h"

enum { DATABASE_HEADER = 100 };         /* bytes: https://www.sqlite.org/fileformat2.html */

/* Is FILE a plain file, never a pipe, a device or a link? Makes it private if it is not. */
bool database_file_ours(const DatabaseForm *form, const char *file, Error *err);
/* Is the HEADER of FILE one of FORM, not newer than it? NULL: the file is shorter than a header. */
bool database_header_ours(const DatabaseForm *form, const char *file, const unsigned char *header, Error *err);

/* Makes FILE, empty and private; it must not be there. */
bool database_file_new(const DatabaseForm *form, const char *file, Error *err);
/* Gives the complete database FRESH the name FILE as well, unless another process was first with its own. */
bool database_file_give_name(const DatabaseForm *form, const char *fresh, const char *file, Error *err);
/* Removes FILE with its rollback file. */
void database_file_remove(const char *file);

#endif

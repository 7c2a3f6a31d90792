/* The state folder: where a user's journals lie, and how a design file is known again. */
#ifndef TROIKA_MODEL_STATE_FOLDER_H
#define TROIKA_MODEL_STATE_FOLDER_H

#include <stdint.h>

#include "model/error.h"

/* $XDG_STATE_HOME/troika, default ~/.local/state/troika; XDG Base Directory Specification 0.8: a
 * relative XDG_STATE_HOME is ignored. The caller frees; NULL: nothing names a folder. */
char *state_folder(Error *err);
/* The file or folder NAME of the user's configuration: $XDG_CONFIG_HOME/troika/NAME, default ~/.config/troika/NAME. The
 * caller frees; NULL: nothing names a folder. */
char *config_path(const char *name);
/* Makes FOLDER and what is missing above it, mode 0700 whatever the umask. Refuses what is not a
 * folder of this user. */
bool state_folder_make(const char *folder, Error *err);
/* Makes what was linked or removed in FOLDER durable. */
void state_folder_sync(const char *folder);

/* The absolute path of PATH without links and dots; the file need not exist, its folder must.
 * The caller frees; NULL: the error says why. */
char *path_canonical(const char *path, Error *err);
/* What tells a file from another one that later stands in its place: device, inode and time of
 * change as a text. The caller frees; "" when there is no such regular file. */
char *path_mark(const char *path);
/* Do two marks name one inode, changed or not? */
bool mark_same_file(const char *a, const char *b);
/* Does the regular file PATH hold exactly these bytes? */
bool path_holds(const char *path, const void *bytes, size_t length);

uint64_t hash_long(const char *text);               /* FNV-1a, 64 bit, for file names */
/* 128 random bits as 32 hex digits and a terminator. */
void random_hex(char out[33]);

#endif

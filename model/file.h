/* Whole files, read safely and replaced as a whole or not at all. */
#ifndef TROIKA_MODEL_FILE_H
#define TROIKA_MODEL_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/error.h"

enum { FILE_BYTES_MAX = 64 << 20 };     /* nothing larger is read */

/* Reads the whole file PATH safely (a regular file, size cap, no FIFO or device, "-" is standard
 * input). The caller frees *BYTES, which is terminated. The error begins with PATH. */
bool file_read(const char *path, char **bytes, size_t *length, Error *err);

/* Replaces PATH atomically: temporary file beside it, fsync, rename, fsync of the folder; keeps
 * mode and symlink target, creates PATH when it is not there. EXPECTED: the bytes that must still
 * be there, else nothing is written; NULL: whatever is there is replaced. A file that holds BYTES
 * already is left alone. On failure the old file is whole. */
bool file_replace(const char *path, const char *bytes, size_t length,
                  const char *expected, size_t expected_length, Error *err);
/* Are A and B one file, whatever they are called? False when either is not there. */
bool file_same(const char *a, const char *b);
/* The same as file_replace() for a file that must not be there yet. */
bool file_create(const char *path, const char *bytes, size_t length, Error *err);

#endif

/* A file of the source tree, in memory. */
#ifndef TROIKA_TESTS_READ_SOURCE_H
#define TROIKA_TESTS_READ_SOURCE_H

#include <stdio.h>
#include <stdlib.h>

#include "model/file.h"

/* The bytes of the file NAME below the root of the sources, terminated; the caller frees. A test without it fails. */
static inline char *read_source(const char *name)
{
	const char *root = getenv("TROIKA_SRCDIR");
	char path[1024];
	char *bytes;
	size_t length;
	Error err = {0};

	snprintf(path, sizeof path, "%s/%s", root ? root : ".", name);
	if (!file_read(path, &bytes, &length, &err))
		fail_msg("%s", err.text);
	return bytes;
}

#endif

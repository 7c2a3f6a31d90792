/* The exact form of an edit's operations in the journal.
 *
 * Four strings an operation (id, key, before, after), each "LENGTH:BYTES" or "-" when absent, and
 * a line feed: every byte of every value comes back, and nothing needs a design to be read. */
#ifndef TROIKA_MODEL_EDIT_RECORD_H
#define TROIKA_MODEL_EDIT_RECORD_H

#include "model/edit.h"
#include "model/error.h"
#include "model/text.h"

void edit_record_write(const Edit *edit, Text *out);
/* Appends the operations to EDIT. False: the record is not whole, EDIT holds a part. */
bool edit_record_read(const char *record, size_t length, Edit *edit);

#endif

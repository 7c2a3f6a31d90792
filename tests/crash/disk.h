/* A disk that fails and loses power: a layer between SQLite and its files.
 *
 * It remembers what each file held when it was last synced and every write since, and can then leave
 * the files as a power cut might have: writes dropped, reordered, torn at sectors. */
#ifndef TROIKA_TESTS_DISK_H
#define TROIKA_TESTS_DISK_H

#include <stdbool.h>

typedef enum DiskFault {
	FAULT_IO,               /* reads, writes, truncations and syncs answer "I/O error" */
	FAULT_FULL,             /* writes and truncations: half is written, then "disk full" */
	FAULT_SYNC              /* syncs only */
} DiskFault;

void disk_install(void);                /* the default of SQLite from now on */
/* From the operation number AT (from 1, counted anew) one fails, or all for ever. 0: none. */
void disk_fail(long at, DiskFault fault, bool for_ever);
/* From the operation number AT on nothing reaches the files: the power is gone. 0: it stays. */
void disk_cut(long at);
/* Forget what syncs are for: to show that the tests notice. */
void disk_ignore_syncs(bool ignore);
long disk_operations(void);             /* since the last disk_fail or disk_cut */
/* Leaves all files as the power cut might have, and the power comes back. */
void disk_restart(unsigned *seed);
void disk_forget(void);                 /* everything known about files */

#endif

/* Giving the terminal back, also from a signal handler and from another process. */
#ifndef TROIKA_TUI_RESTORE_H
#define TROIKA_TUI_RESTORE_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

enum { RESTORE_LONGEST = 512 };

typedef struct Restore {
	volatile sig_atomic_t armed;    /* the terminal is taken over: it must be given back */
	bool remembered;                /* `modes` holds something */
	int fd;                         /* of the terminal */
	struct termios modes;           /* as they were before the program came */
	size_t length;
	char bytes[RESTORE_LONGEST];    /* switch all that was switched on off */
} Restore;

/* Uses PLACE (memory that the guardian sees too) instead of memory of the process. */
void restore_use(Restore *place);
/* Remembers the modes of the terminal FD, once: a later call keeps what is remembered. */
void restore_remember(int fd);
/* From now on restore_now() writes BYTES; at most RESTORE_LONGEST, more are dropped. */
void restore_arm(const char *bytes, size_t length);
void restore_disarm(void);
/* Writes BYTES to the terminal FD; what it does not take is dropped. Async-signal-safe. */
void restore_write(int fd, const char *bytes, size_t length);
/* Sets the modes that were remembered. */
void restore_modes(void);
/* Gives the terminal back if it is armed: bytes and modes. Async-signal-safe; as often as one likes. */
void restore_now(void);

#endif

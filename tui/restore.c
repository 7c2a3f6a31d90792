/* What is needed to give the terminal back is worked out beforehand, so that a dying program only
 * writes it. */
#include "tui/restore.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static Restore own;
static Restore *restore = &own;

void restore_use(Restore *place)
{
	restore = place;
}

void restore_remember(int fd)
{
	restore->fd = fd;
	if (!restore->remembered)
		restore->remembered = tcgetattr(fd, &restore->modes) == 0;
}

void restore_arm(const char *bytes, size_t length)
{
	restore->armed = 0;
	restore->length = length < RESTORE_LONGEST ? length : RESTORE_LONGEST;
	memcpy(restore->bytes, bytes, restore->length);
	restore->armed = 1;
}

void restore_disarm(void)
{
	restore->armed = 0;
}

void restore_write(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t done = write(fd, bytes, length);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		bytes += done;
		length -= (size_t)done;
	}
}

void restore_modes(void)
{
	sigset_t output, before;

	if (!restore->remembered)
		return;
	/* without the guardian the shell may have put us into the background already */
	sigemptyset(&output);
	sigaddset(&output, SIGTTOU);
	sigprocmask(SIG_BLOCK, &output, &before);
	while (tcsetattr(restore->fd, TCSANOW, &restore->modes) < 0 && errno == EINTR)
		;
	sigprocmask(SIG_SETMASK, &before, NULL);
}

void restore_now(void)
{
	int before = errno;

	if (restore->armed) {
		restore->armed = 0;
		restore_write(restore->fd, restore->bytes, restore->length);
		restore_modes();
	}
	errno = before;
}

/* A pager is a shell command that reads the text. */
#include "config.h"

#include "tui/pager.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *pager_command(void)
{
	const char *pager = getenv("PAGER");

	if (!pager)
		return "less";
	return *pager && strcmp(pager, "cat") != 0 ? pager : NULL;
}

static bool is_long(const Text *text)
{
	struct winsize window = {0};
	int lines = 0;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return false;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || !window.ws_row)
		return false;
	for (const char *s = text_str(text); *s; s++)
		lines += *s == '\n';
	return lines >= window.ws_row;
}

static _Noreturn void become_pager(const char *command, const int ends[2])
{
	signal(SIGPIPE, SIG_DFL);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	close(ends[1]);
	setenv("LESS", "FRX", 0);       /* colours; end at once when it fits; leave it on the screen */
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

bool pager_show(const Text *text)
{
	const char *command = pager_command();
	size_t done = 0;
	int ends[2], status = 0;
	pid_t pid;

	if (!command || !is_long(text) || pipe(ends) != 0)
		return false;
	pid = fork();
	if (pid == 0)
		become_pager(command, ends);
	close(ends[0]);
	while (pid > 0 && done < text->length) {
		ssize_t wrote = write(ends[1], text->s + done, text->length - done);

		if (wrote < 0 && errno != EINTR)
			break;          /* the person has seen enough */
		done += wrote > 0 ? (size_t)wrote : 0;
	}
	close(ends[1]);
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return pid > 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

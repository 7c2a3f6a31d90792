/* Waits until a pane of tmux shows words: `wait_pane [-n] SERVER WORDS [SECONDS]`.
 *
 * With -n until they are gone. SERVER is a name for tmux -L. Fails when the time (10 s) is over, so
 * that a test never waits for a clock and never for ever. */
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char pane[1 << 20];

/* The text of the pane; "" when there is none. */
static const char *capture(const char *server)
{
	char command[256];
	FILE *tmux;
	size_t length;

	snprintf(command, sizeof command, "tmux -L '%s' capture-pane -p 2>&1", server);
	tmux = popen(command, "r");
	if (!tmux)
		return "";
	length = fread(pane, 1, sizeof pane - 1, tmux);
	pane[length] = '\0';
	pclose(tmux);
	return pane;
}

int main(int argc, char **argv)
{
	bool gone = argc > 1 && strcmp(argv[1], "-n") == 0;
	const char *const *words = (const char *const *)argv + 1 + gone;
	struct timespec begin, now;
	long seconds;

	if (argc < 3 + gone) {
		fprintf(stderr, "usage: wait_pane [-n] SERVER WORDS [SECONDS]\n");
		return 2;
	}
	seconds = words[2] ? strtol(words[2], NULL, 10) : 10;
	clock_gettime(CLOCK_MONOTONIC, &begin);
	do {
		if ((strstr(capture(words[0]), words[1]) != NULL) != gone)
			return 0;
		poll(NULL, 0, 20);      /* tmux is asked anew, not the clock */
		clock_gettime(CLOCK_MONOTONIC, &now);
	} while (now.tv_sec - begin.tv_sec < seconds);
	return 1;
}

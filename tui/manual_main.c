/* Prints the manual page or a shell completion from the table of verbs, at build time.
 *
 *     make_manual man|bash|zsh|fish
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tui/manual.h"

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*add)(Text *out);
	} kinds[] = {
		{"man", manual_add_page},
		{"bash", manual_add_bash},
		{"zsh", manual_add_zsh},
		{"fish", manual_add_fish},
	};

	for (size_t i = 0; argc == 2 && i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(argv[1], kinds[i].name) == 0) {
			Text out = {0};

			kinds[i].add(&out);
			fputs(text_str(&out), stdout);
			text_clear(&out);
			return fflush(stdout) == 0 ? 0 : 1;
		}
	fputs("usage: make_manual man|bash|zsh|fish\n", stderr);
	return 2;
}

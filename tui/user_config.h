/* What the user's own files say: settings and keys, with what is wrong in them. */
#ifndef TROIKA_TUI_USER_CONFIG_H
#define TROIKA_TUI_USER_CONFIG_H

#include "model/list.h"
#include "tui/key_file.h"
#include "tui/settings.h"

typedef struct Config {         /* {0} is empty */
	Settings settings;
	Keymap keymap;
	Diagnostics faults;     /* of both files, by line */
	List notices;           /* the same as sentences: "keys.conf:3:1: …" */
} Config;

void config_read(Config *config);               /* CONFIG is {0} */
void config_clear(Config *config);

#endif

/* The user's own keys: a file of lines `command = keys` beside troika.conf.
 *
 * The commands are those of the one table, so that help, hints and palette show the keys as they are now. */
#ifndef TROIKA_TUI_KEY_FILE_H
#define TROIKA_TUI_KEY_FILE_H

#include "tui/keymap.h"

/* $XDG_CONFIG_HOME/troika/keys.conf, else below ~/.config; the caller frees; NULL: nothing names a folder. */
char *key_file_path(void);
/* Makes MAP ({0}) from TABLE and the file PATH, which need not be there. What is wrong is added to LIST as an error
 * of that line; then the keys of the table stand as they are. */
void key_file_read(Keymap *map, const Command *table, const char *path, Diagnostics *list);

#endif

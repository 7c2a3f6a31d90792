/* The one command table of the editor. It names all the functions behind it, so it is handed down to the
 * parts that show or run commands. */
#ifndef TROIKA_TUI_COMMAND_TABLE_H
#define TROIKA_TUI_COMMAND_TABLE_H

#include "tui/command.h"

extern const Command command_table[];   /* ended by a record without name; in the order of the hints */

#endif

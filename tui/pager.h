/* Long text on a terminal goes through the person's pager. */
#ifndef TROIKA_TUI_PAGER_H
#define TROIKA_TUI_PAGER_H

#include "model/text.h"

/* Shows TEXT through PAGER (less unless told) when it is longer than the terminal is high. False: it was not
 * shown; write it as it is. */
bool pager_show(const Text *text);

#endif

/* What would mend a finding: the fix of its rule, then other patterns or choices that were tried and close it too.
 *
 * Whatever is offered was made on a copy and judged: the finding is gone, and no more errors than before. */
#ifndef TROIKA_TUI_FIXES_H
#define TROIKA_TUI_FIXES_H

#include "tui/world.h"

enum { FIXES_MOST = 6 };

typedef struct OneFix {
	Edit edit;
	Effect effect;
	char *script;           /* the edit as lines; owned */
} OneFix;

typedef struct Fixes {          /* {0} is empty */
	OneFix items[FIXES_MOST];
	size_t count;
} Fixes;

/* The fix of the rule comes first; the others by what they do to findings, then cost. How many are tried depends on the
 * size of the design alone. */
void fixes_find(const World *world, const Catalog *catalog, const Finding *finding, Fixes *out);
void fixes_clear(Fixes *fixes);

#endif

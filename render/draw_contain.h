/* What keeps the drawing helper in its place, from the inside: Landlock (it may read fonts and nothing else)
 * and seccomp (it starts nothing and talks to nobody). */
#ifndef TROIKA_RENDER_DRAW_CONTAIN_H
#define TROIKA_RENDER_DRAW_CONTAIN_H

#include <stdbool.h>

typedef struct Containment {
	int landlock;           /* version of the kernel's Landlock; 0: not available */
	bool seccomp;
} Containment;

/* Locks this process in for good, as far as the system can. */
Containment draw_contain(void);

#endif

/* A flow: the links that something a user does takes, in order. */
#ifndef TROIKA_MODEL_FLOW_H
#define TROIKA_MODEL_FLOW_H

#include <stddef.h>

/* The length of the id that STEP ("portal-crm: sign in") begins with; *WORDS gets what happens, "" when it does not
 * say. */
size_t flow_step(const char *step, const char **words);

#endif

/* Self-links: ways of a link from a box or zone to itself. */
#ifndef TROIKA_RENDER_SELF_LINK_H
#define TROIKA_RENDER_SELF_LINK_H

#include "render/search.h"

bool is_self_link(const PlanLink *link);
/* Finds the best loop around a corner for the link of the job (its label included) and writes it into OUT, which is the link
 * itself, as search_run() does. A search would not do: its way may cross itself to make room for a label. False: there is
 * no room at any corner. */
bool self_link_run(const SearchJob *job, PlanLink *out);

#endif

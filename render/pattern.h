/* Pattern routes: ways of few bends, found without a search.
 *
 * From each end a few horizontal lines are within reach: from ports on the sides at once, from ports above and below after
 * one bend. Two of them are joined where they are the same row, or by one vertical piece. Rows and columns are bit sets, so
 * that "is it free" and "how many lines does it cross" are a few words each. In large drawings most
 * long links have such a way, at a hundredth of the cost of a search (pattern routing: Kastner, Bozorgzadeh, Sarrafzadeh 2002). */
#ifndef TROIKA_RENDER_PATTERN_H
#define TROIKA_RENDER_PATTERN_H

#include "render/search.h"

/* Finds a good route of the job (its label included) and writes it into OUT, as search_run() does. False: there
 * is none of this kind. */
bool pattern_run(const SearchJob *job, PlanLink *out);

#endif

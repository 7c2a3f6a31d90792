/* Quick fixes that rules share, or that need more than one field: each appends to EDIT what mends FINDING, labelled, and
 * takes what the design has already before anything new. False: a machine cannot decide it. */
#ifndef TROIKA_MODEL_RULE_FIXES_H
#define TROIKA_MODEL_RULE_FIXES_H

#include "model/finding.h"

/* Of links: another pattern that is legal between the same ends. */
bool fix_by_alternative(const Graph *graph, const Finding *finding, Edit *edit);        /* one the pattern names */
bool fix_by_waiting_less(const Graph *graph, const Finding *finding, Edit *edit);       /* an asynchronous one */
bool fix_by_fresher(const Graph *graph, const Finding *finding, Edit *edit);            /* one that keeps the promise */
bool fix_by_subscription(const Graph *graph, const Finding *finding, Edit *edit);       /* the other end tells by itself */
/* What the pattern requires is added or set. */
bool fix_by_prerequisite(const Graph *graph, const Finding *finding, Edit *edit);
/* The caller proves itself by a role within AWS, by OAuth elsewhere. */
bool fix_by_auth(const Graph *graph, const Finding *finding, Edit *edit);
/* Each integration signs in as itself. */
bool fix_by_own_user(const Graph *graph, const Finding *finding, Edit *edit);
/* A queue for what cannot be delivered: one of the design, else a new one on AWS where AWS is there. */
bool fix_by_dead_letter(const Graph *graph, const Finding *finding, Edit *edit);

/* Of data: a component of the design that is made for it becomes the home. */
bool fix_by_object_store(const Graph *graph, const Finding *finding, Edit *edit);
bool fix_by_database(const Graph *graph, const Finding *finding, Edit *edit);
/* All that handle it outside what is allowed move to a region of their vendor inside. */
bool fix_by_region(const Graph *graph, const Finding *finding, Edit *edit);
/* Of a component: a region of its vendor in the jurisdiction where all else is. */
bool fix_by_known_region(const Graph *graph, const Finding *finding, Edit *edit);

/* People who work on the platform sign in through the provider that is there. */
bool fix_by_provider(const Graph *graph, const Finding *finding, Edit *edit);

#endif

/* A choice among patterns as a decision of the design: what was chosen, over what, why, and what follows. */
#ifndef TROIKA_TUI_DECISION_H
#define TROIKA_TUI_DECISION_H

#include "tui/world.h"

typedef struct DecisionOption {
	const Pattern *pattern;
	const Effect *effect;   /* of taking it, known */
} DecisionOption;

typedef struct DecisionFacts {  /* all borrowed */
	const char *link;       /* id of the link that is made */
	const char *from, *to;  /* ids of its ends */
	const char *from_name, *to_name;
	DecisionOption chosen;
	const DecisionOption *losers;
	size_t loser_count;
	size_t unfit;           /* patterns that were not possible */
	const char *currency;
} DecisionFacts;

/* Adds a line of the edit language that adds the decision under an id that is free in DESIGN, with the day it is. */
void decision_add_script(const DecisionFacts *facts, const Design *design, Text *script);

#endif

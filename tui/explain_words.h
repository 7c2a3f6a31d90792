/* What the catalogue writes for programs, in words for people. */
#ifndef TROIKA_TUI_EXPLAIN_WORDS_H
#define TROIKA_TUI_EXPLAIN_WORDS_H

#include "model/catalog.h"
#include "model/text.h"

/* "timeout-s.http" and "30" become LABEL "timeout" and VALUE "30 s (http)". */
void limit_words(const NamedValue *limit, Text *label, Text *value);
/* "0.005 USD for 1,000 requests", "on request", "included". */
void price_words(const Price *price, Text *out);
/* "plan=a|b,type=http" becomes "plan a or b, type http". */
void condition_words(const char *when, Text *out);
/* "has K|K" becomes "a K or K in the design". */
void requirement_words(const char *requirement, Text *out);
/* The patterns that one with several hops is drawn as: "event-relay, then eventbridge-rule". */
void hops_words(const Pattern *pattern, Text *out);

#endif

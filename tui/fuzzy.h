/* Ranking while typing: every word of the query must be found, better places count more.
 *
 * The scoring follows fzf's idea: letters in a row, at the begin of words and early in the
 * text score; gaps cost. */
#ifndef TROIKA_TUI_FUZZY_H
#define TROIKA_TUI_FUZZY_H

#include <stdbool.h>

/* The score of TEXT for QUERY (words separated by spaces, case ignored): higher is better; an
 * empty query scores 1 everywhere; 0: a word was not found. */
int fuzzy_score(const char *query, const char *text);
/* The same, but each word must stand in TEXT as it is: for descriptions, where letters that are merely in
 * order mean nothing. */
int fuzzy_score_whole(const char *query, const char *text);

#endif

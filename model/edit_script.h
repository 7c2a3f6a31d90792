/* The parts of the edit language among themselves: a script that is being read, line by line. */
#ifndef TROIKA_MODEL_EDIT_SCRIPT_H
#define TROIKA_MODEL_EDIT_SCRIPT_H

#include "model/design_view.h"
#include "model/edit_words.h"

typedef struct Script {
	const char *name;       /* in messages; "" or NULL: positions are not told */
	const Catalog *catalog;
	DesignView view;        /* the design after the lines before */
	Edit *out;
	Words words;            /* of the line that is read */
	int line;
	bool expanded;          /* the line comes from a pattern that stands for several hops */
	Error *err;             /* never NULL */
} Script;

/* What the fields of an element are looked up with. */
typedef struct Target {
	const char *id;         /* "" while it has none */
	ElementClass class;
	const Kind *kind;
	const Pattern *pattern;
} Target;

/* All that fail return false and set the error, with the place before the text. */
bool script_fail(const Script *script, int column, const char *format, ...) PRINTF_LIKE(3, 4);
bool script_fail_again(const Script *script, int column);       /* with the text that is in the error already */
bool script_fail_text(const Script *script, int column, Text *text);    /* with TEXT, which is emptied */
int script_end(const Script *script);                           /* the column of the last word */

/* The word AT of the line when it has no key; NULL: there is none such. */
const Word *script_positional(const Script *script, size_t at);
/* The assignment of KEY among the words from AT on; NULL: none. */
const Word *script_assignment(const Script *script, size_t at, const char *key);
bool word_is(const Word *word, const char *text);       /* unquoted, and this; WORD may be NULL */
bool word_is_was(const Word *word);                     /* was=… */

/* The element that WORD names; NULL: there is none, and the error says so. */
const Element *script_find(const Script *script, const Word *word);
Target script_target(const Script *script, const Element *element);
/* What the words from AT on make of the kind or the pattern counts for their other fields. */
void script_retarget(const Script *script, size_t at, Target *target);

/* May TARGET have what WORD says? ANY_KEY: fields that nobody knows as well. */
bool script_check_assignment(const Script *script, const Target *target, const Word *word, bool any_key);
/* Refuses a field that the line names twice; NAMED is the set of all so far. */
bool script_check_first(const Script *script, Pool *named, const Word *word, const char *key);
/* Is the value NOW of the field KEY of ID what WAS expects? */
bool script_check_was(const Script *script, const Word *was, const char *id, const char *key,
                      const char *now);

/* The verbs of edit_add.c. */
bool script_add(Script *script);
bool script_link(Script *script);

/* The pattern of a link line that is drawn as several hops (Pattern.expands); NULL: it is one link. A fully written
 * line (with id=) is always one. */
const Pattern *script_expanding(const Script *script);
/* Adds the lines that the link line stands for. */
bool script_expand(const Script *script, const Pattern *pattern, Text *out);

#endif

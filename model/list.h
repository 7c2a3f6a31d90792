/* Lists inside one value: "a,b,c"; an item with a comma, a quote or space at
 * its ends stands in double quotes with JSON escapes. */
#ifndef TROIKA_MODEL_LIST_H
#define TROIKA_MODEL_LIST_H

#include "model/error.h"
#include "model/text.h"

typedef struct List {
	char **items;           /* owned */
	size_t count;
	size_t cap;
} List;

/* Splits VALUE (NULL or "": no items). False: a quote is not closed. */
bool list_split(const char *value, List *out, Error *err);
void list_add(List *list, const char *item);
void list_join(const List *list, Text *out);
bool list_has(const char *value, const char *item);     /* does the list VALUE hold ITEM? */
void list_clear(List *list);

#endif

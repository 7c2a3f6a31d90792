/* Lists inside one value. Bare items lose the spaces around them and empty ones are skipped, so that
 * a list typed by hand ("a, b,") reads as it was meant; an item that is empty stands as "". */
#include "model/list.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/quote.h"
#include "model/utf8.h"

static void list_take(List *list, char *item)
{
	MEM_GROW(list->items, list->cap, list->count + 1);
	list->items[list->count++] = item;
}

void list_add(List *list, const char *item)
{
	list_take(list, mem_copy(item));
}

static const char *skip_spaces(const char *s)
{
	return s + strspn(s, " ");
}

static bool read_quoted(const char **at, List *out, Error *err)
{
	Text item = {0};

	if (!quote_read(at, &item, err)) {
		text_clear(&item);
		return false;
	}
	list_take(out, text_take(&item));
	*at = skip_spaces(*at);
	if (**at && **at != ',')
		return error_set(err, "text behind the closing quote of a list item; items are "
		                      "separated by commas");
	return true;
}

static void read_bare(const char **at, List *out)
{
	size_t length = strcspn(*at, ","), used = length;

	while (used > 0 && (*at)[used - 1] == ' ')
		used--;
	if (used > 0)
		list_take(out, mem_copy_n(*at, used));
	*at += length;
}

bool list_split(const char *value, List *out, Error *err)
{
	const char *at = value ? value : "";

	for (;;) {
		at = skip_spaces(at);
		if (*at == '"') {
			if (!read_quoted(&at, out, err))
				return false;
		} else {
			read_bare(&at, out);
		}
		if (!*at)
			return true;
		at++;
	}
}

static bool stands_bare(const char *item)
{
	size_t length = strlen(item);

	return length > 0 && item[0] != ' ' && item[length - 1] != ' ' && !strpbrk(item, ",\"") &&
	       utf8_clean(item, length, false, NULL);
}

void list_join(const List *list, Text *out)
{
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			text_add_char(out, ',');
		if (stands_bare(list->items[i]))
			text_add(out, list->items[i]);
		else
			quote_add(out, list->items[i]);
	}
}

bool list_has(const char *value, const char *item)
{
	List list = {0};
	bool found = false;

	if (!value || (!strstr(value, item) && !strchr(value, '"')))
		return false;
	if (list_split(value, &list, NULL))
		for (size_t i = 0; i < list.count && !found; i++)
			found = strcmp(list.items[i], item) == 0;
	list_clear(&list);
	return found;
}

void list_clear(List *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i]);
	free(list->items);
	*list = (List){0};
}

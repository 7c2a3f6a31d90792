/* Errors and diagnostics: texts that are owned by whoever holds the struct. */
#include "model/error.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/text.h"

static char *format_text(const char *format, va_list args) PRINTF_LIKE(1, 0);

static char *format_text(const char *format, va_list args)
{
	Text text = {0};

	text_addv(&text, format, args);
	return text_take(&text);
}

bool error_set(Error *err, const char *format, ...)
{
	va_list args;
	char *text;

	if (!err)
		return false;
	va_start(args, format);
	text = format_text(format, args);       /* before the old text goes: it may be an argument */
	va_end(args);
	free(err->text);
	err->text = text;
	return false;
}

void error_clear(Error *err)
{
	if (!err)
		return;
	free(err->text);
	err->text = NULL;
}

void diagnostics_add(Diagnostics *list, bool warning, const char *file,
                     int line, int column, const char *format, ...)
{
	Diagnostic *item;
	va_list args;

	if (warning)
		list->warnings++;
	else
		list->errors++;
	if (list->count >= DIAGNOSTICS_MAX)
		return;
	if (!list->items)
		list->items = mem_alloc(DIAGNOSTICS_MAX * sizeof *list->items);
	item = &list->items[list->count++];
	item->file = mem_copy(file);
	item->line = line;
	item->column = column;
	item->warning = warning;
	va_start(args, format);
	item->text = format_text(format, args);
	va_end(args);
}

static bool diagnostic_after(const Diagnostic *a, const Diagnostic *b)
{
	int by_file = strcmp(a->file ? a->file : "", b->file ? b->file : "");

	if (by_file)
		return by_file > 0;
	if (a->line != b->line)
		return a->line > b->line;
	return a->column > b->column;
}

void diagnostics_sort(Diagnostics *list)
{
	for (size_t i = 1; i < list->count; i++) {
		Diagnostic item = list->items[i];
		size_t at = i;

		while (at > 0 && diagnostic_after(&list->items[at - 1], &item)) {
			list->items[at] = list->items[at - 1];
			at--;
		}
		list->items[at] = item;
	}
}

void diagnostics_clear(Diagnostics *list)
{
	if (!list)
		return;
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].file);
		free(list->items[i].text);
	}
	free(list->items);
	*list = (Diagnostics){0};
}

/* A line of text being typed: moves and deletes whole clusters, never half a character. */
#ifndef TROIKA_TUI_TEXT_FIELD_H
#define TROIKA_TUI_TEXT_FIELD_H

#include "render/canvas.h"
#include "tui/key.h"

enum { FIELD_LIMIT = 4000 };            /* bytes a field takes; more is refused with a message */

typedef struct TextField {      /* {0} is empty */
	Text text;
	size_t cursor;          /* byte offset of a cluster's begin */
	bool selected;          /* all of it: what is typed takes its place */
} TextField;

typedef enum FieldAnswer {
	FIELD_NOT_MINE,         /* no key of a text field */
	FIELD_STAYED,           /* there is nothing to delete, or nowhere to go */
	FIELD_MOVED,
	FIELD_CHANGED,
	FIELD_FULL              /* too long; nothing changed */
} FieldAnswer;

void field_set(TextField *field, const char *text);     /* the cursor goes to the end */
void field_suggest(TextField *field, const char *text); /* … and all of it is selected */
const char *field_value(const TextField *field);         /* never NULL */
void field_clear(TextField *field);
/* Editing keys, characters and pastes (line breaks become spaces, controls vanish). */
FieldAnswer field_key(TextField *field, const Key *key);
/* Puts TEXT in at the cursor, made safe. False: it would be too long, nothing changed. */
bool field_insert(TextField *field, const char *text, size_t length);
/* Draws it in WIDTH cells, scrolled so that the cursor shows; sets the canvas cursor. */
void field_draw(const TextField *field, Canvas *canvas, int x, int y, int width, Style style);

#endif

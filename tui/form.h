/* The form of an element: its fields in the order people need them, then its links, cost and findings.
 * Built from the field table for each frame; nothing here is kept. */
#ifndef TROIKA_TUI_FORM_H
#define TROIKA_TUI_FORM_H

#include "tui/app_state.h"

typedef enum FormKind {
	FORM_NAME,              /* what it is called, and its id; not chosen */
	FORM_SPACE,
	FORM_HEAD,              /* "Links 5" */
	FORM_FIELD,             /* `field`, `value` */
	FORM_LINK,              /* `id` */
	FORM_FINDING,           /* `id` is its key */
	FORM_TEXT,
	FORM_MORE               /* shows or hides fields that are not set */
} FormKind;

typedef struct FormRow {
	FormKind kind;
	const FieldSpec *field; /* NULL for a field nobody knows */
	char *label;            /* of a field its key; owned by the form */
	char *value;            /* shown text; "" none */
	char *id;
	bool set;               /* the value stands in the design; else it is the default */
	Style style;
} FormRow;

typedef struct Form {
	FormRow *rows;          /* owned */
	size_t count, cap;
	const Element *element; /* borrowed */
	Arena arena;
} Form;

void form_build(const App *app, Form *form);    /* of the selection, or of the design */
void form_clear(Form *form);
bool form_row_chooses(const FormRow *row);      /* can the cursor stand there? */
/* The row of the cursor as an index, moved to one that can be chosen; -1: none. */
int form_at(const Form *form, int wanted, int direction);

#endif

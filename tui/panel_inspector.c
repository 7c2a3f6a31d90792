/* The inspector: the form of the selected element. Arrows choose a row, Enter edits it. */
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/utf8.h"
#include "tui/commands.h"
#include "tui/form.h"
#include "tui/paint.h"
#include "tui/panel.h"
#include "tui/sheets.h"

/* --- drawing ------------------------------------------------------------------------ */

static int label_width(const Form *form, int width)
{
	int most = 6, limit = width < 30 ? width * 2 / 5 : 14;

	for (size_t i = 0; i < form->count; i++)
		if (form->rows[i].kind == FORM_FIELD && utf8_width(form->rows[i].label) > most)
			most = utf8_width(form->rows[i].label);
	return most > limit ? limit : most;
}

static bool has_choices(const FieldSpec *field)
{
	return field && (field->type == FIELD_CHOICE || field->type == FIELD_BOOLEAN ||
	       field->type == FIELD_REFERENCE);
}

static void draw_field(Canvas *canvas, Rect at, const FormRow *row, int label, bool chosen)
{
	int x = at.x + label + 1, w = at.w - label - 1;
	Style value = chosen ? STYLE_FOCUS : row->set ? STYLE_NORMAL : STYLE_DIM;
	Text text = {0};

	paint_text(canvas, at.x, at.y, label, chosen ? STYLE_FOCUS : STYLE_DIM, row->label);
	if (!*row->value)
		text_add(&text, row->set ? "\"\"" : "·");
	else if (has_choices(row->field))
		text_addf(&text, "‹ %s ›", row->value);
	else
		text_add(&text, row->value);
	if (!row->set && *row->value)
		text_add(&text, " default");
	paint_text(canvas, x, at.y, w, value, text_str(&text));
	text_clear(&text);
}

static void draw_row(Canvas *canvas, Rect at, const FormRow *row, int label, bool chosen)
{
	int value = utf8_width(row->value);

	if (chosen)
		canvas_fill(canvas, at.x - 1, at.y, at.w + 1, 1, STYLE_FOCUS, " ");
	switch (row->kind) {
	case FORM_FIELD:
		draw_field(canvas, at, row, label, chosen);
		break;
	case FORM_NAME:
	case FORM_HEAD:
		paint_text(canvas, at.x, at.y, at.w, STYLE_BOLD, row->label);
		paint_right(canvas, at.x, at.y, at.w, STYLE_BOLD, row->value);
		break;
	case FORM_LINK:
		canvas_put(canvas, at.x + 1, at.y, chosen ? STYLE_FOCUS : STYLE_LINK, row->set ? "►" : "◄");
		paint_text(canvas, at.x + 3, at.y, at.w / 2 - 4, chosen ? STYLE_FOCUS : STYLE_DIM, row->label);
		paint_text(canvas, at.x + at.w / 2, at.y, at.w - at.w / 2, chosen ? STYLE_FOCUS : STYLE_NORMAL, row->value);
		break;
	case FORM_FINDING:
		paint_textf(canvas, at.x, at.y, at.w, chosen ? STYLE_FOCUS : row->style, "%s %s", row->label, row->value);
		break;
	case FORM_TEXT:
		paint_text(canvas, at.x, at.y, value ? at.w - value - 1 : at.w, row->style, row->label);
		if (value)
			paint_right(canvas, at.x + at.w / 3, at.y, at.w - at.w / 3, row->style, row->value);
		break;
	case FORM_MORE:
		paint_textf(canvas, at.x, at.y, at.w, chosen ? STYLE_FOCUS : STYLE_DIM, "▸ %s", row->label);
		break;
	case FORM_SPACE:
		break;
	}
}

/* What the chosen row means, below the form. */
static int draw_sentence(const App *app, Canvas *canvas, Rect r, const FormRow *row)
{
	const FieldSpec *field = row ? row->field : NULL;
	Text text = {0};
	int rows = r.h > 20 ? 4 : r.h > 12 ? 3 : 0;

	if (!rows || app->focus != FOCUS_INSPECTOR)
		return 0;
	if (row && row->kind == FORM_FINDING)
		text_add(&text, row->value);
	else if (field)
		text_add(&text, field->sentence);
	if (field && *field->unit)
		text_addf(&text, " In %s.", field->unit);
	if (field && *field->min && *field->max)
		text_addf(&text, " %s to %s.", field->min, field->max);
	paint_rule(canvas, r.x, r.y + r.h - rows, r.w);
	paint_wrapped(canvas, r.x, r.y + r.h - rows + 1, r.w, rows - 1, STYLE_DIM, text_str(&text));
	text_clear(&text);
	return rows;
}

void panel_inspector_draw(const App *app, Canvas *canvas, Rect r)
{
	Form form;
	int label, at, first = 0, low;

	if (r.w < 4 || r.h < 1 || !app->session)
		return;
	if (r.w > 60)
		r.w = 60;
	form_build(app, &form);
	at = app->focus == FOCUS_INSPECTOR ? form_at(&form, app->form_row, 1) : -1;
	low = draw_sentence(app, canvas, r, at >= 0 ? &form.rows[at] : NULL);
	r.h -= low;
	label = label_width(&form, r.w);
	if (at >= r.h - 1)
		first = at - r.h + 2;
	for (int i = first, y = 0; i < (int)form.count && y < r.h; i++, y++)
		draw_row(canvas, (Rect){r.x, r.y + y, r.w, 1}, &form.rows[i], label, i == at);
	if ((int)form.count - first > r.h && r.h > 2)
		paint_right(canvas, r.x, r.y + r.h - 1, r.w, STYLE_KEY, "↓");
	form_clear(&form);
}

/* --- changing ------------------------------------------------------------------------- */

/* The choice beside VALUE, in a circle. */
static const char *neighbour(const char *const *choices, const char *value, int step)
{
	int count = 0, at = -1;

	for (; choices[count]; count++)
		if (strcmp(choices[count], value) == 0)
			at = count;
	if (!count)
		return NULL;
	if (at < 0)
		return choices[step > 0 ? 0 : count - 1];
	return choices[(at + step + count) % count];
}

static void change_number(App *app, const Form *form, const FormRow *row, int step)
{
	char *end;
	long n = strtol(row->value, &end, 10);
	Text text = {0};
	Error err = {0};

	if (*end) {
		app_say(app, "%s is not a plain number: Enter edits it", row->value);
		return;
	}
	text_addf(&text, "%ld", n + step);
	if (row->field && !field_value_valid(row->field, text_str(&text), &err))
		app_fail_error(app, &err);
	else
		app_set_field(app, form->element->id, row->label, text_str(&text));
	text_clear(&text);
}

static void change_by(App *app, const Form *form, const FormRow *row, int step)
{
	static const char *const booleans[] = {"false", "true", NULL};
	const FieldSpec *field = row->field;
	const char *to = NULL;

	if (row->kind != FORM_FIELD) {
		app_say(app, "left and right change a field; this is none");
		return;
	}
	if (field && field->type == FIELD_NUMBER) {
		change_number(app, form, row, step);
		return;
	}
	if (field && field->type == FIELD_CHOICE)
		to = neighbour(field->choices, row->value, step);
	else if (field && field->type == FIELD_BOOLEAN)
		to = neighbour(booleans, row->value, step);
	if (to)
		app_set_field(app, form->element->id, row->label, to);
	else
		app_say(app, "Enter edits %s", row->label);
}

static void go_to(App *app, const char *id)
{
	app_select(app, id);
	app_reveal(app, id, false);
}

static void take_row(App *app, const Form *form, const FormRow *row)
{
	switch (row->kind) {
	case FORM_FIELD:
		field_edit_open(app, form->element->id, row->label);
		break;
	case FORM_LINK:
		go_to(app, row->id);
		break;
	case FORM_FINDING:
		fix_open(app, row->id);
		break;
	case FORM_MORE:
		app->form_all = !app->form_all;
		break;
	default:
		break;
	}
}

void panel_inspector_act(App *app, Act act)
{
	int page = layout_inside(&app->layout, PANEL_INSPECTOR).h - 2, at;
	Form form;

	form_build(app, &form);
	at = form_at(&form, app->form_row, 1);
	app->form_row = at;
	if (at < 0) {
		app_say(app, "there is nothing to change here");
		form_clear(&form);
		return;
	}
	switch (act) {
	case ACT_UP:
		app->form_row = form_at(&form, at - 1, -1);
		break;
	case ACT_DOWN:
		app->form_row = form_at(&form, at + 1, 1);
		break;
	case ACT_PAGE_UP:
	case ACT_HOME:
		app->form_row = form_at(&form, act == ACT_HOME ? 0 : at - page, 1);
		break;
	case ACT_PAGE_DOWN:
	case ACT_END:
		app->form_row = form_at(&form, act == ACT_END ? (int)form.count : at + page, -1);
		break;
	case ACT_LEFT:
	case ACT_RIGHT:
		change_by(app, &form, &form.rows[at], act == ACT_LEFT ? -1 : 1);
		break;
	case ACT_ACCEPT:
		take_row(app, &form, &form.rows[at]);
		break;
	default:
		app_say(app, "Tab goes to the next panel");
	}
	if (app->form_row == at && !app->message.length && act != ACT_ACCEPT)
		app_say(app, "the form ends here");
	form_clear(&form);
}

void panel_inspector_click(App *app, Rect r, int x, int y, int clicks)
{
	Form form;
	int at, first = 0;

	(void)x;
	form_build(app, &form);
	at = form_at(&form, app->form_row, 1);
	r.h -= r.h > 20 ? 4 : r.h > 12 ? 3 : 0;
	if (at >= r.h - 1)
		first = at - r.h + 2;
	at = first + y;
	if (at >= 0 && at < (int)form.count && form_row_chooses(&form.rows[at])) {
		bool again = at == app->form_row || clicks > 1;

		app->form_row = at;
		if (again || form.rows[at].kind != FORM_FIELD)
			take_row(app, &form, &form.rows[at]);
	}
	form_clear(&form);
}

/* The catalogue: every kind by platform; typing filters over name, id, synonyms and role. */
#include <string.h>

#include "model/utf8.h"
#include "render/look.h"
#include "tui/paint.h"
#include "tui/panel.h"
#include "tui/tools.h"

/* The order of the catalogue. */
static const char *const vendors[] = {"salesforce", "heroku", "aws", "external"};
enum { VENDOR_COUNT = sizeof vendors / sizeof *vendors };

static const char *title_of(const char *vendor)
{
	return strcmp(vendor, "external") == 0 ? "Other" : look_of_vendor(vendor)->name;
}

static void add_words(const char *const *words, Text *out)
{
	for (size_t i = 0; words && words[i]; i++)
		text_addf(out, " %s", words[i]);
}

static const char *default_of(const Kind *kind, const char *key, size_t length)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (strncmp(kind->fields[i].key, key, length) == 0 && !kind->fields[i].key[length])
			return kind->fields[i].fallback;
	return "";
}

/* Is one of the values "a|b" of a condition, which end at a comma, VALUE? */
static bool one_of(const char *values, const char *value)
{
	size_t length = strlen(value);

	while (*values && *values != ',') {
		size_t one = strcspn(values, "|,");

		if (one == length && strncmp(values, value, length) == 0)
			return true;
		values += one;
		values += *values == '|';
	}
	return false;
}

/* Would the price apply to a component whose fields are not set? */
static bool applies(const Kind *kind, const Price *price)
{
	const char *when = price->when;

	while (*when) {
		size_t key = strcspn(when, "=");

		if (!when[key] || !one_of(when + key + 1, default_of(kind, when, key)))
			return false;
		when += strcspn(when, ",");
		when += *when == ',';
	}
	return true;
}

static const char *per_words(const char *per)
{
	static const struct { const char *per, *words; } known[] = {
		{"1", ""}, {"1000", "1k "}, {"10000", "10k "}, {"100000", "100k "}, {"1000000", "1M "},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].per, per) == 0)
			return known[i].words;
	return per;
}

/* What the plain form of it costs in a word: "$25/dyno-month", "$0.20/1M request", "free", "quote". */
static void add_price(const Kind *kind, Text *out)
{
	const Price *price = NULL;

	for (size_t i = 0; i < kind->price_count && !price; i++)
		if (applies(kind, &kind->prices[i]))
			price = &kind->prices[i];
	if (!price)
		text_add(out, kind->price_count ? "by plan" : "quote");
	else if (strcmp(price->model, "included") == 0)
		text_add(out, "free");
	else if (!*price->amount)
		text_add(out, "quote");
	else
		text_addf(out, "%s%s/%s%s", strcmp(price->currency, "USD") == 0 ? "$" : "", price->amount,
		          per_words(price->per), price->unit);
}

static void add_kind(App *app, const Kind *kind, const char *group)
{
	Text more = {0}, price = {0};
	PickRow *row;

	text_add(&more, kind->role);
	add_words(kind->synonyms, &more);
	add_words(kind->capabilities, &more);
	add_price(kind, &price);
	row = picker_add(&app->kinds, kind->id, kind->name, text_str(&price), text_str(&more));
	row->group = group;
	text_clear(&more);
	text_clear(&price);
}

void panel_catalog_fill(App *app)
{
	const Catalog *catalog = app_catalog(app);

	if (app->kinds.count)
		return;
	for (size_t v = 0; v < VENDOR_COUNT; v++)
		for (size_t i = 0; i < catalog->kind_count; i++)
			if (strcmp(catalog->kinds[i].vendor, vendors[v]) == 0)
				add_kind(app, &catalog->kinds[i], title_of(vendors[v]));
	picker_rank(&app->kinds);
}

bool panel_catalog_key(App *app, const Key *key)
{
	switch (key->code) {
	case CODE_LEFT:
	case CODE_RIGHT:
	case CODE_HOME:
	case CODE_END:
		return false;
	default:
		break;
	}
	if (key_is_char(key, "?") && !*field_value(&app->kinds.filter))
		return false;
	switch (field_key(&app->kinds.filter, key)) {
	case FIELD_NOT_MINE:
		return false;
	case FIELD_STAYED:
		app_say(app, "%s", *field_value(&app->kinds.filter) ? "the text ends here" : "type to find a kind");
		return true;
	case FIELD_FULL:
		app_warn(app, "the filter takes no more; nothing was added");
		return true;
	default:
		picker_filter_changed(&app->kinds);
		return true;
	}
}

static void choose(App *app)
{
	const PickRow *row = picker_row(&app->kinds);

	if (!row) {
		app_warn(app, "no kind fits \"%s\"; Ctrl-U clears the filter", field_value(&app->kinds.filter));
		return;
	}
	if (!app->session) {
		app_warn(app, "no design is open: press Enter on a row, or :new FILE");
		return;
	}
	place_begin(app, row->id);
	field_set(&app->kinds.filter, "");
	picker_filter_changed(&app->kinds);
}

void panel_catalog_act(App *app, Act act)
{
	if (list_act(app, &app->kinds, act, layout_inside(&app->layout, PANEL_CATALOG).h - 4))
		return;
	switch (act) {
	case ACT_ACCEPT:
		choose(app);
		break;
	case ACT_TOGGLE:
		app_focus_next(app, 1);
		break;
	default:
		app_say(app, "this key does nothing in the catalogue");
	}
}

/* What the kind of the cursor is for and how it is priced. */
static int draw_detail(const App *app, Canvas *canvas, Rect r)
{
	const PickRow *row = picker_row(&app->kinds);
	const Kind *kind = row ? catalog_kind(app_catalog(app), row->id) : NULL;
	int rows = r.h > 24 ? 4 : r.h > 14 ? 3 : 0, y = r.y + r.h - rows;

	if (!kind || !rows || app->focus != FOCUS_CATALOG)
		return 0;
	paint_rule(canvas, r.x, y, r.w);
	paint_wrapped(canvas, r.x, y + 1, r.w, rows - 2, STYLE_DIM, kind->role);
	paint_text(canvas, r.x, y + rows - 1, r.w, STYLE_BOLD, "Enter  choose a place");
	return rows;
}

static void draw_name(const void *context, const PickRow *row, Canvas *canvas, Rect at, Style style)
{
	(void)context;
	paint_text(canvas, at.x, at.y, at.w, style, row->text);
}

/* Names first; the price where both have room. */
static void draw_kind(const void *context, const PickRow *row, Canvas *canvas, Rect at, Style style)
{
	int name = utf8_width(row->text), price = utf8_width(row->side);

	(void)context;
	if (name + price + 2 <= at.w)
		paint_right(canvas, at.x, at.y, at.w, style == STYLE_NORMAL ? STYLE_DIM : style, row->side);
	paint_text(canvas, at.x, at.y, at.w, style, row->text);
}

void panel_catalog_draw(const App *app, Canvas *canvas, Rect r)
{
	int low = draw_detail(app, canvas, r);

	if (r.h < 1)
		return;
	if (app->focus == FOCUS_CATALOG && !app->layer_count) {
		paint_text(canvas, r.x, r.y, 1, STYLE_DIM, "/");
		field_draw(&app->kinds.filter, canvas, r.x + 2, r.y, r.w - 2, STYLE_FIELD);
	} else {
		paint_text(canvas, r.x, r.y, r.w, STYLE_DIM, "a  type to find");
	}
	if (!app->kinds.shown_count && r.h > 2)
		paint_text(canvas, r.x, r.y + 2, r.w, STYLE_DIM, "no kind fits");
	if (r.h > 3)
		picker_draw(&app->kinds, canvas, (Rect){r.x, r.y + 2, r.w, r.h - 2 - low}, r.w > 24 ? draw_kind : draw_name, NULL);
}

void panel_catalog_click(App *app, Rect r, int x, int y, int clicks)
{
	long row = picker_at(&app->kinds, r.h - 2, y - 2);

	(void)x;
	(void)clicks;
	if (y < 2 || row < 0)
		return;
	app->kinds.cursor = (size_t)row;
	choose(app);
}

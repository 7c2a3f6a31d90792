/* Quantities are read in three steps: the number, a suffix (k, M, G) where
 * counts are meant, and a unit from the table of the dimension. */
#include "model/quantity.h"

#include <string.h>

typedef struct Unit {
	const char *name;
	Decimal times;          /* base units, before the division */
	Decimal by;
} Unit;

#define EXACTLY(n) ((Decimal)(n) * DECIMAL_ONE), DECIMAL_ONE
#define RATIO(n, d) ((Decimal)(n) * DECIMAL_ONE), ((Decimal)(d) * DECIMAL_ONE)

enum {
	MONTH_HOURS = 730,
	DAY = 86400,
};

static const Unit suffixes[] = {
	{"k", EXACTLY(1000)}, {"M", EXACTLY(1000000)}, {"G", EXACTLY(1000000000)}, {NULL, 0, 0},
};

static const Unit rates[] = {
	{"/s", EXACTLY(MONTH_HOURS * 3600)}, {"/sec", EXACTLY(MONTH_HOURS * 3600)},
	{"/second", EXACTLY(MONTH_HOURS * 3600)}, {"/min", EXACTLY(MONTH_HOURS * 60)},
	{"/minute", EXACTLY(MONTH_HOURS * 60)}, {"/h", EXACTLY(MONTH_HOURS)},
	{"/hour", EXACTLY(MONTH_HOURS)}, {"/day", RATIO(MONTH_HOURS, 24)},
	{"/d", RATIO(MONTH_HOURS, 24)}, {"/week", RATIO(MONTH_HOURS, 168)},
	{"/month", EXACTLY(1)}, {"/year", RATIO(1, 12)}, {NULL, 0, 0},
};

static const Unit bytes[] = {
	{"B", EXACTLY(1)}, {"kB", EXACTLY(1000)}, {"KB", EXACTLY(1000)}, {"MB", EXACTLY(1000000)},
	{"GB", EXACTLY(1000000000)}, {"TB", EXACTLY(1000000000000)},
	{"PB", EXACTLY(1000000000000000)}, {"KiB", EXACTLY(1024)}, {"MiB", EXACTLY(1 << 20)},
	{"GiB", EXACTLY(1 << 30)}, {"TiB", EXACTLY((Decimal)1 << 40)},
	{"PiB", EXACTLY((Decimal)1 << 50)}, {NULL, 0, 0},
};

static const Unit times[] = {
	{"ms", RATIO(1, 1000)}, {"s", EXACTLY(1)}, {"sec", EXACTLY(1)}, {"second", EXACTLY(1)},
	{"seconds", EXACTLY(1)}, {"min", EXACTLY(60)}, {"minute", EXACTLY(60)},
	{"minutes", EXACTLY(60)}, {"h", EXACTLY(3600)}, {"hour", EXACTLY(3600)},
	{"hours", EXACTLY(3600)}, {"d", EXACTLY(DAY)}, {"day", EXACTLY(DAY)},
	{"days", EXACTLY(DAY)}, {"week", EXACTLY(7 * DAY)}, {"weeks", EXACTLY(7 * DAY)},
	{"month", EXACTLY(MONTH_HOURS * 3600)}, {"months", EXACTLY(MONTH_HOURS * 3600)},
	{"year", EXACTLY(12 * MONTH_HOURS * 3600)}, {"years", EXACTLY(12 * MONTH_HOURS * 3600)},
	{NULL, 0, 0},
};

static const Unit percents[] = {{"%", EXACTLY(1)}, {NULL, 0, 0}};

typedef struct DimensionText {
	const Unit *units;      /* NULL: read apart */
	const char *base;       /* the unit of a bare number */
	const char *article;    /* "'x' is not …" */
	const char *hint;       /* "write …" */
} DimensionText;

static const DimensionText dimensions[DIMENSION_COUNT_OF_THEM] = {
	[DIMENSION_COUNT] = {NULL, "", "a number",
		"write digits, with k, M or G for thousands, millions, billions (as in 20k)"},
	[DIMENSION_RATE] = {rates, "/month", "a rate",
		"write a number with /s, /min, /h, /day or /month (as in 20k/day)"},
	[DIMENSION_BYTES] = {bytes, "B", "a size",
		"write a number with B, kB, MB, GB, TB or KiB, MiB, GiB, TiB (as in 500 GB)"},
	[DIMENSION_BYTE_RATE] = {NULL, "B/month", "a volume a time",
		"write a size and a time (as in 50 GB/month or 2 MB/s)"},
	[DIMENSION_TIME] = {times, "s", "a time",
		"write a number with ms, s, min, h or days (as in 30 s)"},
	[DIMENSION_PERCENT] = {percents, "%", "a percentage",
		"write a number with or without % (as in 99.95 %)"},
	[DIMENSION_MONEY] = {NULL, "", "an amount of money",
		"write a number, with the currency when it is not the design's (as in 12.50 EUR)"},
};

static const Unit *unit_find(const Unit *table, const char *name, size_t length)
{
	size_t gap = 0;         /* "/ day": spaces after the slash count for nothing */

	while (length > gap + 1 && name[0] == '/' && name[gap + 1] == ' ')
		gap++;
	for (; table->name; table++)
		if (strlen(table->name) + gap == length && table->name[0] == name[0] &&
		    !memcmp(table->name + 1, name + gap + 1, length - gap - 1))
			return table;
	return NULL;
}

static bool unit_apply(const Unit *unit, Decimal *value)
{
	return unit && decimal_multiply(*value, unit->times, value) &&
	       (unit->by == DECIMAL_ONE || decimal_divide(*value, unit->by, value));
}

static const char *skip_spaces(const char *text)
{
	while (*text == ' ')
		text++;
	return text;
}

static size_t trimmed_length(const char *text)
{
	size_t length = strlen(text);

	while (length && text[length - 1] == ' ')
		length--;
	return length;
}

/* "GB/month": the size and the time each have their table. */
static bool apply_byte_rate(const char *unit, size_t length, Decimal *value)
{
	const char *slash = memchr(unit, '/', length);
	size_t size;

	if (!slash)
		return false;
	size = (size_t)(slash - unit);
	while (size && unit[size - 1] == ' ')
		size--;
	return unit_apply(unit_find(bytes, unit, size), value) &&
	       unit_apply(unit_find(rates, slash, length - (size_t)(slash - unit)), value);
}

static bool apply_unit(Dimension dimension, const char *unit, size_t length, Decimal *value)
{
	if (dimension == DIMENSION_BYTE_RATE)
		return apply_byte_rate(unit, length, value);
	if (!dimensions[dimension].units)
		return false;
	return unit_apply(unit_find(dimensions[dimension].units, unit, length), value);
}

Dimension quantity_dimension(const char *unit)
{
	static const Dimension order[] = {
		DIMENSION_RATE, DIMENSION_BYTES, DIMENSION_TIME, DIMENSION_PERCENT,
		DIMENSION_BYTE_RATE,
	};
	size_t length = strlen(unit);

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		Decimal value = 0;

		if (apply_unit(order[i], unit, length, &value))
			return order[i];
	}
	return DIMENSION_COUNT;
}

static bool is_code(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < 'A' || text[i] > 'Z')
			return false;
	return length == 3;
}

/* "12.50", "12.50 EUR", "15k", "$12.50"; GBP and MXN are no suffixes. */
static bool read_money(const char *text, size_t length, Quantity *out)
{
	const Unit *suffix = length && !is_code(text, length) ? unit_find(suffixes, text, 1) : NULL;
	const char *code = suffix ? skip_spaces(text + 1) : text;

	if (suffix && !unit_apply(suffix, &out->value))
		return false;
	length -= (size_t)(code - text);
	if (length == 0)
		return true;
	if (!is_code(code, length) || out->currency[0])
		return false;
	memcpy(out->currency, code, 3);
	out->currency[3] = '\0';
	return true;
}

/* What stands behind the number: suffix, unit, or nothing. */
static bool read_tail(const char *text, const char *unit, Quantity *out)
{
	size_t length = trimmed_length(text);
	const Unit *suffix;

	if (out->dimension == DIMENSION_MONEY)
		return read_money(text, length, out);
	suffix = out->dimension == DIMENSION_COUNT || out->dimension == DIMENSION_RATE
		 ? unit_find(suffixes, text, *text ? 1 : 0) : NULL;
	if (suffix && (text[1] == '\0' || text[1] == ' ' || text[1] == '/')) {
		if (!unit_apply(suffix, &out->value))
			return false;
		text = skip_spaces(text + 1);
		length = trimmed_length(text);
	}
	if (length == 0 || (length == strlen(unit) && !memcmp(text, unit, length))) {
		text = unit;
		length = strlen(unit);
		if (out->dimension == DIMENSION_COUNT)
			return true;
	}
	return apply_unit(out->dimension, text, length, &out->value);
}

/* Digits only up to what a Decimal holds. */
static bool too_large(const char *number)
{
	return strspn(number, "0123456789") > DECIMAL_WHOLE;
}

bool quantity_parse(const char *text, Dimension dimension, const char *unit,
                    Quantity *out, Error *err)
{
	const DimensionText *about = &dimensions[dimension];
	Quantity read = {.dimension = dimension};
	const char *at = skip_spaces(text), *rest;

	if (!unit || !*unit)
		unit = about->base;
	if (dimension == DIMENSION_MONEY && *at == '$') {
		memcpy(read.currency, "USD", 4);
		at++;
	}
	if (*at == '-')
		return error_set(err, "'%s' is less than nothing; %s", text, about->hint);
	if (too_large(at))
		return error_set(err, "'%.*s…' is too large; write at most %d digits before the point", DECIMAL_WHOLE, text, DECIMAL_WHOLE);
	if (!decimal_parse(at, &read.value, &rest) || !read_tail(skip_spaces(rest), unit, &read))
		return error_set(err, "'%s' is not %s; %s", text, about->article, about->hint);
	*out = read;
	return true;
}

bool quantity_in(Decimal value, Dimension dimension, const char *unit, Decimal *out)
{
	const char *slash = strchr(unit, '/');
	size_t length = slash ? (size_t)(slash - unit) : strlen(unit);
	Decimal size = DECIMAL_ONE;

	if (dimension == DIMENSION_BYTE_RATE)
		dimension = DIMENSION_BYTES;
	else if (dimension == DIMENSION_RATE)
		length = 0;
	if (length && !apply_unit(dimension, unit, length, &size))
		size = DECIMAL_ONE;
	return decimal_divide(value, size, out);
}

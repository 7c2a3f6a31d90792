/* Is a value allowed for a field? One function a type; every refusal says what would be. */
#include <string.h>

#include "model/currency.h"
#include "model/design.h"
#include "model/list.h"
#include "model/nearest.h"
#include "model/quantity.h"
#include "model/quote.h"
#include "model/utf8.h"

static bool is_id_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool id_valid(const char *text)
{
	enum { LONGEST_ID = 63 };
	size_t length = 0;

	if (*text == '-' || *text == '_')
		return false;
	while (is_id_byte(text[length]))
		length++;
	return length > 0 && length <= LONGEST_ID && !text[length] && strcmp(text, ID_DESIGN) != 0;
}

/* Sets ERR to the quoted VALUE and what is wrong with it. */
static bool refuse(Error *err, const char *value, const char *wrong)
{
	Text text = {0};

	quote_add_short(&text, value);
	error_set(err, "%s %s", text_str(&text), wrong);
	text_clear(&text);
	return false;
}

static bool clean_text(const char *value, bool prose, Error *err)
{
	if (utf8_clean(value, strlen(value), prose, NULL))
		return true;
	return refuse(err, value, prose ? "holds control characters; use plain text and line feeds"
	                                : "holds control characters; use one line of plain text");
}

/* "from 1 to 10", "at least 1", "at most 10"; "" without bounds. */
static void add_bounds(Text *out, const FieldSpec *field)
{
	const char *unit = field->type == FIELD_QUANTITY ? field->unit : "";

	if (*field->min && *field->max)
		text_addf(out, " from %s to %s%s%s", field->min, field->max, *unit ? " " : "", unit);
	else if (*field->min)
		text_addf(out, " of at least %s%s%s", field->min, *unit ? " " : "", unit);
	else if (*field->max)
		text_addf(out, " of at most %s%s%s", field->max, *unit ? " " : "", unit);
}

static bool refuse_number(const FieldSpec *field, const char *value, const char *what, Error *err)
{
	Text text = {0};

	if (*field->min && strcmp(field->min, field->max) == 0) {
		text_addf(&text, "is not %s, the only value that stands here", field->min);
	} else {
		text_addf(&text, "is not %s", what);
		add_bounds(&text, field);
	}
	refuse(err, value, text_str(&text));
	text_clear(&text);
	return false;
}

static bool within(const FieldSpec *field, Decimal value)
{
	Decimal bound;

	return (!*field->min || !decimal_parse(field->min, &bound, NULL) || value >= bound) &&
	       (!*field->max || !decimal_parse(field->max, &bound, NULL) || value <= bound);
}

static bool number_valid(const FieldSpec *field, const char *value, Error *err)
{
	const char *digits = value + (*value == '-');
	Decimal number;

	if (!*digits || digits[strspn(digits, "0123456789")] || (*digits == '0' && digits[1]) ||
	    !decimal_parse(value, &number, NULL) || !within(field, number))
		return refuse_number(field, value, "a whole number", err);
	return true;
}

static bool decimal_valid(const FieldSpec *field, const char *value, Error *err)
{
	Decimal number;

	if (!decimal_parse(value, &number, NULL) || !within(field, number))
		return refuse_number(field, value, "a number", err);
	return true;
}

static bool quantity_valid(const FieldSpec *field, const char *value, Error *err)
{
	Dimension dimension = quantity_dimension(field->unit);
	Quantity quantity, bound;

	if (!quantity_parse(value, dimension, field->unit, &quantity, err))
		return false;
	if ((*field->min && quantity_parse(field->min, dimension, field->unit, &bound, NULL) &&
	     quantity.value < bound.value) ||
	    (*field->max && quantity_parse(field->max, dimension, field->unit, &bound, NULL) &&
	     quantity.value > bound.value))
		return refuse_number(field, value, "an amount", err);
	return true;
}

static bool money_valid(const FieldSpec *field, const char *value, Error *err)
{
	Quantity quantity;

	if (!quantity_parse(value, DIMENSION_MONEY, NULL, &quantity, err))
		return false;
	if (!within(field, quantity.value))
		return refuse_number(field, value, "an amount", err);
	return !*quantity.currency || currency_valid(quantity.currency, err);
}

static bool choice_valid(const FieldSpec *field, const char *value, Error *err)
{
	Nearest nearest = {.wanted = value};
	Text text = {0};

	for (const char *const *choice = field->choices; choice && *choice; choice++) {
		if (strcmp(*choice, value) == 0)
			return true;
		nearest_try(&nearest, *choice);
	}
	text_add(&text, "is none of");
	for (const char *const *choice = field->choices; choice && *choice; choice++)
		text_addf(&text, "%s %s", choice == field->choices ? "" : ",", *choice);
	nearest_add(&nearest, &text);
	refuse(err, value, text_str(&text));
	text_clear(&text);
	return false;
}

static bool list_valid(const char *value, bool ids, Error *err)
{
	List list = {0};
	bool valid = list_split(value, &list, err);

	for (size_t i = 0; i < list.count && valid; i++) {
		valid = clean_text(list.items[i], false, err);
		if (valid && ids && !id_valid(list.items[i]) && strcmp(list.items[i], ID_DESIGN) != 0)
			valid = refuse(err, list.items[i], "is not an id");
	}
	list_clear(&list);
	return valid;
}

static int digits_number(const char *s, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		number = number * 10 + (s[i] - '0');
	}
	return number;
}

static bool date_valid(const char *value, Error *err)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year, month, day, last;

	if (strlen(value) != 10 || value[4] != '-' || value[7] != '-')
		return refuse(err, value, "is not a date such as 2027-03-31");
	year = digits_number(value, 4);
	month = digits_number(value + 5, 2);
	day = digits_number(value + 8, 2);
	if (year < 1 || month < 1 || month > 12 || day < 1)
		return refuse(err, value, "is not a date such as 2027-03-31");
	last = days[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
	if (day > last)
		return refuse(err, value, "is not a day of the calendar");
	return true;
}

/* A whole number from -POINT_LARGEST to POINT_LARGEST; *AT moves behind it. */
static bool read_coordinate(const char **at, int *out)
{
	bool negative = **at == '-';
	size_t digits = strspn(*at + negative, "0123456789");

	if (digits == 0 || digits > 5 || ((*at)[negative] == '0' && (digits > 1 || negative)))
		return false;
	*out = digits_number(*at + negative, (int)digits) * (negative ? -1 : 1);
	*at += digits + negative;
	return true;
}

bool point_parse(const char *value, int *column, int *row)
{
	if (!read_coordinate(&value, column) || *value++ != ',')
		return false;
	value += *value == ' ';
	return read_coordinate(&value, row) && !*value;
}

static bool point_valid(const char *value, Error *err)
{
	int column, row;

	if (point_parse(value, &column, &row))
		return true;
	return refuse(err, value, "is not a place such as 12,4: column and row, at most 99999");
}

static bool points_valid(const char *value, Error *err)
{
	List list = {0};
	bool valid = list_split(value, &list, err);

	for (size_t i = 0; i < list.count && valid; i++)
		valid = point_valid(list.items[i], err);
	list_clear(&list);
	return valid;
}

bool field_value_valid(const FieldSpec *field, const char *value, Error *err)
{
	switch (field->type) {
	case FIELD_TEXT:
		return clean_text(value, false, err);
	case FIELD_PROSE:
		return clean_text(value, true, err);
	case FIELD_NUMBER:
		return number_valid(field, value, err);
	case FIELD_DECIMAL:
		return decimal_valid(field, value, err);
	case FIELD_BOOLEAN:
		if (strcmp(value, "true") == 0 || strcmp(value, "false") == 0)
			return true;
		return refuse(err, value, "is neither true nor false");
	case FIELD_CHOICE:
		return choice_valid(field, value, err);
	case FIELD_REFERENCE:
		if (id_valid(value) || strcmp(value, ID_DESIGN) == 0)
			return true;
		return refuse(err, value, "is not an id");
	case FIELD_REFERENCES:
		return list_valid(value, true, err);
	case FIELD_LIST:
		return list_valid(value, false, err);
	case FIELD_QUANTITY:
		return quantity_valid(field, value, err);
	case FIELD_MONEY:
		return money_valid(field, value, err);
	case FIELD_DATE:
		return date_valid(value, err);
	case FIELD_POINT:
		return point_valid(value, err);
	case FIELD_POINTS:
		return points_valid(value, err);
	case FIELD_CURRENCY:
		return currency_valid(value, err);
	}
	return true;
}

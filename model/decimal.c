/* Exact decimals in 128 bits; products and quotients pass through 256. */
#include "model/decimal.h"

#include <assert.h>

__extension__ typedef unsigned __int128 Wide;

typedef struct Wider {          /* an unsigned number of 256 bits */
	Wide high, low;
} Wider;

#define WIDE_HALF ((Wide)1 << 127)

static Wide magnitude(Decimal a)
{
	return a < 0 ? -(Wide)a : (Wide)a;
}

/* VALUE with its sign; false when it does not fit. The most
 * negative number is left out, so that every Decimal can be negated. */
static bool with_sign(Wide value, bool negative, Decimal *out)
{
	if (value >= WIDE_HALF)
		return false;
	*out = negative ? -(Decimal)value : (Decimal)value;
	return true;
}

static Wider multiply_wide(Wide a, Wide b)
{
	const Wide mask = UINT64_MAX;
	Wide low = (a & mask) * (b & mask);
	Wide cross = (a >> 64) * (b & mask) + (low >> 64);
	Wide other = (a & mask) * (b >> 64) + (cross & mask);

	return (Wider){
		.high = (a >> 64) * (b >> 64) + (cross >> 64) + (other >> 64),
		.low = (other << 64) | (low & mask),
	};
}

/* A / B rounded half up, for a B under 2^127; false when the quotient passes 127 bits.
 * Schoolbook, a bit at a time: only numbers beyond 10^14 come here. */
static bool divide_wide(Wider a, Wide b, Wide *out)
{
	Wide rest = a.high, quotient = 0;

	if (a.high >= b)
		return false;
	for (int bit = 127; bit >= 0; bit--) {
		rest = (rest << 1) | ((a.low >> bit) & 1);
		quotient <<= 1;
		if (rest >= b) {
			rest -= b;
			quotient |= 1;
		}
	}
	if (quotient >= WIDE_HALF)
		return false;
	*out = quotient + (rest >= b - rest);
	return true;
}

static bool scale(Wide a, Wide times, Wide by, bool negative, Decimal *out)
{
	Wide product;

	if (!__builtin_mul_overflow(a, times, &product))
		product = product / by + (product % by >= by - product % by);
	else if (!divide_wide(multiply_wide(a, times), by, &product))
		return false;
	return with_sign(product, negative, out);
}

bool decimal_multiply(Decimal a, Decimal b, Decimal *out)
{
	return scale(magnitude(a), magnitude(b), (Wide)DECIMAL_ONE, (a < 0) != (b < 0), out);
}

bool decimal_divide(Decimal a, Decimal b, Decimal *out)
{
	if (b == 0)
		return false;
	return scale(magnitude(a), (Wide)DECIMAL_ONE, magnitude(b), (a < 0) != (b < 0), out);
}

bool decimal_add(Decimal a, Decimal b, Decimal *out)
{
	Decimal sum;

	if (__builtin_add_overflow(a, b, &sum))
		return false;
	return with_sign(magnitude(sum), sum < 0, out);
}

Decimal decimal_from(int64_t whole)
{
	return (Decimal)whole * DECIMAL_ONE;
}

static Decimal power_of_ten(int exponent)
{
	Decimal power = 1;

	while (exponent-- > 0)
		power *= 10;
	return power;
}

static bool read_whole(const char **text, Wide *value)
{
	const char *at = *text;

	for (; *at >= '0' && *at <= '9'; at++)
		if (__builtin_mul_overflow(*value, (Wide)10, value) ||
		    __builtin_add_overflow(*value, (Wide)(*at - '0'), value))
			return false;
	if (at == *text)
		return false;
	*text = at;
	return true;
}

static bool read_places(const char **text, Wide *value)
{
	Wide step = (Wide)DECIMAL_ONE;

	for (; **text >= '0' && **text <= '9'; (*text)++) {
		step /= 10;
		if (!step && **text != '0')
			return false;
		if (__builtin_add_overflow(*value, (Wide)(**text - '0') * step, value))
			return false;
	}
	return true;
}

bool decimal_parse(const char *text, Decimal *out, const char **end)
{
	bool negative = *text == '-';
	Wide value = 0;

	text += negative;
	if (!read_whole(&text, &value) || __builtin_mul_overflow(value, (Wide)DECIMAL_ONE, &value))
		return false;
	if (text[0] == '.' && text[1] >= '0' && text[1] <= '9') {
		text++;
		if (!read_places(&text, &value))
			return false;
	}
	if (!end && *text)
		return false;
	if (!with_sign(value, negative, out))
		return false;
	if (end)
		*end = text;
	return true;
}

Decimal decimal_round(Decimal a, int places)
{
	Wide step, value = magnitude(a);

	assert(places >= 0 && places <= DECIMAL_PLACES);
	step = (Wide)power_of_ten(DECIMAL_PLACES - places);
	value = (value + step / 2) / step * step;
	/* At the very end of the range rounding up would not fit: stay. */
	if (value >= WIDE_HALF)
		value -= step;
	return a < 0 ? -(Decimal)value : (Decimal)value;
}

double decimal_double(Decimal a)
{
	return (double)a / 1e12;
}

static void add_whole(Text *text, Wide whole, bool thousands)
{
	char digits[64];
	size_t at = sizeof digits, count = 0;

	do {
		if (thousands && count && count % 3 == 0)
			digits[--at] = ',';
		digits[--at] = (char)('0' + (int)(whole % 10));
		whole /= 10;
		count++;
	} while (whole);
	text_add_n(text, digits + at, sizeof digits - at);
}

static void add_places(Text *text, Wide fraction, int places)
{
	Wide step = (Wide)DECIMAL_ONE;

	if (places <= 0)
		return;
	text_add_char(text, '.');
	while (places-- > 0) {
		step /= 10;
		text_add_char(text, (char)('0' + (int)(fraction / step % 10)));
	}
}

void decimal_add_text(Text *text, Decimal a)
{
	Wide value = magnitude(a), fraction = value % (Wide)DECIMAL_ONE;
	int places = fraction ? DECIMAL_PLACES : 0;

	for (Wide rest = fraction; places && rest % 10 == 0; rest /= 10)
		places--;
	if (a < 0)
		text_add_char(text, '-');
	add_whole(text, value / (Wide)DECIMAL_ONE, false);
	add_places(text, fraction, places);
}

void decimal_add_fixed(Text *text, Decimal a, int places, bool thousands)
{
	Decimal rounded = decimal_round(a, places);
	Wide value = magnitude(rounded);

	if (rounded < 0)
		text_add_char(text, '-');
	add_whole(text, value / (Wide)DECIMAL_ONE, thousands);
	add_places(text, value % (Wide)DECIMAL_ONE, places);
}

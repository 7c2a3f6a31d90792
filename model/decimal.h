/* Decimal: exact numbers for money and quantities, 12 places after the point.
 *
 * Never binary floating point: a price of 0.0000166667 times 176,000 must come
 * out to the cent, the same on every machine. What passes 10^26 is refused. */
#ifndef TROIKA_MODEL_DECIMAL_H
#define TROIKA_MODEL_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "model/text.h"

__extension__ typedef __int128 Decimal;         /* the number times 10^12 */

#define DECIMAL_ONE ((Decimal)1000000000000)

enum { DECIMAL_PLACES = 12, DECIMAL_WHOLE = 26 }; /* digits behind and, at most, before the point */

/* Reads "12", "-0.5"; "1e3", ".5" and "+1" are refused; up to 12 places (zeros
 * after that are harmless). *END is set behind the number when END is not
 * NULL, else the whole text must be a number. False leaves *OUT alone. */
bool decimal_parse(const char *text, Decimal *out, const char **end);
Decimal decimal_from(int64_t whole);
bool decimal_add(Decimal a, Decimal b, Decimal *out);           /* false: too large */
/* The product and the quotient, rounded half up at the 12th place. */
bool decimal_multiply(Decimal a, Decimal b, Decimal *out);      /* false: too large */
bool decimal_divide(Decimal a, Decimal b, Decimal *out);        /* false: by zero, or too large */
Decimal decimal_round(Decimal a, int places);                   /* half up (away from zero) */
double decimal_double(Decimal a);                               /* for ratios only, never money */
void decimal_add_text(Text *text, Decimal a);                   /* shortest exact form */
void decimal_add_fixed(Text *text, Decimal a, int places, bool thousands); /* "1,842.40" */

#endif

/* Quantities: a number with a unit, as people write it (20k/day, 500 GB). */
#ifndef TROIKA_MODEL_QUANTITY_H
#define TROIKA_MODEL_QUANTITY_H

#include "model/decimal.h"
#include "model/error.h"

typedef enum Dimension {
	DIMENSION_COUNT,        /* a plain number; k, M, G suffixes */
	DIMENSION_RATE,         /* per month (730 h); written /s /min /h /day /month */
	DIMENSION_BYTES,        /* bytes; B kB MB GB TB and KiB MiB GiB TiB */
	DIMENSION_BYTE_RATE,    /* bytes a month */
	DIMENSION_TIME,         /* seconds; ms s min h day(s) */
	DIMENSION_PERCENT,      /* 99.95 % is 99.95 */
	DIMENSION_MONEY,        /* units of a currency; the code is read apart */
	DIMENSION_COUNT_OF_THEM
} Dimension;

typedef struct Quantity {
	Decimal value;          /* in the base unit of the dimension */
	Dimension dimension;
	char currency[4];       /* of money, else "" */
} Quantity;

/* Reads TEXT as a quantity of DIMENSION; the error names the right units.
 * A bare number is in the base unit UNIT ("GB", "ms", "/day" …; NULL: the
 * dimension's own). */
bool quantity_parse(const char *text, Dimension dimension, const char *unit,
                    Quantity *out, Error *err);

#endif

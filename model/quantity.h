/* Quantities: a number with a unit, as people write it (20k/day, 500 GB). */
#ifndef TROIKA_MODEL_QUANTITY_H
#define TROIKA_MODEL_QUANTITY_H

#include "model/decimal.h"
#include "model/error.h"

typedef enum Dimension {
	DIMENSION_COUNT,        /* a plain number; k, M, G suffixes */
	DIMENSION_RATE,         /* per month (730 h); written /s /min /h /day /month */
	DIMENSION_BYTES,        /* bytes; B kB MB GB TB and KiB MiB GiB TiB */
	DIMENSION_BYTE_RATE,    /* bytes a month: 50 GB/month, 2 MB/s */
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

/* The dimension that the unit of a field stands for: "GB" is bytes, "/day" a rate, "MB/s" a byte
 * rate, "ms" a time, "%" a percentage; "" and any other word (users, shards) a count. */
Dimension quantity_dimension(const char *unit);

/* Reads TEXT as a quantity of DIMENSION, never negative; the error names the
 * right units. A bare number is in the unit UNIT ("GB", "ms", "/day" …; NULL
 * or "": the dimension's own). A count may repeat its UNIT: "500 users". */
bool quantity_parse(const char *text, Dimension dimension, const char *unit,
                    Quantity *out, Error *err);

/* How many of UNIT the quantity VALUE of DIMENSION is: 5·10^11 bytes are 500 GB. A rate or byte
 * rate counts a month's worth whatever the time in UNIT. False: too large. */
bool quantity_in(Decimal value, Dimension dimension, const char *unit, Decimal *out);

#endif

/* Currencies by their codes. */
#ifndef TROIKA_MODEL_CURRENCY_H
#define TROIKA_MODEL_CURRENCY_H

#include <stdbool.h>

#include "model/error.h"

/* Is CODE a currency of ISO 4217? False: the error says so, with the nearest one. ERR may be NULL. */
bool currency_valid(const char *code, Error *err);

#endif

/* Days as the design file writes them: YYYY-MM-DD, which compare as texts. */
#ifndef TROIKA_MODEL_DATE_H
#define TROIKA_MODEL_DATE_H

enum { DATE_SIZE = 11 };        /* with the terminator */

/* The day it is in UTC, as SOURCE_DATE_EPOCH or the clock says. */
void date_today(char out[DATE_SIZE]);
/* The same day MONTHS (0 … 1200; else none) before DAY, which may be one that month does not have. */
void date_months_before(const char *day, int months, char out[DATE_SIZE]);

#endif

/* The calendar needs no more than this: days are only compared. */
#include "model/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void date_today(char out[DATE_SIZE])
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = epoch && *epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
	struct tm utc;

	if (!gmtime_r(&now, &utc) || !strftime(out, DATE_SIZE, "%Y-%m-%d", &utc))
		memcpy(out, "9999-12-31", DATE_SIZE);
}

void date_months_before(const char *day, int months, char out[DATE_SIZE])
{
	int year = 0, month = 0, total;
	char text[32];

	if (sscanf(day, "%4d-%2d", &year, &month) != 2 || months < 0 || months > 1200)
		months = 0;
	total = year * 12 + month - 1 - months;
	if (total < 0)
		total = 0;
	snprintf(text, sizeof text, "%04d-%02d-%.2s", total / 12 % 10000, total % 12 + 1,
	         strlen(day) == 10 ? day + 8 : "01");
	memcpy(out, text, DATE_SIZE - 1);
	out[DATE_SIZE - 1] = '\0';
}

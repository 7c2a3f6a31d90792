/* Names and numbers of the catalogue are short and exact; these tables say them aloud. */
#include "tui/explain_words.h"

#include <string.h>

#include "model/decimal.h"

/* "1,000"; what is no number as it stands. */
static void add_grouped(Text *out, const char *value)
{
	const char *point = strchr(value, '.');
	Decimal number;

	if (decimal_parse(value, &number, NULL))
		decimal_add_fixed(out, number, point ? (int)strlen(point + 1) : 0, true);
	else
		text_add(out, value);
}

/* --- limits ---------------------------------------------------------------------- */

static const struct {
	const char *ending, *unit;
} units[] = {
	{"-mb-s", "MB/s"}, {"-kb-s", "kB/s"}, {"-gbps", "Gbit/s"}, {"-per-transaction", "a transaction"},
	{"-per-user-24h", "a user in 24 h"}, {"-24h", "in 24 h"}, {"-per-s", "a second"}, {"-per-h", "an hour"},
	{"-tib", "TiB"}, {"-mib", "MiB"}, {"-kib", "KiB"}, {"-gb", "GB"}, {"-mb", "MB"}, {"-kb", "kB"}, {"-ms", "ms"},
	{"-min", "min"}, {"-days", "days"}, {"-h", "h"}, {"-s", "s"},
};

static const struct {
	const char *word, *said;
} acronyms[] = {
	{"api", "API"}, {"cpu", "CPU"}, {"dml", "DML"}, {"ram", "RAM"}, {"rpu", "RPU"}, {"saml", "SAML"}, {"soql", "SOQL"},
	{"ids", "ids"}, {"max", "at most"}, {"min", "at least"},
};

/* "api-calls" becomes "API calls". */
static void add_words(Text *out, const char *name, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t end = at, i;

		while (end < length && name[end] != '-')
			end++;
		for (i = 0; i < sizeof acronyms / sizeof *acronyms; i++)
			if (strlen(acronyms[i].word) == end - at && !strncmp(acronyms[i].word, name + at, end - at))
				break;
		text_add(out, at ? " " : "");
		if (i < sizeof acronyms / sizeof *acronyms)
			text_add(out, acronyms[i].said);
		else
			text_add_n(out, name + at, end - at);
		at = end + 1;
	}
}

void limit_words(const NamedValue *limit, Text *label, Text *value)
{
	size_t length = strcspn(limit->name, ".");
	const char *unit = "";

	for (size_t i = 0; i < sizeof units / sizeof *units && !*unit; i++) {
		size_t tail = strlen(units[i].ending);

		if (length > tail && !strncmp(limit->name + length - tail, units[i].ending, tail)) {
			unit = units[i].unit;
			add_words(label, limit->name, length - tail);
		}
	}
	if (!*unit)
		add_words(label, limit->name, length);
	add_grouped(value, limit->value);
	if (text_starts(limit->name, "availability"))
		unit = "%";
	text_addf(value, "%s%s", *unit ? " " : "", unit);
	if (limit->name[length])
		text_addf(value, " (%s)", limit->name + length + 1);
}

/* --- prices ------------------------------------------------------------------------ */

static bool begins_with_vowel(const char *word)
{
	return *word && strchr("aeiouAEIO", *word) && !text_starts(word, "user");
}

void price_words(const Price *price, Text *out)
{
	bool one = !strcmp(price->per, "1");

	if (!*price->amount && !*price->tiers) {
		text_add(out, !strcmp(price->model, "included") ? "included"
		              : !strcmp(price->model, "unknown") ? "no price in the catalogue" : "on request");
		return;
	}
	if (!strcmp(price->model, "percent")) {
		text_addf(out, "%s %% of the licences on the same platform", price->amount);
		return;
	}
	add_grouped(out, price->amount);
	text_addf(out, " %s ", price->currency);
	if (one) {
		text_addf(out, "%s %s", begins_with_vowel(price->unit) ? "an" : "a", price->unit);
	} else {
		text_add(out, "for ");
		add_grouped(out, price->per);
		text_addf(out, " %s%s", price->unit, text_ends(price->unit, "s") ? "" : "s");
	}
}

void condition_words(const char *when, Text *out)
{
	for (const char *at = when; *at; at++) {
		const char *next = strpbrk(at + 1, "|,");

		if (*at == '=')
			text_add_char(out, ' ');
		else if (*at == ',')
			text_add(out, ", ");
		else if (*at == '|')
			text_add(out, next && *next == '|' ? ", " : " or ");
		else
			text_add_char(out, *at);
	}
}

/* --- patterns -------------------------------------------------------------------------- */

/* "a|b" becomes "a or b". */
static void add_choices(Text *out, const char *choices)
{
	for (; *choices; choices++)
		if (*choices == '|')
			text_add(out, " or ");
		else
			text_add_char(out, *choices);
}

void requirement_words(const char *requirement, Text *out)
{
	bool from = text_starts(requirement, "from ");
	const char *rest = strchr(requirement, ' '), *equals = strchr(requirement, '=');

	if (!strcmp(requirement, "same in")) {
		text_add(out, "both ends in the same space");
	} else if (text_starts(requirement, "has ")) {
		add_choices(out, requirement + strlen("has "));
		text_add(out, " in the design");
	} else if (rest && text_starts(rest, " in ")) {
		text_addf(out, "the end it %s stands in ", from ? "starts at" : "reaches");
		add_choices(out, rest + strlen(" in "));
	} else if (rest && equals > rest) {
		text_addf(out, "%.*s of the end it %s is ", (int)(equals - rest - 1), rest + 1, from ? "starts at" : "reaches");
		add_choices(out, equals + 1);
	}
}

void hops_words(const Pattern *pattern, Text *out)
{
	for (const char *at = pattern->expands; (at = strstr(at, " via")); at++) {
		const char *id = at + strlen(" via=");

		if (at[4] != '=' && at[4] != ' ')
			continue;
		text_addf(out, "%s%.*s", out->length ? ", then " : "", (int)strcspn(id, " \n"), id);
	}
}

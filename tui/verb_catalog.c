/* catalog: what there is to draw with, to search and to list. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/catalog_read.h"
#include "model/date.h"
#include "model/design.h"
#include "model/memory.h"
#include "model/utf8.h"
#include "tui/catalog_json.h"
#include "tui/catalog_why.h"
#include "tui/cli_design.h"
#include "tui/explain.h"
#include "tui/explain_words.h"
#include "tui/verbs.h"
#include "model/wrap.h"

typedef struct Search {
	char **words;           /* all must be found; case folded; owned */
	size_t count;
} Search;

typedef struct Listing {
	Cli *cli;
	Search search;
	Json *json;             /* NULL: text */
	size_t found;
	char day[DATE_SIZE];    /* when prices are looked at */
	char year_ago[DATE_SIZE];       /* those from before are old */
	size_t old, quotes;     /* prices found that are old, or on request */
} Listing;

enum { ID_COLUMN = 32 };

static void add_folded(Text *out, const char *s)
{
	text_add_char(out, ' ');
	utf8_add_lower(out, s);
}

static void add_all_folded(Text *out, const char *const *words)
{
	for (; *words; words++)
		add_folded(out, *words);
}

/* Does TEXT (folded; cleared here) hold every word? */
static bool fits(const Search *search, Text *text)
{
	bool all = true;

	for (size_t i = 0; all && i < search->count; i++)
		all = strstr(text_str(text), search->words[i]) != NULL;
	text_clear(text);
	return all;
}

static void add_text_entry(Listing *listing, const char *id, const char *what)
{
	listing->found++;
	wrap_add_entry(&listing->cli->out, 0, id, ID_COLUMN, what);
}

static void add_json_entry(Listing *listing, const Record *record, const void *item)
{
	listing->found++;
	catalog_json_record(listing->json, record, item);
}

static void list_kinds(Listing *listing, const Catalog *catalog)
{
	for (size_t i = 0; i < catalog->kind_count; i++) {
		const Kind *kind = &catalog->kinds[i];
		Text text = {0};

		add_folded(&text, kind->id);
		add_folded(&text, kind->name);
		add_folded(&text, kind->role);
		add_all_folded(&text, kind->capabilities);
		add_all_folded(&text, kind->synonyms);
		if (!fits(&listing->search, &text))
			continue;
		if (listing->json) {
			add_json_entry(listing, &kind_record, kind);
			continue;
		}
		text_addf(&text, "%s; %s", kind->name, kind->role);
		add_text_entry(listing, kind->id, text.s);
		text_clear(&text);
	}
}

static void list_patterns(Listing *listing, const Catalog *catalog)
{
	for (size_t i = 0; i < catalog->pattern_count; i++) {
		const Pattern *pattern = &catalog->patterns[i];
		Text text = {0};

		add_folded(&text, pattern->id);
		add_folded(&text, pattern->name);
		add_folded(&text, pattern->use_when);
		add_all_folded(&text, pattern->from);
		add_all_folded(&text, pattern->to);
		if (!fits(&listing->search, &text))
			continue;
		if (listing->json) {
			add_json_entry(listing, &pattern_record, pattern);
			continue;
		}
		text_addf(&text, "%s. %s", pattern->name, pattern->use_when);
		add_text_entry(listing, pattern->id, text.s);
		text_clear(&text);
	}
}

static void list_rules(Listing *listing, const Catalog *catalog)
{
	for (size_t i = 0; i < catalog->rule_count; i++) {
		const RuleText *rule = &catalog->rules[i];
		Text text = {0};

		add_folded(&text, rule->id);
		add_folded(&text, rule->ref);
		add_folded(&text, rule->severity);
		add_folded(&text, rule->title);
		add_folded(&text, rule->why);
		if (!fits(&listing->search, &text))
			continue;
		if (listing->json) {
			add_json_entry(listing, &rule_record, rule);
			continue;
		}
		text_addf(&text, "%s: %s", rule->severity, rule->title);
		add_text_entry(listing, rule->id, text.s);
		text_clear(&text);
	}
}

static bool is_old(const Listing *listing, const Price *price)
{
	return *price->as_of && strcmp(price->as_of, listing->year_ago) < 0;
}

static void add_price_text(const Listing *listing, Text *text, const Price *price)
{
	text_addf(text, "%s: ", price->item);
	price_words(price, text);
	if (*price->when) {
		text_add(text, ", for ");
		condition_words(price->when, text);
	}
	if (*price->region)
		text_addf(text, ", %s", price->region);
	text_addf(text, " [%s", price->source);
	if (*price->as_of)
		text_addf(text, ", %s%s", price->as_of, is_old(listing, price) ? ", older than a year" : "");
	text_addf(text, ", grade %s]", price->grade);
}

static void list_prices(Listing *listing, const Catalog *catalog)
{
	for (size_t i = 0; i < catalog->kind_count; i++)
		for (size_t p = 0; p < catalog->kinds[i].price_count; p++) {
			const Kind *kind = &catalog->kinds[i];
			const Price *price = &kind->prices[p];
			Text text = {0};

			add_folded(&text, kind->id);
			add_folded(&text, kind->name);
			add_folded(&text, price->item);
			add_folded(&text, price->when);
			add_folded(&text, price->region);
			add_folded(&text, price->source);
			if (!fits(&listing->search, &text))
				continue;
			listing->old += is_old(listing, price);
			listing->quotes += !strcmp(price->model, "quote");
			if (listing->json) {
				json_open(listing->json, '{');
				json_put_text(listing->json, "kind", kind->id);
				json_put_bool(listing->json, "old", is_old(listing, price));
				json_key(listing->json, "price");
				add_json_entry(listing, &price_record, price);
				json_close(listing->json);
				continue;
			}
			add_price_text(listing, &text, price);
			add_text_entry(listing, kind->id, text.s);
			text_clear(&text);
		}
	if (!listing->json && listing->found)
		text_addf(&listing->cli->out, "\n%zu prices; on %s, %zu of them %s older than a year; %zu on request\n",
		          listing->found, listing->day, listing->old, listing->old == 1 ? "is" : "are", listing->quotes);
}

static void list_fields_of(Listing *listing, const char *owner, const FieldSpec *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		Text id = {0}, text = {0};

		text_addf(&id, "%s.%s", owner, fields[i].key);
		add_folded(&text, id.s);
		add_folded(&text, fields[i].sentence);
		if (!fits(&listing->search, &text)) {
			text_clear(&id);
			continue;
		}
		if (listing->json) {
			json_open(listing->json, '{');
			json_put_text(listing->json, "of", owner);
			json_key(listing->json, "field");
			add_json_entry(listing, &field_record, &fields[i]);
			json_close(listing->json);
		} else {
			text_addf(&text, "%s (", fields[i].sentence);
			explain_field_type(&fields[i], &text);
			text_add(&text, ")");
			add_text_entry(listing, id.s, text.s);
		}
		text_clear(&id);
		text_clear(&text);
	}
}

static void list_fields(Listing *listing, const Catalog *catalog)
{
	for (ElementClass c = 0; c < CLASS_COUNT; c++)
		list_fields_of(listing, class_name(c), catalog->fields[c], catalog->field_count[c]);
	for (size_t i = 0; i < catalog->kind_count; i++)
		list_fields_of(listing, catalog->kinds[i].id, catalog->kinds[i].fields, catalog->kinds[i].field_count);
	for (size_t i = 0; i < catalog->pattern_count; i++)
		list_fields_of(listing, catalog->patterns[i].id, catalog->patterns[i].fields,
		               catalog->patterns[i].field_count);
}

static const struct {
	const char *name;
	void (*list)(Listing *listing, const Catalog *catalog);
} sections[] = {
	{"kinds", list_kinds},
	{"patterns", list_patterns},
	{"rules", list_rules},
	{"prices", list_prices},
	{"fields", list_fields},
};

enum { SECTIONS = sizeof sections / sizeof *sections, OVERVIEW = 3 };

static int section_index(const char *word)
{
	for (int i = 0; i < SECTIONS; i++)
		if (strcmp(sections[i].name, word) == 0)
			return i;
	return -1;
}

static void add_section(Listing *listing, const Catalog *catalog, int section, bool titled)
{
	Text *out = &listing->cli->out;
	size_t start = out->length, found = listing->found;

	if (listing->json) {
		json_key(listing->json, sections[section].name);
		json_open(listing->json, '[');
		sections[section].list(listing, catalog);
		json_close(listing->json);
		return;
	}
	if (titled)
		text_addf(out, "%s%s\n", start ? "\n" : "", sections[section].name);
	sections[section].list(listing, catalog);
	if (listing->found == found) {          /* an empty section has no title */
		out->length = start;
		if (out->s)
			out->s[start] = '\0';
	}
}

/* The day from which a price is a year old: that of --as-of, or today. */
static void set_day(Listing *listing)
{
	const char *as_of = cli_value(listing->cli, "as-of");

	if (as_of)
		snprintf(listing->day, sizeof listing->day, "%s", as_of);
	else
		date_today(listing->day);
	date_months_before(listing->day, 12, listing->year_ago);
}

static int list_catalog(Cli *cli, const Catalog *catalog)
{
	int section = cli->argc ? section_index(cli->argv[0]) : -1, first = section >= 0;
	Listing listing = {.cli = cli};
	Json json = {.out = &cli->out};

	set_day(&listing);
	for (int i = first; i < cli->argc; i++) {
		Text word = {0};

		utf8_add_lower(&word, cli->argv[i]);
		listing.search.words = mem_resize(listing.search.words, listing.search.count + 1, sizeof(char *));
		listing.search.words[listing.search.count++] = text_take(&word);
	}
	if (cli_choice(cli, "format", "json")) {
		cli->raw = true;
		listing.json = &json;
		json_open(&json, '{');
		json_put_number(&json, "version", 1);
	}
	if (section >= 0)
		add_section(&listing, catalog, section, false);
	else
		for (int i = 0; i < (listing.json ? SECTIONS : OVERVIEW); i++)
			add_section(&listing, catalog, i, true);
	if (listing.json)
		json_close(&json);
	for (size_t i = 0; i < listing.search.count; i++)
		free(listing.search.words[i]);
	free(listing.search.words);
	if (!listing.found && !listing.json) {
		cli_error(cli, "nothing in the catalogue has all of these words");
		return STATUS_FINDINGS;
	}
	return STATUS_CLEAN;
}

static int fail_as_of(const Cli *cli, Error *err)
{
	cli_usage(cli, "--as-of: %s", err->text);
	error_clear(err);
	return STATUS_USAGE;
}

static int run(Cli *cli)
{
	Catalog own;
	const Catalog *catalog;
	const char *as_of = cli_value(cli, "as-of");
	Error err = {0};
	int status;

	cli->paged = true;
	if (as_of && !field_value_valid(&(FieldSpec){.type = FIELD_DATE}, as_of, &err))
		return fail_as_of(cli, &err);
	if (cli->argc && strcmp(cli->argv[0], "why") == 0)
		return catalog_why(cli);
	catalog = cli_catalog_open(cli, &own);
	status = catalog ? list_catalog(cli, catalog) : STATUS_USAGE;

	catalog_clear(&own);
	return status;
}

static const CliOption options[] = {
	{"format", 0, "FORMAT", "text|json", "how to write it"},
	{"as-of", 0, "DATE", NULL, "mark the prices that were older than a year on that day (YYYY-MM-DD; today unless told)"},
	CLI_DESIGN_OPTION,
	{0},
};

const Verb verb_catalog = {
	"catalog", "[SECTION] [WORD…]", 0, -1, WORD_NONE, options,
	"list kinds, patterns, rules, prices and fields",
	"SECTION is kinds, patterns, rules, prices, fields or why. Every WORD must occur in what is listed, in capitals or "
	"not. Without a section, kinds, patterns and rules are searched.\n\n"
	"With 'why FROM TO [PATTERN…]' every pattern says whether it may link the two (kinds, or with --design components of it); if not, "
	"the reason and the smallest change that would make it legal. With the PATTERN named the change is also a script "
	"for 'troika apply', and the exit status is 1 when none is legal.",
	"troika catalog kinds postgres\tkinds that have to do with Postgres\n"
	"troika catalog prices --format json\tevery price with its date and source\n"
	"troika catalog why heroku.web aws.vpc\twhat may link the two, and why the rest may not",
	run,
};

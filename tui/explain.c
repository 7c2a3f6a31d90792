/* Pages from the records of the catalogue; the words are the catalogue's, the order is ours. */
#include "tui/explain.h"

#include <stdlib.h>
#include <string.h>

#include "model/finding.h"
#include "model/memory.h"
#include "model/wrap.h"
#include "render/look.h"
#include "tui/explain_parts.h"
#include "tui/explain_words.h"

/* --- fields ---------------------------------------------------------------- */

static const char *type_words(const FieldSpec *field)
{
	switch (field->type) {
	case FIELD_TEXT: return "a line of text";
	case FIELD_PROSE: return "text";
	case FIELD_NUMBER: return "a whole number";
	case FIELD_DECIMAL: return "a number";
	case FIELD_BOOLEAN: return "true or false";
	case FIELD_CHOICE: return "one of ";
	case FIELD_REFERENCE: return "the id of ";
	case FIELD_REFERENCES: return "a list of ids of ";
	case FIELD_LIST: return "a list of words";
	case FIELD_QUANTITY: return "a quantity in ";
	case FIELD_MONEY: return "an amount of money";
	case FIELD_DATE: return "a date, YYYY-MM-DD";
	case FIELD_POINT: return "a cell: column, row";
	case FIELD_POINTS: return "a list of cells: column, row";
	case FIELD_CURRENCY: return "a currency of ISO 4217, three capitals";
	}
	return "";
}

void explain_field_type(const FieldSpec *field, Text *out)
{
	text_add(out, type_words(field));
	if (field->type == FIELD_QUANTITY)
		text_add(out, *field->unit ? field->unit : "plain numbers");
	if (field->type == FIELD_CHOICE)
		for (size_t i = 0; field->choices && field->choices[i]; i++)
			text_addf(out, "%s%s", i ? ", " : "", field->choices[i]);
	if (field->type == FIELD_REFERENCE || field->type == FIELD_REFERENCES)
		text_addf(out, "%s", field->refers < 0 ? "any element" : class_name((ElementClass)field->refers));
	if (*field->min && *field->max)
		text_addf(out, ", %s to %s", field->min, field->max);
	else if (*field->min)
		text_addf(out, ", at least %s", field->min);
	else if (*field->max)
		text_addf(out, ", at most %s", field->max);
	if (*field->fallback)
		text_addf(out, "; %s unless told", field->fallback);
	if (field->required)
		text_add(out, "; required");
}

static void add_fields(Text *out, const FieldSpec *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		Text line = {0};

		text_addf(&line, "%s (", fields[i].sentence);
		explain_field_type(&fields[i], &line);
		text_add(&line, ")");
		page_line(out, fields[i].key, line.s);
		text_clear(&line);
	}
}

/* The field KEY in FIELDS, under the title OWNER. */
static bool add_field_of(Text *out, const char *key, const char *owner, const FieldSpec *fields, size_t count)
{
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		Text id = {0}, type = {0};

		if (strcmp(fields[i].key, key) != 0)
			continue;
		text_addf(&id, "%s.%s", owner, key);
		if (out->length)
			text_add(out, "\n");
		page_title(out, id.s, id.s, "field");
		explain_field_type(&fields[i], &type);
		page_line(out, "Means", fields[i].sentence);
		page_line(out, "Type", type.s);
		text_clear(&id);
		text_clear(&type);
		found = true;
	}
	return found;
}

/* Is OWNER.KEY asked for? ASKED is "key", or ends in it behind a dot. */
static bool owner_fits(const char *asked, const char *key, const char *owner)
{
	size_t length = strlen(owner);

	return key == asked || ((size_t)(key - asked) == length + 1 && strncmp(asked, owner, length) == 0);
}

static bool add_fields_called(const Catalog *catalog, const char *asked, const char *key, Text *out)
{
	bool found = false;

	for (ElementClass c = 0; c < CLASS_COUNT; c++)
		if (owner_fits(asked, key, class_name(c)))
			found |= add_field_of(out, key, class_name(c), catalog->fields[c], catalog->field_count[c]);
	for (size_t i = 0; i < catalog->kind_count; i++) {
		const Kind *kind = &catalog->kinds[i];

		if (owner_fits(asked, key, kind->id))
			found |= add_field_of(out, key, kind->id, kind->fields, kind->field_count);
	}
	for (size_t i = 0; i < catalog->pattern_count; i++) {
		const Pattern *pattern = &catalog->patterns[i];

		if (owner_fits(asked, key, pattern->id))
			found |= add_field_of(out, key, pattern->id, pattern->fields, pattern->field_count);
	}
	return found;
}

bool explain_field(const Catalog *catalog, const char *id, Text *out)
{
	/* The owner may hold dots, and so may the key: try each place where they may part. */
	if (add_fields_called(catalog, id, id, out))
		return true;
	for (const char *dot = strchr(id, '.'); dot; dot = strchr(dot + 1, '.'))
		if (add_fields_called(catalog, id, dot + 1, out))
			return true;
	return false;
}

/* --- kinds ----------------------------------------------------------------- */

static void add_price(Text *out, const Price *price)
{
	Text line = {0}, title = {0};

	price_words(price, &line);
	if (*price->tiers)
		text_addf(&line, " (%s)", price->tiers);
	if (*price->when) {
		text_add(&line, ", for ");
		condition_words(price->when, &line);
	}
	if (*price->region)
		text_addf(&line, ", in %s", price->region);
	if (*price->as_of || *price->source)
		text_addf(&line, " [%s%s%s, grade %s]", price->source, *price->as_of ? ", " : "", price->as_of, price->grade);
	text_add(&title, price->item);
	page_line(out, title.s, line.s);
	text_clear(&line);
	text_clear(&title);
}

static void add_patterns(Text *out, const Catalog *catalog, const Kind *kind, bool from)
{
	Text list = {0};

	for (size_t i = 0; i < catalog->pattern_count; i++) {
		const Pattern *pattern = &catalog->patterns[i];

		if (selectors_match(from ? pattern->from : pattern->to, kind))
			text_addf(&list, "%s%s", list.length ? ", " : "", pattern->id);
	}
	page_line(out, from ? "From it" : "To it", text_str(&list));
	text_clear(&list);
}

/* Values of one limit stand on one line, each with the plan it is for. */
static void add_limits(Text *out, const Kind *kind)
{
	Text last = {0}, values = {0};

	for (size_t i = 0; i < kind->limit_count; i++) {
		Text label = {0}, value = {0};

		limit_words(&kind->limits[i], &label, &value);
		if (!text_equal(text_str(&label), text_str(&last))) {
			page_line(out, text_str(&last), text_str(&values));
			text_reset(&values);
			text_reset(&last);
			text_add(&last, text_str(&label));
		}
		text_addf(&values, "%s%s", values.length ? ", " : "", text_str(&value));
		text_clear(&label);
		text_clear(&value);
	}
	page_line(out, text_str(&last), text_str(&values));
	text_clear(&last);
	text_clear(&values);
}

void explain_kind(const Catalog *catalog, const Kind *kind, Text *out)
{
	Text sort = {0}, availability = {0};

	text_addf(&sort, "kind, %s", look_of_vendor(kind->vendor)->name);
	page_title(out, kind->id, kind->name, sort.s);
	text_add(out, "\n");
	page_line(out, "Is for", kind->role);
	page_words(out, "Provides", kind->capabilities);
	page_words(out, "Also called", kind->synonyms);
	if (kind->container)
		page_line(out, "Container", "other components may stand in it (`in:`)");
	if (*kind->availability)
		text_addf(&availability, "%s %%", kind->availability);
	page_line(out, "Availability", text_str(&availability));
	page_line(out, "Life cycle", kind->lifecycle);
	page_line(out, "Notes", kind->notes);
	if (kind->field_count)
		page_heading(out, "Fields");
	add_fields(out, kind->fields, kind->field_count);
	page_heading(out, "Prices, a month");
	for (size_t i = 0; i < kind->price_count; i++)
		add_price(out, &kind->prices[i]);
	if (!kind->price_count)
		page_line(out, "unknown", "set the field `price` to what your contract says");
	if (kind->limit_count)
		page_heading(out, "Limits");
	add_limits(out, kind);
	page_heading(out, "Patterns");
	add_patterns(out, catalog, kind, true);
	add_patterns(out, catalog, kind, false);
	page_sources(out, catalog, kind->sources);
	text_clear(&sort);
	text_clear(&availability);
}

/* --- patterns -------------------------------------------------------------- */

static const char *mode_words(PatternMode mode)
{
	switch (mode) {
	case MODE_SYNC: return "synchronous: the caller waits for the answer";
	case MODE_ASYNC: return "asynchronous: nobody waits";
	case MODE_OVERLAY: return "an overlay: it changes how another link travels";
	}
	return "";
}

static const char *depends_words(const Pattern *pattern)
{
	if (pattern->depends == DEPENDS_FROM)
		return pattern->hard ? "the side that initiates stops when the other is down"
		                     : "the side that initiates degrades when the other is down";
	if (pattern->depends == DEPENDS_TO)
		return pattern->hard ? "the side that is reached stops when the other is down"
		                     : "the side that is reached degrades when the other is down";
	return "neither side depends on the other";
}

static void add_coupling(Text *out, const Pattern *pattern)
{
	Text line = {0};

	if (*pattern->score)
		text_addf(&line, "%s of 1: time %d, schema %d, data %d, place %d of 4 each", pattern->score,
		          pattern->temporal, pattern->schema, pattern->data, pattern->location);
	page_line(out, "Coupling", text_str(&line));
	text_clear(&line);
}

void explain_pattern(const Catalog *catalog, const Pattern *pattern, Text *out)
{
	Text retention = {0}, words = {0};

	page_title(out, pattern->id, pattern->name, "pattern");
	text_add(out, "\n");
	page_line(out, "Use when", pattern->use_when);
	page_line(out, "Avoid when", pattern->avoid_when);
	page_words(out, "Alternatives", pattern->alternatives);
	page_line(out, "When it is down", pattern->on_target_down);
	page_heading(out, "Ends");
	page_words(out, "From", pattern->from);
	page_words(out, "To", pattern->to);
	for (const char *const *one = pattern->requires; *one; one++) {
		requirement_words(*one, &words);
		page_line(out, "Requires", text_str(&words));
		text_reset(&words);
	}
	hops_words(pattern, &words);
	page_line(out, "Drawn as", text_str(&words));
	page_line(out, "Data flows", pattern->both_ways ? "both ways" : "one way");
	page_heading(out, "Behaviour");
	page_line(out, "Mode", mode_words(pattern->mode));
	page_line(out, "Dependence", depends_words(pattern));
	add_coupling(out, pattern);
	page_line(out, "Latency", pattern->latency);
	page_line(out, "Delivery", pattern->delivery);
	if (*pattern->retention_hours)
		text_addf(&retention, "%s hours", pattern->retention_hours);
	page_line(out, "Retention", text_str(&retention));
	page_line(out, "Limit", pattern->limit);
	page_line(out, "Cost driver", pattern->cost_driver);
	page_line(out, "Part of", pattern->product);
	page_heading(out, "Security");
	page_line(out, "Transport", pattern->transport);
	page_line(out, "Path", pattern->private_path ? "keeps off the public internet" : "may cross the public internet");
	page_line(out, "Authentication", pattern->auth);
	if (pattern->field_count)
		page_heading(out, "Fields of the link");
	add_fields(out, pattern->fields, pattern->field_count);
	page_heading(out, "Standing");
	page_line(out, "Official pattern", pattern->official);
	page_line(out, "Status", pattern->status);
	page_sources(out, catalog, pattern->sources);
	text_clear(&retention);
	text_clear(&words);
}

/* --- rules ----------------------------------------------------------------- */

/* The value folds at its spaces, as plain text of YAML may; a list gets some. */
static void add_sample(const RuleText *rule, const RuleParam *param, Text *out)
{
	Text value = {0};

	text_addf(&value, "      %s: ", param->name);
	for (const char *at = param->value; *at; at++) {
		text_add_char(&value, *at);
		if (*at == ',' && at[1] && at[1] != ' ')
			text_add_char(&value, ' ');
	}
	text_addf(out, "  parameters:\n    %s:\n      ", rule->id);
	wrap_add(out, text_str(&value) + 6, 6, 8, WRAP_COLUMNS);
	text_clear(&value);
}

void explain_rule(const Catalog *catalog, const RuleText *rule, Text *out)
{
	Text sort = {0};

	text_addf(&sort, "rule, %s", rule->severity);
	page_title(out, rule->id, rule->title, sort.s);
	text_add(out, "\n");
	page_line(out, "Why", rule->why);
	page_line(out, "Impact", rule->impact);
	page_line(out, "Remedy", rule->remedy);
	page_line(out, "To verify", rule->question);
	page_line(out, "False alarm?", rule->hint);
	if (rule_find(rule->id) && rule_find(rule->id)->fix)
		page_line(out, "Quick fix", "offered where a machine can make it: f in the editor");
	page_line(out, "Also known as", rule->ref);
	if (rule->param_count)
		page_heading(out, "Parameters");
	for (size_t i = 0; i < rule->param_count; i++) {
		Text line = {0};

		text_addf(&line, "%s (%s unless told)", rule->params[i].sentence, rule->params[i].value);
		page_line(out, rule->params[i].name, line.s);
		text_clear(&line);
	}
	page_heading(out, "In a design");
	text_addf(out, "  severity:\n    %s: advice  # or error, warning, off\n", rule->id);
	if (rule->param_count)
		add_sample(rule, &rule->params[0], out);
	text_addf(out, "  waivers:\n    known:\n      rule: %s\n      at: ELEMENT\n      why: why it is accepted\n"
	               "      owner: who answers for it\n      until: YYYY-MM-DD\n", rule->id);
	page_sources(out, catalog, rule->sources);
	text_clear(&sort);
}

/* --- all ------------------------------------------------------------------- */

bool explain_add(const Catalog *catalog, const char *id, Text *out)
{
	const Kind *kind = catalog_kind(catalog, id);
	const Pattern *pattern = catalog_pattern(catalog, id);
	char *rule_id = mem_copy_n(id, strcspn(id, "@"));       /* the key of a finding names its rule */
	const RuleText *rule = catalog_rule(catalog, rule_id);

	free(rule_id);
	for (size_t i = 0; !rule && i < catalog->rule_count; i++)
		if (strcmp(catalog->rules[i].ref, id) == 0)
			rule = &catalog->rules[i];
	if (kind)
		explain_kind(catalog, kind, out);
	else if (pattern)
		explain_pattern(catalog, pattern, out);
	else if (rule)
		explain_rule(catalog, rule, out);
	else
		return explain_field(catalog, id, out);
	return true;
}

typedef struct Nearest {
	const char *id;
	unsigned distance;      /* what is nearer than this wins */
} Nearest;

static void consider(Nearest *best, const char *asked, const char *id)
{
	unsigned distance = text_distance(asked, id, best->distance);

	if (distance < best->distance && distance < strlen(asked))
		*best = (Nearest){id, distance};
}

const char *explain_nearest(const Catalog *catalog, const char *id)
{
	Nearest best = {NULL, 4};

	for (size_t i = 0; i < catalog->kind_count; i++) {
		const char *dot = strchr(catalog->kinds[i].id, '.');

		consider(&best, id, catalog->kinds[i].id);
		if (dot && strcmp(dot + 1, id) == 0)    /* "s3" means aws.s3 */
			return catalog->kinds[i].id;
	}
	for (size_t i = 0; i < catalog->pattern_count; i++)
		consider(&best, id, catalog->patterns[i].id);
	for (size_t i = 0; i < catalog->rule_count; i++) {
		const char *slash = strchr(catalog->rules[i].id, '/');

		consider(&best, id, catalog->rules[i].id);
		if (slash && strcmp(slash + 1, id) == 0)
			return catalog->rules[i].id;
	}
	return best.id;
}

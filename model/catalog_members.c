/* The tables that tie the keys of the catalogue's YAML to the members of its structs. */
#include "model/catalog_members.h"

#include "model/catalog.h"

_Static_assert(sizeof(FieldType) == sizeof(int) && sizeof(Depends) == sizeof(int) &&
	       sizeof(PatternMode) == sizeof(int), "a choice is stored as an int");

#define AT(type, member) #member, .offset = offsetof(type, member)
#define MANY(type, member, count) AT(type, member), .count_name = #count, \
	.count_offset = offsetof(type, count)

static const char *const field_types[] = {
	"text", "prose", "number", "decimal", "boolean", "choice", "reference", "references",
	"list", "quantity", "money", "date", "point", "points", "currency", NULL
};
static const char *const classes[] = {
	"any", "design", "platform", "component", "link", "data", "assumption", "flow", "decision",
	"waiver", "view", "note", NULL
};
static const char *const link_counts[] = {"none", "gigabytes", "25-kB", NULL};
static const char *const modes[] = {"sync", "async", "overlay", NULL};
static const char *const dependings[] = {"none", "from", "to", NULL};
static const char *const accesses[] = {"r", "w", "rw", NULL};
static const char *const latency_classes[] = {"ms", "seconds", "minutes", "hours", NULL};
static const char *const statuses[] = {
	"ok", "internal", "sustaining", "legacy", "discouraged", "anti-pattern", NULL
};
static const char *const severities[] = {"error", "warning", "advice", NULL};
static const char *const grades[] = {"A", "A/B", "B", "B-", "C+", "C", "unverified", NULL};
static const char *const lifecycles[] = {"active", "sustaining", "legacy", "closed", NULL};
const char *const price_models[] = {
	"seat", "flat", "account", "hourly", "usage", "percent", "included", "quote", "unknown", NULL
};

static const Member field_members[] = {
	{"type", AT(FieldSpec, type), .type = MEMBER_CHOICE, .words = field_types, .required = true},
	{"unit", AT(FieldSpec, unit), .type = MEMBER_TEXT},
	{"choices", AT(FieldSpec, choices), .type = MEMBER_CHOICES},
	{"default", AT(FieldSpec, fallback), .type = MEMBER_TEXT},
	{"min", AT(FieldSpec, min), .type = MEMBER_DECIMAL},
	{"max", AT(FieldSpec, max), .type = MEMBER_DECIMAL},
	{"refers", AT(FieldSpec, refers), .type = MEMBER_CHOICE, .words = classes, .first = -1},
	{"required", AT(FieldSpec, required), .type = MEMBER_BOOLEAN},
	{"from-links", AT(FieldSpec, from_links), .type = MEMBER_CHOICE, .words = link_counts},
	{"sentence", AT(FieldSpec, sentence), .type = MEMBER_TEXT, .required = true},
	{0}
};
const Record field_record = {"field", "FieldSpec", sizeof(FieldSpec), "key",
	offsetof(FieldSpec, key), field_members};

static const Member price_members[] = {
	{"item", AT(Price, item), .type = MEMBER_TEXT, .required = true},
	{"when", AT(Price, when), .type = MEMBER_TEXT},
	{"metric", AT(Price, metric), .type = MEMBER_TEXT},
	{"amount", AT(Price, amount), .type = MEMBER_DECIMAL},
	{"per", AT(Price, per), .type = MEMBER_DECIMAL},
	{"unit", AT(Price, unit), .type = MEMBER_TEXT},
	{"model", AT(Price, model), .type = MEMBER_TEXT, .words = price_models, .required = true},
	{"tiers", AT(Price, tiers), .type = MEMBER_TEXT},
	{"free", AT(Price, free), .type = MEMBER_DECIMAL},
	{"currency", AT(Price, currency), .type = MEMBER_TEXT},
	{"region", AT(Price, region), .type = MEMBER_TEXT},
	{"as-of", AT(Price, as_of), .type = MEMBER_DATE, .required = true},
	{"source", AT(Price, source), .type = MEMBER_TEXT, .required = true},
	{"grade", AT(Price, grade), .type = MEMBER_TEXT, .words = grades},
	{0}
};
const Record price_record = {"price", "Price", sizeof(Price), NULL, 0, price_members};

static const Member kind_members[] = {
	{"name", AT(Kind, name), .type = MEMBER_TEXT, .required = true},
	{"role", AT(Kind, role), .type = MEMBER_TEXT, .required = true},
	{"capabilities", AT(Kind, capabilities), .type = MEMBER_WORDS},
	{"synonyms", AT(Kind, synonyms), .type = MEMBER_WORDS},
	{"container", AT(Kind, container), .type = MEMBER_BOOLEAN},
	{"fields", MANY(Kind, fields, field_count), .type = MEMBER_RECORDS, .record = &field_record},
	{"prices", MANY(Kind, prices, price_count), .type = MEMBER_RECORDS, .record = &price_record},
	{"limits", MANY(Kind, limits, limit_count), .type = MEMBER_PAIRS},
	{"availability", AT(Kind, availability), .type = MEMBER_DECIMAL},
	{"lifecycle", AT(Kind, lifecycle), .type = MEMBER_TEXT, .words = lifecycles},
	{"sources", AT(Kind, sources), .type = MEMBER_WORDS},
	{"notes", AT(Kind, notes), .type = MEMBER_TEXT},
	{0}
};
const Record kind_record = {"kind", "Kind", sizeof(Kind), "id", offsetof(Kind, id), kind_members};

static const Member pattern_members[] = {
	{"name", AT(Pattern, name), .type = MEMBER_TEXT, .required = true},
	{"label", AT(Pattern, label), .type = MEMBER_TEXT, .required = true},
	{"from", AT(Pattern, from), .type = MEMBER_WORDS, .required = true},
	{"to", AT(Pattern, to), .type = MEMBER_WORDS, .required = true},
	{"requires", AT(Pattern, requires), .type = MEMBER_WORDS},
	{"both-ways", AT(Pattern, both_ways), .type = MEMBER_BOOLEAN},
	{"mode", AT(Pattern, mode), .type = MEMBER_CHOICE, .words = modes, .required = true},
	{"depends", AT(Pattern, depends), .type = MEMBER_CHOICE, .words = dependings, .required = true},
	{"hard", AT(Pattern, hard), .type = MEMBER_BOOLEAN},
	{"access", AT(Pattern, access), .type = MEMBER_TEXT, .words = accesses},
	{"latency", AT(Pattern, latency), .type = MEMBER_TEXT},
	{"latency-class", AT(Pattern, latency_class), .type = MEMBER_TEXT, .words = latency_classes},
	{"limit", AT(Pattern, limit), .type = MEMBER_TEXT},
	{"delivery", AT(Pattern, delivery), .type = MEMBER_TEXT},
	{"retention-hours", AT(Pattern, retention_hours), .type = MEMBER_DECIMAL},
	{"temporal", AT(Pattern, temporal), .type = MEMBER_LEVEL},
	{"schema", AT(Pattern, schema), .type = MEMBER_LEVEL},
	{"data", AT(Pattern, data), .type = MEMBER_LEVEL},
	{"location", AT(Pattern, location), .type = MEMBER_LEVEL},
	{"score", AT(Pattern, score), .type = MEMBER_DECIMAL},
	{"transport", AT(Pattern, transport), .type = MEMBER_TEXT},
	{"encrypted", AT(Pattern, encrypted), .type = MEMBER_BOOLEAN},
	{"private-path", AT(Pattern, private_path), .type = MEMBER_BOOLEAN},
	{"auth", AT(Pattern, auth), .type = MEMBER_TEXT},
	{"product", AT(Pattern, product), .type = MEMBER_TEXT},
	{"cost-driver", AT(Pattern, cost_driver), .type = MEMBER_TEXT},
	{"target-down", AT(Pattern, on_target_down), .type = MEMBER_TEXT},
	{"use-when", AT(Pattern, use_when), .type = MEMBER_TEXT},
	{"avoid-when", AT(Pattern, avoid_when), .type = MEMBER_TEXT},
	{"alternatives", AT(Pattern, alternatives), .type = MEMBER_WORDS},
	{"official", AT(Pattern, official), .type = MEMBER_TEXT},
	{"status", AT(Pattern, status), .type = MEMBER_TEXT, .words = statuses},
	{"fields", MANY(Pattern, fields, field_count), .type = MEMBER_RECORDS, .record = &field_record},
	{"expands", AT(Pattern, expands), .type = MEMBER_TEXT},
	{"sources", AT(Pattern, sources), .type = MEMBER_WORDS},
	{0}
};
const Record pattern_record = {"pattern", "Pattern", sizeof(Pattern), "id",
	offsetof(Pattern, id), pattern_members};

static const Member param_members[] = {
	{"value", AT(RuleParam, value), .type = MEMBER_TEXT, .required = true},
	{"sentence", AT(RuleParam, sentence), .type = MEMBER_TEXT, .required = true},
	{0}
};
const Record param_record = {"parameter", "RuleParam", sizeof(RuleParam), "name",
	offsetof(RuleParam, name), param_members};

static const Member rule_members[] = {
	{"ref", AT(RuleText, ref), .type = MEMBER_TEXT},
	{"severity", AT(RuleText, severity), .type = MEMBER_TEXT, .words = severities, .required = true},
	{"title", AT(RuleText, title), .type = MEMBER_TEXT, .required = true},
	{"why", AT(RuleText, why), .type = MEMBER_TEXT, .required = true},
	{"impact", AT(RuleText, impact), .type = MEMBER_TEXT},
	{"remedy", AT(RuleText, remedy), .type = MEMBER_TEXT, .required = true},
	{"question", AT(RuleText, question), .type = MEMBER_TEXT},
	{"hint", AT(RuleText, hint), .type = MEMBER_TEXT},
	{"params", MANY(RuleText, params, param_count), .type = MEMBER_RECORDS, .record = &param_record},
	{"sources", AT(RuleText, sources), .type = MEMBER_WORDS},
	{0}
};
const Record rule_record = {"rule", "RuleText", sizeof(RuleText), "id",
	offsetof(RuleText, id), rule_members};

static const Member source_members[] = {
	{"what", AT(Source, what), .type = MEMBER_TEXT, .required = true},
	{"at", AT(Source, at), .type = MEMBER_TEXT, .required = true},
	{"grade", AT(Source, grade), .type = MEMBER_TEXT, .words = grades, .required = true},
	{0}
};
const Record source_record = {"source", "Source", sizeof(Source), "id",
	offsetof(Source, id), source_members};

static const Member region_members[] = {
	{"name", AT(Region, name), .type = MEMBER_TEXT, .required = true},
	{"jurisdiction", AT(Region, jurisdiction), .type = MEMBER_TEXT, .required = true},
	{"alias-of", AT(Region, alias_of), .type = MEMBER_TEXT},
	{0}
};
const Record region_record = {"region", "Region", sizeof(Region), "id",
	offsetof(Region, id), region_members};

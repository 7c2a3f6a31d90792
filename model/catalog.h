/* The catalogue: kinds, patterns, fields, rule texts, prices and sources.
 *
 * It is data. The YAML under model/catalog/ is compiled into C tables at build time
 * (by catalog_compile, which uses the same reader); at run time YAML is read only for a
 * user's own kinds and overrides. Everything in a Catalog is read-only and
 * lives as long as the Catalog. Strings are "" and never NULL unless said so. */
#ifndef TROIKA_MODEL_CATALOG_H
#define TROIKA_MODEL_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ElementClass {     /* the classes of the design file, in its order */
	CLASS_DESIGN,
	CLASS_PLATFORM,
	CLASS_COMPONENT,
	CLASS_LINK,
	CLASS_DATA,
	CLASS_ASSUMPTION,
	CLASS_FLOW,
	CLASS_DECISION,
	CLASS_WAIVER,
	CLASS_VIEW,
	CLASS_NOTE,
	CLASS_COUNT
} ElementClass;

const char *class_name(ElementClass class);             /* "component" */
const char *class_section(ElementClass class);          /* "components"; "" for the design */
bool class_from_name(const char *name, ElementClass *out);
bool class_from_section(const char *section, ElementClass *out);    /* not of the design, which has none */

typedef enum FieldType {
	FIELD_TEXT,             /* one line */
	FIELD_PROSE,            /* may hold line breaks */
	FIELD_NUMBER,           /* a whole number */
	FIELD_DECIMAL,
	FIELD_BOOLEAN,          /* true | false */
	FIELD_CHOICE,           /* one of choices */
	FIELD_REFERENCE,        /* the id of an element of class `refers` */
	FIELD_REFERENCES,       /* a list of such ids */
	FIELD_LIST,             /* a list of texts */
	FIELD_QUANTITY,         /* a number with a unit of `unit` */
	FIELD_MONEY,
	FIELD_DATE,             /* YYYY-MM-DD */
	FIELD_POINT,            /* "column,row", whole numbers */
	FIELD_POINTS,           /* a list of them */
	FIELD_CURRENCY          /* the code of one: USD */
} FieldType;

typedef enum LinkCount {        /* what the links that feed a component say of a field of it that is not set */
	LINK_COUNT_NONE,
	LINK_COUNT_GIGABYTES,   /* volume times payload */
	LINK_COUNT_25_KB        /* each message in units of 25 kB, one at least */
} LinkCount;

typedef struct FieldSpec {
	const char *key;        /* "users"; `*` stands for one segment: residency.*.allowed */
	FieldType type;
	const char *unit;       /* "GB", "/day", "ms", "%"; "" without */
	const char *const *choices;     /* NULL-ended; of choice fields, else NULL */
	const char *fallback;   /* the default, shown as such; "" without */
	const char *min;        /* "" without bound */
	const char *max;
	int refers;             /* an ElementClass; -1: any class; of references only */
	bool required;
	LinkCount from_links;   /* of a quantity that the cost counts */
	const char *sentence;   /* what it means, for people */
} FieldSpec;

/* One line of a price list; the prices of a kind are tried in order and every one that applies
 * gives a line of the cost sheet.
 *
 * when    Conditions "field=value" that must all hold, joined by commas; "a|b" offers values. An
 *         unset field counts with its default; without one the item is listed as unsized.
 * metric  What is counted: factors joined by `*`, each a field of the component or a number
 *         ("users", "shards*730", "1"). A field with a unit counts in that unit (GB of a field in
 *         GB); a rate or volume a time counts a month of 730 hours. A factor that is unset and has
 *         no default makes the item unsized: give optional amounts the default 0. A quantity of
 *         0 gives no line. A field with `from-links` that is not set is what the links that feed the
 *         component bring; where one of them does not say, the item is unsized.
 * amount  Of `per` units, decimal text. The line is quantity * amount / per, rounded half up to
 *         the cent, then summed.
 * model   seat      a person's licence: fixed; in the high range 10 % more seats, in the low range
 *                   Salesforce's typical discount.
 *         flat      provisioned whether used or not (plans, hosts, keys, shard-hours): fixed.
 *         account   the same, but once a platform, however many components share it.
 *         hourly    `amount` buys a whole month, the metric counts instances; with the field
 *                   `hours` (a month) a line is metric * min(hours * amount / 720, amount).
 *         usage     metered: half in the low range, double in the high one; --scale multiplies it.
 *         percent   `amount` percent of the seat lines on the same platform.
 *         included  costs nothing of its own: no line.
 *         quote     on request: listed as unpriced until the component has a `price`.
 *         unknown   the vendor publishes it, the catalogue does not have it: likewise.
 * tiers   "first 10 TB 0.09; next 40 TB 0.085; then 0.07": steps, cumulative, in the unit of the
 *         metric or a size with its own unit; `amount` prices what is beyond the last step when
 *         there is no `then`. "" : none.
 * free    What the vendor gives away a month, in the unit of the metric; taken off where the design
 *         says `free-tier: true`.
 * region  "" : everywhere; else only for components there (or whose design, platform or own field
 *         `price-region` says so). Where no region is declared the first list counts. Prices are
 *         not borrowed from another region: the item is listed as unpriced.
 * A kind without any price is unpriced; say `included` of what is free. */
typedef struct Price {
	const char *item;       /* "Enterprise seats" */
	const char *when;       /* "plan=premium-0,type=http" or "" */
	const char *metric;     /* "users", "dynos", "shards*730"; "1" for one */
	const char *amount;     /* decimal text; "" : quote, never 0 */
	const char *per;        /* the amount buys so many units; "1" */
	const char *unit;       /* "user-month", "GB-month" */
	const char *model;      /* seat | flat | account | hourly | usage | percent | included | quote | unknown */
	const char *tiers;      /* "" or "first 10 TB 0.09; next 40 TB 0.085; then 0.07" */
	const char *free;       /* units a month the vendor gives free, where the design counts them; "" none */
	const char *currency;   /* "USD" */
	const char *region;     /* id of a Region; "" : everywhere */
	const char *as_of;      /* YYYY-MM-DD */
	const char *source;     /* id of a Source */
	const char *grade;      /* A, B, C, unverified */
} Price;

/* The values of Price.model; NULL-ended. */
extern const char *const price_models[];

typedef struct NamedValue {
	const char *name;
	const char *value;
} NamedValue;

typedef struct Kind {
	const char *id;         /* "heroku.postgres" */
	const char *vendor;     /* salesforce | heroku | aws | external */
	const char *name;       /* "Heroku Postgres" */
	const char *role;
	const char *const *capabilities;        /* NULL-ended */
	const char *const *synonyms;            /* NULL-ended: other words people type to find it */
	bool container;         /* others may stand `in:` it */
	const FieldSpec *fields;                /* those the kind adds to the class */
	size_t field_count;
	const Price *prices;
	size_t price_count;
	const NamedValue *limits;
	size_t limit_count;
	const char *availability;               /* percent, decimal text; "" unknown */
	const char *lifecycle;                  /* active | sustaining | closed … */
	const char *const *sources;             /* NULL-ended ids */
	const char *notes;
} Kind;

typedef enum Depends { DEPENDS_NONE, DEPENDS_FROM, DEPENDS_TO } Depends;
typedef enum PatternMode { MODE_SYNC, MODE_ASYNC, MODE_OVERLAY } PatternMode;

typedef struct Pattern {
	const char *id;         /* "heroku-connect" */
	const char *name;       /* "Heroku Connect (bidirectional sync)" */
	const char *label;      /* short, for a diagram: "Heroku Connect" */
	const char *const *from;        /* NULL-ended selectors: kind id, `vendor.*`, `capability:x`, `*` */
	const char *const *to;
	const uint64_t *from_kinds;     /* the selectors resolved: a bit for each kind, by its index; NULL: not yet */
	const uint64_t *to_kinds;
	const char *const *requires;    /* NULL-ended prerequisites, all must hold:
	                                 * "from in K|K", "to in K|K": that end stands in (or is) one of the kinds;
	                                 * "from FIELD=v|v", "to FIELD=v*": a field of that end (globs);
	                                 * "has K|K": the design has a component of one of the kinds;
	                                 * "same in": both ends stand in the same container */
	bool both_ways;         /* data flows both ways: two arrowheads */
	PatternMode mode;
	Depends depends;        /* whose function suffers when the other end is down */
	bool hard;              /* it stops; otherwise it degrades */
	const char *access;     /* r | w | rw | "" */
	const char *latency;    /* sentence */
	const char *latency_class;      /* ms | seconds | minutes | hours | "" */
	const char *limit;
	const char *delivery;
	const char *retention_hours;    /* decimal text; "" none */
	int temporal, schema, data, location;   /* coupling sub-scores 0..4 */
	const char *score;      /* 0..1, decimal text: 0.40 T/4 + 0.30 S/4 + 0.20 D/4 + 0.10 L/4 */
	const char *transport;  /* the default: "TLS" … */
	bool encrypted;         /* of the default transport */
	bool private_path;      /* does not cross the public internet */
	const char *auth;
	const char *product;    /* the kind whose price it is part of; "": none */
	const char *cost_driver;
	const char *on_target_down;
	const char *use_when;
	const char *avoid_when;
	const char *const *alternatives;        /* NULL-ended pattern ids */
	const char *official;   /* the Salesforce integration pattern it realises; "" none */
	const char *status;     /* ok | legacy | anti-pattern … */
	const FieldSpec *fields;        /* those the pattern adds to links, as `writable` */
	size_t field_count;
	const char *expands;    /* "" or a script of the edit language that draws what this stands for, with
	                         * {from} {to} {id} {to.on} and {bus} (a free id) to fill in; the `link` line
	                         * of such a pattern is expanded, a link never keeps it */
	const char *const *sources;
} Pattern;

typedef struct RuleParam {
	const char *name;
	const char *value;      /* default, decimal text or list */
	const char *sentence;
} RuleParam;

typedef struct RuleText {
	const char *id;         /* "coupling/cycle" */
	const char *ref;        /* "COU-01" */
	const char *severity;   /* error | warning | advice */
	const char *title;
	const char *why;
	const char *impact;
	const char *remedy;
	const char *question;   /* to verify it */
	const char *hint;       /* when it may be a false alarm */
	const RuleParam *params;
	size_t param_count;
	const char *const *sources;
} RuleText;

typedef struct Source {
	const char *id;
	const char *what;
	const char *at;
	const char *grade;
} Source;

typedef struct Region {
	const char *vendor;
	const char *id;         /* "eu-central-1" */
	const char *name;
	const char *jurisdiction;       /* "eu", "us", "uk" … */
	const char *alias_of;           /* the region it stands for ("eu-central" → "eu-central-1"); "" itself */
} Region;

typedef struct Catalog {
	const Kind *kinds;              size_t kind_count;      /* sorted by id */
	const Pattern *patterns;        size_t pattern_count;   /* sorted by id */
	const RuleText *rules;          size_t rule_count;      /* sorted by id */
	const Source *sources;          size_t source_count;    /* sorted by id */
	const Region *regions;          size_t region_count;    /* sorted by vendor, then id */
	const FieldSpec *fields[CLASS_COUNT];                   /* common to a class, in the order of a form */
	size_t field_count[CLASS_COUNT];
	const uint8_t *field_by_key[CLASS_COUNT];               /* indexes of the same, sorted by key */
	void *owner;                    /* memory of a catalogue read at run time; NULL for the built-in */
} Catalog;

const Catalog *catalog_builtin(void);
/* Binary searches; NULL when there is none. */
const Kind *catalog_kind(const Catalog *catalog, const char *id);
const Pattern *catalog_pattern(const Catalog *catalog, const char *id);
const RuleText *catalog_rule(const Catalog *catalog, const char *id);
const Source *catalog_source(const Catalog *catalog, const char *id);
const Region *catalog_region(const Catalog *catalog, const char *vendor, const char *id);
/* The nearest id by edit distance, or NULL when none is near. */
const char *catalog_nearest_kind(const Catalog *catalog, const char *id);
const char *catalog_nearest_pattern(const Catalog *catalog, const char *id);

/* The field KEY of an element of CLASS; KIND and PATTERN (either may be NULL)
 * add theirs. NULL when there is no such field. */
const FieldSpec *catalog_field(const Catalog *catalog, ElementClass class,
                               const Kind *kind, const Pattern *pattern, const char *key);

/* Is its value a list in the file? False for NULL. */
bool field_is_list(const FieldSpec *spec);
/* The first field of CLASS whose dotted key goes on behind KEY: residency.*.allowed for residency. NULL: none does. */
const FieldSpec *catalog_field_below(const Catalog *catalog, ElementClass class, const char *key);

bool kind_has_capability(const Kind *kind, const char *capability);
/* The limit NAME, of which a plan or edition has its own as `NAME.PLAN`; NULL: none is known. */
const char *kind_limit(const Kind *kind, const char *name);

/* Does a selector list (from, to) take this kind? */
bool selectors_match(const char *const *selectors, const Kind *kind);
/* The same answered from the resolved sets, where there are any; KIND must be one of CATALOG. */
bool pattern_takes_from(const Catalog *catalog, const Pattern *pattern, const Kind *kind);
bool pattern_takes_to(const Catalog *catalog, const Pattern *pattern, const Kind *kind);

#endif

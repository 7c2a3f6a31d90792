/* How the records of the catalogue look in YAML and in C.
 *
 * One table a record says which key fills which member. The reader fills structs by
 * it, the compiler prints C initialisers by it, and the manual names the keys. */
#ifndef TROIKA_MODEL_CATALOG_MEMBERS_H
#define TROIKA_MODEL_CATALOG_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum MemberType {
	MEMBER_TEXT,            /* const char *, "" when absent */
	MEMBER_DECIMAL,         /* the same, checked to be a decimal number */
	MEMBER_DATE,            /* the same, checked to be YYYY-MM-DD */
	MEMBER_BOOLEAN,         /* bool */
	MEMBER_CHOICE,          /* an enum or int: the index in `words`, plus `first` */
	MEMBER_LEVEL,           /* int 0..4 */
	MEMBER_WORDS,           /* const char *const *, NULL-ended, never NULL */
	MEMBER_CHOICES,         /* the same, NULL when absent */
	MEMBER_PAIRS,           /* NamedValue array and its count, from a map */
	MEMBER_RECORDS          /* array of `record` and its count, from a map or a list */
} MemberType;

typedef struct Record Record;

typedef struct Member {
	const char *key;                /* in YAML */
	const char *name;               /* in C */
	MemberType type;
	size_t offset;
	const char *count_name;         /* of pairs and records: the member that counts them */
	size_t count_offset;
	bool required;
	int first;                      /* of a choice: the value of words[0], and of absence */
	const char *const *words;       /* of a choice, or those a text may be; NULL-ended; NULL: any */
	const Record *record;
} Member;

struct Record {
	const char *title;              /* "kind", for messages */
	const char *type;               /* "Kind", in C */
	size_t size;
	const char *key_name;           /* the member filled by the key of the map; NULL: a list of these */
	size_t key_offset;
	const Member *members;          /* ended by a NULL key */
};

extern const Record field_record, price_record, kind_record, pattern_record,
	param_record, rule_record, source_record, region_record;

/* The C member of a record: its text, list … */
#define MEMBER_AT(base, at, ctype) (*(ctype *)(void *)((char *)(base) + (at)))
#define MEMBER_OF(base, at, ctype) (*(ctype const *)(const void *)((const char *)(base) + (at)))

#endif

/* One walk over the member tables: what a record gains appears here by itself. */
#include "tui/catalog_json.h"

#include "model/catalog.h"

static void add_members(Json *json, const Record *record, const void *item);

static void add_record(Json *json, const Record *record, const void *item)
{
	json_open_line(json, '{');
	if (record->key_name)
		json_put_text(json, record->key_name, MEMBER_OF(item, record->key_offset, const char *));
	add_members(json, record, item);
	json_close(json);
}

static void add_pairs(Json *json, const NamedValue *pairs, size_t count)
{
	json_open_line(json, '{');
	for (size_t i = 0; i < count; i++)
		json_put_text(json, pairs[i].name, pairs[i].value);
	json_close(json);
}

static void add_records(Json *json, const Record *record, const char *items, size_t count)
{
	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		add_record(json, record, items + i * record->size);
	json_close(json);
}

static const char *or_null(const char *text)
{
	return *text ? text : NULL;
}

static void add_member(Json *json, const Member *member, const void *item)
{
	static const char *const none[] = {NULL};
	const char *const *words;

	json_key(json, member->key);
	switch (member->type) {
	case MEMBER_TEXT:
		json_text(json, MEMBER_OF(item, member->offset, const char *));
		break;
	case MEMBER_DECIMAL:
	case MEMBER_DATE:
		json_text(json, or_null(MEMBER_OF(item, member->offset, const char *)));
		break;
	case MEMBER_BOOLEAN:
		json_bool(json, MEMBER_OF(item, member->offset, bool));
		break;
	case MEMBER_CHOICE: {
		int index = MEMBER_OF(item, member->offset, int) - member->first;

		json_text(json, index < 0 ? NULL : member->words[index]);
		break;
	}
	case MEMBER_LEVEL:
		json_number(json, MEMBER_OF(item, member->offset, int));
		break;
	case MEMBER_WORDS:
	case MEMBER_CHOICES:
		words = MEMBER_OF(item, member->offset, const char *const *);
		json_open_line(json, '[');
		for (words = words ? words : none; *words; words++)
			json_text(json, *words);
		json_close(json);
		break;
	case MEMBER_PAIRS:
		add_pairs(json, MEMBER_OF(item, member->offset, const NamedValue *),
		          MEMBER_OF(item, member->count_offset, size_t));
		break;
	case MEMBER_RECORDS:
		add_records(json, member->record, MEMBER_OF(item, member->offset, const char *),
		            MEMBER_OF(item, member->count_offset, size_t));
		break;
	}
}

static void add_members(Json *json, const Record *record, const void *item)
{
	for (const Member *member = record->members; member->key; member++)
		add_member(json, member, item);
}

void catalog_json_record(Json *json, const Record *record, const void *item)
{
	json_open(json, '{');
	if (record->key_name)
		json_put_text(json, record->key_name, MEMBER_OF(item, record->key_offset, const char *));
	add_members(json, record, item);
	json_close(json);
}

/* Where fields name elements. */
#include "model/mention.h"

#include <stdlib.h>
#include <string.h>

MentionForm mention_form(const FieldSpec *spec, ElementClass class, const char *key)
{
	if (class == CLASS_FLOW && strcmp(key, "steps") == 0)
		return MENTION_STEPS;
	if (class == CLASS_WAIVER && strcmp(key, "at") == 0)
		return MENTION_PATTERNS;
	if (class == CLASS_WAIVER && strcmp(key, "while") == 0)
		return MENTION_FIRST_WORD;
	if (spec && spec->type == FIELD_REFERENCE)
		return MENTION_VALUE;
	if (spec && spec->type == FIELD_REFERENCES)
		return MENTION_LIST;
	return MENTION_NONE;
}

static bool is_id_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* The bytes of the id at the start of S that END follows; 0: there is none. */
static size_t leading_id(const char *s, char end)
{
	size_t length = 0;

	while (is_id_byte(s[length]))
		length++;
	return length > 0 && s[length] == end ? length : 0;
}

/* The bytes of the id that one item of a list names; 0: none. */
static size_t id_of_item(MentionForm form, const char *item)
{
	switch (form) {
	case MENTION_STEPS:
		return leading_id(item, ':');
	case MENTION_PATTERNS:
		return strchr(item, '*') ? 0 : strlen(item);
	default:
		return strlen(item);
	}
}

static size_t first_word(const char *value)
{
	size_t length = 0;

	while (is_id_byte(value[length]))
		length++;
	return length;
}

void mention_ids(MentionForm form, const char *value, List *out)
{
	List items = {0};
	size_t length;

	if (form == MENTION_NONE)
		return;
	if (form == MENTION_VALUE || form == MENTION_FIRST_WORD) {
		char *id = mem_copy_n(value, form == MENTION_VALUE ? strlen(value) : first_word(value));

		if (*id)
			list_add(out, id);
		free(id);
		return;
	}
	if (list_split(value, &items, NULL)) {
		for (size_t i = 0; i < items.count; i++) {
			length = id_of_item(form, items.items[i]);
			items.items[i][length] = '\0';
			if (length)
				list_add(out, items.items[i]);
		}
	}
	list_clear(&items);
}

static bool names(const char *text, size_t length, const char *id)
{
	return length == strlen(id) && memcmp(text, id, length) == 0;
}

/* The items of VALUE with OLD replaced or dropped. */
static char *replace_in_list(MentionForm form, const char *value, const char *old, const char *new_)
{
	List items = {0}, kept = {0};
	Text text = {0};
	char *result = NULL;

	if (!list_split(value, &items, NULL)) {
		list_clear(&items);
		return mem_copy(value);
	}
	for (size_t i = 0; i < items.count; i++) {
		const char *item = items.items[i];
		size_t length = id_of_item(form, item);

		if (!names(item, length, old)) {
			list_add(&kept, item);
		} else if (new_) {
			text_reset(&text);
			text_addf(&text, "%s%s", new_, item + length);
			list_add(&kept, text_str(&text));
		}
	}
	text_reset(&text);
	list_join(&kept, &text);
	if (kept.count)
		result = text_take(&text);
	text_clear(&text);
	list_clear(&items);
	list_clear(&kept);
	return result;
}

char *mention_replace(MentionForm form, const char *value, const char *old, const char *new_)
{
	Text text = {0};
	size_t length;

	if (form == MENTION_NONE)
		return mem_copy(value);
	if (form != MENTION_VALUE && form != MENTION_FIRST_WORD)
		return replace_in_list(form, value, old, new_);
	length = form == MENTION_VALUE ? strlen(value) : first_word(value);
	if (!names(value, length, old))
		return mem_copy(value);
	if (!new_)
		return NULL;
	text_addf(&text, "%s%s", new_, value + length);
	return text_take(&text);
}

const char *mention_in_key(const char *key, size_t *length)
{
	static const char section[] = "residency.";

	if (!text_starts(key, section))
		return NULL;
	key += sizeof section - 1;
	*length = strcspn(key, ".");
	return key;
}

/* --- sets of ids -------------------------------------------------------------- */

void idset_add(IdSet *set, const char *id)
{
	pool_add(&set->pool, id);
	set->lengths |= (uint64_t)1 << (strlen(id) & 63);
}

static bool has_n(const IdSet *set, const char *id, size_t length)
{
	return set->lengths >> (length & 63) & 1 && pool_find_n(&set->pool, id, length);
}

bool idset_has(const IdSet *set, const char *id)
{
	return has_n(set, id, strlen(id));
}

bool idset_may_occur(const IdSet *set, const char *text)
{
	while (*text) {
		size_t length = first_word(text);

		if (length > 0 && has_n(set, text, length))
			return true;
		text += length;
		if (*text == '\\')              /* an id may be written with escapes */
			return true;
		if (*text)
			text++;
	}
	return false;
}

void idset_clear(IdSet *set)
{
	if (!set)
		return;
	pool_clear(&set->pool);
	set->lengths = 0;
}

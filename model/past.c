/* The past of a design. */
#include "model/past.h"

#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"

enum { NAME_LONGEST = 60, CHECKPOINTS_MOST = 500 };

/* --- going there ----------------------------------------------------------------- */

void past_clear(Past *past)
{
	if (past->ready)
		design_clear(&past->design);
	*past = (Past){0};
}

static bool step_back(Past *past, const Session *session)
{
	Edit back = {0};
	bool good;

	edit_inverse(&session->history[past->at - 1], &back);
	good = design_apply(&past->design, &back, NULL);
	edit_clear(&back);
	past->at -= good;
	return good;
}

bool past_go(Past *past, const Session *session, size_t at, Error *err)
{
	if (!past->ready) {
		design_copy(&past->design, &session->design);
		past->ready = true;
		past->at = session->history_count;
	}
	while (past->at > at)
		if (!step_back(past, session))
			return error_set(err, "the history leads no further back: the file was changed elsewhere");
	while (past->at < at) {
		if (!design_apply(&past->design, &session->history[past->at], err))
			return false;
		past->at++;
	}
	return true;
}

/* --- names ------------------------------------------------------------------------- */

void checkpoints_clear(Checkpoints *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i].name);
	free(list->items);
	*list = (Checkpoints){0};
}

static void add(Checkpoints *list, const char *name, int64_t seq)
{
	MEM_GROW(list->items, list->cap, list->count + 1);
	list->items[list->count++] = (Checkpoint){mem_copy(name), seq};
}

static bool is_name(const char *name)
{
	size_t length = strlen(name);

	return length && length <= NAME_LONGEST && utf8_clean(name, length, false, NULL);
}

/* Lines "SEQ NAME"; what is none is passed over. */
static void parse(const char *text, Checkpoints *out)
{
	while (*text && out->count < CHECKPOINTS_MOST) {
		size_t length = strcspn(text, "\n");
		char *line = mem_copy_n(text, length), *end;
		long long seq = strtoll(line, &end, 10);

		if (end != line && *end == ' ' && seq >= 0 && is_name(end + 1))
			add(out, end + 1, seq);
		free(line);
		text += length;
		text += *text == '\n';
	}
}

void checkpoints_read(const Session *session, Checkpoints *out)
{
	char *kept = session->journal ? journal_get(session->journal, "checkpoints") : NULL;

	parse(kept ? kept : session->checkpoints ? session->checkpoints : "", out);
	free(kept);
}

static bool keep(Session *session, const Checkpoints *list, Error *err)
{
	Text text = {0};

	for (size_t i = 0; i < list->count; i++)
		text_addf(&text, "%lld %s\n", (long long)list->items[i].seq, list->items[i].name);
	free(session->checkpoints);
	session->checkpoints = text_take(&text);
	return !session->journal || journal_put(session->journal, "checkpoints", session->checkpoints, err);
}

bool checkpoint_put(Session *session, const char *name, int64_t seq, Error *err)
{
	Checkpoints old = {0}, list = {0};
	bool good;

	if (!is_name(name))
		return error_set(err, "a checkpoint has a name of one to %d characters on one line", NAME_LONGEST);
	if (session->journal && !session->history_count)        /* which makes no store for names alone */
		return error_set(err, "nothing is kept before the first edit; name a moment behind it");
	checkpoints_read(session, &old);
	for (size_t i = 0; i < old.count; i++)
		if (strcmp(old.items[i].name, name) != 0)
			add(&list, old.items[i].name, old.items[i].seq);
	add(&list, name, seq);
	good = list.count <= CHECKPOINTS_MOST ? keep(session, &list, err) :
		error_set(err, "there are %d checkpoints already", CHECKPOINTS_MOST);
	checkpoints_clear(&old);
	checkpoints_clear(&list);
	return good;
}

bool checkpoint_find(const Session *session, const char *name, size_t *at)
{
	Checkpoints list = {0};
	bool found = false;

	checkpoints_read(session, &list);
	for (size_t i = 0; i < list.count && !found; i++) {
		if (strcmp(list.items[i].name, name) != 0)
			continue;
		found = true;
		*at = 0;
		while (*at < session->history_count && session->history[*at].seq <= list.items[i].seq)
			++*at;
	}
	checkpoints_clear(&list);
	return found;
}

/* Saving after one edit, as a ratio to writing the same bytes by temporary file and rename, in turn: processor time.
 * The design is changed in place: give it a copy.
 *
 *   save_ratio DESIGN */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/file.h"
#include "model/session.h"
#include "tests/bench/bench.h"

enum { ROUNDS = 11, MOST_ROUNDS = 1000 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void check(bool good, const Error *err)
{
	if (good)
		return;
	fprintf(stderr, "save_ratio: %s\n", err->text);
	exit(2);
}

static double save_ms(Session *session, int round)
{
	const char *id = design_at(&session->design, CLASS_COMPONENT, 0)->id;
	Error err = {0};
	Edit edit = {0};
	char note[32];
	double begin;

	snprintf(note, sizeof note, "round %d", round);
	edit_add(&edit, id, "note", element_get(design_find(&session->design, id), "note"), note);
	check(session_commit(session, &edit, &err), &err);
	begin = now_ms();
	check(session_save(session, MERGE_ASK, NULL, &err), &err);
	return now_ms() - begin;
}

static double write_ms(const char *path, const DesignSource *source)
{
	double begin = now_ms();
	Text temporary = {0};
	FILE *file;

	text_addf(&temporary, "%s.new", path);
	file = fopen(text_str(&temporary), "w");
	if (!file || fwrite(source->bytes, 1, source->length, file) != source->length || fclose(file) ||
	    rename(text_str(&temporary), path)) {
		perror("save_ratio");
		exit(2);
	}
	text_clear(&temporary);
	return now_ms() - begin;
}

int main(int argc, char **argv)
{
	static double ours[MOST_ROUNDS], bound[MOST_ROUNDS], ratio[MOST_ROUNDS];
	int count = rounds(ROUNDS);
	Session session = {0};
	Diagnostics list = {0};
	Text beside = {0};

	if (argc != 2 || !session_open(&session, NULL, argv[1], false, &list) ||
	    !design_count(&session.design, CLASS_COMPONENT)) {
		fprintf(stderr, "usage: save_ratio DESIGN (a whole one)\n");
		return 2;
	}
	text_addf(&beside, "%s.bound", argv[1]);
	for (int i = -1; i < count; i++) {
		double save = save_ms(&session, i), plain = write_ms(text_str(&beside), &session.source);

		if (i < 0)
			continue;               /* the first round warms the caches */
		ours[i] = save;
		bound[i] = plain;
		ratio[i] = save / plain;
	}
	printf("save after one edit: %.1f ms, writing the file: %.1f ms, ratio %.1f (median of %d)\n",
		median(ours, (size_t)count), median(bound, (size_t)count), median(ratio, (size_t)count), count);
	remove(text_str(&beside));
	text_clear(&beside);
	session_close(&session);
	diagnostics_clear(&list);
	return 0;
}

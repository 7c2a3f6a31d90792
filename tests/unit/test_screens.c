/* Golden screens: whole frames of the editor on a sample, compared character by character.
 *
 * After a change that is meant: TROIKA_UPDATE_GOLDEN=1 make check TESTS=tests/unit/test_screens, and look at
 * the difference before it is committed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_rig.h"

typedef struct Screen {
	const char *name;       /* of the file in tests/golden */
	const char *sample;     /* NULL: an empty design */
	int width, height;
	const char *keys;
} Screen;

static const Screen screens[] = {
	{"screen-portal-80x24", "customer-portal.yaml", 80, 24, ""},
	{"screen-portal-120x40", "customer-portal.yaml", 120, 40, "/portal<Enter>"},
	{"screen-portal-300x100", "customer-portal.yaml", 300, 100, ""},
	{"screen-portal-40x10", "customer-portal.yaml", 40, 10, ""},
	{"screen-portal-20x5", "customer-portal.yaml", 20, 5, ""},
	{"screen-empty-80x24", NULL, 80, 24, ""},
	{"screen-empty-120x40", NULL, 120, 40, ""},
	{"screen-empty-300x100", NULL, 300, 100, ""},
	{"screen-empty-40x10", NULL, 40, 10, ""},
	{"screen-empty-20x5", NULL, 20, 5, ""},
	{"screen-catalogue-80x24", "customer-portal.yaml", 80, 24, "alambda"},
	{"screen-connect-80x24", "customer-portal.yaml", 80, 24, "/jobs<Enter>c/documents<Enter>"},
	{"screen-problems-120x40", "tight-coupling.yaml", 120, 40, "nnf"},
};

static void golden_path(const Screen *screen, char *path, size_t size)
{
	const char *root = getenv("TROIKA_SRCDIR");

	snprintf(path, size, "%s/tests/golden/%s.txt", root ? root : ".", screen->name);
}

static void compare(const Screen *screen, const char *frame)
{
	char path[512], *want;
	size_t length;
	Error err = {0};

	golden_path(screen, path, sizeof path);
	if (getenv("TROIKA_UPDATE_GOLDEN")) {
		assert_true(file_replace(path, frame, strlen(frame), NULL, 0, &err));
		return;
	}
	if (!file_read(path, &want, &length, &err))
		fail_msg("%s", err.text);
	if (strcmp(want, frame) != 0) {
		fprintf(stderr, "wanted:\n%s\nis:\n%s\n", want, frame);
		free(want);
		fail_msg("%s differs; if that is meant: TROIKA_UPDATE_GOLDEN=1 make check TESTS=tests/unit/test_screens", path);
	}
	free(want);
}

static void screens_are_as_they_were(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
		Rig rig;

		if (screens[i].sample)
			rig_sample(&rig, screens[i].sample, screens[i].width, screens[i].height);
		else
			rig_open(&rig, NULL, screens[i].width, screens[i].height);
		rig_keys(&rig, screens[i].keys);
		compare(&screens[i], rig_frame(&rig));
		rig_close(&rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screens_are_as_they_were),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

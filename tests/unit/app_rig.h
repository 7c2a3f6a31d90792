/* A rig for the editor without a terminal: keys in, the frame as text out. */
#ifndef TROIKA_TESTS_APP_RIG_H
#define TROIKA_TESTS_APP_RIG_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/read_source.h"
#include "tui/app_state.h"

typedef struct Rig {
	Session session;
	App *app;
	Canvas canvas;
	Text frame;             /* as it was last drawn, rows trimmed */
	char folder[64];
	char path[96];          /* of the design file */
} Rig;

static inline void rig_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	fclose(file);
}

/* The editor on a file with the text YAML; NULL: the file is not there yet. */
static inline void rig_open(Rig *rig, const char *yaml, int width, int height)
{
	AppOptions options = {.width = width, .height = height};
	Diagnostics list = {0};

	*rig = (Rig){0};
	strcpy(rig->folder, "/tmp/troika-app-XXXXXX");
	assert_non_null(mkdtemp(rig->folder));
	snprintf(rig->path, sizeof rig->path, "%s/design.yaml", rig->folder);
	if (yaml)
		rig_write(rig->path, yaml);
	if (!session_open(&rig->session, catalog_builtin(), rig->path, false, &list))
		fail_msg("%s", list.count ? list.items[0].text : "not opened");
	diagnostics_clear(&list);
	rig->app = app_new(&rig->session, &options);
}

/* The editor on the sample NAME of the source tree, copied. */
static inline void rig_sample(Rig *rig, const char *name, int width, int height)
{
	char path[512], *bytes;

	snprintf(path, sizeof path, "samples/%s", name);
	bytes = read_source(path);
	rig_open(rig, bytes, width, height);
	free(bytes);
}

static inline void rig_close(Rig *rig)
{
	app_free(rig->app);
	session_close(&rig->session);
	canvas_clear(&rig->canvas);
	text_clear(&rig->frame);
	unlink(rig->path);
	rmdir(rig->folder);
}

static inline const char *rig_frame(Rig *rig)
{
	if (rig->canvas.width != rig->app->width || rig->canvas.height != rig->app->height) {
		canvas_clear(&rig->canvas);
		assert_true(canvas_init(&rig->canvas, rig->app->width, rig->app->height));
	}
	app_draw(rig->app, &rig->canvas);
	text_reset(&rig->frame);
	canvas_add_text(&rig->canvas, true, &rig->frame);
	return text_str(&rig->frame);
}

static inline void rig_key(Rig *rig, const Key *key)
{
	app_key(rig->app, key);
	while (app_busy(rig->app))
		app_idle(rig->app);
}

static inline void rig_keys(Rig *rig, const char *script)
{
	Keys keys = {0};
	Error err = {0};

	if (!keys_parse(script, &keys, &err))
		fail_msg("%s: %s", script, err.text);
	for (size_t i = 0; i < keys.count; i++)
		rig_key(rig, &keys.items[i]);
	keys_clear(&keys);
}

static inline void rig_shows(Rig *rig, const char *text)
{
	if (!strstr(rig_frame(rig), text))
		fail_msg("\"%s\" is not on the screen:\n%s", text, text_str(&rig->frame));
}

static inline void rig_hides(Rig *rig, const char *text)
{
	if (strstr(rig_frame(rig), text))
		fail_msg("\"%s\" is on the screen:\n%s", text, text_str(&rig->frame));
}

/* The row at the bottom but one: messages. */
static inline const char *rig_said(Rig *rig)
{
	return text_str(&rig->app->message);
}

static inline void rig_says(Rig *rig, const char *text)
{
	if (!strstr(rig_said(rig), text))
		fail_msg("it does not say \"%s\" but \"%s\"", text, rig_said(rig));
}

static inline size_t rig_count(Rig *rig, ElementClass class)
{
	return design_count(&rig->session.design, class);
}

#endif

/* screen: one frame of the editor as text, after some keys. For documents and tests.
 *
 * The editor runs in this process on a session that keeps nothing and must not save: whatever the
 * keys say, no file is touched. */
#include <stdlib.h>
#include <string.h>

#include "model/file.h"
#include "tui/app.h"
#include "tui/cli_design.h"
#include "tui/user_config.h"
#include "tui/verbs.h"

enum { SCREEN_LARGEST = 1000 };

static const CliOption options[] = {
	{"size", 's', "WxH", NULL, "columns and rows of the window (80x24)"},
	{"play", 'p', "FILE", NULL, "a recording that is played first: keys as in --keys; lines that begin with # are remarks"},
	{"keys", 'k', "KEYS", NULL, "what is typed first: characters, <Enter>, <C-s>, <Click 10,4>, <Paste \"…\">"},
	{"ascii", 0, NULL, NULL, "no character above 127 in what the program draws"},
	{0},
};

static bool read_size(const Cli *cli, int *width, int *height)
{
	const char *text = cli_value(cli, "size");
	char *end;
	long w, h;

	*width = 80;
	*height = 24;
	if (!text)
		return true;
	w = strtol(text, &end, 10);
	h = *end == 'x' ? strtol(end + 1, &end, 10) : 0;
	if (*end || w < 1 || h < 1 || w > SCREEN_LARGEST || h > SCREEN_LARGEST) {
		cli_usage(cli, "--size wants columns and rows from 1x1 to 1000x1000, like 120x40, not '%s'", text);
		return false;
	}
	*width = (int)w;
	*height = (int)h;
	return true;
}

/* Feeds KEYS as a person would who waits for each frame, until one of them leaves the editor. */
static void feed(App *app, const Keys *keys, int *width, int *height)
{
	for (size_t i = 0; i < keys->count && !app_wants_quit(app); i++) {
		const Key *key = &keys->items[i];

		app_key(app, key);
		app_settle(app);
		if (!app_wants_quit(app))
			app_take_wants(app);
		if (key->code == CODE_SIZE) {
			*width = key->x;
			*height = key->y;
		}
	}
	app_settle(app);
}

static int draw(Cli *cli, Session *session, const Keys *keys, int width, int height)
{
	Config config = {0};
	AppOptions app_options = {.width = width, .height = height, .ascii = cli_given(cli, "ascii"),
	                          .settings = &config.settings, .keymap = &config.keymap};
	Canvas canvas = {0};
	App *app;
	bool ok;

	config_read(&config);
	cli_diagnostics(&config.faults);
	free(config.settings.path);     /* options that the keys change are not written */
	config.settings.path = NULL;
	app = app_new(session, &app_options);

	feed(app, keys, &width, &height);
	ok = canvas_init(&canvas, width, height);
	if (ok) {
		app_draw(app, &canvas);
		canvas_add_text(&canvas, true, &cli->out);
	} else {
		cli_error(cli, "a window of %dx%d is too large", width, height);
	}
	canvas_clear(&canvas);
	app_free(app);
	config_clear(&config);
	return ok ? STATUS_CLEAN : STATUS_USAGE;
}

/* What is typed: the recording, then the keys. */
static bool read_keys(const Cli *cli, Keys *keys, Error *err)
{
	const char *recording = cli_value(cli, "play"), *script = cli_value(cli, "keys");
	char *bytes;
	size_t length;
	bool good;

	if (recording) {
		if (!file_read(recording, &bytes, &length, err))
			return false;
		good = strlen(bytes) == length ? keys_parse_recording(bytes, keys, err)
		                               : error_set(err, "it holds a NUL byte and is no recording");
		free(bytes);
		if (!good)
			return error_set(err, "%s: %s", recording, err->text);
	}
	return !script || keys_parse(script, keys, err);
}

static int run(Cli *cli)
{
	const char *path = cli->argv[0];
	Session session = {0};
	Diagnostics list = {0};
	Keys keys = {0};
	Error err = {0};
	int status = STATUS_USAGE, width, height;

	if (!read_size(cli, &width, &height) || !cli_design_exists(cli, path))
		return STATUS_USAGE;
	if (!read_keys(cli, &keys, &err)) {
		keys_clear(&keys);
		return cli_fail(cli, STATUS_USAGE, &err);
	}
	if (session_open(&session, NULL, path, false, &list)) {
		session.read_only = "nothing is written: 'troika screen' only shows";
		status = draw(cli, &session, &keys, width, height);
	}
	session_close(&session);
	cli_diagnostics(&list);
	diagnostics_clear(&list);
	keys_clear(&keys);
	return status;
}

const Verb verb_screen = {
	"screen", "DESIGN", 1, 1, WORD_DESIGN, options,
	"print one frame of the editor as text",
	"Shows what the editor would show after KEYS. Edits that the keys make stay in memory; neither the file nor "
	"what is kept of it is touched. Settings and keys of your own count here as well (troika options).",
	"troika screen portal.yaml --size 120x40\tthe editor in a window of 120 columns and 40 rows\n"
	"troika screen portal.yaml --keys 'a s3<Enter><Enter>'\tafter placing a bucket\n"
	"troika screen portal.yaml --play drawing.keys\tafter the keys of a recording",
	run,
};

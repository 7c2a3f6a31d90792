/* A tiny application on the real loop, terminal and guardian: it shows the keys it got, and dies on
 * request. The tests of the terminal run it, so that they know every byte of its frames. */
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/app.h"
#include "tui/guardian.h"
#include "tui/loop.h"

struct App {
	int width, height;
	Text keys;              /* in the notation */
	AppWants wants;
	char said[256];
	int busy;               /* slices of work left */
};

App *app_new(Session *session, const AppOptions *options)
{
	App *app = mem_alloc(sizeof *app);

	(void)session;
	app->width = options->width;
	app->height = options->height;
	app->wants.mouse = !options->mouse_off;
	if (options->view)
		text_add(&app->keys, options->view);
	return app;
}

void app_free(App *app)
{
	text_clear(&app->keys);
	free(app);
}

static void die(char how)
{
	static char *volatile nowhere = (char *)16;

	switch (how) {
	case 'S': *nowhere = 1; break;
	case 'A': abort();
	case 'B': raise(SIGBUS); break;
	case 'F': raise(SIGFPE); break;
	case 'K': raise(SIGKILL); break;
	case 'O': mem_resize(NULL, SIZE_MAX, 2); break;
	case 'T': raise(SIGSTOP); break;
	case 'H': for (;;) poll(NULL, 0, 1000);
	}
}

bool app_key(App *app, const Key *key)
{
	if (key->code == CODE_SIZE)
		return app_resize(app, key->x, key->y);
	if (key->code == CODE_CHAR && key->mods == MOD_CTRL) {
		app->wants.suspend = key->bytes[0] == 'z';
		app->wants.repaint = key->bytes[0] == 'l';
		if (app->wants.suspend || app->wants.repaint)
			return false;
	}
	if (key->code == CODE_CHAR && !key->mods) {
		switch (key->bytes[0]) {
		case 'q': app->wants.quit = true; return false;
		case '%': app->wants.mouse = !app->wants.mouse; return false;
		case 'y': app->wants.clipboard = "copied"; app->wants.clipboard_length = 6; break;
		case 'w': app->busy = 3; break;
		case 'n': return false;
		}
		die(key->bytes[0]);
	}
	key_add_text(&app->keys, key);
	return true;
}

bool app_resize(App *app, int width, int height)
{
	app->width = width;
	app->height = height;
	return true;
}

bool app_busy(const App *app)
{
	return app->busy > 0;
}

bool app_idle(App *app)
{
	if (--app->busy == 0)
		text_add(&app->keys, "(worked)");
	return app->busy == 0;
}

bool app_poll(App *app)
{
	(void)app;
	return false;
}

void app_draw(const App *app, Canvas *canvas)
{
	Text line = {0};

	canvas_blank(canvas);
	text_addf(&line, "demo %dx%d", canvas->width, canvas->height);
	canvas_text(canvas, 0, 0, STYLE_BAR, text_str(&line));
	canvas_text(canvas, 0, 1, STYLE_AWS, "┌──┐ é 日本 ▲!");
	canvas_text(canvas, 0, 2, STYLE_NORMAL, text_str(&app->keys));
	canvas_text(canvas, 0, 3, STYLE_ERROR, app->said);
	canvas_text(canvas, canvas->width - 4, canvas->height - 1, STYLE_FOCUS, "end.");
	canvas->cursor_x = canvas->cursor_y = -1;
	text_clear(&line);
}

AppWants app_take_wants(App *app)
{
	AppWants wants = app->wants;

	app->wants = (AppWants){.mouse = wants.mouse};
	return wants;
}

bool app_wants_quit(const App *app)
{
	return app->wants.quit;
}

void app_say(App *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(app->said, sizeof app->said, format, args);
	va_end(args);
}

Session *app_session(App *app)
{
	(void)app;
	return NULL;
}

void app_add_view(const App *app, Text *out)
{
	text_add(out, text_str(&app->keys));
}

int main(int argc, char **argv)
{
	LoopOptions options = {.report = getenv("DEMO_REPORT")};
	bool guarded = true;
	Error err = {0};
	int status = 0;

	for (int i = 1; i < argc; i++) {
		guarded &= strcmp(argv[i], "--no-guardian") != 0;
		options.term.ascii |= strcmp(argv[i], "--ascii") == 0;
		options.term.mouse_off |= strcmp(argv[i], "--no-mouse") == 0;
	}
	options.app.mouse_off = options.term.mouse_off;
	guardian_start(guarded);
	guardian_keep_place("the work is safe");
	if (guardian_doubts())
		options.say = "in doubt";
	if (!loop_run(NULL, &options, &status, &err)) {
		fprintf(stderr, "demo: %s\n", err.text);
		error_clear(&err);
		return 2;
	}
	return status;
}

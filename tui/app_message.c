/* Messages: one sentence in the status row until the next key, all of them in the log. */
#include <stdlib.h>
#include <string.h>

#include "tui/app_state.h"

static void keep(App *app)
{
	if (app->log_count == LOG_MOST) {
		free(app->log[0]);
		memmove(app->log, app->log + 1, (LOG_MOST - 1) * sizeof *app->log);
		app->log_count--;
	}
	MEM_GROW(app->log, app->log_cap, app->log_count + 1);
	app->log[app->log_count++] = mem_copy(text_str(&app->message));
	app->said++;
}

PRINTF_LIKE(3, 0)
static void say(App *app, Style style, const char *format, va_list args)
{
	text_reset(&app->message);
	text_addv(&app->message, format, args);
	app->message_style = style;
	keep(app);
}

void app_say(App *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(app, STYLE_BOLD, format, args);
	va_end(args);
}

void app_warn(App *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(app, STYLE_WARNING, format, args);
	va_end(args);
}

void app_fail(App *app, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(app, STYLE_ERROR, format, args);
	va_end(args);
}

void app_fail_error(App *app, Error *err)
{
	app_fail(app, "%s", err->text ? err->text : "that did not work");
	error_clear(err);
}

/* Commands of macros. What they ask for is done by the application when the key has had its effect. */
#include <stdlib.h>

#include "tui/commands.h"
#include "tui/app_state.h"

void run_record(App *app, const char *argument)
{
	(void)argument;
	if (!app->macro.recording) {
		macro_begin(&app->macro);
		app_say(app, "recording; the same key ends it");
		return;
	}
	macro_end(&app->macro);
	app_say(app, "recorded %zu key%s", app->macro.keys.count, app->macro.keys.count == 1 ? "" : "s");
}

const char *why_no_record(const App *app)
{
	return app->macro.running ? "a macro is being typed" : NULL;
}

void run_replay(App *app, const char *times)
{
	char *end = NULL;
	long count = times ? strtol(times, &end, 10) : 1;

	if (end && (*end || count < 1 || count > MACRO_TIMES_MOST))
		app_warn(app, "how often? A number from 1 to %d", MACRO_TIMES_MOST);
	else
		app->macro.wanted = count;
}

const char *why_no_replay(const App *app)
{
	if (app->macro.recording)
		return "a macro cannot type itself: end the recording first";
	if (app->macro.running)
		return "a macro is being typed";
	return app->macro.keys.count ? NULL : "nothing is recorded yet";
}

/* Settings: the table, and the file it reads. */
#include "tui/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/design.h"
#include "model/file.h"
#include "model/memory.h"
#include "model/nearest.h"
#include "model/state_folder.h"
#include "tui/conf.h"

static const char *const themes[] = {"default", "dark", "light", "high", "mono", NULL};
static const char *const zooms[] = {"overview", "normal", "detail", NULL};
static const char *const wishes[] = {"auto", "show", "hide", NULL};

#define CHOICE(name, list, default_, words) \
	{.key = name, .type = FIELD_CHOICE, .unit = "", .choices = list, .fallback = default_, .min = "", .max = "", \
	 .refers = -1, .sentence = words}
#define FLAG(name, default_, words) \
	{.key = name, .type = FIELD_BOOLEAN, .unit = "", .fallback = default_, .min = "", .max = "", .refers = -1, \
	 .sentence = words}
#define NUMBER(name, default_, least, most, words) \
	{.key = name, .type = FIELD_NUMBER, .unit = "", .fallback = default_, .min = least, .max = most, .refers = -1, \
	 .sentence = words}

const FieldSpec setting_table[SETTING_COUNT] = {
	[SETTING_THEME] = CHOICE("theme", themes, "default",
		"The colours: those of the terminal, for dark or light backgrounds, of high contrast, or none."),
	[SETTING_ASCII] = FLAG("ascii", "false", "Draw with no character above 127."),
	[SETTING_MOUSE] = FLAG("mouse", "true", "Capture the mouse; false leaves selecting text to the terminal."),
	[SETTING_ZOOM] = CHOICE("zoom", zooms, "normal", "How much of each box a design shows when it is opened."),
	[SETTING_CATALOGUE] = CHOICE("catalogue", wishes, "auto", "The catalogue panel: by the size of the window, always, or never."),
	[SETTING_INSPECTOR] = CHOICE("inspector", wishes, "auto", "The inspector panel, likewise."),
	[SETTING_PROBLEMS] = CHOICE("problems", wishes, "auto", "The problems panel, likewise."),
	[SETTING_MAP] = CHOICE("map", wishes, "auto", "The map, likewise."),
	[SETTING_ESCAPE_WAIT] = NUMBER("escape-wait", "25", "1", "5000",
		"Milliseconds to wait whether more follows an Esc; ESCDELAY goes before it."),
	[SETTING_PROMPT_HISTORY] = NUMBER("prompt-history", "200", "0", "10000",
		"Lines of the prompt that are kept for the next time; 0 keeps none."),
	[SETTING_GUARDIAN] = FLAG("guardian", "true",
		"Run the editor below a second process that restores the terminal and starts it again after a crash."),
};

/* --- values ------------------------------------------------------------------- */

const char *setting_value(const Settings *settings, SettingId id)
{
	return settings && settings->values[id] ? settings->values[id] : setting_table[id].fallback;
}

bool setting_is(const Settings *settings, SettingId id, const char *value)
{
	return strcmp(setting_value(settings, id), value) == 0;
}

long setting_number(const Settings *settings, SettingId id)
{
	return strtol(setting_value(settings, id), NULL, 10);
}

static void set(Settings *settings, SettingId id, const char *value)
{
	char *copy = mem_copy(value);

	free(settings->values[id]);
	settings->values[id] = copy;
}

void settings_copy(Settings *to, const Settings *from)
{
	for (SettingId id = 0; from && id < SETTING_COUNT; id++)
		to->values[id] = mem_copy(from->values[id]);
	to->path = mem_copy(from ? from->path : NULL);
}

void settings_clear(Settings *settings)
{
	for (SettingId id = 0; id < SETTING_COUNT; id++)
		free(settings->values[id]);
	free(settings->path);
	*settings = (Settings){0};
}

void setting_add_sentence(SettingId id, Text *out)
{
	const FieldSpec *spec = &setting_table[id];

	text_add(out, spec->sentence);
	for (size_t i = 0; spec->choices && spec->choices[i]; i++)
		text_addf(out, "%s%s", i ? ", " : " One of ", spec->choices[i]);
	if (spec->type == FIELD_BOOLEAN)
		text_add(out, " true or false");
	if (*spec->min)
		text_addf(out, " From %s to %s", spec->min, spec->max);
	text_addf(out, "; %s unless told.", spec->fallback);
}

/* --- the file ------------------------------------------------------------------- */

char *settings_path(void)
{
	return config_path("troika.conf");
}

static void unknown(const ConfLine *line, Diagnostics *list)
{
	Nearest near = {.wanted = line->name};
	Text hint = {0};

	for (SettingId id = 0; id < SETTING_COUNT; id++)
		nearest_try(&near, setting_table[id].key);
	nearest_add(&near, &hint);
	if (!hint.length)
		text_add(&hint, "; 'troika options' lists all");
	diagnostics_add(list, false, line->file, line->line, line->name_column, "there is no setting %s%s", line->name,
	                text_str(&hint));
	text_clear(&hint);
}

static void take(void *context, const ConfLine *line, Diagnostics *list)
{
	Settings *settings = context;
	Error err = {0};

	for (SettingId id = 0; id < SETTING_COUNT; id++) {
		if (strcmp(setting_table[id].key, line->name) != 0)
			continue;
		if (field_value_valid(&setting_table[id], line->value, &err))
			set(settings, id, line->value);
		else
			diagnostics_add(list, false, line->file, line->line, line->value_column, "%s: %s", line->name, err.text);
		error_clear(&err);
		return;
	}
	unknown(line, list);
}

void settings_read(Settings *settings, const char *path, Diagnostics *list)
{
	Error err = {0};
	size_t length;
	char *bytes;

	settings_clear(settings);
	settings->path = mem_copy(path);
	if (!path || access(path, F_OK) != 0)
		return;
	if (file_read(path, &bytes, &length, &err)) {
		conf_read(path, bytes, length, take, settings, list);
		free(bytes);
	} else {
		diagnostics_add(list, false, path, 0, 0, "%s", err.text);
	}
	error_clear(&err);
}

static bool make_folder(const char *path, Error *err)
{
	char *folder = mem_copy_n(path, (size_t)(strrchr(path, '/') - path));
	bool made = access(folder, F_OK) == 0 || state_folder_make(folder, err);

	free(folder);
	return made;
}

static bool write_value(const char *path, const char *name, const char *value, Error *err)
{
	bool there = access(path, F_OK) == 0, done;
	char *bytes = NULL;
	size_t length = 0;
	Text text = {0};

	if (there ? !file_read(path, &bytes, &length, err) : !make_folder(path, err))
		return false;
	conf_set(bytes ? bytes : "", name, value, &text);
	done = there ? file_replace(path, text_str(&text), text.length, bytes, length, err)
		: file_create(path, text_str(&text), text.length, err);
	text_clear(&text);
	free(bytes);
	return done;
}

bool setting_put(Settings *settings, SettingId id, const char *value, Error *err)
{
	if (!field_value_valid(&setting_table[id], value, err))
		return false;
	set(settings, id, value);
	return !settings->path || write_value(settings->path, setting_table[id].key, value, err);
}

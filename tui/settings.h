/* Settings: one table of what a person may choose for the program as a whole.
 *
 * The table reads troika.conf, draws the sheet of the command `options`, lists itself for `troika options` and makes
 * its section of the manual page. A setting is described like a field of a design, and checked the same way. */
#ifndef TROIKA_TUI_SETTINGS_H
#define TROIKA_TUI_SETTINGS_H

#include "model/catalog.h"
#include "model/text.h"

typedef enum SettingId {
	SETTING_THEME,
	SETTING_ASCII,
	SETTING_MOUSE,
	SETTING_ZOOM,
	SETTING_CATALOGUE,      /* the four panels in the order of PanelId */
	SETTING_INSPECTOR,
	SETTING_PROBLEMS,
	SETTING_MAP,
	SETTING_ESCAPE_WAIT,
	SETTING_PROMPT_HISTORY,
	SETTING_GUARDIAN,
	SETTING_COUNT
} SettingId;

extern const FieldSpec setting_table[SETTING_COUNT];

typedef struct Settings {       /* {0}: all are at their defaults, and nothing is written */
	char *values[SETTING_COUNT];    /* owned; NULL: not set */
	char *path;             /* of troika.conf; owned; NULL: changes are for this run only */
} Settings;

/* $XDG_CONFIG_HOME/troika/troika.conf, else below ~/.config; the caller frees; NULL: nothing names a folder. */
char *settings_path(void);
/* Reads the file PATH, which need not be there. What is wrong is added to LIST as an error of that line, which then
 * keeps its default. */
void settings_read(Settings *settings, const char *path, Diagnostics *list);
void settings_copy(Settings *to, const Settings *from);         /* TO is {0} */
void settings_clear(Settings *settings);

const char *setting_value(const Settings *settings, SettingId id);      /* the default when not set; SETTINGS may be NULL */
bool setting_is(const Settings *settings, SettingId id, const char *value);
long setting_number(const Settings *settings, SettingId id);
/* What it means, what it may be, and its default. */
void setting_add_sentence(SettingId id, Text *out);
/* Sets a value and writes it into the file, whose remarks and order stay. False: it is not allowed, or cannot be
 * written (then it holds for this run). */
bool setting_put(Settings *settings, SettingId id, const char *value, Error *err);

#endif

/* What the user's own files say. */
#include "tui/user_config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/command_table.h"

static void add_notices(Config *config)
{
	for (size_t i = 0; i < config->faults.count; i++) {
		const Diagnostic *fault = &config->faults.items[i];
		const char *slash = strrchr(fault->file, '/');
		Text text = {0};

		if (fault->line)
			text_addf(&text, "%s:%d:%d: ", slash ? slash + 1 : fault->file, fault->line, fault->column);
		text_add(&text, fault->text);
		list_add(&config->notices, text_str(&text));
		text_clear(&text);
	}
}

void config_read(Config *config)
{
	char *settings = settings_path(), *keys = key_file_path();

	settings_read(&config->settings, settings, &config->faults);
	key_file_read(&config->keymap, command_table, keys, &config->faults);
	diagnostics_sort(&config->faults);
	add_notices(config);
	free(settings);
	free(keys);
}

void config_clear(Config *config)
{
	settings_clear(&config->settings);
	keymap_clear(&config->keymap);
	diagnostics_clear(&config->faults);
	list_clear(&config->notices);
}

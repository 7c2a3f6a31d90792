/* options: the settings and keys as they are now, and what is wrong with their files. */
#include <string.h>

#include "model/wrap.h"
#include "tui/command_table.h"
#include "tui/user_config.h"
#include "tui/verbs.h"

/* A remark of folded lines. */
static void add_remark(Text *out, const char *sentence)
{
	Text folded = {0};

	wrap_add(&folded, sentence, 0, 0, WRAP_COLUMNS - 2);
	for (const char *line = text_str(&folded); *line; line += strcspn(line, "\n") + 1) {
		text_add(out, "# ");
		text_add_n(out, line, strcspn(line, "\n") + 1);
	}
	text_clear(&folded);
}

static void add_settings(const Settings *settings, Text *out)
{
	for (SettingId id = 0; id < SETTING_COUNT; id++) {
		Text told = {0};

		setting_add_sentence(id, &told);
		add_remark(out, text_str(&told));
		text_addf(out, "%s = %s\n", setting_table[id].key, setting_value(settings, id));
		text_clear(&told);
	}
}

static void add_keys(const Keymap *map, Text *out)
{
	for (const Command *command = command_table; command->name; command++) {
		Text line = {0};

		text_addf(&line, "%s =", command->word);
		for (size_t i = 0; i < map->count; i++) {
			const Binding *binding = &map->items[i];

			for (size_t k = 0; binding->command == command && k < binding->count; k++) {
				text_add(&line, k ? "" : " ");
				key_add_text(&line, &binding->keys[k]);
			}
		}
		text_addf(out, "%-31s # %s\n", text_str(&line), command->sentence);
		text_clear(&line);
	}
}

static int run(Cli *cli)
{
	Config config = {0};
	int status;

	cli->paged = true;
	config_read(&config);
	if (cli_given(cli, "keys"))
		add_keys(&config.keymap, &cli->out);
	else
		add_settings(&config.settings, &cli->out);
	status = config.faults.errors ? STATUS_USAGE : STATUS_CLEAN;
	cli_diagnostics(&config.faults);
	config_clear(&config);
	return status;
}

static const CliOption options[] = {
	{"keys", 0, NULL, NULL, "print the keys of every command instead"},
	{0},
};

const Verb verb_options = {
	"options", "", 0, 0, WORD_NONE, options,
	"print the settings or keys of the editor, and check their files",
	"Settings stand in ~/.config/troika/troika.conf, a line NAME = VALUE each; the command options of the editor "
	"changes them. Keys stand beside it in keys.conf, a line COMMAND = KEYS each, where KEYS are written as for "
	"'troika screen --keys' and alternatives are separated by blanks. In both files a line that begins with # is a remark. "
	"What is printed has the form of these files.",
	"troika options\tevery setting with its value and meaning\n"
	"troika options --keys\twhat a keys.conf can change",
	run,
};

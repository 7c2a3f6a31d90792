/* The editor: what runs when no verb is named.
 *
 * From the fork of the guardian on, this function may run several times, each time in a new process;
 * questions that cannot wait for the editor are asked before it takes the terminal over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "model/state_folder.h"
#include "model/utf8.h"
#include "tui/cli_design.h"
#include "tui/guardian.h"
#include "tui/loop.h"
#include "tui/plain.h"
#include "tui/prompt_history.h"
#include "tui/recent.h"
#include "tui/signals.h"
#include "tui/user_config.h"
#include "tui/verbs.h"

static const CliOption options[] = {
	{"theme", 0, "NAME", NULL, "default, dark, light, high or mono"},
	{"plain", 0, NULL, NULL, "a prompt with the same commands in lines, for screen readers and scripts"},
	{"ascii", 0, NULL, NULL, "no character above 127 in what the program draws"},
	{"no-mouse", 0, NULL, NULL, "leave the mouse to the terminal; % in the editor changes it"},
	{"no-guardian", 0, NULL, NULL, "one process only, for debuggers: nothing restarts it after a crash"},
	{0},
};

/* What is behind a late answer of the terminal to an editor that died ("where is the cursor?"). */
static const char *skip_answer(const char *line)
{
	const char *end = line[0] == '\033' ? strchr(line, 'R') : NULL;

	return end ? end + 1 : line;
}

/* Says SITUATION and asks QUESTION in plain lines. Only a clear yes, typed after it, is one. */
static bool ask(const char *situation, const char *question)
{
	Text safe = {0};
	char line[64];
	const char *answer;

	tcflush(STDIN_FILENO, TCIFLUSH);
	utf8_add_safe(&safe, situation);
	printf("%s\n%s [y/N] ", text_str(&safe), question);
	fflush(stdout);
	text_clear(&safe);
	if (!fgets(line, sizeof line, stdin))
		return false;
	answer = skip_answer(line);
	return answer[0] == 'y' || answer[0] == 'Y';
}

/* Kept edits of a design that has gone, and that this one may be: only the person knows. Says whether
 * they are this design's now, and the session must be opened anew. */
static bool settle_doubt(const Cli *cli, Session *session, const char *path)
{
	const char *doubt = session->journal ? journal_doubt(session->journal) : NULL;
	Text situation = {0};
	Error err = {0};
	char *old;
	bool yes;

	if (!doubt)
		return false;
	text_addf(&situation, "Unsaved edits are kept of %s, which is gone; %s looks like it.", doubt, path);
	yes = ask(text_str(&situation), "Take them over?");
	text_clear(&situation);
	if (!yes)
		return false;
	old = mem_copy(doubt);
	session_close(session);
	if (!journal_adopt(path, old, &err))
		cli_fail(cli, 0, &err);
	free(old);
	return true;
}

/* After the second crash within a minute: the last edit may be what the editor cannot bear. */
static void offer_undo(const Cli *cli, Session *session)
{
	const char *label = session_undo_label(session);
	Text situation = {0};
	Error err = {0};

	if (!label)
		return;
	text_addf(&situation, "The editor died twice within a minute (%s). The last edit was: %s.",
	          signal_word(guardian_crash()), label);
	if (ask(text_str(&situation), "Take it back?") && !session_undo(session, &err))
		cli_fail(cli, 0, &err);
	text_clear(&situation);
}

/* For the guardian's last words. */
static void tell_place(const Session *session, const char *path)
{
	Text place = {0};

	if (!session->journal)
		return;
	text_addf(&place, "Every edit is kept in %s; 'troika log %s' lists them.",
	          journal_file(session->journal), path);
	guardian_keep_place(text_str(&place));
	text_clear(&place);
}

static char *report_path(void)
{
	char *folder = state_folder(NULL);
	Text path = {0};

	if (!folder)
		return NULL;
	text_addf(&path, "%s/crash.txt", folder);
	free(folder);
	return text_take(&path);
}

/* What the command line and the settings say together. */
static LoopOptions loop_options(const Cli *cli, const Config *config)
{
	const Settings *settings = &config->settings;
	const char *theme = cli_value(cli, "theme");
	bool ascii = cli_given(cli, "ascii") || setting_is(settings, SETTING_ASCII, "true");
	bool mouse_off = cli_given(cli, "no-mouse") || setting_is(settings, SETTING_MOUSE, "false");

	theme = theme ? theme : setting_value(settings, SETTING_THEME);
	return (LoopOptions){
		.app = {.theme = theme, .mouse_off = mouse_off, .settings = settings, .keymap = &config->keymap,
		        .notices = &config->notices, .opened = recent_add, .entered = prompt_history_add},
		.term = {.theme = theme, .ascii = ascii, .mouse_off = mouse_off},
		.escape_wait = (int)setting_number(settings, SETTING_ESCAPE_WAIT),
	};
}

static int show(const Cli *cli, const Config *config, Session *session, const Diagnostics *opening)
{
	char *report = report_path();
	List recent = {0}, lines = {0};
	LoopOptions loop = loop_options(cli, config);
	Error err = {0};
	int status = STATUS_CLEAN;

	prompt_history_read(&lines);
	loop.app.lines = &lines;
	loop.report = report;
	loop.app.opening = opening;
	loop.app.present = cli->verb == &verb_present;
	if (!session) {
		recent_list(&recent);
		loop.app.recent = &recent;
	}
	if (!loop_run(session, &loop, &status, &err))
		status = cli_fail(cli, STATUS_USAGE, &err);
	free(report);
	list_clear(&recent);
	list_clear(&lines);
	return status;
}

static int edit(const Cli *cli, const Config *config, const char *path)
{
	Session session = {0};
	Diagnostics list = {0};
	int status = STATUS_USAGE;
	bool open = session_open(&session, NULL, path, true, &list);

	if (open && settle_doubt(cli, &session, path))
		open = session_open(&session, NULL, path, true, &list);
	if (open) {
		tell_place(&session, path);
		if (guardian_doubts())
			offer_undo(cli, &session);
		status = show(cli, config, &session, &list);
	} else {
		cli_diagnostics(&list);
	}
	session_close(&session);
	diagnostics_clear(&list);
	return status;
}

/* The editor in lines: no terminal is needed, and none is touched. */
static int edit_plain(const Cli *cli, const char *path)
{
	bool person = isatty(STDIN_FILENO);
	int status = STATUS_USAGE;
	Session session = {0};
	Diagnostics list = {0};
	Config config = {0};
	AppOptions app = {.mouse_off = true, .settings = &config.settings, .notices = &config.notices,
	                  .opened = recent_add, .opening = &list};
	bool open;

	config_read(&config);
	open = session_open(&session, NULL, path, true, &list);
	if (open && person && settle_doubt(cli, &session, path))
		open = session_open(&session, NULL, path, true, &list);
	if (open)
		status = plain_talk(&session, &app, stdin, stdout, person) || person ? STATUS_CLEAN : STATUS_USAGE;
	else
		cli_diagnostics(&list);
	session_close(&session);
	diagnostics_clear(&list);
	config_clear(&config);
	return status;
}

/* A design that is yet to be made wants a folder that is there, or its first save would fail. */
static bool has_folder(const Cli *cli, const char *path)
{
	Text folder = {0};
	const char *end = strrchr(path, '/');
	bool there;

	if (!end || end == path)
		return true;
	text_add_n(&folder, path, (size_t)(end - path));
	there = access(text_str(&folder), F_OK) == 0;
	if (!there)
		cli_error(cli, "%s: there is no folder %s; make it first, or name another", path, text_str(&folder));
	text_clear(&folder);
	return there;
}

static int run(Cli *cli)
{
	const char *theme = cli_value(cli, "theme");
	Config config = {0};
	int status;

	if (theme && !theme_find(theme))
		return cli_usage(cli, "there is no theme '%s'; there are default, dark, light, high and mono", theme);
	if (cli->argc && !has_folder(cli, cli->argv[0]))
		return STATUS_USAGE;
	if (cli_given(cli, "plain"))
		return cli->argc ? edit_plain(cli, cli->argv[0]) : cli_usage(cli, "--plain wants a design: troika --plain DESIGN");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		if (!cli->argc) {
			cli_add_short_help(cli, &cli->out);
			cli_write_error(cli);
			return STATUS_USAGE;
		}
		return cli_usage(cli, "the editor wants a terminal; 'troika --plain', 'check', 'export' and 'screen' do not");
	}
	config_read(&config);
	guardian_start(!cli_given(cli, "no-guardian") && setting_is(&config.settings, SETTING_GUARDIAN, "true"));
	status = cli->argc ? edit(cli, &config, cli->argv[0]) : show(cli, &config, NULL, NULL);
	config_clear(&config);
	return status;
}

static int run_present_verb(Cli *cli)
{
	return cli_design_exists(cli, cli->argv[0]) ? run(cli) : STATUS_USAGE;
}

const Verb verb_present = {
	"present", "DESIGN", 1, 1, WORD_DESIGN, options,
	"show the scenes of a design on the whole screen, one by one",
	"A scene is a view of the design with its number in `scene`: what it shows, what is selected, the zoom, and a note. "
	"Without such views all views are shown, and without any the whole design and each platform. Right, Space or PgDn is next, "
	"Left or PgUp back, as a clicker sends them; . blanks, a digit goes to that scene, Esc leaves.",
	"troika present portal.yaml\tthe scenes of a design",
	run_present_verb,
};

const Verb verb_edit = {
	NULL, "[DESIGN]", 0, 1, WORD_DESIGN, options,
	"the full-screen editor",
	"DESIGN is a YAML file. Every edit is kept at once, also through a crash; the file itself is written when you "
	"save. Without DESIGN the editor shows the start screen: recent designs, templates, samples.",
	"",
	run,
};

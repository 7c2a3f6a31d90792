/* apply: a script of the edit language, all or nothing. */
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/session.h"
#include "tui/cli_design.h"
#include "tui/verbs.h"

/* The ids that the lines `remove ID` and `remove CLASS ID …` of SCRIPT name. */
static void gather_asked(const char *script, IdSet *out)
{
	static const char blanks[] = " \t\r\n";
	char *copy = mem_copy(script), *rest = copy, *line;

	while ((line = strsep(&rest, "\n"))) {
		char *words = NULL, *word = strtok_r(line, blanks, &words);

		if (!word || strcmp(word, "remove") != 0)
			continue;
		for (int i = 0; i < 2 && (word = strtok_r(NULL, blanks, &words)); i++)
			idset_add(out, word);
	}
	free(copy);
}

/* Says what went although the script did not name it. */
static void mention_cascade(const Cli *cli, const char *script, const Edit *edit)
{
	IdSet asked = {0};
	Text gone = {0};

	gather_asked(script, &asked);
	if (edit_tell_removed(edit, &asked, &gone))
		cli_error(cli, "%s went with what the script removes", gone.s);
	text_clear(&gone);
	idset_clear(&asked);
}

/* EDIT stays as it is. */
static bool commit(Session *session, const Edit *edit, Error *err)
{
	Edit copy = {0};
	bool done;

	edit_copy(&copy, edit);
	done = session_may_edit(&copy, err) && session_commit(session, &copy, err) && session_save(session, MERGE_ASK, NULL, err);
	edit_clear(&copy);
	return done;
}

static int apply(Cli *cli, Session *session, const char *script, const char *name)
{
	Error err = {0};
	Edit edit = {0};
	bool done = edit_parse(script, name, &session->design, session->catalog, &edit, &err);

	if (done && cli_given(cli, "dry-run"))
		edit_print(&edit, session->catalog, &cli->out);
	else if (done)
		done = commit(session, &edit, &err);
	if (done)
		mention_cascade(cli, script, &edit);
	edit_clear(&edit);
	return done ? STATUS_CLEAN : cli_fail(cli, STATUS_USAGE, &err);
}

static int run(Cli *cli)
{
	const char *path = cli->argv[0], *name = cli->argc > 1 ? cli->argv[1] : "-";
	Session session = {0};
	Diagnostics list = {0};
	Error err = {0};
	char *script = NULL;
	size_t length;
	int status = STATUS_USAGE;

	if (strcmp(path, "-") == 0)
		return cli_usage(cli, "DESIGN must be a file, because it is written");
	if (!cli_design_exists(cli, path))
		return STATUS_USAGE;
	if (!file_read(name, &script, &length, &err))
		return cli_fail(cli, STATUS_USAGE, &err);
	if (strlen(script) != length) {
		cli_error(cli, "%s: a NUL byte; a script is text", name);
	} else if (session_open(&session, NULL, path, false, &list)) {
		cli_mention_kept(cli, path);
		status = apply(cli, &session, script, name);
	}
	cli_diagnostics(&list);
	diagnostics_clear(&list);
	session_close(&session);
	free(script);
	return status;
}

static const CliOption options[] = {
	{"dry-run", 'n', NULL, NULL, "print what would change, with the old values, and change nothing"},
	{0},
};

const Verb verb_apply = {
	"apply", "DESIGN [SCRIPT]", 1, 2, WORD_DESIGN, options,
	"change a design by a script of the edit language",
	"SCRIPT is a file, or - for standard input, which is read when it is left out. Each line is one of: add, link, "
	"set, unset, move, rename, remove. All lines are done or none; the file keeps its comments and its order.\n"
	"\n"
	"add heroku.web portal on=heroku name=\"Customer portal\" at=34,6\n"
	"link crm orders via heroku-connect carries=customers volume=20k/day\n"
	"set portal dynos=4 size=performance-m\n"
	"unset portal owner\n"
	"move portal +4,0\n"
	"rename portal web\n"
	"remove portal",
	"echo 'set portal dynos=4' | troika apply portal.yaml\tone change\n"
	"troika apply --dry-run portal.yaml changes.txt\twhat a script would do",
	run,
};

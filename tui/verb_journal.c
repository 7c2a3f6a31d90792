/* log and forget: the history that is kept of a design. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/journal.h"
#include "model/json.h"
#include "model/utf8.h"
#include "tui/verbs.h"

static void add_time(Text *out, int64_t milliseconds)
{
	time_t seconds = (time_t)(milliseconds / 1000);
	struct tm date = {0};
	char text[32];

	gmtime_r(&seconds, &date);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &date);
	text_add(out, text);
}

static void add_ops(const Edit *edit, Text *out)
{
	for (size_t i = 0; i < edit->count; i++) {
		const Op *op = &edit->ops[i];

		text_add(out, "        ");
		utf8_add_safe(out, op->id);
		text_add_char(out, ' ');
		utf8_add_safe(out, op->key);
		text_add(out, ": ");
		utf8_add_safe(out, op->before ? op->before : "(none)");
		text_add(out, " -> ");
		utf8_add_safe(out, op->after ? op->after : "(none)");
		text_add_char(out, '\n');
	}
}

typedef struct Log {
	Cli *cli;
	Json *json;             /* NULL: text */
	bool verbose;
	char *misfits;          /* what did not fit, as lines of the journal; owned; NULL: nothing */
	int64_t seq;            /* of the edit whose misfits are added */
} Log;

static void add_misfit(void *context, int64_t seq, const char *text)
{
	Log *log = context;

	if (seq != log->seq)
		return;
	if (log->json)
		json_text(log->json, text);
	else
		text_addf(&log->cli->out, "        did not fit: %s\n", text);
}

static void add_json_edit(Log *log, const Edit *edit)
{
	Json *json = log->json;
	Text time = {0};

	add_time(&time, edit->time);
	json_open(json, '{');
	json_put_number(json, "seq", edit->seq);
	json_put_text(json, "time", time.s);
	json_put_text(json, "author", edit->author);
	json_put_text(json, "label", edit->label);
	json_put_number(json, "undoes", edit->undoes);
	json_put_number(json, "redoes", edit->redoes);
	json_key(json, "ops");
	json_open(json, '[');
	for (size_t i = 0; i < edit->count; i++) {
		json_open_line(json, '{');
		json_put_text(json, "id", edit->ops[i].id);
		json_put_text(json, "key", edit->ops[i].key);
		json_put_text(json, "before", edit->ops[i].before);
		json_put_text(json, "after", edit->ops[i].after);
		json_close(json);
	}
	json_close(json);
	json_key(json, "misfits");
	json_open(json, '[');
	misfits_each(log->misfits, add_misfit, log);
	json_close(json);
	json_close(json);
	text_clear(&time);
}

static bool add_edit(Edit *edit, void *context, Error *err)
{
	Log *log = context;
	Text *out = &log->cli->out;

	(void)err;
	log->seq = edit->seq;
	if (log->json) {
		add_json_edit(log, edit);
		return true;
	}
	text_addf(out, "%5lld  ", (long long)edit->seq);
	add_time(out, edit->time);
	text_add(out, "  ");
	if (edit->author) {
		utf8_add_safe(out, edit->author);
		text_add(out, "  ");
	}
	utf8_add_safe(out, edit->label ? edit->label : "edit");
	if (edit->undoes)
		text_addf(out, " (undoes %lld)", (long long)edit->undoes);
	if (edit->redoes)
		text_addf(out, " (redoes %lld)", (long long)edit->redoes);
	text_add_char(out, '\n');
	misfits_each(log->misfits, add_misfit, log);
	if (log->verbose)
		add_ops(edit, out);
	return true;
}

/* Whether there is a journal of PATH; *STATUS says how the verb ends when there is none. */
static bool has_journal(const Cli *cli, const char *path, int *status)
{
	Error err = {0};
	char *file = journal_path(path, &err);
	bool there = file && access(file, F_OK) == 0;

	if (!file)
		*status = cli_fail(cli, STATUS_USAGE, &err);
	free(file);
	return there;
}

static int run_log(Cli *cli)
{
	const char *path = cli->argv[0];
	Json json = {.out = &cli->out};
	Log log = {.cli = cli, .verbose = cli_given(cli, "verbose")};
	int status = STATUS_CLEAN;
	Journal *journal = NULL;
	Error err = {0};

	cli->paged = true;
	if (cli_choice(cli, "format", "json")) {
		cli->raw = true;
		log.json = &json;
		json_open(&json, '{');
		json_put_number(&json, "version", 1);
		json_put_text(&json, "file", path);
		json_key(&json, "edits");
		json_open(&json, '[');
	}
	if (has_journal(cli, path, &status)) {
		journal = journal_open(path, &err);
		log.misfits = journal ? journal_get(journal, JOURNAL_MISFITS) : NULL;
		if (!journal || !journal_each(journal, add_edit, &log, &err))
			status = cli_fail(cli, STATUS_INTERNAL, &err);
		journal_close(journal);
		free(log.misfits);
	} else if (status == STATUS_CLEAN && !log.json) {
		cli_error(cli, "%s: no edits are kept", path);
	}
	if (log.json) {
		json_close(&json);
		json_close(&json);
	}
	return status;
}

static int run_forget(Cli *cli)
{
	int status = STATUS_CLEAN;

	for (int i = 0; i < cli->argc; i++) {
		Error err = {0};

		if (!has_journal(cli, cli->argv[i], &status)) {
			if (status == STATUS_CLEAN)
				cli_error(cli, "%s: no edits are kept", cli->argv[i]);
			continue;
		}
		if (!journal_forget(cli->argv[i], &err))
			status = cli_fail(cli, STATUS_INTERNAL, &err);
	}
	return status;
}

static const CliOption log_options[] = {
	{"format", 0, "FORMAT", "text|json", "how to write it"},
	{0},
};

static const CliOption forget_options[] = {
	{0},
};

const Verb verb_log = {
	"log", "DESIGN", 1, 1, WORD_DESIGN, log_options,
	"list the edits that are kept of a design",
	"Every edit of the editor is kept at once and stays in the history, undone or not. --verbose shows each field.",
	"troika log portal.yaml\twhat was done, and when",
	run_log,
};

const Verb verb_forget = {
	"forget", "DESIGN…", 1, -1, WORD_DESIGN, forget_options,
	"remove the history that is kept of designs",
	"Edits that are not saved in the file are lost with it. The file itself is not touched.",
	"",
	run_forget,
};

/* The manual page: what the help says of every verb, and what no help has room for. */
#include "config.h"

#include "tui/manual.h"

#include <string.h>

#include "model/wrap.h"
#include "render/export.h"
#include "tui/settings.h"
#include "tui/verbs.h"

/* Of the last change that users notice; a date of the build would make each build differ. */
#define MANUAL_DATE "2026-11-22"

/* Adds S for the body of a page: no character of it is a request, an escape or a soft hyphen. */
static void add_words(Text *out, const char *s)
{
	bool line_start = !out->length || out->s[out->length - 1] == '\n';

	for (; *s; s++) {
		if (line_start && (*s == '.' || *s == '\''))
			text_add(out, "\\&");
		line_start = *s == '\n';
		if (*s == '\\')
			text_add(out, "\\e");
		else if (*s == '-')
			text_add(out, "\\-");
		else if (strncmp(s, "…", strlen("…")) == 0) {
			text_add(out, "...");
			s += strlen("…") - 1;
		} else {
			text_add_char(out, *s);
		}
	}
}

/* A paragraph in source lines of a decent length, with its line break. */
static void add_folded(Text *out, const char *s)
{
	enum { COLUMNS = 68 };          /* escapes make a line longer */
	Text folded = {0};

	wrap_add(&folded, s, 0, 0, COLUMNS);
	add_words(out, folded.s);
	text_clear(&folded);
}

/* Paragraphs: an empty line becomes a paragraph, another line break a break. */
static void add_paragraphs(Text *out, const char *s)
{
	while (*s) {
		size_t length = strcspn(s, "\n");
		Text line = {0};

		text_add_n(&line, s, length);
		if (!length) {
			text_add(out, ".PP\n");
		} else {
			add_folded(out, line.s);
			text_add(out, s[length] && s[length + 1] && s[length + 1] != '\n' ? ".br\n" : "");
		}
		text_clear(&line);
		s += length + (s[length] == '\n');
	}
}

static void add_option(Text *out, const CliOption *option)
{
	Text sentence = {0};

	text_add(out, ".TP\n");
	if (option->letter)
		text_addf(out, "\\fB\\-%c\\fR, ", option->letter);
	text_add(out, "\\fB\\-\\-");
	add_words(out, option->name);
	text_add(out, "\\fR");
	if (option->argument) {
		text_add(out, " \\fI");
		add_words(out, option->argument);
		text_add(out, "\\fR");
	}
	text_add_char(out, '\n');
	cli_add_option_sentence(&sentence, option);
	text_add(&sentence, ".");
	add_folded(out, sentence.s);
	text_clear(&sentence);
}

static void add_examples(Text *out, const Verb *verb)
{
	for (const char *at = verb->examples; *at;) {
		size_t command = strcspn(at, "\t"), rest = strcspn(at, "\n");
		Text line = {0};

		text_add_n(&line, at, command);
		text_add(out, ".TP\n\\fB");
		add_words(out, line.s);
		text_add(out, "\\fR\n");
		text_reset(&line);
		if (command < rest)
			text_add_n(&line, at + command + 1, rest - command - 1);
		add_words(out, text_str(&line));
		text_add_char(out, '\n');
		text_clear(&line);
		at += rest + (at[rest] == '\n');
	}
}

static void add_verb(Text *out, const Verb *verb)
{
	text_add(out, ".SS troika ");
	add_words(out, verb->name);
	if (*verb->arguments) {
		text_add_char(out, ' ');
		add_words(out, verb->arguments);
	}
	text_add_char(out, '\n');
	add_words(out, verb->sentence);
	text_add(out, ".\n");
	if (*verb->details) {
		text_add(out, ".PP\n");
		add_paragraphs(out, verb->details);
	}
	for (const CliOption *option = verb->options; option->name; option++)
		add_option(out, option);
	add_examples(out, verb);
}

static void add_formats(Text *out)
{
	text_add(out, ".SH EXPORT FORMATS\n");
	for (const Exporter *exporter = exporter_table; exporter->name; exporter++) {
		text_addf(out, ".TP\n\\fB%s\\fR\n", exporter->name);
		add_words(out, exporter->sentence);
		text_add(out, ".\n");
	}
}

static void add_settings(Text *out)
{
	text_add(out, ".SH SETTINGS\n");
	add_paragraphs(out, "Lines NAME = VALUE in the file troika.conf; a line that begins with # is a remark. The command options "
	               "of the editor shows and changes them.\n");
	for (SettingId id = 0; id < SETTING_COUNT; id++) {
		Text sentence = {0};

		setting_add_sentence(id, &sentence);
		text_add(out, ".TP\n\\fB");
		add_words(out, setting_table[id].key);
		text_add(out, "\\fR\n");
		add_folded(out, text_str(&sentence));
		text_clear(&sentence);
	}
}

static const char *const sections =
	".SH EXIT STATUS\n"
	".TP\n\\fB0\\fR\nclean\n"
	".TP\n\\fB1\\fR\nfindings at or above the gate, or differences\n"
	".TP\n\\fB2\\fR\nbad usage or bad input\n"
	".TP\n\\fB3\\fR\nan internal fault, output that could not be written, or a helper that failed\n"
	".SH ENVIRONMENT\n"
	".TP\n\\fBNO_COLOR\\fR, \\fBCLICOLOR_FORCE\\fR, \\fBCLICOLOR\\fR, \\fBTERM\\fR\n"
	"whether text is coloured, in this order; \\fB\\-\\-color\\fR goes before them all.\n"
	".TP\n\\fBPAGER\\fR\nwhat shows long text on a terminal; \\fBless\\fR when unset, nothing when empty.\n"
	".TP\n\\fBSOURCE_DATE_EPOCH\\fR\n"
	"the day that waivers and the age of prices are measured by, for output that\nis to repeat.\n"
	".TP\n\\fBTROIKA_DRAW\\fR\nthe drawing helper, instead of the one that is installed.\n"
	".TP\n\\fBTROIKA_SAMPLES\\fR\nthe folder of the templates, instead of the one that is installed.\n"
	".TP\n\\fBXDG_CONFIG_HOME\\fR\nwhere settings and keys of your own stand; \\fI~/.config\\fR when unset.\n"
	".TP\n\\fBXDG_STATE_HOME\\fR\nwhere the history of designs is kept; \\fI~/.local/state\\fR when unset.\n"
	".SH FILES\n"
	".TP\n\\fI$XDG_CONFIG_HOME/troika/troika.conf\\fR\nsettings.\n"
	".TP\n\\fI$XDG_CONFIG_HOME/troika/keys.conf\\fR\n"
	"keys: lines COMMAND = KEYS, as \\fBtroika options \\-\\-keys\\fR prints them.\n"
	".TP\n\\fI$XDG_CONFIG_HOME/troika/catalog/\\fR\nkinds, patterns and prices of your own, one or more YAML files.\n"
	".TP\n\\fIrules/*.sql\\fR\nrules of a team, named by \\fBrules:\\fR of a design or by\n"
	"\\fBtroika check \\-\\-rules\\fR; \\fBtroika schema \\-\\-sql\\fR says how to write one.\n"
	".TP\n\\fI$XDG_STATE_HOME/troika/\\fR\n"
	"the kept edits, one database a design. \\fBtroika forget\\fR removes one.\n";

static void add_one_line_synopsis(Text *out)
{
	text_add(out, ".SH SYNOPSIS\n\\fBtroika\\fR [\\fIOPTION\\fR...] [\\fIDESIGN\\fR]\n.br\n"
	              "\\fBtroika\\fR \\fIVERB\\fR [\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n");
}

void manual_add_page(Text *out)
{
	text_add(out, ".TH TROIKA 1 " MANUAL_DATE " \"" PACKAGE_NAME " " PACKAGE_VERSION "\" \"User Commands\"\n"
	              ".SH NAME\ntroika \\- design hybrid architectures across Salesforce, Heroku and AWS\n");
	add_one_line_synopsis(out);
	text_add(out, ".SH DESCRIPTION\n"
	              "A design is a YAML file of platforms, components and links.\n\\fBtroika\\fR draws it on the "
	              "terminal, judges it by rules, prices it,\nand writes it as pictures and documents.\nWithout a verb it "
	              "opens the full\\-screen editor.\n.PP\n");
	add_paragraphs(out, verb_edit.details);
	for (const CliOption *option = verb_edit.options; option->name; option++)
		add_option(out, option);
	text_add(out, ".SH COMMON OPTIONS\n");
	for (const CliOption *option = cli_common_options; option->name; option++)
		add_option(out, option);
	text_add(out, ".SH VERBS\n");
	for (size_t i = 0; verb_table[i]; i++)
		add_verb(out, verb_table[i]);
	add_formats(out);
	add_settings(out);
	text_add(out, sections);
	text_add(out, ".SH BUGS\nReport faults at ");
	add_words(out, PACKAGE_BUGREPORT);
	text_add(out, "\n.PP\nProduct names are trademarks of their owners; \\fBtroika\\fR is not\naffiliated with them.\n");
}

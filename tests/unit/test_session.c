/* The session: what is committed, undone, kept, brought back and saved. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/edit_language.h"
#include "model/session_private.h"
#include "tests/unit/own_catalog.h"
#include "tests/unit/random.h"
#include "tests/unit/work_folder.h"

static char folder[WORK_FOLDER_LONGEST];         /* of this test; the state folder is below it */
static char path[96];           /* a design file in it */

static const char portal[] =
	"troika: 1\n"
	"name: Portal   # the name\n"
	"platforms:\n"
	"  heroku: {vendor: heroku}\n"
	"  sf: {vendor: salesforce}\n"
	"components:\n"
	"  # the front\n"
	"  web: {kind: heroku.test-web, on: heroku, dynos: 2}\n"
	"  crm: {kind: salesforce.test-crm, on: sf}\n"
	"links:\n"
	"  web-crm: {from: web, to: crm, via: custom}\n";

static int make_folder(void **state)
{
	char sub[96];

	(void)state;
	if (!work_folder(folder, "session"))
		return -1;
	snprintf(sub, sizeof sub, "%s/state", folder);
	setenv("XDG_STATE_HOME", sub, 1);
	snprintf(path, sizeof path, "%s/portal.yaml", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	remove_tree(folder);
	return 0;
}

static void write_text(const char *name, const char *text)
{
	FILE *file = fopen(name, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	fclose(file);
}

static void file_is(const char *expected)
{
	char *bytes;
	size_t length;

	assert_true(file_read(path, &bytes, &length, NULL));
	assert_string_equal(bytes, expected);
	free(bytes);
}

static bool path_has(const char *words)
{
	char *bytes;
	size_t length;
	bool has;

	assert_true(file_read(path, &bytes, &length, NULL));
	has = strstr(bytes, words);
	free(bytes);
	return has;
}

static void open_as(Session *session, const char *author, bool keep, Diagnostics *list)
{
	setenv("TROIKA_AUTHOR", author, 1);
	if (!session_open(session, own_catalog(), path, keep, list))
		fail_msg("%s", list->count ? list->items[0].text : "not opened");
	if (keep && session->why_not_kept)
		fail_msg("%s", session->why_not_kept);
}

static void open_quietly(Session *session, const char *author)
{
	Diagnostics list = {0};

	open_as(session, author, true, &list);
	if (list.count)
		fail_msg("%s", list.items[0].text);
	diagnostics_clear(&list);
}

/* The portal as it is written above, opened by ann. */
static void open_portal(Session *session)
{
	write_text(path, portal);
	open_quietly(session, "ann");
}

static void run(Session *session, const char *script)
{
	Error err = {0};

	if (!session_run(session, script, NULL, &err))
		fail_msg("%s: %s", script, err.text);
}

static void refused(bool done, Error *err, const char *words)
{
	assert_false(done);
	if (!err->text || !strstr(err->text, words))
		fail_msg("\"%s\" does not say \"%s\"", err->text ? err->text : "nothing", words);
	error_clear(err);
}

static const char *value(const Session *session, const char *id, const char *key)
{
	const Element *element = design_find(&session->design, id);

	return element ? element_get(element, key) : NULL;
}

static void undo(Session *session)
{
	Error err = {0};

	if (!session_undo(session, &err))
		fail_msg("%s", err.text);
}

static void redo(Session *session)
{
	Error err = {0};

	if (!session_redo(session, &err))
		fail_msg("%s", err.text);
}

static void save(Session *session)
{
	Error err = {0};

	if (!session_save(session, MERGE_ASK, NULL, &err))
		fail_msg("%s", err.text);
	assert_false(session_dirty(session));
}

/* The whole content as a script that would make it. */
static char *content(const Session *session)
{
	Design nothing;
	Edit all = {0};
	Text text = {0};

	design_init(&nothing);
	design_diff(&nothing, &session->design, &all);
	edit_print(&all, session->catalog, &text);
	edit_clear(&all);
	design_clear(&nothing);
	return text_take(&text);
}

/* --- commit ----------------------------------------------------------------------- */

static void only_sound_edits_are_committed(void **state)
{
	Session session;
	Diagnostics list = {0};
	Error err = {0};
	Edit edit = {0};
	const Element *web;
	char *before, *after;

	(void)state;
	write_text(path, portal);
	open_as(&session, "ann", false, &list);
	web = design_find(&session.design, "web");
	before = content(&session);
	/* the operations fit, the result is not sound: the link would dangle */
	edit_add(&edit, "web", "dynos", "2", NULL);
	edit_add(&edit, "web", "kind", "heroku.test-web", NULL);
	edit_add(&edit, "web", "on", "heroku", NULL);
	edit_add(&edit, "web", KEY_CLASS, "component", NULL);
	refused(session_commit(&session, &edit, &err), &err, "web-crm: from names \"web\"");
	assert_int_equal(edit.count, 4);
	edit_clear(&edit);
	assert_ptr_equal(design_find(&session.design, "web"), web);     /* the very element */
	assert_int_equal(session.design.version, 0);
	assert_int_equal(web->version, 0);
	refused(session_run(&session, "set web dynos=4 was=3", NULL, &err), &err, "dynos is \"2\"");
	edit_add(&edit, "web", "dynos", "3", "4");
	refused(session_commit(&session, &edit, &err), &err, "dynos is \"2\"");
	edit_clear(&edit);
	refused(session_run(&session, "add component x kind=heroku.test-web on=nowhere", NULL, &err), &err,
	        "nowhere");
	after = content(&session);
	assert_string_equal(before, after);
	assert_int_equal(session.history_count, 0);
	assert_false(session_dirty(&session));
	/* what changes nothing succeeds and is not recorded */
	run(&session, "set web dynos=3\nset web dynos=2");
	assert_int_equal(session.history_count, 0);
	run(&session, "# first\n\nset web dynos=3\nset web size=performance-m");
	assert_string_equal(session.history[0].label, "set web dynos=3 and 1 more");
	assert_string_equal(session.history[0].author, "ann");
	assert_int_equal(session.history[0].seq, 1);
	assert_true(session.history[0].time > 1600000000000);
	assert_int_equal(session.design.version, 1);
	assert_true(session_dirty(&session));
	free(before);
	free(after);
	session_close(&session);
	session_close(&session);
	session_close(NULL);
}

static void undo_and_redo_are_edits(void **state)
{
	Session session;
	Diagnostics list = {0};
	Error err = {0};

	(void)state;
	write_text(path, portal);
	open_as(&session, "ann", false, &list);
	assert_null(session_undo_label(&session));
	refused(session_undo(&session, &err), &err, "nothing to undo");
	refused(session_redo(&session, &err), &err, "nothing to redo");
	run(&session, "set web dynos=3");
	run(&session, "remove web");
	assert_string_equal(session_undo_label(&session), "remove web");
	undo(&session);
	assert_string_equal(value(&session, "web", "dynos"), "3");
	assert_non_null(design_find(&session.design, "web-crm"));
	assert_string_equal(session_undo_label(&session), "set web dynos=3");
	assert_string_equal(session_redo_label(&session), "remove web");
	undo(&session);
	assert_false(session_dirty(&session));          /* it says what the file says */
	assert_int_equal(session_undo_depth(&session), 0);
	assert_int_equal(session_redo_depth(&session), 2);
	redo(&session);
	redo(&session);
	assert_null(design_find(&session.design, "web"));
	assert_string_equal(session_undo_label(&session), "remove web");
	undo(&session);
	run(&session, "set web dynos=5");               /* a new edit ends the way forward */
	assert_int_equal(session_redo_depth(&session), 0);
	refused(session_redo(&session, &err), &err, "nothing to redo");
	assert_int_equal(session.history_count, 8);
	assert_int_equal(session.history[3].undoes, 1);
	assert_int_equal(session.history[4].redoes, 4);
	assert_string_equal(session.history[3].label, "undo set web dynos=3");
	assert_string_equal(session.history[4].label, "redo set web dynos=3");
	undo(&session);
	undo(&session);
	assert_string_equal(value(&session, "web", "dynos"), "2");
	session_close(&session);
}

/* --- keeping ----------------------------------------------------------------------- */

static void kept_edits_come_back_with_their_history(void **state)
{
	Session session;

	(void)state;
	open_portal(&session);
	run(&session, "set web dynos=3");
	run(&session, "add aws.s3 files");
	run(&session, "set web dynos=4");
	undo(&session);
	session_close(&session);                        /* as after kill -9: nothing was saved */

	open_quietly(&session, "ann");
	assert_int_equal(session.recovered, 4);
	assert_true(session_dirty(&session));
	assert_string_equal(value(&session, "web", "dynos"), "3");
	assert_non_null(design_find(&session.design, "files"));
	assert_string_equal(session_redo_label(&session), "set web dynos=4");
	redo(&session);
	undo(&session);
	undo(&session);
	assert_null(design_find(&session.design, "files"));
	assert_string_equal(session_undo_label(&session), "set web dynos=3");
	session_close(&session);
	file_is(portal);
}

static void saving_touches_what_changed_and_history_goes_on(void **state)
{
	static const char changed[] =
		"troika: 1\n"
		"name: Portal   # the name\n"
		"platforms:\n"
		"  heroku: {vendor: heroku}\n"
		"  sf: {vendor: salesforce}\n"
		"components:\n"
		"  # the front\n"
		"  web: {kind: heroku.test-web, on: heroku, dynos: 3}\n"
		"  crm: {kind: salesforce.test-crm, on: sf}\n"
		"links:\n"
		"  web-crm: {from: web, to: crm, via: custom}\n";
	Session session;

	(void)state;
	open_portal(&session);
	save(&session);
	run(&session, "set web dynos=3");
	save(&session);
	file_is(changed);
	assert_false(journal_has_unsaved(path));
	session_close(&session);

	open_quietly(&session, "ann");
	assert_int_equal(session.recovered, 0);
	assert_false(session_dirty(&session));
	assert_string_equal(session_undo_label(&session), "set web dynos=3");
	undo(&session);
	assert_true(session_dirty(&session));
	save(&session);
	file_is(portal);
	redo(&session);
	undo(&session);
	assert_false(session_dirty(&session));          /* back at what the file says */
	save(&session);
	session_close(&session);
	assert_false(journal_has_unsaved(path));
}

static void what_is_discarded_does_not_come_back(void **state)
{
	Session session;
	Error err = {0};

	(void)state;
	open_portal(&session);
	run(&session, "set web dynos=3");
	save(&session);
	run(&session, "set web dynos=4");
	run(&session, "remove crm");
	assert_true(session_discard(&session, &err));
	assert_string_equal(value(&session, "web", "dynos"), "3");
	assert_false(session_dirty(&session));
	session_close(&session);

	open_quietly(&session, "ann");
	assert_int_equal(session.recovered, 0);
	assert_string_equal(value(&session, "web", "dynos"), "3");
	undo(&session);                                 /* and yet nothing is lost */
	assert_string_equal(value(&session, "web", "dynos"), "4");
	assert_null(design_find(&session.design, "crm"));
	session_close(&session);
}

static void a_new_design_is_kept_before_it_has_a_file(void **state)
{
	Session session;

	(void)state;
	open_quietly(&session, "ann");
	assert_false(session_dirty(&session));
	run(&session, "set design name=New\nadd heroku.test-web web");
	assert_int_not_equal(access(path, F_OK), 0);
	session_close(&session);
	open_quietly(&session, "ann");
	assert_int_equal(session.recovered, 1);
	assert_string_equal(value(&session, "web", "on"), "heroku");
	save(&session);
	assert_int_equal(access(path, F_OK), 0);
	session_close(&session);
	open_quietly(&session, "ann");
	assert_int_equal(session.recovered, 0);
	assert_string_equal(value(&session, "design", "name"), "New");
	session_close(&session);
}

static void an_empty_file_is_a_new_design(void **state)
{
	Session session;
	char *bytes;
	size_t length;

	(void)state;
	write_text(path, "");
	open_quietly(&session, "ann");
	run(&session, "add platform heroku vendor=heroku");
	session_close(&session);
	open_quietly(&session, "ann");
	assert_int_equal(session.recovered, 1);
	write_text(path, "# begun by hand\n");         /* not what was read */
	assert_false(session_save(&session, MERGE_ASK, NULL, NULL));
	write_text(path, "");
	save(&session);
	session_close(&session);
	assert_true(file_read(path, &bytes, &length, NULL));
	assert_non_null(strstr(bytes, "vendor: heroku"));
	free(bytes);
}

static void a_design_without_a_file_gets_one(void **state)
{
	Session session;
	Diagnostics list = {0};
	Error err = {0};

	(void)state;
	setenv("TROIKA_AUTHOR", "ann", 1);
	assert_true(session_open(&session, own_catalog(), NULL, true, &list));
	assert_non_null(session.why_not_kept);
	run(&session, "add heroku.test-web web dynos=2");
	refused(session_save(&session, MERGE_ASK, NULL, &err), &err, "has no file yet");
	assert_true(session_save_as(&session, path, &err));
	assert_null(session.why_not_kept);
	assert_false(session_dirty(&session));
	undo(&session);                                 /* older edits can still be undone */
	assert_null(design_find(&session.design, "web"));
	redo(&session);
	run(&session, "set web dynos=3");
	session_close(&session);
	open_quietly(&session, "ann");
	assert_string_equal(value(&session, "web", "dynos"), "3");
	undo(&session);
	assert_string_equal(value(&session, "web", "dynos"), "2");
	session_close(&session);
}

static void saving_under_a_name_that_is_taken_is_refused(void **state)
{
	Session session;
	char other[128];
	Error err = {0};

	(void)state;
	write_text(path, portal);
	snprintf(other, sizeof other, "%s/other.yaml", folder);
	open_quietly(&session, "ann");
	run(&session, "set web dynos=3");
	write_text(other, "keep me");
	refused(session_save_as(&session, other, &err), &err, "exists already");
	unlink(other);
	assert_true(session_save_as(&session, other, &err));
	assert_string_equal(session.source.path, other);
	file_is(portal);
	run(&session, "set web dynos=4");
	session_close(&session);
	/* the edits of the old file are still kept for it */
	open_quietly(&session, "ann");
	assert_string_equal(value(&session, "web", "dynos"), "3");
	session_close(&session);
}

static void a_design_with_includes_stays_in_its_folder(void **state)
{
	Session session;
	char other[128], below[128];
	Error err = {0};

	(void)state;
	snprintf(other, sizeof other, "%s/platforms.yaml", folder);
	write_text(other, "platforms: {heroku: {vendor: heroku}}\n");
	write_text(path, "troika: 1\ninclude: [platforms.yaml]\ncomponents: {web: {kind: heroku.web, on: heroku}}\n");
	snprintf(below, sizeof below, "%s/below", folder);
	assert_int_equal(mkdir(below, 0700), 0);
	snprintf(below, sizeof below, "%s/below/portal.yaml", folder);
	open_quietly(&session, "ann");
	refused(session_save_as(&session, below, &err), &err, "includes files of its folder");
	snprintf(other, sizeof other, "%s/other.yaml", folder);
	assert_true(session_save_as(&session, other, &err));
	session_close(&session);
}

/* --- others ------------------------------------------------------------------------ */

static void undo_never_takes_back_another_s_edit(void **state)
{
	Session ann, bob;
	Error err = {0};
	bool changed;

	(void)state;
	write_text(path, portal);
	open_quietly(&ann, "ann");
	run(&ann, "set web dynos=3");
	open_quietly(&bob, "bob");
	assert_string_equal(value(&bob, "web", "dynos"), "3");
	assert_int_equal(session_undo_depth(&bob), 0);
	run(&bob, "set web size=performance-m");
	run(&bob, "set web dynos=9");
	run(&ann, "set design name=Mine");              /* bob was first: his edits are taken in */
	assert_string_equal(value(&ann, "web", "size"), "performance-m");
	assert_int_equal(session_undo_depth(&ann), 2);
	assert_true(session_refresh(&bob, &changed, &err));
	assert_true(changed);
	assert_true(session_refresh(&bob, &changed, &err));
	assert_false(changed);
	assert_string_equal(value(&bob, "design", "name"), "Mine");
	undo(&ann);                                     /* the name, not bob's size */
	assert_string_equal(value(&ann, "design", "name"), "Portal");
	assert_string_equal(value(&ann, "web", "size"), "performance-m");
	refused(session_undo(&ann, &err), &err,
	        "cannot undo \"set web dynos=3\": web: dynos is \"9\", where \"3\" was expected; it has "
	        "changed in the meantime; bob changed it (set web dynos=9)");
	undo(&bob);
	undo(&ann);                                     /* now it stands as she left it */
	assert_string_equal(value(&ann, "web", "dynos"), "2");
	session_close(&ann);
	session_close(&bob);
}

static void one_saves_what_both_have_done(void **state)
{
	Session ann, bob;
	Error err = {0};

	(void)state;
	write_text(path, portal);
	open_quietly(&ann, "ann");
	open_quietly(&bob, "bob");
	run(&ann, "set web dynos=3");
	run(&bob, "set web size=performance-m");
	save(&bob);
	assert_true(session_save(&ann, MERGE_ASK, NULL, &err));          /* bob has saved hers as well */
	assert_false(session_dirty(&ann));
	run(&ann, "set design name=Ann");
	assert_true(session_dirty(&ann));
	assert_true(session_save(&ann, MERGE_ASK, NULL, &err));
	assert_false(session_dirty(&ann));
	session_close(&ann);
	session_close(&bob);
	open_quietly(&ann, "ann");
	assert_int_equal(ann.recovered, 0);
	assert_string_equal(value(&ann, "web", "dynos"), "3");
	assert_string_equal(value(&ann, "web", "size"), "performance-m");
	assert_string_equal(value(&ann, "design", "name"), "Ann");
	session_close(&ann);
}

static void a_save_between_file_and_journal_is_noticed(void **state)
{
	Session ann, bob;
	Diagnostics list = {0};
	Error err = {0};

	(void)state;
	write_text(path, portal);
	open_as(&ann, "ann", false, &list);             /* ann has read the file, not yet the journal */
	open_quietly(&bob, "bob");
	run(&bob, "set web dynos=3");
	save(&bob);
	ann.on_disk = false;                            /* as if it had not been there yet */
	ann.journal = journal_open(path, &err);
	assert_true(recover(&ann, &list, &err));
	assert_int_equal(list.count, 0);
	assert_int_equal(ann.recovered, 0);
	assert_string_equal(value(&ann, "web", "dynos"), "3");
	run(&ann, "set web dynos=4");
	save(&ann);
	session_close(&ann);
	session_close(&bob);
	assert_false(journal_has_unsaved(path));
}

/* Commits COUNT notes in a process of its own. */
static pid_t start_writer(const char *author, int count)
{
	pid_t pid = fork();
	Session session;
	Diagnostics list = {0};

	if (pid != 0)
		return pid;
	setenv("TROIKA_AUTHOR", author, 1);
	if (!session_open(&session, own_catalog(), path, true, &list) || !session.journal)
		_exit(2);
	for (int i = 0; i < count; i++) {
		char script[64];

		snprintf(script, sizeof script, "add note %s-%d text=x", author, i);
		if (!session_run(&session, script, NULL, NULL))
			_exit(3);
		if (i % 5 == 4 && !session_undo(&session, NULL))
			_exit(4);
	}
	_exit(0);                                       /* as killed: nothing is closed or saved */
}

static void two_at_once_lose_nothing(void **state)
{
	enum { EDITS = 20 };
	static const char *const authors[] = {"ann", "bob"};
	pid_t pids[2];
	Session session;

	(void)state;
	write_text(path, portal);
	for (int i = 0; i < 2; i++)
		pids[i] = start_writer(authors[i], EDITS);
	for (int i = 0; i < 2; i++) {
		int status;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	open_quietly(&session, "ann");
	assert_int_equal(session.history_count, 2 * (EDITS + EDITS / 5));
	assert_int_equal(design_count(&session.design, CLASS_NOTE), 2 * (EDITS - EDITS / 5));
	for (int i = 0; i < 2 * EDITS; i++) {
		char id[32];

		snprintf(id, sizeof id, "%s-%d", authors[i % 2], i / 2);
		assert_int_equal(design_find(&session.design, id) != NULL, i / 2 % 5 != 4);
	}
	while (session_undo_depth(&session) > 0)
		undo(&session);
	assert_int_equal(design_count(&session.design, CLASS_NOTE), EDITS - EDITS / 5);
	session_close(&session);
}

static void a_design_brings_its_own_kinds(void **state)
{
	Session session;
	Diagnostics list = {0};
	char kinds[128];
	Error err = {0};

	(void)state;
	snprintf(kinds, sizeof kinds, "%s/kinds.yaml", folder);
	write_text(kinds, own_kinds);
	write_text(path, "troika: 1\ncatalog: [kinds.yaml]\nplatforms: {heroku: {vendor: heroku}}\n"
	                 "components:\n  web: {kind: heroku.test-web, on: heroku}\n");
	setenv("XDG_CONFIG_HOME", folder, 1);
	if (!session_open(&session, NULL, path, true, &list))
		fail_msg("%s", list.items[0].text);
	run(&session, "set web dynos=3");
	refused(session_run(&session, "set web dynos=0", NULL, &err), &err, "from 1 to 100");
	save(&session);
	session_close(&session);
	assert_true(session_open(&session, NULL, NULL, false, &list));
	refused(session_run(&session, "add heroku.test-web web", NULL, &err), &err, "no kind");
	run(&session, "add heroku.web web");
	session_close(&session);
}

/* --- files that change ---------------------------------------------------------------- */

/* The portal with another line for web. */
static void write_portal_with(const char *web_line)
{
	const char *line = strstr(portal, "  web: "), *end = strchr(line, '\n') + 1;
	Text text = {0};

	text_add_n(&text, portal, (size_t)(line - portal));
	text_add(&text, web_line);
	text_add(&text, end);
	write_text(path, text_str(&text));
	text_clear(&text);
}

static void saving_takes_in_what_changed_in_the_file(void **state)
{
	Session session;
	Diagnostics told = {0};
	Error err = {0};

	(void)state;
	open_portal(&session);
	run(&session, "set design name=Mine");
	write_portal_with("  web: {kind: heroku.test-web, on: heroku, dynos: 7}   # theirs\n");
	assert_true(session_save(&session, MERGE_ASK, &told, &err));
	assert_int_equal(told.count, 1);
	assert_string_equal(told.items[0].text, "from the file: web: dynos from \"2\" to \"7\"");
	diagnostics_clear(&told);
	assert_string_equal(value(&session, "web", "dynos"), "7");
	assert_false(session_dirty(&session));
	assert_true(path_has("name: Mine ") && path_has("dynos: 7}   # theirs"));
	undo(&session);                                 /* what came in was one edit */
	assert_string_equal(value(&session, "web", "dynos"), "2");
	assert_string_equal(value(&session, "design", "name"), "Mine");
	redo(&session);

	/* without an edit of one's own, saving takes in as well; a comment alone changes nothing */
	write_text(path, portal);
	save(&session);
	assert_string_equal(value(&session, "web", "dynos"), "2");
	file_is(portal);
	session_close(&session);
	open_quietly(&session, "ann");
	assert_int_equal(session.recovered, 0);
	session_close(&session);
}

static void what_both_changed_is_asked(void **state)
{
	static const struct { MergeSide side; const char *dynos; } cases[] = {{MERGE_OURS, "3"}, {MERGE_THEIRS, "7"}};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		Session session;
		Diagnostics told = {0};
		Error err = {0};

		write_text(path, portal);
		open_quietly(&session, "ann");
		run(&session, "set web dynos=3");
		run(&session, "set crm owner=ops");
		write_portal_with("  web: {kind: heroku.test-web, on: heroku, dynos: 7}\n");
		refused(session_save(&session, MERGE_ASK, &told, &err), &err, "nothing saved");
		assert_string_equal(told.items[0].text,
		                    "both changed: web: dynos from \"2\" to \"3\"; the file now says \"7\"");
		assert_string_equal(value(&session, "web", "dynos"), "3");
		assert_true(path_has("dynos: 7"));
		diagnostics_clear(&told);
		assert_true(session_save(&session, cases[i].side, &told, &err));
		assert_string_equal(value(&session, "web", "dynos"), cases[i].dynos);
		assert_string_equal(value(&session, "crm", "owner"), "ops");
		assert_false(session_dirty(&session));
		diagnostics_clear(&told);
		session_close(&session);
		open_quietly(&session, "ann");
		assert_string_equal(value(&session, "web", "dynos"), cases[i].dynos);
		session_close(&session);
	}
}

static void a_removal_meets_a_change(void **state)
{
	Session session;
	Error err = {0};

	(void)state;
	open_portal(&session);
	run(&session, "remove web");
	write_portal_with("  web: {kind: heroku.test-web, on: heroku, dynos: 7}\n");
	refused(session_save(&session, MERGE_ASK, NULL, &err), &err, "nothing saved");
	assert_null(design_find(&session.design, "web"));
	assert_true(session_save(&session, MERGE_OURS, NULL, &err));
	assert_false(path_has("web"));
	session_close(&session);
}

static void a_broken_file_is_not_saved_over(void **state)
{
	static const char broken[] = "troika: 1\nname: [\n";
	Session session;
	Error err = {0};

	(void)state;
	open_portal(&session);
	run(&session, "set web dynos=3");
	write_text(path, broken);
	refused(session_save(&session, MERGE_OURS, NULL, &err), &err, "the file changed and line");
	file_is(broken);
	assert_string_equal(value(&session, "web", "dynos"), "3");
	write_text(path, portal);
	save(&session);
	assert_true(path_has("dynos: 3"));
	session_close(&session);
}

static void the_next_open_brings_both_together(void **state)
{
	Session session;

	(void)state;
	open_portal(&session);
	run(&session, "set design name=Mine");
	session_close(&session);
	write_portal_with("  web: {kind: heroku.test-web, on: heroku, dynos: 7}\n");
	for (int i = 0; i < 2; i++) {
		open_quietly(&session, "ann");
		assert_string_equal(value(&session, "web", "dynos"), "7");
		assert_string_equal(value(&session, "design", "name"), "Mine");
		assert_int_equal(session.recovered, 1);
		if (i == 1)
			save(&session);
		session_close(&session);
	}
	open_quietly(&session, "ann");
	assert_int_equal(session.recovered, 0);
	assert_string_equal(value(&session, "web", "dynos"), "7");
	session_close(&session);
}

static void what_does_not_fit_is_told_and_stays_in_the_journal(void **state)
{
	Session session;
	Diagnostics list = {0};

	(void)state;
	open_portal(&session);
	run(&session, "set web dynos=3 owner=ops");
	run(&session, "add heroku.test-space space");
	run(&session, "set web in=space");
	run(&session, "link crm web via custom id=back");
	session_close(&session);
	write_portal_with("  web: {kind: heroku.test-web, on: heroku, dynos: 7}\n");

	open_as(&session, "ann", true, &list);
	assert_int_equal(list.errors, 0);
	assert_int_equal(list.warnings, 1);
	assert_non_null(strstr(list.items[0].text, "web: dynos from \"2\" to \"3\"; the file now says \"7\""));
	assert_string_equal(value(&session, "web", "dynos"), "7");
	assert_string_equal(value(&session, "web", "owner"), "ops");
	assert_string_equal(value(&session, "web", "in"), "space");
	assert_non_null(design_find(&session.design, "back"));
	assert_int_equal(session.history_count, 5);
	assert_string_equal(session.history[4].label, "kept edits brought over to the changed file");
	assert_string_equal(session.history[4].author, "ann");
	assert_string_equal(session.history[0].label, "set web dynos=3 owner=ops");
	diagnostics_clear(&list);
	session_close(&session);
	open_as(&session, "ann", true, &list);          /* told until it is saved */
	assert_int_equal(list.warnings, 1);
	assert_non_null(strstr(list.items[0].text, "edit 1 of 'troika log'"));
	diagnostics_clear(&list);
	assert_string_equal(value(&session, "web", "owner"), "ops");
	undo(&session);
	assert_null(value(&session, "web", "owner"));
	save(&session);
	session_close(&session);
	open_quietly(&session, "ann");
	session_close(&session);
}

static void kept_edits_never_break_the_changed_file(void **state)
{
	Session session;
	Diagnostics list = {0};
	char *now;

	(void)state;
	open_portal(&session);
	run(&session, "add heroku.test-web other dynos=1");
	run(&session, "link other web via custom");
	run(&session, "add data orders home=other copies=web");
	run(&session, "remove crm");                    /* with its link */
	session_close(&session);
	/* the file has lost web and gained something that names crm */
	write_text(path, "troika: 1\n"
	                 "platforms:\n  heroku: {vendor: heroku}\n  sf: {vendor: salesforce}\n"
	                 "components:\n  crm: {kind: salesforce.test-crm, on: sf}\n"
	                 "data:\n  customers: {home: crm}\n");
	open_as(&session, "ann", true, &list);
	assert_true(design_check(&session.design, own_catalog(), NULL, NULL));
	assert_int_equal(list.errors, 0);
	assert_true(list.warnings > 0);
	assert_non_null(design_find(&session.design, "crm"));
	assert_non_null(design_find(&session.design, "other"));
	assert_null(design_find(&session.design, "other-web"));
	now = content(&session);
	session_close(&session);
	diagnostics_clear(&list);
	open_as(&session, "ann", true, &list);
	diagnostics_clear(&list);
	{
		char *again = content(&session);

		assert_string_equal(now, again);
		free(again);
	}
	free(now);
	session_close(&session);
}

static void a_file_that_is_gone_comes_back(void **state)
{
	Session session;
	Diagnostics list = {0};

	(void)state;
	open_portal(&session);
	run(&session, "set web dynos=3");
	session_close(&session);
	unlink(path);
	open_as(&session, "ann", true, &list);
	assert_int_equal(list.warnings, 1);
	assert_non_null(strstr(list.items[0].text, "the file is gone"));
	assert_string_equal(value(&session, "web", "dynos"), "3");
	assert_true(session_dirty(&session));
	save(&session);
	assert_int_equal(access(path, F_OK), 0);
	unlink(path);
	run(&session, "set web dynos=4");
	save(&session);                                 /* gone while it was open */
	session_close(&session);
	diagnostics_clear(&list);
	open_quietly(&session, "ann");
	assert_string_equal(value(&session, "web", "dynos"), "4");
	session_close(&session);
}

static void without_a_state_folder_everything_else_works(void **state)
{
	Session session;
	Diagnostics list = {0};
	char blocked[96];

	(void)state;
	snprintf(blocked, sizeof blocked, "%s/blocked", folder);
	write_text(blocked, "not a folder");
	setenv("XDG_STATE_HOME", blocked, 1);
	write_text(path, portal);
	assert_true(session_open(&session, own_catalog(), path, true, &list));
	assert_non_null(session.why_not_kept);
	run(&session, "set web dynos=3");
	undo(&session);
	redo(&session);
	save(&session);
	session_close(&session);
}

/* No file may grow, as on a full disk. */
static void fill_disk(bool full)
{
	struct rlimit limit;

	getrlimit(RLIMIT_FSIZE, &limit);
	limit.rlim_cur = full ? 16 : limit.rlim_max;
	setrlimit(RLIMIT_FSIZE, &limit);
}

static void a_full_disk_stops_nobody(void **state)
{
	Session session;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	for (int first = 0; first < 2; first++) {       /* the disk fills before the first edit, or after it */
		write_text(path, portal);
		assert_true(journal_forget(path, NULL));
		open_quietly(&session, "ann");
		if (first)
			run(&session, "set web owner=ops");
		assert_true(session_keeps(&session));
		fill_disk(true);
		run(&session, "set web dynos=3");
		assert_false(session_keeps(&session));
		run(&session, "set web dynos=4");
		undo(&session);
		assert_string_equal(value(&session, "web", "dynos"), "3");
		assert_true(session_refresh(&session, NULL, NULL));
		fill_disk(false);
		redo(&session);
		assert_true(session_keeps(&session));
		run(&session, "set crm owner=sales");
		session_close(&session);
		open_quietly(&session, "ann");
		assert_int_equal(session.recovered, 5 + first);
		assert_string_equal(value(&session, "web", "dynos"), "4");
		assert_string_equal(value(&session, "crm", "owner"), "sales");
		save(&session);
		session_close(&session);
	}
}

static void a_save_keeps_what_waited_for_room(void **state)
{
	Session session;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	open_portal(&session);
	run(&session, "set web dynos=3");
	fill_disk(true);
	run(&session, "set web dynos=4");
	fill_disk(false);
	save(&session);
	assert_true(session_keeps(&session));
	session_close(&session);
	open_quietly(&session, "ann");
	assert_int_equal(session.recovered, 0);
	assert_int_equal(session.history_count, 2);
	session_close(&session);
}

static void a_faulty_file_is_not_opened(void **state)
{
	Session session;
	Diagnostics list = {0};

	(void)state;
	write_text(path, "troika: 1\ncomponents:\n  web: {kind: heroku.wbe}\n");
	assert_false(session_open(&session, own_catalog(), path, true, &list));
	assert_true(list.errors > 0);
	assert_int_equal(list.items[0].line, 3);
	session_close(&session);
	assert_false(session_open(&session, own_catalog(), "", true, &list));
	session_close(&session);
	assert_false(session_open(&session, own_catalog(), folder, true, &list));
	diagnostics_clear(&list);
	session_close(&session);
}

/* --- random programs ------------------------------------------------------------------- */

static const char *const scripts[] = {
	"set web dynos=3", "set web dynos=4", "set web dynos=5 size=performance-m", "set design name=A",
	"set design name=B", "remove web", "remove crm", "rename web front", "rename front web", "add heroku.test-web",
	"add aws.s3", "link web crm via custom", "link crm web via custom", "add note text=x about=web",
	"set crm users=5", "unset crm users", "remove heroku", "add data d home=crm", "remove d", "move web 1,1",
	"move web +1,0", "add heroku.test-space space", "set web in=space", "remove space", "unset web size",
	"set web dynos=77 was=3",
};

enum { DEPTH_MAX = 64 };

/* Undo and redo against stacks of what the design was. */
static void undo_means_undo(void **state)
{
	(void)state;
	write_text(path, portal);
	for (unsigned program = 0; program < 60; program++) {
		char *past[DEPTH_MAX], *future[DEPTH_MAX];
		size_t pasts = 0, futures = 0;
		Session session;
		Diagnostics list = {0};

		open_as(&session, "ann", false, &list);
		for (unsigned step = 0; step < 50; step++) {
			char *before = content(&session);
			unsigned dice = random_below(10);

			if (dice < 5) {
				size_t count = session.history_count;
				const char *script = scripts[random_below(sizeof scripts / sizeof *scripts)];
				char *now;

				session_run(&session, script, NULL, NULL);
				now = content(&session);
				assert_int_equal(session.history_count == count, strcmp(now, before) == 0);
				free(now);
				if (session.history_count > count) {
					while (futures > 0)
						free(future[--futures]);
					past[pasts++] = before;
					continue;
				}
			} else if (dice < 8 && pasts > 0) {
				char *now;

				undo(&session);
				now = content(&session);
				assert_string_equal(now, past[--pasts]);
				free(now);
				free(past[pasts]);
				future[futures++] = before;
				continue;
			} else if (futures > 0) {
				char *now;

				redo(&session);
				now = content(&session);
				assert_string_equal(now, future[--futures]);
				free(now);
				free(future[futures]);
				past[pasts++] = before;
				continue;
			}
			free(before);
			assert_int_equal(session_undo_depth(&session), pasts);
			assert_int_equal(session_redo_depth(&session), futures);
			assert_true(design_check(&session.design, own_catalog(), NULL, NULL));
		}
		while (session_undo_depth(&session) > 0)
			undo(&session);
		assert_false(session_dirty(&session));
		while (pasts > 0)
			free(past[--pasts]);
		while (futures > 0)
			free(future[--futures]);
		session_close(&session);
	}
}

/* Random work of two, who leave, come back and save: what is there before is there after. */
static void reopening_changes_nothing(void **state)
{
	(void)state;
	for (unsigned program = 0; program < 4; program++) {
		Session session;
		Diagnostics list = {0};

		write_text(path, portal);
		journal_forget(path, NULL);
		open_as(&session, "ann", true, &list);
		for (unsigned step = 0; step < 25; step++) {
			unsigned dice = random_below(12);
			char *before, *after;
			size_t undos, redos;
			bool dirty;

			if (dice < 6)
				session_run(&session, scripts[random_below(sizeof scripts / sizeof *scripts)],
				            NULL, NULL);
			else if (dice < 8)
				session_undo(&session, NULL);
			else if (dice < 10)
				session_redo(&session, NULL);
			else if (dice < 11)
				save(&session);
			if (random_below(3))
				continue;
			before = content(&session);
			undos = session_undo_depth(&session);
			redos = session_redo_depth(&session);
			dirty = session_dirty(&session);
			session_close(&session);
			open_as(&session, "ann", true, &list);
			assert_int_equal(list.count, 0);
			after = content(&session);
			assert_string_equal(before, after);
			assert_int_equal(session_undo_depth(&session), undos);
			assert_int_equal(session_redo_depth(&session), redos);
			assert_int_equal(session_dirty(&session), dirty);
			free(before);
			free(after);
		}
		session_close(&session);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(only_sound_edits_are_committed),
		TEST(undo_and_redo_are_edits),
		TEST(kept_edits_come_back_with_their_history),
		TEST(saving_touches_what_changed_and_history_goes_on),
		TEST(what_is_discarded_does_not_come_back),
		TEST(a_new_design_is_kept_before_it_has_a_file),
		TEST(an_empty_file_is_a_new_design),
		TEST(a_design_without_a_file_gets_one),
		TEST(saving_under_a_name_that_is_taken_is_refused),
		TEST(a_design_with_includes_stays_in_its_folder),
		TEST(undo_never_takes_back_another_s_edit),
		TEST(one_saves_what_both_have_done),
		TEST(a_save_between_file_and_journal_is_noticed),
		TEST(two_at_once_lose_nothing),
		TEST(a_design_brings_its_own_kinds),
		TEST(saving_takes_in_what_changed_in_the_file),
		TEST(what_both_changed_is_asked),
		TEST(a_removal_meets_a_change),
		TEST(a_broken_file_is_not_saved_over),
		TEST(the_next_open_brings_both_together),
		TEST(what_does_not_fit_is_told_and_stays_in_the_journal),
		TEST(kept_edits_never_break_the_changed_file),
		TEST(a_file_that_is_gone_comes_back),
		TEST(without_a_state_folder_everything_else_works),
		TEST(a_full_disk_stops_nobody),
		TEST(a_save_keeps_what_waited_for_room),
		TEST(a_faulty_file_is_not_opened),
		TEST(undo_means_undo),
		TEST(reopening_changes_nothing),
	};

	random_start("test_session");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

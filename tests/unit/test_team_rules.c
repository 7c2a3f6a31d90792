/* Rules in SQL: what they can ask, what they are kept from, and that one that is wrong harms no other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "model/design_file.h"
#include "model/sandbox_rules.h"
#include "model/team_rules.h"
#include "model/team_tables.h"
#include "tests/unit/random.h"
#include "tests/unit/work_folder.h"

static const char design_text[] =
	"troika: 1\n"
	"name: Small\n"
	"severity: {team/off: 'off', team/hard: error}\n"
	"platforms:\n"
	"  own: {vendor: heroku, region: eu}\n"
	"  cloud: {vendor: aws, region: eu-central-1, owner: ops}\n"
	"components:\n"
	"  web: {kind: heroku.web, on: own, owner: us, tags: [front, 'a, b'], critical: true}\n"
	"  store: {kind: heroku.postgres, on: own, plan: standard-0}\n"
	"  files: {kind: aws.s3, on: cloud, gb: 1 TB}\n"
	"links:\n"
	"  web-store: {from: web, to: store, via: owned-store, volume: 10/day, carries: [people]}\n"
	"  web-files: {from: web, to: files, via: https-call}\n"
	"data:\n"
	"  people: {class: master, home: store, copies: [files], personal: true, size: 500 MB}\n"
	"flows:\n"
	"  look: {steps: ['web-store: read', 'web-files: fetch']}\n"
	"waivers:\n"
	"  w1: {rule: team/waived, at: web, why: It is known.}\n";

typedef struct Bench {
	char folder[WORK_FOLDER_LONGEST];
	Design design;
	Graph graph;
	TeamRules rules;
	Findings findings;
} Bench;

static int set_up(void **state)
{
	Bench *bench = mem_alloc(sizeof *bench);
	Diagnostics list = {0};

	*state = bench;
	if (!work_folder(bench->folder, "rules"))
		return -1;
	design_init(&bench->design);
	assert_true(design_read_bytes(&bench->design, catalog_builtin(), "d.yaml", design_text,
	                              sizeof design_text - 1, &list));
	diagnostics_clear(&list);
	graph_build(&bench->graph, &bench->design, catalog_builtin());
	memcpy(bench->findings.today, "2026-01-01", 11);
	return 0;
}

static int tear_down(void **state)
{
	Bench *bench = *state;
	char command[WORK_FOLDER_LONGEST + 16];

	findings_clear(&bench->findings);
	team_rules_clear(&bench->rules);
	graph_clear(&bench->graph);
	design_clear(&bench->design);
	snprintf(command, sizeof command, "rm -rf '%s'", bench->folder);
	assert_int_equal(system(command), 0);
	free(bench);
	return 0;
}

static char *in_folder(const Bench *bench, const char *name)
{
	Text path = {0};

	text_addf(&path, "%s/%s", bench->folder, name);
	return text_take(&path);
}

static void write_bytes(const Bench *bench, const char *name, const char *bytes, size_t length)
{
	char *path = in_folder(bench, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	fclose(file);
	free(path);
}

static void write_rule(const Bench *bench, const char *name, const char *sql)
{
	write_bytes(bench, name, sql, strlen(sql));
}

static void judge(Bench *bench)
{
	Error err = {0};

	if (!team_rules_add(&bench->rules, bench->folder, &err))
		fail_msg("%s", err.text);
	bench->findings.more = &bench->rules.more;
	findings_judge(&bench->findings, &bench->graph);
}

/* The finding with this key; NULL: none. */
static const Finding *found(const Bench *bench, const char *key)
{
	for (size_t i = 0; i < bench->findings.count; i++)
		if (strcmp(bench->findings.items[i].key, key) == 0)
			return &bench->findings.items[i];
	return NULL;
}

static void says(const Bench *bench, const char *key, const char *message)
{
	const Finding *finding = found(bench, key);

	if (!finding)
		fail_msg("no finding %s", key);
	assert_string_equal(finding->message, message);
}

/* ---- what they say ----------------------------------------------------------------- */

static void test_words(void **state)
{
	Bench *bench = *state;
	const Finding *finding;

	write_rule(bench, "Owner of_data.sql",
	           "-- Whoever asks, somebody must answer.\n"
	           "-- title:  Data has an owner \n"
	           "--severity: error\n"
	           "-- why: People ask.\n"
	           "-- remedy: Set it.\n"
	           "\n"
	           "SELECT d.id AS element, 'nobody answers for ' || c.name AS message -- title: not this\n"
	           "FROM data d JOIN components c ON c.id = d.home\n"
	           "WHERE d.personal AND c.owner IS NULL; -- the end\n");
	write_rule(bench, "other.sql",
	           "\xef\xbb\xbf-- id: acme/places\r\nSELECT 'design' AS element,\r\n count(*) || ' platforms' AS message, "
	           "'Have\n\tone.' AS remedy FROM platforms");
	judge(bench);
	says(bench, "team/owner-of-data@people", "nobody answers for store");
	finding = found(bench, "team/owner-of-data@people");
	assert_int_equal(finding->severity, SEVERITY_ERROR);
	assert_string_equal(finding->rule->title, "Data has an owner");
	assert_string_equal(finding->rule->why, "People ask.");
	assert_string_equal(finding_remedy(finding), "Set it.");
	assert_null(finding->file);
	says(bench, "acme/places@design", "2 platforms");
	finding = found(bench, "acme/places@design");
	assert_int_equal(finding->severity, SEVERITY_WARNING);
	assert_string_equal(finding->rule->title, "Other");
	assert_string_equal(finding_remedy(finding), "Have  one.");
	assert_int_equal(bench->findings.failed, 0);
}

static void test_design_decides(void **state)
{
	Bench *bench = *state;
	size_t ours = 0;

	write_rule(bench, "off.sql", "SELECT 'web' AS element, 'x' AS message");
	write_rule(bench, "hard.sql", "-- severity: advice\nSELECT 'web' AS element, 'x' AS message");
	write_rule(bench, "waived.sql", "SELECT id AS element, 'x' AS message FROM components WHERE kind LIKE 'heroku%'");
	judge(bench);
	assert_null(found(bench, "team/off@web"));
	assert_int_equal(found(bench, "team/hard@web")->severity, SEVERITY_ERROR);
	assert_string_equal(found(bench, "team/waived@web")->waiver->id, "w1");
	assert_null(found(bench, "team/waived@store")->waiver);
	while (rule_table[ours])
		ours++;
	assert_int_equal(bench->findings.skipped, 1);
	assert_int_equal(bench->findings.ran, ours + 2);
	assert_int_equal(bench->findings.run_count, ours + 3);
}

static void test_tables(void **state)
{
	static const char *const asked[][2] = {
		{"SELECT group_concat(id, ' ') FROM (SELECT id FROM platforms ORDER BY id)", "cloud own"},
		{"SELECT class || line FROM elements WHERE id = 'store'", "component9"},
		{"SELECT value || '=' || number FROM fields WHERE element = 'files' AND key = 'gb'", "1 TB=1000.0"},
		{"SELECT count(*) FROM fields WHERE element = 'web' AND key = 'owner' AND value = 'us'", "1"},
		{"SELECT vendor || jurisdiction || components || ifnull(owner, '-') FROM platforms WHERE id = 'own'", "herokueu2-"},
		{"SELECT group_concat(tag, '|') FROM (SELECT tag FROM tags WHERE element = 'web' ORDER BY tag)", "a, b|front"},
		{"SELECT critical || platform || environment || fan_in || fan_out FROM components WHERE id = 'web'",
		 "1ownproduction02"},
		{"SELECT cost FROM components WHERE id = 'store'", "50.0"},
		{"SELECT instability FROM components WHERE id = 'store'", "0.0"},
		{"SELECT group_concat(capability) FROM capabilities WHERE component = 'store' AND capability = 'relational-store'",
		 "relational-store"},
		{"SELECT from_id || to_id || pattern || mode || crosses || round(volume) FROM links WHERE id = 'web-store'",
		 "webstoreowned-storesync0304.0"},
		{"SELECT crosses || from_platform || to_platform || ifnull(volume, 'none') FROM links WHERE id = 'web-files'",
		 "1owncloudnone"},
		{"SELECT depender || dependee || hard FROM links WHERE id = 'web-store'", "webstore1"},
		{"SELECT data FROM carries WHERE link = 'web-store'", "people"},
		{"SELECT home || personal || special || size FROM data", "store100.5"},
		{"SELECT component FROM copies WHERE data = 'people'", "files"},
		{"SELECT link || words FROM steps WHERE flow = 'look' AND number = 2", "web-filesfetch"},
		{"SELECT amount FROM costs WHERE element = 'store'", "50.0"},
		{"SELECT count(*) > 0 FROM costs WHERE amount IS NULL AND reason IS NOT NULL", "1"},
		{"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT sum(i) FROM n", "45"},
		{"SELECT row_number() OVER (ORDER BY id DESC) FROM platforms WHERE id = 'own'", "1"},
	};
	Bench *bench = *state;

	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		char name[32];
		Text sql = {0};

		snprintf(name, sizeof name, "r%zu.sql", i);
		text_addf(&sql, "SELECT 'design' AS element, (%s) AS message", asked[i][0]);
		write_rule(bench, name, sql.s);
		text_clear(&sql);
	}
	judge(bench);
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		char key[48];

		snprintf(key, sizeof key, "team/r%zu@design", i);
		says(bench, key, asked[i][1]);
	}
}

static void test_documentation(void **state)
{
	Bench *bench = *state;
	Text text = {0}, sql = {0};

	team_tables_document(&text);
	for (size_t t = 0; t < team_table_count; t++)
		for (size_t c = 0; c < team_tables[t].column_count; c++) {
			text_reset(&sql);
			text_addf(&sql, "  %s %s", team_tables[t].columns[c].name, team_tables[t].columns[c].type);
			assert_non_null(strstr(text.s, sql.s));
			text_reset(&sql);
			text_addf(&sql, "SELECT 'design' AS element, typeof(%s) AS message FROM %s", team_tables[t].columns[c].name,
			          team_tables[t].name);
			write_rule(bench, "column.sql", sql.s);
			team_rules_clear(&bench->rules);
			findings_clear(&bench->findings);
			judge(bench);
			assert_int_equal(bench->findings.failed, 0);
			says(bench, "team/column@design", found(bench, "team/column@design")->message);
		}
	text_clear(&text);
	text_clear(&sql);
}

/* ---- what they may not ------------------------------------------------------------------ */

static const char good_rule[] = "SELECT id AS element, 'still here' AS message FROM components WHERE id = 'web'";

/* One rule that must fail with WORDS in its message; the other one speaks all the same. */
static void fails(Bench *bench, const char *words)
{
	const Finding *finding;

	write_rule(bench, "good.sql", good_rule);
	team_rules_clear(&bench->rules);
	findings_clear(&bench->findings);
	judge(bench);
	says(bench, "team/good@web", "still here");
	finding = found(bench, "team/bad@design");
	if (!finding)
		fail_msg("it did not fail: %s", words);
	assert_non_null(finding->file);
	assert_int_equal(finding->severity, SEVERITY_ERROR);
	if (!strstr(finding->message, words))
		fail_msg("'%s' does not say '%s'", finding->message, words);
	assert_int_equal(bench->findings.failed, 1);
}

static void test_hostile(void **state)
{
	static const char select_only[] = "only a SELECT over the documented tables";
	static const struct { const char *sql, *words; } cases[] = {
		{"", "no SELECT"}, {"-- nothing\n;", "no SELECT"}, {"SELEC 1", "syntax error"},
		{"SELECT 'design' AS element", "no column message"}, {"SELECT id, name FROM components", "no column element"},
		{"SELECT id AS element, name AS message, kind FROM components", "column kind"},
		{"SELECT id AS element, name AS message, name AS message FROM components", "column message"},
		{"SELECT unheard AS element, 'x' AS message FROM components", "no such column"},
		{"SELECT id AS element, \"x\" AS message FROM components", "no such column"},
		{"SELECT 'ghost' AS element, 'x' AS message", "no element 'ghost'"},
		{"SELECT NULL AS element, 'x' AS message", "names no element"},
		{"SELECT 'web' AS element, NULL AS message", "no message"}, {"SELECT 'web' AS element, '' AS message", "no message"},
		{"SELECT 'web' AS element, char(27) || '[2J' AS message", "no plain text"},
		{"SELECT 'web' AS element, 'a' || char(0) || 'b' AS message", "no plain text"},
		{"SELECT 'web' AS element, CAST(x'ff' AS TEXT) AS message", "no plain text"},
		{"SELECT 'web' AS element, x'00ff' AS message", "no plain text"},
		{"DELETE FROM components", select_only}, {"UPDATE fields SET value = 1", select_only},
		{"INSERT INTO tags VALUES('a', 'b')", select_only}, {"DROP TABLE links", select_only},
		{"CREATE TABLE t(x)", select_only}, {"CREATE TEMP TABLE t(x)", select_only}, {"CREATE VIEW v AS SELECT 1", select_only},
		{"ATTACH 'x.db' AS x", select_only}, {"DETACH main", select_only}, {"VACUUM INTO 'v.db'", select_only},
		{"PRAGMA query_only=OFF", select_only}, {"PRAGMA table_list", select_only}, {"BEGIN", select_only},
		{"REINDEX", select_only}, {"ANALYZE", select_only}, {"SAVEPOINT s", select_only},
		{"EXPLAIN SELECT 1", select_only}, {"EXPLAIN QUERY PLAN SELECT 1", select_only}, {"VALUES (1, 2)", "no column element"},
		{"CREATE VIRTUAL TABLE t USING fts5(x)", ""}, {"SELECT load_extension('x')", "load_extension"},
		{"SELECT randomblob(9)", "randomblob"}, {"SELECT random()", "random"}, {"SELECT zeroblob(999999999)", "zeroblob"},
		{"SELECT readfile('/etc/passwd')", "readfile"}, {"SELECT datetime('now')", "datetime"},
		{"SELECT json('[1]')", "json"}, {"SELECT sqlite_version()", "sqlite_version"},
		{"SELECT fts3_tokenizer('x')", "fts3_tokenizer"}, {"SELECT 1 AS element, current_timestamp AS message", "current_timestamp"},
		{"SELECT name AS element, sql AS message FROM sqlite_schema", "prohibited"},
		{"SELECT 'web' AS element, count(*) AS message FROM sqlite_schema", select_only},
		{"SELECT 'web' AS element, count(*) AS message FROM sqlite_temp_schema", select_only},
		{"SELECT 'web' AS element, count(*) AS message FROM pragma_table_list", ""},
		{"SELECT 'web' AS element, count(*) AS message FROM json_each('[1]')", "no such table"},
		{"SELECT 'web' AS element, count(*) AS message FROM dbstat", "no such table"},
		{"SELECT 'web' AS element, count(*) AS message FROM temp.t", "no such table"},
		{"SELECT 'web' AS element, 'x' AS message; DELETE FROM links", "more than one statement"},
		{"SELECT 'web' AS element, 'x' AS message; SELECT 1", "more than one statement"},
		{"SELECT 'web' AS element, ? AS message", ""},
		{"SELECT 'web' AS element, printf('%20000d', 1) || printf('%20000d', 2) AS message", "longer than"},
		{"SELECT 'web' AS element, printf('%.2000000000d', 1) AS message", ""},
		{"SELECT 'web' AS element, 'x' AS message FROM components WHERE name LIKE printf('%101d', 1)", "pattern too complex"},
		{"-- severity: fatal\nSELECT 1", "no severity"}, {"-- severty: error\nSELECT 1", "did you mean 'severity:'"},
		{"-- title:\nSELECT 1", "says nothing"}, {"-- id: Bad Id\nSELECT 1", "no id of a rule"},
		{"SELECT 'web' AS element, value AS message FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
		 "LIMIT 10001) SELECT i AS value FROM n)", "more than 10000 rows"},
	};
	Bench *bench = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		write_rule(bench, "bad.sql", cases[i].sql);
		fails(bench, cases[i].words);
	}
	assert_int_not_equal(access("x.db", F_OK), 0);
	assert_int_not_equal(access("v.db", F_OK), 0);
}

static void test_without_end(void **state)
{
	Bench *bench = *state;
	Text sql = {0};

	write_rule(bench, "bad.sql", "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) "
	                             "SELECT 'web' AS element, count(*) AS message FROM x");
	fails(bench, "takes too long");
	write_rule(bench, "bad.sql", "WITH RECURSIVE x(n, s) AS (SELECT 1, printf('%9999d', 1) UNION ALL SELECT n + 1, "
	                             "printf('%9999d', n) FROM x) SELECT 'web' AS element, s AS message FROM x ORDER BY n DESC");
	fails(bench, "too much memory");
	text_add(&sql, "WITH t0 AS (SELECT 1 AS x)");
	for (int i = 1; i < 40; i++)
		text_addf(&sql, ", t%d AS (SELECT a.x FROM t%d a, t%d b)", i, i - 1, i - 1);
	text_add(&sql, " SELECT 'web' AS element, x AS message FROM t39");
	write_rule(bench, "bad.sql", sql.s);
	fails(bench, "too much memory");
	text_reset(&sql);
	text_add(&sql, "SELECT 'web' AS element, ");
	text_add_repeat(&sql, "(", 20000);
	text_add(&sql, "1");
	text_add_repeat(&sql, ")", 20000);
	write_rule(bench, "bad.sql", sql.s);
	fails(bench, "stack overflow");
	text_clear(&sql);
}

static void test_files(void **state)
{
	Bench *bench = *state;
	char *path = in_folder(bench, "bad.sql"), *target = in_folder(bench, "target");
	char *large = mem_alloc(SANDBOX_SQL + 1);

	write_bytes(bench, "bad.sql", "SELECT 1\0 AS element", 20);
	fails(bench, "no plain text");
	write_bytes(bench, "bad.sql", "\x89PNG\r\n\x1a\n\xff\xfe", 10);
	fails(bench, "no plain text");
	memset(large, ' ', SANDBOX_SQL + 1);
	write_bytes(bench, "bad.sql", large, SANDBOX_SQL + 1);
	fails(bench, "larger than");
	assert_int_equal(unlink(path), 0);
	write_rule(bench, "target", good_rule);
	assert_int_equal(symlink(target, path), 0);
	fails(bench, "symbolic link");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	fails(bench, "FIFO");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
	fails(bench, "folder");
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(unlink(target), 0);
	free(path);
	free(target);
	free(large);
}

static void test_ids(void **state)
{
	Bench *bench = *state;

	write_rule(bench, "a.sql", "-- id: team/same\nSELECT 'web' AS element, 'x' AS message");
	write_rule(bench, "b.sql", "-- id: team/same\nSELECT 'web' AS element, 'y' AS message");
	write_rule(bench, "c.sql", "-- id: coupling/cycle\nSELECT 'web' AS element, 'y' AS message");
	write_rule(bench, "\xc3\xa4.sql", "SELECT 'web' AS element, 'z' AS message");
	judge(bench);
	says(bench, "team/same@web", "x");
	assert_non_null(strstr(found(bench, "team/same-2@design")->message, "another rule is called team/same"));
	assert_non_null(strstr(found(bench, "coupling/cycle@design")->message, "a rule of troika"));
	says(bench, "team/unnamed@web", "z");
	assert_int_equal(bench->findings.failed, 2);
}

static void test_no_rules(void **state)
{
	Bench *bench = *state;
	Error err = {0};

	assert_false(team_rules_add(&bench->rules, "/nowhere/at/all", &err));
	assert_non_null(strstr(err.text, "no such folder"));
	assert_false(team_rules_add(&bench->rules, bench->folder, &err));
	assert_non_null(strstr(err.text, "no rule (*.sql)"));
	error_clear(&err);
}

/* Whatever is written, the program goes on, the good rule speaks, and there is nothing new in the folder. */
static void test_random(void **state)
{
	static const char *const words[] = {
		"SELECT", "FROM", "WITH", "RECURSIVE", "x(n)", "AS", "(", ")", ",", "UNION ALL", "components", "links", "fields",
		"id AS element", "'m' AS message", "element", "message", "*", "count(*)", "WHERE", "1", "'web'", "NULL", "||", "=",
		"ORDER BY", "LIMIT 3", "JOIN", "ATTACH", "PRAGMA", "INTO", "VACUUM", "DELETE", ";", "--", "\n", "/*", "group_concat(",
		"printf('%9999d',1)", "LIKE", "x", "sqlite_schema", "EXPLAIN", "GROUP BY", "HAVING", "OVER ()", "CAST(", "\"", "'",
	};
	Bench *bench = *state;

	random_start("team rules");
	write_rule(bench, "good.sql", good_rule);
	for (int round = 0; round < 300; round++) {
		Text sql = {0};

		text_add(&sql, round % 2 ? "SELECT id AS element, name AS message FROM components " : "");
		for (unsigned n = random_below(30); n; n--)
			text_addf(&sql, "%s ", words[random_below(sizeof words / sizeof *words)]);
		write_rule(bench, "wild.sql", text_str(&sql));
		text_clear(&sql);
		team_rules_clear(&bench->rules);
		findings_clear(&bench->findings);
		judge(bench);
		says(bench, "team/good@web", "still here");
	}
}

/* Names are those of SQL: their case does not matter, and no part of a name is the name. */
static void test_names(void **state)
{
	static const SandboxColumn column = {"id", "text", false, ""};
	static const SandboxTable table = {"links", "", &column, 1};
	static const char *const allowed[] = {"abs", "ABS", "Upper", "group_concat", "iif", "unicode"};
	static const char *const denied[] = {"", "ab", "abss", "load_extension", "random", "\xc4\xb1if", "zeroblob"};
	static const char *const tables_denied[] = {"sqlite_schema", "SQLITE_Master", "PRAGMA_table_list"};

	(void)state;
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (!sandbox_function_allowed(allowed[i]))
			fail_msg("%s is denied", allowed[i]);
	for (size_t i = 0; i < sizeof denied / sizeof *denied; i++)
		if (sandbox_function_allowed(denied[i]))
			fail_msg("%s is allowed", denied[i]);
	for (size_t i = 0; i < sizeof tables_denied / sizeof *tables_denied; i++)
		if (sandbox_table_allowed(&table, 1, tables_denied[i], ""))
			fail_msg("%s is allowed", tables_denied[i]);
	assert_false(sandbox_function_allowed(NULL));
	assert_true(sandbox_table_allowed(&table, 1, "LINKS", "id"));
	assert_true(sandbox_table_allowed(&table, 1, "part", ""));
	assert_false(sandbox_table_allowed(&table, 1, "link", "id"));
	assert_false(sandbox_table_allowed(&table, 1, "linkss", "id"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test_setup_teardown(test_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_design_decides, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_tables, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_documentation, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_hostile, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_without_end, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_files, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ids, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_rules, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_random, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

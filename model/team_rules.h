/* Rules that a team writes for itself, in SQL: a file a rule.
 *
 *	-- title: Personal data has an owner
 *	-- severity: error
 *	-- remedy: Set the owner of its home.
 *	SELECT d.id AS element, 'nobody answers for ' || c.name AS message
 *	FROM data d JOIN components c ON c.id = d.home
 *	WHERE d.personal AND c.owner IS NULL;
 *
 * Every row is a finding; a third column, remedy, says what to do about that one. The comments at the top name it:
 * id (team/ and the name of the file otherwise), title, severity (error, warning, advice; warning otherwise), why,
 * impact, remedy, question, hint. The tables stand in model/team_tables.c, what contains a rule in model/sandbox.h.
 * A rule that cannot be read, compiled or run, or that gives no findings but something else, is an error of that
 * rule; the others run. */
#ifndef TROIKA_MODEL_TEAM_RULES_H
#define TROIKA_MODEL_TEAM_RULES_H

#include "model/finding.h"

enum { TEAM_RULES_MOST = 200 };         /* files of a folder that are looked at */

typedef struct TeamRule {
	RuleText text;
	const char *file;
	const char *sql;        /* NULL: it cannot be run */
	const char *fault;      /* why not */
	int line;               /* of the fault; 0: the file as a whole */
} TeamRule;

typedef struct TeamRules {      /* {0} is empty */
	MoreRules more;         /* for Findings.more */
	TeamRule **items;       /* owned; each in the arena */
	size_t count, cap;
	Arena arena;
} TeamRules;

/* Adds the file PATH, or the *.sql files of the folder PATH by name. What is wrong with one file is said when the
 * rules run. False: there is no such file or folder, or the folder has no rules. */
bool team_rules_add(TeamRules *rules, const char *path, Error *err);
/* Adds what DESIGN, read from PATH, names under `rules:`, which must be in its folder or below. */
bool team_rules_add_named(TeamRules *rules, const Design *design, const char *path, Error *err);
/* The rule ID; NULL: none. */
const RuleText *team_rule(const TeamRules *rules, const char *id);
void team_rules_clear(TeamRules *rules);

#endif

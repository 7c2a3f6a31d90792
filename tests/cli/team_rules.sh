#!/bin/sh
# Rules of a team in SQL: named by the design or on the command line, in every format, and contained.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
cat >d.yaml <<'END'
troika: 1
name: Shop
platforms:
  own: {vendor: heroku, owner: us, on-call: us, runbook: r, why: Our own code runs nowhere else.}
components:
  web: {kind: heroku.web, on: own, dynos: 1}
END
mkdir rules
cat >rules/tagged.sql <<'END'
-- title: Every component is tagged
-- severity: error
-- remedy: Set tags.
SELECT id AS element, name || ' bears no tag' AS message
FROM components WHERE id NOT IN (SELECT element FROM tags);
END
run 0 'without the rules all is well' "$troika" check d.yaml
run 1 'a rule of the team fails the check' "$troika" check d.yaml --rules rules
has out 'with its title' 'Every component is tagged'
has out 'with its place' 'd.yaml:6:3  web'
has out 'with its remedy' 'Remedy: Set tags.'
run 1 'one file of rules' "$troika" check d.yaml --rules rules/tagged.sql
sed 's/^name:/rules: [rules]\nname:/' d.yaml >e.yaml
run 1 'the design may name them' "$troika" check e.yaml
has out 'by a path of its own' 'team/tagged'
for format in json sarif junit csv markdown github; do
	run 1 "as $format" "$troika" check e.yaml --format $format
	has out 'it is told' 'bears no tag'
done
run 0 'a rule is explained' "$troika" explain team/tagged --design e.yaml
has out 'by its own words' 'Set tags.'
run 0 'a finding as well' "$troika" explain team/tagged@web --design e.yaml
has out 'what it says here' 'web bears no tag'
run 2 'not without the design' "$troika" explain team/tagged
run 0 'the editor judges by them' "$troika" screen e.yaml --size 120x40
has out 'and shows what they find' 'bears no tag'
run 0 'and what an edit does about it' "$troika" screen e.yaml --size 120x40 --keys ':set web tags=front<Enter>'
lacks out 'at once' 'bears no tag'
sed 's/^name:/rules: [..]\nname:/' d.yaml >out.yaml
run 2 'no rules outside the folder of the design' "$troika" check out.yaml
has err 'is said' 'rules: ".." is not in the folder'
run 2 'no such folder' "$troika" check d.yaml --rules nowhere
run 2 'no rules in it' "$troika" check d.yaml --rules .

printf 'SELECT id AS element,\n  nme AS message FROM components\n' >rules/broken.sql
echo "ATTACH '$work/new.db' AS x" >rules/attach.sql
echo "VACUUM INTO '$work/new.db'" >rules/vacuum.sql
ls -A >before
run 1 'a broken rule is an error' "$troika" check d.yaml --rules rules
has out 'with its own place' 'rules/broken.sql:2'
has out 'and reason' 'no such column: nme'
has out 'the others still run' 'web bears no tag'
has out 'and are counted' '3 failed'
ls -A >after
sed -i '/^before$/d; /^after$/d' before after
same before after 'nothing was written'
run 1 'as JSON' "$troika" check d.yaml --rules rules --format json
has out 'the file of the rule' '"file": "rules/broken.sql"'
has out 'the count' '"failed": 3'
if command -v strace >/dev/null && strace -o trace true 2>trace; then
	run 1 'under strace' strace -f -o trace "$troika" check d.yaml --rules rules
	if grep -E 'O_CREAT|O_WRONLY|O_RDWR|rename|unlink|mkdir|socket\(' trace | grep -v '/dev/'; then
		not_ok 'no file is made' "$(cat trace | head -n 3)"
	else
		ok 'no file is made'
	fi
fi
run 0 'the tables are documented' "$troika" schema --sql
has out 'as SQL' 'CREATE TABLE components ('
finish

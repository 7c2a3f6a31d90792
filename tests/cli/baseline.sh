#!/bin/sh
# A baseline: only what is new fails, what was mended drops out, what can find nothing any more is stale.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
cat >d.yaml <<'END'
troika: 1
name: Shop
platforms:
  own: {vendor: heroku, on-call: us, runbook: r, why: Our own code runs nowhere else.}
components:
  web: {kind: heroku.web, on: own, dynos: 1}
  old: {kind: heroku.web, on: own, dynos: 1}
END
mkdir rules
cat >rules/named.sql <<'END'
-- severity: error
SELECT c.id AS element, f.key || ' is ' || f.value AS message
FROM components c JOIN fields f ON f.element = c.id WHERE f.key IN ('dynos', 'size');
END
check() { "$troika" check --rules rules --fail-on advice "$@"; }
run 1 'findings fail' check d.yaml
check --format json d.yaml >base.json
run 0 'those of a baseline do not' check --baseline base.json d.yaml
has out 'they are counted' 'no findings'
has out 'as known' ' known, 0 dropped out, 0 stale'
lacks out 'and not listed' 'dynos is 1'
check --baseline base.json --verbose d.yaml >out
has out 'but with --verbose' 'Known:'
run 0 'from another folder' sh -c 'cd / && "$0" check --rules "$1/rules" --fail-on advice --baseline "$1/base.json" "$1/d.yaml"' \
	"$troika" "$work"

mkdir new && sed 's/dynos: 1/dynos: 2/' d.yaml >new/d.yaml
run 0 'another figure in its message does not make it new' check --baseline base.json new/d.yaml
sed 's/web: {kind: heroku.web,/web: {kind: heroku.web, size: standard-2x,/' d.yaml >new/d.yaml
run 1 'a second one of a rule at an element is new' check --baseline base.json new/d.yaml
has out 'and it is that one' 'size is standard-2x'
lacks out 'the other is known' 'dynos is 1'
sed '/  web:/s/, dynos: 1//' d.yaml >new/d.yaml
run 0 'a finding that was mended drops out' check --baseline base.json new/d.yaml
has out 'and is counted' '1 dropped out, 0 stale'
sed '/  old:/d' d.yaml >new/d.yaml
run 1 'an entry of an element that is gone is stale' check --baseline base.json new/d.yaml
has out 'it is named' 'team/named at old: the design has no such element any more'
run 0 'stale or not, never means never' "$troika" check --rules rules --fail-on never --baseline base.json new/d.yaml
run 1 'an entry of a rule that is gone is stale' "$troika" check --fail-on error --baseline base.json d.yaml
has out 'it is named as well' 'team/named at web: no such rule has run'
for format in json sarif junit csv markdown github; do
	run 1 "stale as $format" check --format $format --baseline base.json new/d.yaml
	has out 'it is told' 'stale'
	run 0 "known as $format" check --format $format --baseline base.json d.yaml
done
check --format sarif --baseline base.json d.yaml >out
has out 'SARIF knows the word' '"baselineState": "unchanged"'
check --format json --baseline base.json d.yaml >again.json
run 0 'what was written against a baseline is one' check --baseline again.json d.yaml

sed 's/^platforms:/waivers:\n  w: {rule: "team\/*", at: "*", why: known}\nplatforms:/' d.yaml >new/d.yaml
check --format json new/d.yaml >waived.json
run 1 'what a waiver had set aside is new without it' check --baseline waived.json d.yaml
has out 'and it says so' 'dynos is 1'
sed 's/d\.yaml/other.yaml/' base.json >other.json
run 1 'a baseline of another design' check --baseline other.json d.yaml
has err 'is mentioned' 'says nothing of d.yaml'
for what in 'nothing' '[]' '{"version": 2, "designs": []}' '{"version": 1, "designs": [{"file": "d.yaml"}]}' \
	'{"version": 1, "designs": [{"file": "d.yaml", "findings": [{"rule": "x"}]}]}' '{"version": 1, "designs": [' ''; do
	printf '%s' "$what" >broken.json
	run 2 "no baseline: $what" check --baseline broken.json d.yaml
done
run 2 'no such file' check --baseline nowhere.json d.yaml
has err 'is said' 'nowhere.json: there is no such file'
finish

#!/bin/sh
# What has a schema fits it: designs that of `troika schema`, SARIF its standard, JUnit its own sums.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
fits=${TROIKA_BUILDDIR:-.}/tests/tools/fits_schema
case $fits in /*) ;; *) fits=${troika%/troika}/tests/tools/fits_schema ;; esac
[ -x "$fits" ] || { echo "no $fits: make check builds it"; exit 99; }

# --- the schema of designs ---------------------------------------------------------
"$troika" schema >design.json
run 0 'the schema is a draft-07 schema' "$fits" design.json
has design.json 'and says so' '"http://json-schema.org/draft-07/schema#"'
for sample in "$source"/samples/*.yaml; do
	run 0 "${sample##*/} fits it" "$fits" design.json "$sample"
done
for sample in "$source"/tests/rules/*/*/good.yaml; do
	"$fits" design.json "$sample" >>unfit
done
empty unfit 'every design that shows a rule at peace fits it'
portal >p.yaml
bad() { # NAME SED: the portal changed so no longer fits
	sed "$2" p.yaml >bad.yaml
	if cmp -s p.yaml bad.yaml; then not_ok "$1" 'the change changes nothing'; return; fi
	run 1 "$1" "$fits" design.json bad.yaml
}
bad 'refuses a newer version' 's/^troika: 1/troika: 2/'
bad 'refuses a component without a kind' 's/kind: heroku.postgres, //'
bad 'refuses a vendor that is none' 's/vendor: aws\|vendor: heroku/vendor: horse/'
bad 'refuses words for a number' 's/users: 500/users: many/'
bad 'refuses a plan that is none' 's/plan: premium-0/plan: premium-9/'
bad 'refuses a link without an end' 's/to: orders, //'
bad 'refuses an id that is none' 's/^  orders:/  Orders 1:/'

# --- SARIF ----------------------------------------------------------------------------
sarif=$source/tests/schema/sarif.json
run 0 'what SARIF asks is a schema' "$fits" "$sarif"
for design in "$source"/samples/*.yaml "$source"/tests/rules/waiver/*/bad.yaml; do
	"$troika" check --format sarif "$design" >one.sarif 2>/dev/null
	"$fits" "$sarif" one.sarif >>unsound || echo "$design" >>unsound
done
empty unsound 'SARIF of every sample is as its standard asks'
cp p.yaml 'a b#%ü.yaml'
"$troika" check --format sarif p.yaml 'a b#%ü.yaml' >p.sarif 2>/dev/null
run 0 'SARIF of two designs, one with an odd name' "$fits" "$sarif" p.sarif
has p.sarif 'odd names are escaped' '"a%20b%23%25%C3%BC.yaml"'
broken() { # NAME SED: the report changed so is no SARIF
	sed "$2" p.sarif >broken.sarif
	if cmp -s p.sarif broken.sarif; then not_ok "$1" 'the change changes nothing'; return; fi
	run 1 "$1" "$fits" "$sarif" broken.sarif
}
broken 'a level that is none is seen' 's/"level": "error"/"level": "fatal"/'
broken 'a line 0 is seen' 's/"startLine": [0-9]*/"startLine": 0/'
broken 'a result without a message is seen' 's/"message": {"text": .*},/"message": {},/'
broken 'a property of our own is seen' 's/"ruleIndex"/"ruleNumber"/'
# A result names its rule twice: by its id, and by its place in the list (3.52.4).
awk '/"results": \[/ {results = 1}
	!results && /"id": / {id[count++] = $2}
	results && /"ruleId": / {name = $2}
	results && /"ruleIndex": / {if (id[$2 + 0] != name) print name, $2, id[$2 + 0]; seen++}
	END {if (!seen || !count) print "nothing to compare"}' p.sarif >astray
empty astray 'each result points at its rule'

# --- JUnit ---------------------------------------------------------------------------
# The attributes of a suite count its cases, and those of all suites the suites.
sums() { # FILE: a line for each count that is not the sum of what it counts
	awk 'function attribute(name,   value) {
			value = $0
			if (!sub(".* " name "=\"", "", value)) return -1
			sub("\".*", "", value)
			return value + 0
		}
		/<testsuites / {for (k in what) all[k] = attribute(k)}
		/<testsuite / {for (k in what) {one[k] = attribute(k); sum[k] += one[k]; seen[k] = 0}; suites++}
		/<testcase / {seen["tests"]++}
		/<failure / {seen["failures"]++}
		/<skipped/ {seen["skipped"]++}
		/<error[ >]/ {seen["errors"]++}
		/<\/testsuite>/ {for (k in what) if (one[k] != seen[k]) print k, "of a suite:", one[k], "not", seen[k]}
		/<\/testsuites>/ {for (k in what) if (all[k] != sum[k]) print k, "of all:", all[k], "not", sum[k]; ended = 1}
		BEGIN {what["tests"]; what["failures"]; what["skipped"]; what["errors"]}
		END {if (!suites || !ended) print "no suites"}' "$1"
}
for gate in error warning advice never; do
	"$troika" check --format junit --fail-on $gate "$source"/samples/*.yaml >all.xml 2>/dev/null
	sums all.xml >wrong
	empty wrong "JUnit adds up with the gate at $gate"
done
[ "$(grep -c '<testsuite ' all.xml)" = "$(ls "$source"/samples/*.yaml | wc -l)" ] &&
	ok 'a suite a design' || not_ok 'a suite a design'
sed 's/skipped="[0-9]*"/skipped="99"/' all.xml >other.xml
sums other.xml >wrong
[ -s wrong ] && ok 'a wrong sum is seen' || not_ok 'a wrong sum is seen'

# --- what cannot be read ----------------------------------------------------------------
# A server that only sees the report must not take it for success.
printf 'troika: 1\nname: "|<&,%%"\nplatforms: {sf: {vendor: salesforce}\nfoo: ]\n' >torn.yaml
printf 'troika: 1\ncomponents:\n  a: {kind: heroku.web, on: no}\n  b: {kind: heroku.web, on: no}\n' >two.yaml
like() { # FILE NAME PATTERN
	if grep -q -- "$3" "$1"; then ok "$2"; else not_ok "$2" "$(head -n 12 "$1")"; fi
}
for format in junit sarif github markdown csv json; do
	run 2 "$format of what cannot be read" "$troika" check --format $format nofile.yaml torn.yaml two.yaml p.yaml
	cp out "unread.$format"
done
sums unread.junit >wrong
empty wrong 'JUnit adds up with designs that cannot be read'
like unread.junit 'all errors are counted' '<testsuites .* errors="4"'
has unread.junit 'an error has its case' '<error type="unreadable" message="there is no such file'
like unread.junit 'those of one design are one suite' '<testsuite name="two.yaml" tests="2" failures="0" errors="2"'
run 0 'SARIF of what cannot be read' "$fits" "$sarif" unread.sarif
has unread.sarif 'the run has not succeeded' '"executionSuccessful": false'
[ "$(grep -c '"startColumn"' unread.sarif)" -ge 4 ] && ok 'a notification a fault' || not_ok 'a notification a fault'
has p.sarif 'a run that could read all has' '"executionSuccessful": true'
like unread.github 'GitHub is told' '^::error file=nofile.yaml,line=1,col=1,title=unreadable::there is no such file'
like unread.github 'and where' '^::error file=two.yaml,line=4,col=[0-9]*,title=unreadable::'
like unread.markdown 'a row in Markdown' '^| two.yaml | 3 | [0-9]* | '
like unread.csv 'a row in CSV' '^two.yaml,3,[0-9]*,error,unreadable,,'
has unread.json 'and in JSON' '"design": "torn.yaml"'

# --- the same by somebody else's validator, where there is one -----------------------
if python3 -c 'import jsonschema, yaml' 2>/dev/null; then
	run 0 'python3-jsonschema agrees' python3 -W ignore - design.json "$source"/samples/*.yaml <<'END'
import json, sys, jsonschema, yaml
class Plain(yaml.SafeLoader):
    pass
Plain.yaml_implicit_resolvers = {
    k: [r for r in v if r[0] != 'tag:yaml.org,2002:timestamp'] for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
schema = json.load(open(sys.argv[1]))
jsonschema.Draft7Validator.check_schema(schema)
for path in sys.argv[2:]:
    jsonschema.Draft7Validator(schema).validate(yaml.load(open(path, encoding='utf-8'), Plain))
END
fi
finish

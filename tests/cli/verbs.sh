#!/bin/sh
# The verbs that change, begin, explain and remember.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
portal >p.yaml
cp p.yaml before.yaml

# apply
echo 'set orders plan=standard-0' >change
run 0 'a dry run' "$troika" apply --dry-run p.yaml change
has out 'shows the old value' 'was=premium-0'
same p.yaml before.yaml 'and changes nothing'
run 0 'apply a script' "$troika" apply p.yaml change
sed 's/premium-0/standard-0/' before.yaml >after.yaml
same p.yaml after.yaml 'only what changed is touched'
printf 'set orders plan=premium-0\nset nobody plan=x\n' >half
run 2 'a script with a fault' "$troika" apply p.yaml half
has err 'names the line' 'half:2'
same p.yaml after.yaml 'all or nothing'
echo 'set orders plan=premium-0' | "$troika" apply p.yaml - 2>err
same p.yaml before.yaml 'a script from standard input'
printf 'set orders plan=\000x\n' >nul
run 2 'a script with a NUL' "$troika" apply p.yaml nul
run 2 'a design that is not there' "$troika" apply nowhere.yaml change
[ ! -e nowhere.yaml ] && ok 'is not made' || not_ok 'is not made'
run 2 'a design on standard input' "$troika" apply - change
cp p.yaml cut.yaml
echo 'remove heroku' >change
run 0 'a platform goes' "$troika" apply cut.yaml change
has err 'and what goes with it is counted' '1 component and 1 link went with what the script removes'
echo 'remove crm' >change
run 0 'the rest goes' "$troika" apply cut.yaml change
empty err 'and there is nothing to tell'

# new, templates
run 0 'a blank design' "$troika" new blank.yaml
run 0 'can be exported' "$troika" export blank.yaml --to svg
run 0 'and priced' "$troika" cost blank.yaml
cp blank.yaml kept.yaml
run 2 'a file that is there' "$troika" new blank.yaml
same blank.yaml kept.yaml 'is not replaced'
run 0 'templates' env TROIKA_SAMPLES="$source/samples" "$troika" templates
has out 'the portal is among them' 'customer-portal'
run 0 'a design from a template' env TROIKA_SAMPLES="$source/samples" "$troika" new --from customer-portal -o portal.yaml
same portal.yaml "$source/samples/customer-portal.yaml" 'is the template'
for template in $(TROIKA_SAMPLES="$source/samples" "$troika" templates | sed -n 's/^\([a-z][a-z-]*\)  .*/\1/p'); do
	case $template in
	prestige-hybrid | tight-coupling) verdict=1 ;;
	*) verdict=0 ;;
	esac
	run 0 "begin from $template" env TROIKA_SAMPLES="$source/samples" "$troika" new --from "$template" -o "from-$template.yaml"
	run $verdict "check $template" "$troika" check "from-$template.yaml"
done
[ "$(ls from-*.yaml | wc -l)" = 7 ] && ok 'five use cases and two bad examples' || not_ok 'five use cases and two bad examples' "$(ls)"
run 2 'an unknown template' env TROIKA_SAMPLES="$source/samples" "$troika" new --from customer-portl
has err 'nearest template' "'customer-portal'"

# explain, catalog, schema
for id in heroku.postgres heroku-connect cost/over-budget cost/over-budget@design users heroku.postgres.plan link.volume; do
	run 0 "explain $id" "$troika" explain $id
	if awk '{n = length($0)} n > 80 {exit 1}' out; then ok "width of $id"; else not_ok "width of $id" "$(awk 'length($0) > 80' out)"; fi
done
run 0 'explain a kind' "$troika" explain heroku.postgres
has out 'its limits with their plans' 'connections      20 (essential-0), 20 (essential-1), 120 (standard-0)'
has out 'its life-cycle' 'active'
run 0 'explain a pattern of several hops' "$troika" explain lambda-on-salesforce-events
has out 'what it is drawn as' 'event-relay, then eventbridge-rule'
run 0 'explain a pattern that needs something' "$troika" explain private-connect
has out 'in words' 'salesforce.private-connect in the design'
run 2 'explain what is not there' "$troika" explain heroku.postgers
has err 'nearest page' "'heroku.postgres'"
run 2 'explain half a name' "$troika" explain s3
has err 'the kind it means' "'aws.s3'"
run 0 'explain a finding of a design' "$troika" explain cost/over-budget@design --design p.yaml
has out 'says it' 'over the budget of'
run 0 'help in words' "$troika" help check
"$troika" check --help >err
same out err 'is the help of the verb'
run 2 'help on nothing' "$troika" help chekc
for section in kinds patterns rules prices fields; do
	run 0 "catalog $section" "$troika" catalog $section
	run 0 "catalog $section as JSON" "$troika" catalog $section --format json
	cp out json
	if command -v python3 >/dev/null; then
		run 0 'it is JSON' python3 -c "import json; d = json.load(open('json')); assert d['version'] == 1 and d['$section']"
	fi
done
run 0 'search' "$troika" catalog POSTGRES
has out 'finds' 'heroku.postgres'
run 1 'search for what is not there' "$troika" catalog xyzzy
run 0 'prices looked at on a day' "$troika" catalog prices --as-of 2027-08-21 eventbridge archive
has out 'none is a year old to the day' '0 of them are older than a year'
run 0 'prices looked at a day later' "$troika" catalog prices --as-of 2027-08-22 eventbridge archive
has out 'are marked' '[infracost, 2026-08-21, older than a year'
has out 'and counted' '2 prices; on 2027-08-22, 2 of them are older than a year; 0 on request'
run 0 'prices by the day that builds are made' env SOURCE_DATE_EPOCH=4102444800 "$troika" catalog prices eventbridge
has out 'say which day that is' 'on 2100-01-01, 3 of them'
run 2 'a day that is none' "$troika" catalog prices --as-of 2027-02-30
has err 'says so' '--as-of: "2027-02-30" is not a day of the calendar'
run 0 'why: two kinds' "$troika" catalog why heroku.web aws.vpc
has out 'what is legal' 'Free pattern'
has out 'the reason and the change' 'put it in one'
run 1 'why: a pattern that is not legal' "$troika" catalog why heroku.web aws.vpc heroku-vpc-peering
has out 'the change as a script' 'set web in=private-space'
run 0 'why: components of a design' "$troika" catalog why crm portal-data --design portal.yaml
has out 'by their names' 'Service Cloud (salesforce.service-cloud) → Portal data (heroku.postgres)'
run 0 'why: as JSON' "$troika" catalog why crm aws.lambda apigw-lambda custom --design portal.yaml --format json
if command -v python3 >/dev/null; then
	cp out json
	run 0 'with reason, change and script' python3 -c "
import json
d = json.load(open('json'))
a, c = d['patterns']
assert not a['legal'] and a['reason'] and a['change'] and a['script']
assert c['legal'] and c['reason'] is None and len(c['script']) == 1"
fi
run 0 'why: several hops in one' "$troika" catalog why salesforce.platform-events aws.lambda lambda-on-salesforce-events
lacks out 'are told as those' 'via lambda-on-salesforce-events'
has out 'which a file can hold' 'via event-relay'
run 2 'why: nothing asked' "$troika" catalog why heroku.web
run 2 'why: no such kind' "$troika" catalog why heroku.wep aws.vpc
has err 'the nearest' "'heroku.web'"
run 2 'why: no such pattern' "$troika" catalog why heroku.web aws.vpc heroku-conect
has err 'the nearest pattern' "'heroku-connect'"
run 0 'schema' "$troika" schema
has out 'of draft 7' 'draft-07'

run 0 'fields by a word' "$troika" catalog fields dynos
has out 'are found' 'heroku.web.dynos'
lacks out 'and only those' 'aws.'
run 0 'fields by a word as JSON' "$troika" catalog fields dynos --format json
has out 'are found as well' '"key": "dynos"'

# explain: samples of a design fit the terminal
"$troika" catalog rules --format json | sed -n 's/.*"id": "\([a-z]*\/[a-z-]*\)".*/\1/p' >rules
[ "$(wc -l <rules)" -gt 100 ] && ok 'rules to explain' || not_ok 'rules to explain' "$(head -n 3 rules)"
while read -r rule; do
	"$troika" explain "$rule" | sed -n '/^In a design/,/^Sources/p' | awk -v rule="$rule" 'length($0) > 80 {print rule ": " $0}'
done <rules >wide
empty wide 'the sample of every rule fits 80 columns'

# coupling
for format in text json csv; do
	run 0 "coupling as $format" "$troika" coupling p.yaml --format $format
	has out "coupling as $format names the components" 'orders'
done

# own kinds
mkdir -p config/troika/catalog
cat >config/troika/catalog/own.yaml <<'END'
sources:
  us: {what: our list, at: the intranet, grade: A}
kinds:
  external.mainframe: {name: Mainframe, role: books, sources: [us]}
END
cat >kind.yaml <<'END'
kinds:
  external.fax: {name: Fax, role: "letters, at once"}
END
printf 'troika: 1\nname: Own\ncatalog: [kind.yaml]\ncomponents:\n  m: {kind: external.mainframe}\n  f: {kind: external.fax}\n' >own.yaml
run 0 'kinds of the user' "$troika" explain external.mainframe
run 2 'kinds of a design are not everywhere' "$troika" explain external.fax
run 0 'kinds of a design' "$troika" explain external.fax --design own.yaml
run 0 'catalogue with them' "$troika" catalog kinds fax --design own.yaml
run 0 'a design that uses both' "$troika" export own.yaml --to text
has out 'is drawn' 'm'
echo 'set f name="Fax machine"' >change
run 0 'and changed' "$troika" apply own.yaml change
printf 'kinds:\n  external.fax: {role: 3, nome: x}\n' >kind.yaml
run 2 'a fault in a catalogue' "$troika" check own.yaml
has err 'names its place' 'kind.yaml:2'

# log, forget
run 0 'log without edits' "$troika" log p.yaml
has err 'says so' 'no edits'
run 0 'log as JSON' "$troika" log p.yaml --format json
has out 'an empty list' '"edits": []'
run 0 'forget without edits' "$troika" forget p.yaml
# Which files a design is made of is written in the file: a name that is not there would keep it from opening.
portal >whole.yaml
printf 'set design include=parts.yaml\n' >script
run 2 'include is not for an edit' "$troika" apply whole.yaml script
has err 'and the reason is told' 'change it in the file itself'
portal >untouched.yaml
same untouched.yaml whole.yaml 'nothing is changed'

finish

#!/bin/sh
# The formats of check, cost and export: well formed, complete, the same every time.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
portal >p.yaml

for format in json sarif junit csv markdown github; do
	run 1 "check as $format" "$troika" check --format $format p.yaml
	cp out first
	"$troika" check --format $format p.yaml >second 2>/dev/null
	same first second "$format is the same every time"
	(cd / && TZ=Asia/Tokyo LC_ALL=tr_TR.UTF-8 "$troika" check --format $format "$work/p.yaml" >"$work/elsewhere" 2>/dev/null)
	sed "s|$work/||g; s|file://||" elsewhere >moved
	same first moved "$format does not depend on the place"
	case $format in
	json | sarif) if command -v python3 >/dev/null; then
		run 0 "$format is JSON" python3 -c 'import json, sys; json.load(open("first"))'
	fi ;;
	junit) if command -v xmllint >/dev/null; then
		run 0 'junit is XML' xmllint --noout first
		for what in tests failures skipped; do
			case $what in
			tests) element=testcase ;;
			failures) element=failure ;;
			skipped) element=skipped ;;
			esac
			total=$(xmllint --xpath "string(/testsuites/@$what)" first)
			counted=$(xmllint --xpath "count(//$element)" first)
			[ "$total" = "$counted" ] && ok "junit counts its $what" || not_ok "junit counts its $what" "$total, $counted"
		done
	fi ;;
	esac
done
run 1 'gate at warnings' "$troika" check --fail-on warning p.yaml
run 0 'no gate' "$troika" check --fail-on never p.yaml

run 0 'cost as text' "$troika" cost p.yaml
has out 'the total' '87,700.00'
run 0 'cost as JSON' "$troika" cost --format json p.yaml
has out 'the total as a decimal string' '"total": "87700.00"'
run 0 'cost as CSV' "$troika" cost --format csv p.yaml
has out 'a line of it' 'Enterprise seats'
run 0 'how a line comes about' "$troika" cost --explain crm p.yaml
has out 'its source' 'grade'
run 2 'a line that is not there' "$troika" cost --explain nobody p.yaml
run 2 'a scale that is none' "$troika" cost --scale x p.yaml

run 0 'list of formats' "$troika" export --list
for format in text ansi geometry dot svg png yaml json; do
	has out "$format is listed" "$format "
done
for format in text ansi geometry dot svg yaml json; do
	run 0 "export as $format" "$troika" export p.yaml --to $format
	cp out first
	(cd / && TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 "$troika" export "$work/p.yaml" --to $format >"$work/second" 2>/dev/null)
	sed "s|$work/||g" second >moved
	same first moved "$format is the same everywhere"
	run 0 "export as $format to a file" "$troika" export p.yaml --to $format -o file
	same first file "$format is the same in a file"
done
"$troika" export p.yaml --to yaml >out
same p.yaml out 'YAML without edits is the file'
run 0 'format by the ending' "$troika" export p.yaml -o ending.svg
has ending.svg 'it is SVG' '<svg'
run 2 'no format' "$troika" export p.yaml
run 2 'unknown format' "$troika" export p.yaml --to svgg
has err 'nearest format' "'svg'"
run 2 'a folder that is not there' "$troika" export p.yaml --to svg -o nowhere/x.svg
run 2 'a width that is none' "$troika" export p.yaml --to text --width wide
run 0 'text in ASCII' "$troika" export p.yaml --to text --ascii
if LC_ALL=C grep -q '[^ -~]' out; then not_ok 'it is ASCII' "$(cat out)"; else ok 'it is ASCII'; fi

cat >wide.yaml <<'END'
troika: 1
name: Wide
components:
  a: {kind: external.custom, name: 日本日本日本, at: [0, 0]}
  b: {kind: external.custom, name: Far away, at: [200, 0]}
END
run 0 'text folded into pages' "$troika" export wide.yaml --to text --width 60
has out 'pages are counted' 'page 4 of 4'
if LC_ALL=C.UTF-8 awk 'length($0) > 60 {exit 1}' out; then ok 'no page is wider'; else not_ok 'no page is wider' "$(cat out)"; fi
run 0 'one platform' "$troika" export p.yaml --to text --view salesforce
if grep -q Heroku out; then not_ok 'no other platform' "$(cat out)"; else ok 'no other platform'; fi
run 2 'a view that is not there' "$troika" export p.yaml --to text --view salesforc
has err 'the nearest is named' "'salesforce'"
run 2 'a view of a file' "$troika" export p.yaml --to yaml --view salesforce
for lens in findings cost coupling data region identity calls owner pattern; do
	run 0 "through the lens $lens" "$troika" export p.yaml --to text --lens $lens
done
run 2 'a lens that is none' "$troika" export p.yaml --to text --lens beauty
run 2 'a lens of a picture' "$troika" export p.yaml --to svg --lens cost
has err 'which formats have one' 'text and ansi'
run 0 'in detail' "$troika" export p.yaml --to text --zoom detail
has out 'with what it costs' '/mo'
run 0 'an overview' "$troika" export p.yaml --to text --zoom overview
has out 'platforms with their number' 'heroku 1 '
{
	printf 'troika: 1\nname: Large\nplatforms:\n  aws: {vendor: aws}\ncomponents:\n'
	seq -f '  c%05.0f: {kind: aws.s3, on: aws}' 3001
} >large.yaml
run 0 'a large design' "$troika" export large.yaml --to text
has out 'comes as an overview' 'aws 3001 '
has err 'which is said, with what else there is' '3001 components and 0 links: this is the overview; --view ID'
run 2 'a theme that is none' "$troika" export p.yaml --to ansi --theme pink
if command -v dot >/dev/null; then
	"$troika" export p.yaml --to dot >p.dot
	run 0 'Graphviz reads DOT' dot -Tcanon p.dot
	run 0 'neato draws the positions of the canvas' neato -n -Tsvg p.dot
	empty err 'without a complaint'
fi
run 0 'SVG by Graphviz' "$troika" export p.yaml --to svg --layout dot
has out 'it is SVG' '</svg>'
run 0 'PNG' "$troika" export p.yaml --to png -o p.png
[ "$(head -c 4 p.png | tail -c 3)" = PNG ] && ok 'it is PNG' || not_ok 'it is PNG'
run 0 'PNG by Graphviz' "$troika" export p.yaml --to png --layout dot -o d.png
run 3 'a helper that is not there' env TROIKA_DRAW=/nonexistent "$troika" export p.yaml --to png -o none.png
[ ! -e none.png ] && ok 'leaves no picture' || not_ok 'leaves no picture'
if command -v xmllint >/dev/null; then
	"$troika" export p.yaml --to svg >p.svg
	run 0 'SVG is XML' xmllint --noout p.svg
fi
chmod 640 p.png
"$troika" export p.yaml --to png -o p.png
case $(ls -l p.png) in
-rw-r-----*) ok 'a file keeps its mode' ;;
*) not_ok 'a file keeps its mode' "$(ls -l p.png)" ;;
esac
# what could not be judged is in Markdown as well
portal | sed '/^budget/d' >no-budget.yaml
run 1 'Markdown of something undecided' "$troika" check --format markdown no-budget.yaml --fail-on advice
has out 'tells how much' ' undecided, for want of input</summary>'
has out 'and what' '| cost/over-budget | design | budget |'
finish

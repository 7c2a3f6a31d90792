#!/bin/sh
# The tour of the README: each step typed into the editor shows what the README says of it.
troika=${TROIKA_BUILDDIR:-.}/troika
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
XDG_STATE_HOME=$work/state
export XDG_STATE_HOME
cd "$work" || exit 99
bad=0
"$troika" new -o orders.yaml >/dev/null || { echo "not ok: new"; exit 1; }

keys=
step() { # KEYS PATTERN: after all keys so far and KEYS the frame shows PATTERN
	keys=$keys$1
	if "$troika" screen orders.yaml --size 80x24 --keys "$keys" >frame 2>&1 && grep -qE "$2" frame; then
		echo "ok: $1"
	else
		bad=1
		echo "not ok: $1: no /$2/ in"
		cat frame
	fi
}
step 'asales cloud<Enter><Enter>' 'added Sales Cloud'
step 'apostgres<Enter><Enter>' 'added Heroku Postgres'
step 'caa' 'Connect  Sales Cloud → Heroku Postgres'
step '<Enter>' 'connected Sales Cloud → Heroku Postgres by Heroku Connect'
step 'n' '[✖▲○] '
step 'u' 'undo 2'
step 'U' 'undo 3'
step ':set postgres plan=standard-0<Enter>' '\$50'
step 'B' 'Postgres standard-0'
step '<Esc>' 'undo 4'

# The recording that the README plays draws the portal without an error.
source=${TROIKA_SRCDIR:-.}
"$troika" new -o portal.yaml >/dev/null
for size in 80x24 120x40; do
	if "$troika" screen portal.yaml --size $size --play "$source/tests/keys/customer-portal.keys" >frame 2>&1 &&
		grep -q '✖0 ' frame && grep -q 'Service Cloud' frame; then
		echo "ok: the recording at $size"
	else
		bad=1
		echo "not ok: the recording at $size"
		cat frame
	fi
done

# The picture is the first frame of the sample, but that a frame without a terminal keeps nothing.
awk '/^```text/ {on = 1; next} /^```/ {on = 0} on' "$source/README.md" >picture
"$troika" screen "$source/samples/customer-portal.yaml" --size "80x$(wc -l <picture | tr -d ' ')" |
	sed 's/ *$//; s/NOT KEPT$/    kept/' >frame
sed 's/ *$//' picture | diff - frame || { bad=1; echo "not ok: the picture is not what the editor shows"; }

# Every command of the README's blocks names a verb that exists, and every path is there.
for verb in $(sed -n 's|^\./troika \([a-z]*\) .*|\1|p' "$source/README.md" | sort -u); do
	"$troika" "$verb" --help >/dev/null 2>&1 || { bad=1; echo "not ok: README names the verb $verb"; }
done
for path in $(grep -oE '`(model|render|tui|tests|samples)/[a-z_/.]*[a-z]`' "$source/README.md" | tr -d '\140' | sort -u); do
	[ -e "$source/$path" ] || { bad=1; echo "not ok: README names $path"; }
done
exit $bad

#!/bin/sh
# The house stands as drawn: three floors, no circle, one outside library a file,
# and nothing below tui/ prints.
cd "${TROIKA_SRCDIR:-.}" || exit 99
bad=0
complain() { bad=1; printf 'not ok: %s\n' "$1"; printf '%s\n' "$2" | sed 's/^/    /'; }

sources=$(find model render tui -name '*.c' -o -name '*.h' | sort)

# model < render < tui
up=$(grep -nE '#include "(render|tui)/' $(printf '%s\n' $sources | grep '^model/')
	grep -nE '#include "tui/' $(printf '%s\n' $sources | grep '^render/'))
[ -z "$up" ] || complain "a lower floor includes a higher one" "$up"

# One outside library, one file.
for library in 'ncurses|curses' 'yaml' 'sqlite3' 'utf8proc' 'graphviz/gvc|gvc' 'graphviz/cgraph|cgraph' 'librsvg/rsvg|rsvg' 'jansson' 'expat' 'cmocka'; do
	users=$(grep -lE "#include <($library)\.h>" $sources)
	[ "$(printf '%s\n' $users | grep -c .)" -le 1 ] || complain "more than one file includes $library" "$users"
done
curses=$(grep -lE '#include <(ncurses|curses)' $sources | grep -v '^tui/term\.c$')
[ -z "$curses" ] || complain "curses is included outside tui/term.c" "$curses"

# Nothing but tui/ prints to the user; the helper programs that run apart answer their caller.
prints=$(grep -nE '(^|[^a-z_])(printf|puts|putchar|perror|vprintf) *\(|fprintf *\( *std(out|err)' \
	$(printf '%s\n' $sources | grep -vE '^tui/|/draw_|_compile\.c$'))
[ -z "$prints" ] || complain "something below tui/ prints" "$prints"

# No circle among the headers: peel off what includes nothing that is left.
left=$(mktemp) && next=$(mktemp) || exit 99
trap 'rm -f "$left" "$next"' EXIT
for header in $(printf '%s\n' $sources | grep '\.h$'); do
	grep -oE '#include "[a-z_]+/[a-z_0-9]+\.h"' "$header" | sed "s|.*\"\(.*\)\"|$header \1|"
done >"$left"
while :; do
	awk 'NR == FNR {open[$1] = 1; next} open[$2]' "$left" "$left" >"$next"
	cmp -s "$left" "$next" && break
	cp "$next" "$left"
done
[ ! -s "$left" ] || complain "headers include each other in a circle" "$(cat "$left")"

# Every file opens with its idea.
for file in $sources; do
	head -n 1 "$file" | grep -q '^/\* ' || complain "a file does not open with its idea" "$file"
done

# No check is left without words on what fails, no test sleeps.
sleeps=$(grep -rnE '\b(sleep|usleep|nanosleep) *\(?[0-9({ ]' tests --include='*.c' --include='*.sh' | grep -v '^tests/house.sh')
[ -z "$sleeps" ] || complain "a test sleeps instead of waiting for a condition" "$sleeps"

[ $bad = 0 ] && echo "ok: the house stands as drawn"
exit $bad

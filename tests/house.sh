#!/bin/sh
# The house stands as drawn: three floors, no circle of headers or of calls, one outside
# library a file, and nothing below tui/ prints.
built=$PWD                      # where the libraries are
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

left=$(mktemp) && next=$(mktemp) || exit 99
trap 'rm -f "$left" "$next"' EXIT

# Keeps of the arrows "FROM TO …" in $left those of circles: peels off what leads nowhere and what nothing leads to.
peel() {
	while :; do
		awk 'NR == FNR {from[$1] = 1; to[$2] = 1; next} from[$2] && to[$1]' "$left" "$left" >"$next"
		cmp -s "$left" "$next" && break
		cp "$next" "$left"
	done
}

# No circle among the headers.
for header in $(printf '%s\n' $sources | grep '\.h$'); do
	grep -oE '#include "[a-z_]+/[a-z_0-9]+\.h"' "$header" | sed "s|.*\"\(.*\)\"|$header \1|"
done >"$left"
peel
[ ! -s "$left" ] || complain "headers include each other in a circle" "$(cat "$left")"

# No circle of calls among the files, tables of functions included, and none upwards: who uses a name that who defines.
for floor in model render tui; do
	${NM:-nm} -A -P "$built/lib$floor.a" 2>/dev/null | sed -n "s|^[^[]*\[\([^]]*\)\.o\]:|$floor/\1|p"
done | awk '$3 == "U" {uses[++n] = $1; name[n] = $2; next}
	$3 ~ /[A-Z]/ {home[$2] = $1}
	END {for (i = 1; i <= n; i++) if (name[i] in home) print uses[i], home[name[i]], name[i]}' >"$left"
[ -s "$left" ] || echo "note: no objects that nm can read; circles of calls were not looked for"
up=$(grep -E '^model/[^ ]* (render|tui)/|^render/[^ ]* tui/' "$left")
[ -z "$up" ] || complain "a lower floor calls a higher one (from, to, name)" "$up"
peel
[ ! -s "$left" ] || complain "files call each other in a circle (from, to, name)" "$(cat "$left")"

# A function of one file alone has no namesake that others call: readers and tools would take one for the other.
namesakes=$(awk '/^static/ && match($0, /[a-z_0-9]+\(/) {print substr($0, RSTART, RLENGTH - 1), FILENAME}' \
	$(printf '%s\n' $sources | grep '\.c$') | sort -u)
for floor in model render tui; do
	${NM:-nm} -P "$built/lib$floor.a" 2>/dev/null
done | awk '$2 == "T" {print $1}' >"$next"
namesakes=$(printf '%s\n' "$namesakes" | awk 'NR == FNR {called[$1] = 1; next} $1 in called' "$next" -)
[ -z "$namesakes" ] || complain "a static function has the name of one that other files call" "$namesakes"

# Every file opens with its idea.
for file in $sources; do
	head -n 1 "$file" | grep -q '^/\* ' || complain "a file does not open with its idea" "$file"
done

# No check is left without words on what fails, no test sleeps.
sleeps=$(grep -rnE '\b(sleep|usleep|nanosleep) *\(?[0-9({ ]' tests --include='*.c' --include='*.sh' | grep -v '^tests/house.sh')
[ -z "$sleeps" ] || complain "a test sleeps instead of waiting for a condition" "$sleeps"

[ $bad = 0 ] && echo "ok: the house stands as drawn"
exit $bad

#!/bin/sh
# Every verb on every hostile file: it ends in order, and nothing it says drives a terminal or a service that runs it.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"

# Control characters apart from line feeds and tabs, C1 controls, bidi controls and line separators in UTF-8.
unsafe=$(printf '[\001-\010\013-\037\177]|\302[\200-\237]|\342\200[\216\217\250-\256]|\342\201[\246-\251]|\330\234|\357\273\277')

check() {
	"$troika" "$@" >out 2>err </dev/null
	got=$?
	case $got in
	0 | 1 | 2) ;;
	*) not_ok "$*" "status $got: $(head -n 3 err)"; return ;;
	esac
	sed -i 's/\r$//' out           # the line ends of CSV
	for said in out err; do
		if LC_ALL=C grep -qE "$unsafe" $said; then
			not_ok "$*" "an unsafe byte in $said: $(LC_ALL=C grep -E "$unsafe" $said | head -n 2 | od -c | head -n 5)"
			return
		fi
		if grep -qE '^[[:space:]]*::|##\[' $said; then
			not_ok "$*" "a command in $said: $(grep -E '^[[:space:]]*::|##\[' $said | head -n 2)"
			return
		fi
	done
	if [ $got = 2 ] && ! [ -s err ]; then not_ok "$*" 'no word on what is wrong'; return; fi
	quiet=$((quiet + 1))
}

for file in "$source"/tests/hostile/*.yaml "$source"/samples/*.yaml; do
	quiet=0
	cp "$file" design.yaml
	check check design.yaml
	if [ "$got" = 2 ]; then         # what cannot be read is read by one door
		check export --to json design.yaml
		[ $quiet = 2 ] && ok "${file##*/}"
		continue
	fi
	for verb in cost coupling 'check --format json' 'check --format sarif' 'check --format junit' \
		'check --format csv' 'check --format markdown' 'cost --format csv' 'export --to dot' 'export --to json' \
		'export --to text' 'export --to svg'; do
		# shellcheck disable=SC2086
		check $verb design.yaml
	done
	[ $quiet = 13 ] && ok "${file##*/}"
done
finish

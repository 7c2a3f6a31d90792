#!/bin/sh
# The editor in lines through a pipe, settings and keys from their files, sentences: no terminal anywhere.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"

# talk STATUS NAME LINES: the lines typed at the prompt of d.yaml; the answers are in ./out and ./err.
talk() {
	printf '%b' "$3" >lines
	"$troika" --plain d.yaml >out 2>err <lines
	got=$?
	if [ $got = "$1" ]; then ok "$2"; else not_ok "$2" "status $got: $(tail -n 5 out err)"; fi
	if LC_ALL=C grep -q "$(printf '\033')" out err; then not_ok "$2: no escape byte" "$(cat -v out)"; else ok "$2: no escape byte"; fi
}

talk 0 'a design is made in lines' 'add-component s3\nadd-component postgres\nset s3 gb=10\nset postgres plan=standard-0\nsave\nquit\n'
has out 'placing is said' 'added Amazon S3'
has d.yaml 'the file is written' 'plan: standard-0'
talk 0 'a question is answered by number' 'select postgres\nrename-element\nOrders\nsave\nquit\n'
has d.yaml 'the name is there' 'name: Orders'
talk 2 'a refused line is an answer and a status' 'fly\nset postgres plan=none\nquit\n'
has out 'it says why' 'Not done: no command is called that'
talk 0 'the end of the input leaves, and keeps' 'set s3 gb=20\n'
has out 'it says so' 'kept for the next time'
lacks d.yaml 'the file is as it was' 'gb: 20'
talk 0 'kept edits come back, and can be undone' 'undo\nsave\nquit\n'
run 2 'a design is wanted' "$troika" --plain
run 2 'the editor wants a terminal and names --plain' "$troika" d.yaml
has err 'it does' '--plain'
run 2 'presenting wants a terminal' "$troika" present d.yaml
run 2 'presenting wants a design that is there' "$troika" present none.yaml

run 0 'the design in sentences' "$troika" describe d.yaml
has out 'components are told' 'Orders (postgres) is a component: Heroku Postgres'
cp out first
run 0 'the same again' "$troika" describe d.yaml
same first out 'sentences are the same every time'
run 0 'one element' "$troika" describe d.yaml s3
lacks out 'only that' 'Orders'
run 2 'an unknown element' "$troika" describe d.yaml nobody
empty out 'nothing is said then'

run 0 'settings without a file' "$troika" options
cp out troika.conf
run 0 'keys without a file' "$troika" options --keys
cp out keys.conf
mkdir -p "$XDG_CONFIG_HOME/troika"
cp troika.conf keys.conf "$XDG_CONFIG_HOME/troika"
run 0 'what it prints is what it reads' "$troika" options
same troika.conf out 'the settings come back'
run 0 'and the keys' "$troika" options --keys
same keys.conf out 'the keys come back'
printf 'cost = ,\n' >"$XDG_CONFIG_HOME/troika/keys.conf"
run 0 'own keys work' "$troika" screen d.yaml --keys ,
has out 'the sheet is open' 'standard-0'
printf 'theme = drak\nfoo\n' >"$XDG_CONFIG_HOME/troika/troika.conf"
printf 'cost = a\n' >"$XDG_CONFIG_HOME/troika/keys.conf"
run 2 'faults of the files' "$troika" options
has err 'with line and column' 'troika.conf:1:9: theme: '
has err 'with the nearest' 'dark'
has err 'both files' "keys.conf:1:8: cost: these keys are those of add-component"
run 0 'the program works all the same' "$troika" screen d.yaml
finish

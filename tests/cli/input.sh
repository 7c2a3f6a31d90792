#!/bin/sh
# Bad input: a clear message that names the file, status 2, and nothing of it reaches a terminal.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
portal >p.yaml

# bad NAME TEXT FILE: `check FILE` says TEXT and names the file.
bad() {
	run 2 "$1" "$troika" check "$3"
	has err "$1: says so" "$2"
	has err "$1: names the file" "$3"
	empty out "$1: nothing on standard output"
}

bad 'missing file' 'no such file' nowhere.yaml
mkdir folder
bad 'folder' 'folder' folder
mkfifo fifo
bad 'FIFO' 'file' fifo
: >empty.yaml
bad 'empty file' 'empty' empty.yaml
printf '\000\001\002\377' >binary.yaml
bad 'binary file' 'binary.yaml' binary.yaml
head -c 80000 /dev/zero | tr '\0' '[' >deep.yaml
bad 'brackets without end' 'deep' deep.yaml
{ portal; echo 'notes: {a: &x {text: b}, c: *x}'; } >alias.yaml
bad 'alias' 'alias' alias.yaml
{ portal; echo 'summary: !!python/object x'; } >tag.yaml
bad 'tag' 'tag' tag.yaml
{ portal; echo '---'; portal; } >two.yaml
bad 'two documents' 'document' two.yaml
{ portal; echo 'name: again'; } >twice.yaml
bad 'duplicate key' 'name' twice.yaml
sed 's/to: orders/to: order/' p.yaml >dangling.yaml
bad 'dangling reference' 'order' dangling.yaml
sed 's/heroku.postgres/heroku.postgers/' p.yaml >kind.yaml
bad 'unknown kind' 'heroku.postgres' kind.yaml
sed 's/name: Service Cloud/name: "a\\e]0;x\\a"/' p.yaml >control.yaml
bad 'control character' 'control' control.yaml
sed 's/^troika: 1/troika: 99/' p.yaml >newer.yaml
bad 'newer format' '99' newer.yaml
{ portal; echo 'include: [../outside.yaml]'; } >outside.yaml
bad 'include outside the folder' '../outside.yaml' outside.yaml
if [ "$(id -u)" != 0 ]; then
	cp p.yaml closed.yaml
	chmod 0 closed.yaml
	bad 'unreadable file' 'closed.yaml' closed.yaml
fi

run 2 'one bad file among several' "$troika" check --format json p.yaml nowhere.yaml
has out 'the good one is reported' '"name": "Portal"'
has err 'the bad one as well' 'nowhere.yaml'
run 2 'export of a bad file' "$troika" export dangling.yaml --to svg -o picture.svg
[ ! -e picture.svg ] && ok 'leaves no picture' || not_ok 'leaves no picture'
run 2 'cost of a bad file' "$troika" cost nowhere.yaml

run 2 'no folder for a new design' "$troika" --plain nodir/new.yaml
has err 'the folder is named' 'no folder nodir'
portal >own.yaml
if "$troika" export - --to text -o own.yaml <own.yaml >out 2>err; then not_ok 'its own file is refused'; else has err 'its own file, read as standard input' 'the design itself'; fi
portal >again.yaml
same again.yaml own.yaml 'and stays as it was'

# Folding takes a time that grows with the text, not with its square: this would take minutes.
{ echo 'troika: 1'; printf 'name: '; head -c 2000000 /dev/zero | tr '\0' x; echo; } >long.yaml
run 0 'a name of two megabytes' "$troika" export long.yaml --to svg -o long.svg

{ printf '{"troika": 1, "name": "é", "requires": ['; for i in 1 2 3 4 5 6 7 8; do head -c 40000 /dev/zero | sed 's/\x0\x0\x0\x0/"é",/g'; done; echo '"crm"], "name": "b"}'; } >line.yaml
run 2 'one line of many characters' "$troika" check line.yaml
has err 'is read to its end' 'line.yaml:1:320049'

# A file name and a design must not be able to speak to a terminal or to a service that runs the check.
mkdir -- '::error::x' 2>/dev/null
cp p.yaml "$(printf 'a\033[31m.yaml')"
run 2 'name that drives a terminal' "$troika" check "$(printf 'b\033[31m.yaml')"
lacks err 'escape in a message' "$(printf '\033')"
run 1 'name that drives a terminal, good file' "$troika" check "$(printf 'a\033[31m.yaml')"
lacks out 'escape in a report' "$(printf '\033')"
sed 's/to: orders/to: nobody/' p.yaml >'::error::x.yaml'
run 2 'name that speaks to a service' "$troika" check '::error::x.yaml'
if grep -q '^::' err; then not_ok 'no command in a message' "$(cat err)"; else ok 'no command in a message'; fi
sed 's/name: Portal/name: "::error::x ##[group]y"/' p.yaml >service.yaml
for verb in cost 'check --format markdown'; do
	"$troika" $verb service.yaml >out 2>/dev/null
	has out "$verb shows the name" 'error::x'
	if grep -qE '^[[:space:]]*::|##[^ ]' out; then not_ok "no command in $verb" "$(grep -E '::|##[^ ]' out)"; else ok "no command in $verb"; fi
done
finish

#!/bin/sh
# Bad input of every kind: a clear message that names the file, exit status 2,
# and the input untouched.
troika=${TROIKA_BUILDDIR:-.}/troika
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99
XDG_STATE_HOME=$work/state
export XDG_STATE_HOME
bad=0 count=0

fingerprint() { if [ -f "$1" ]; then cksum <"$1"; fi; }

# refuse NAME FILE PATTERN: check must end with 2 and say PATTERN (a grep -E) about FILE.
refuse() {
	count=$((count + 1))
	before=$(fingerprint "$2")
	said=$(timeout 10 "$troika" check "$2" 2>&1 >/dev/null </dev/null)
	status=$?
	if [ $status -ne 2 ]; then
		bad=1; echo "not ok: $1: exit status $status instead of 2: $said"
	elif ! printf '%s\n' "$said" | grep -qF "$2"; then
		bad=1; echo "not ok: $1: the message does not name $2: $said"
	elif ! printf '%s\n' "$said" | grep -qE "$3"; then
		bad=1; echo "not ok: $1: the message does not say /$3/: $said"
	elif [ "$before" != "$(fingerprint "$2")" ]; then
		bad=1; echo "not ok: $1: the file was changed"
	else
		echo "ok: $1"
	fi
}
design() { # FILE < the part behind the head of four lines
	{ printf 'troika: 1\nname: t\nplatforms:\n  heroku: {vendor: heroku}\n'; cat; } >"$1"
}

refuse "a missing file" missing.yaml 'missing.yaml: '
mkdir folder.yaml
refuse "a directory" folder.yaml 'folder.yaml: .*(folder|directory)'
mkfifo pipe.yaml
refuse "a FIFO" pipe.yaml 'not a regular file|FIFO|pipe'
head -c 3000 "$troika" >binary.yaml
refuse "a binary file" binary.yaml 'binary.yaml:1:'
: >empty.yaml
refuse "an empty file" empty.yaml 'empty'
head -c 80000 /dev/zero | tr '\0' '[' >deep.yaml
refuse "80,000 brackets" deep.yaml 'deep.yaml:1:[0-9]+: .*(deep|nest)'
design alias.yaml <<'E'
components:
  a: &x {kind: heroku.web, on: heroku}
  b: *x
E
refuse "an alias" alias.yaml 'alias.yaml:6:[0-9]+: .*(anchor|alias)'
design tag.yaml <<'E'
components:
  a: !!python/object {kind: heroku.web, on: heroku}
E
refuse "a tag" tag.yaml 'tag.yaml:6:[0-9]+: .*tag'
printf 'troika: 1\n---\ntroika: 1\n' >two.yaml
refuse "two documents" two.yaml 'two.yaml:2:[0-9]+: .*document'
design double.yaml <<'E'
components:
  a: {kind: heroku.web, on: heroku}
  "a": {kind: heroku.worker, on: heroku}
E
refuse "a duplicate key" double.yaml 'double.yaml:7:[0-9]+: .*(twice|duplicate|already)'
design dangling.yaml <<'E'
components:
  web: {kind: heroku.web, on: heroku}
links:
  l: {from: web, to: wbe, via: custom}
E
refuse "a dangling reference" dangling.yaml 'dangling.yaml:8:[0-9]+: .*wbe'
design kind.yaml <<'E'
components:
  db: {kind: heroku.postgers, on: heroku}
E
refuse "an unknown kind and the nearest" kind.yaml 'kind.yaml:6:[0-9]+: .*heroku.postgers.*heroku.postgres'
design control.yaml <<'E'
components:
  web: {kind: heroku.web, on: heroku, name: "a\e]0;x\a"}
E
refuse "a control character in a name" control.yaml 'control.yaml:6:[0-9]+: .*control'
printf 'troika: 2\nname: t\n' >newer.yaml
refuse "a newer format" newer.yaml 'newer.yaml:1:[0-9]+: .*newer'
printf 'troika: 1\nname: t\ninclude: [../outside.yaml]\n' >include.yaml
refuse "an include outside the folder" include.yaml 'include.yaml:3:[0-9]+: .*outside'
printf 'troika: 1\nname: t\ninclude: [/etc/passwd]\n' >absolute.yaml
refuse "an absolute include" absolute.yaml 'absolute.yaml:3:[0-9]+: '
design many.yaml <<'E'
components:
  a: {kind: heroku.nothing, on: heroku}
  b: {kind: heroku.web, on: nowhere}
  c: {kind: heroku.web, on: heroku, at: [x, 2]}
E
refuse "the first of many faults" many.yaml 'many.yaml:6:'
refuse "the second of many faults" many.yaml 'many.yaml:7:'
refuse "the third of many faults" many.yaml 'many.yaml:8:'

echo "$count cases"
exit $bad

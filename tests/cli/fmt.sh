#!/bin/sh
# fmt: files in their canonical form.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
printf 'components:\n    web:   {kind: heroku.web, on: heroku}   # the pages\nplatforms:\n    heroku: {vendor: heroku}\n\n# what it is\nname: "Portal"\ntroika: 1' >loose.yaml
cat >wanted.yaml <<'END'
troika: 1

# what it is
name: Portal

platforms:
  heroku: {vendor: heroku}

components:
  web: {kind: heroku.web, on: heroku}  # the pages
END
cp loose.yaml a.yaml
run 1 'a loose file' "$troika" fmt --check a.yaml wanted.yaml
[ "$(cat out)" = a.yaml ] && ok 'is named, and it alone' || not_ok 'is named, and it alone' "$(cat out)"
same a.yaml loose.yaml 'and not written'
run 0 'format it' "$troika" fmt a.yaml
empty out 'nothing is said'
same a.yaml wanted.yaml 'it is as it should be'
run 0 'it would not change again' "$troika" fmt --check a.yaml
empty out 'nor is it named'

"$troika" fmt - <loose.yaml >out 2>err
same out wanted.yaml 'from standard input to standard output'
empty err 'without a word'
"$troika" fmt --check - <loose.yaml >out 2>err
[ $? = 1 ] && ok 'standard input is checked' || not_ok 'standard input is checked'

printf 'troika: 1\ncomponents:\n   web: {kind: heroku.wep}\n' >wrong.yaml
cp wrong.yaml wrong.before
cp loose.yaml b.yaml
run 2 'a file with an error among others' "$troika" fmt wrong.yaml b.yaml
has err 'is told' 'wrong.yaml:3:'
same wrong.yaml wrong.before 'and left alone'
same b.yaml wanted.yaml 'the others are formatted'
run 2 'a file that is not there' "$troika" fmt nowhere.yaml

mkdir folder
cp loose.yaml folder/real.yaml
chmod 640 folder/real.yaml
ln -s folder/real.yaml link.yaml
run 0 'a symbolic link' "$troika" fmt link.yaml
[ -L link.yaml ] && ok 'stays one' || not_ok 'stays one'
same folder/real.yaml wanted.yaml 'its file is formatted'
[ "$(stat -c %a folder/real.yaml)" = 640 ] && ok 'and keeps its mode' || not_ok 'and keeps its mode'
[ "$(ls -A folder)" = real.yaml ] && ok 'nothing is left beside it' || not_ok 'nothing is left beside it' "$(ls -A folder)"

sed 's/$/\r/' loose.yaml >dos.yaml
sed 's/$/\r/' wanted.yaml >dos.wanted
run 0 'line ends of Windows' "$troika" fmt dos.yaml
same dos.yaml dos.wanted 'stay'

run 0 'the samples' "$troika" fmt --check "$source"/samples/*.yaml
empty out 'are in this form'
finish

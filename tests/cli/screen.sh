#!/bin/sh
# screen: a frame as text; whatever the keys say, no file is touched.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
LC_ALL=C.UTF-8
export LC_ALL
portal >p.yaml
cp p.yaml before.yaml

run 0 'a frame' "$troika" screen p.yaml
has out 'the components are drawn' 'Service Cloud'
[ "$(wc -l <out)" -eq 24 ] && ok '24 rows without a size' || not_ok '24 rows without a size' "$(wc -l <out)"
run 0 'a size' "$troika" screen p.yaml --size 120x40
[ "$(wc -l <out)" -eq 40 ] && ok '40 rows' || not_ok '40 rows' "$(wc -l <out)"
has out 'panels' 'INSPECTOR'
[ "$(wc -L <out)" -le 120 ] && ok 'no row is wider' || not_ok 'no row is wider' "$(wc -L <out)"
run 0 'a tiny size' "$troika" screen p.yaml --size 1x1
run 0 'a large size' "$troika" screen p.yaml --size 1000x1000
run 0 'a size among the keys' "$troika" screen p.yaml --keys '<Size 100x30>'
[ "$(wc -l <out)" -eq 30 ] && ok '30 rows' || not_ok '30 rows' "$(wc -l <out)"
for size in 0x0 120 120x x40 -1x5 1001x10 10x10x10 axb '' 99999999999999999999x1; do
	run 2 "size '$size' is refused" "$troika" screen p.yaml --size "$size"
	empty out "nothing is printed for '$size'"
done
run 2 'keys that are none' "$troika" screen p.yaml --keys '<Nonsense>'
run 2 'a missing file' "$troika" screen missing.yaml

printf '# remarks are not typed: q\n:set crm\n name=Played<Enter>\n' >"$HOME.keys"
run 0 'a recording' "$troika" screen p.yaml --size 120x40 --play "$HOME.keys"
has out 'the recording is played' 'Played'
run 0 'a recording and keys' "$troika" screen p.yaml --size 120x40 --play "$HOME.keys" --keys u
has out 'the keys come after it' 'Service Cloud'
printf '# x\n<Nonsense>' >"$HOME.keys"
run 2 'a recording that is none' "$troika" screen p.yaml --play "$HOME.keys"
has err 'names the file and the place' '.keys: keys, character 5'
printf 'a\000b' >"$HOME.keys"
run 2 'a recording with a NUL' "$troika" screen p.yaml --play "$HOME.keys"
run 2 'a recording that is not there' "$troika" screen p.yaml --play missing.keys
rm "$HOME.keys"

run 0 'an edit' "$troika" screen p.yaml --size 120x40 --keys ':set crm name=Changed<Enter>'
has out 'the edit is shown' 'Changed'
run 0 'a save' "$troika" screen p.yaml --size 120x40 --keys ':set crm name=Changed<Enter><C-s>'
has out 'the save is refused in words' 'nothing is written'
run 0 'quitting with a save' "$troika" screen p.yaml --keys ':set crm name=Changed<Enter>q<Enter>'
run 0 'a save under another name' "$troika" screen p.yaml --keys ':set crm name=Changed<Enter>:w other.yaml<Enter>'
run 0 'an export' "$troika" screen p.yaml --keys 'et<Enter><Enter>'
same p.yaml before.yaml 'the file is as it was'
{
	printf 'troika: 1\nname: Large\nplatforms:\n  aws: {vendor: aws}\n  heroku: {vendor: heroku}\ncomponents:\n'
	seq -f '  c%05.0f: {kind: aws.s3, on: aws}' 3000
	printf '  web: {kind: heroku.web, on: heroku, name: Web}\nlinks:\n  l: {from: web, to: c00700, via: custom}\n'
} >"$HOME.yaml"
run 0 'a large design' "$troika" screen "$HOME.yaml" --keys '0'
has out 'is folded' ' aws 3000 '
run 0 'one component of it' "$troika" screen "$HOME.yaml" --keys '0/c00700<Enter>'
has out 'is unfolded' '┃ c00700 ┃'
has out 'with what it is linked' 'Web'
has out 'and how many more there are' '┄2999 more┄'
run 0 'its platforms' "$troika" screen "$HOME.yaml" --keys '0ww'
has out 'are gone through' 'aws   '
run 0 'one unfolded' "$troika" screen "$HOME.yaml" --keys '0wwz'
has out 'in part' ' of 3000'
run 0 'and folded again' "$troika" screen "$HOME.yaml" --keys '0wwzZ'
has out 'as before' ' aws 3000 '
rm "$HOME.yaml"
[ ! -e state ] && ok 'nothing is kept' || not_ok 'nothing is kept' "$(find state)"
left=$(ls | grep -vE '^(before|p)\.yaml$|^(out|err)$')
[ -z "$left" ] && ok 'no other file' || not_ok 'no other file' "$left"
run 0 'a platform' "$troika" screen "$source/samples/customer-portal.yaml" --size 80x24 --keys 'gh:fold<Enter>'
has out 'is folded to one frame' '╭┄Heroku 5┄╮'
lacks out 'without its boxes' 'Sessions'
run 0 'folded and zoomed' "$troika" screen "$source/samples/customer-portal.yaml" --size 80x24 --keys 'gh:fold<Enter>zZZz'
has out 'it is still folded' '╭┄Heroku 5┄╮'
run 0 'unfolded' "$troika" screen "$source/samples/customer-portal.yaml" --size 80x24 --keys 'gh:fold<Enter>zZZz:unfold<Enter>'
has out 'it has its boxes again' 'Sessions'
run 0 'ASCII' "$troika" screen p.yaml --ascii --size 120x40
if LC_ALL=C grep -q '[^ -~]' out; then not_ok 'ASCII is ASCII' "$(LC_ALL=C grep -n '[^ -~]' out | head -n 3)"; else ok 'ASCII is ASCII'; fi
run 0 'whether each platform pulls its weight' "$troika" screen "$source/samples/prestige-hybrid.yaml" --size 80x24 --keys T
has out 'in one word' 'prestige │'
has out 'with the reason' 'it serves nothing of what is required'
has out 'and the cost' 'costs $4,375.00 a month'
finish

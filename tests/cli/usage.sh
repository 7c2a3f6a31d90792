#!/bin/sh
# Unix manners: help, version, errors, statuses, colour, closed and broken outputs.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
portal >p.yaml

run 0 'version' "$troika" --version
case $(head -n 1 out) in
troika\ [0-9]*.[0-9]*.[0-9]*) ok 'version comes first' ;;
*) not_ok 'version comes first' "$(head -n 1 out)" ;;
esac
run 0 'version with what contains the helper' "$troika" --version --verbose
has out 'the helper is named' 'drawing helper'
run 0 'help' "$troika" --help
has out 'help ends with where to report' 'Report faults at'
empty err 'help is no error'
for verb in $(sed -n '/^Verbs:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' out); do
	run 0 "help of $verb" "$troika" "$verb" --help
	has out "usage of $verb" "Usage: troika $verb"
	if awk 'length($0) > 80 {exit 1}' out; then ok "width of $verb"; else not_ok "width of $verb" "$(awk 'length($0) > 80' out)"; fi
	run 2 "unknown option of $verb" "$troika" "$verb" --no-such-option
	has err "where $verb is explained" "Try 'troika $verb --help'."
	empty out "$verb prints nothing after an error"
done

run 2 'bare without a terminal' "$troika"
has err 'short help' 'Usage: troika'
run 2 'editor without a terminal' "$troika" p.yaml
run 2 'misspelt verb' "$troika" chekc p.yaml
has err 'nearest verb' "did you mean 'check'?"
run 2 'misspelt verb alone' "$troika" chek
has err 'nearest verb, alone' "did you mean 'check'?"
run 2 'misspelt option' "$troika" check --fromat json p.yaml
has err 'nearest option' "did you mean '--format'?"
run 2 'unknown choice' "$troika" check --format xml p.yaml
has err 'choices are told' 'sarif'
run 2 'missing value' "$troika" check p.yaml --format
has err 'what value' 'FORMAT'
run 2 'value for a flag' "$troika" check --verbose=1 p.yaml
run 2 'too few arguments' "$troika" check
run 2 'too many arguments' "$troika" cost p.yaml p.yaml
run 1 'options after arguments' "$troika" check p.yaml --format json
run 1 'abbreviated option' "$troika" check p.yaml --form json
run 1 'options before the verb' "$troika" --color never check p.yaml
cp p.yaml ./--format
run 1 'two dashes end options' "$troika" check -- --format
"$troika" check - <p.yaml >out 2>err
[ $? = 1 ] && ok 'a dash is standard input' || not_ok 'a dash is standard input' "$(cat err)"

if [ -w /dev/full ]; then
	"$troika" --help >/dev/full 2>err
	[ $? = 3 ] && ok 'a full disk is reported' || not_ok 'a full disk is reported' "$(cat err)"
fi
"$troika" --help >&- 2>err
[ $? = 3 ] && ok 'a closed output is reported' || not_ok 'a closed output is reported' "$(cat err)"
(
	"$troika" catalog --format json
	echo $? >status
) 2>err | head -c 1 >/dev/null
has status 'a broken pipe is success' 0
empty err 'a broken pipe is quiet'

"$troika" check p.yaml >plain 2>/dev/null
lacks plain 'no colour in a file' "$(printf '\033')"
run 1 'colour when asked for' "$troika" check --color always p.yaml
has out 'there it is' "$(printf '\033[')"
run 1 'colour when forced' env CLICOLOR_FORCE=1 "$troika" check p.yaml
has out 'forced colour' "$(printf '\033[')"
run 1 'NO_COLOR is stronger' env CLICOLOR_FORCE=1 NO_COLOR=1 "$troika" check p.yaml
lacks out 'no colour then' "$(printf '\033')"
run 1 'an empty NO_COLOR is none' env CLICOLOR_FORCE=1 NO_COLOR= "$troika" check p.yaml
has out 'colour then' "$(printf '\033[')"
run 1 '--color is the strongest' env NO_COLOR=1 "$troika" check --color always p.yaml
has out 'colour in spite of NO_COLOR' "$(printf '\033[')"
finish

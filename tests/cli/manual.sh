#!/bin/sh
# The manual page and the completions name every verb and option, and their own tools take them.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
build=${troika%/troika}

"$troika" --help >help
for verb in $(sed -n '/^Verbs:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' help); do
	has "$build/troika.1" "the manual knows $verb" "troika $verb"
	for file in completion/bash/troika completion/zsh/_troika completion/fish/troika.fish; do
		has "$build/$file" "$file knows $verb" "$verb"
	done
	"$troika" "$verb" --help >help.verb
	for option in $(sed -n 's/^  .. *\(-., \)*--\([a-z-]*\).*/\2/p' help.verb); do
		has "$build/completion/bash/troika" "bash completes $verb --$option" "--$option"
	done
done
if command -v mandoc >/dev/null; then
	run 0 'mandoc finds nothing to mend' mandoc -Tlint "$build/troika.1"
	empty out 'not even style'
fi
if command -v bash >/dev/null; then
	run 0 'bash takes its completion' bash -n "$build/completion/bash/troika"
	run 0 'bash completes' bash -c '
		. "$1/completion/bash/troika"
		try() { COMP_WORDS=("$@"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _troika; printf "%s\n" "${COMPREPLY[@]}"; }
		try troika che; try troika check --form; try troika check --format sa; try troika explain heroku.postg' x "$build"
	printf 'check\n--format\nsarif\nheroku.postgres\n' >wanted
	same wanted out 'what should come'
fi
if command -v zsh >/dev/null; then run 0 'zsh takes its completion' zsh -n "$build/completion/zsh/_troika"; fi
if command -v fish >/dev/null; then run 0 'fish takes its completion' fish -n "$build/completion/fish/troika.fish"; fi
finish

#!/bin/sh
# The main job with the editor killed in between: alone, and together with its guardian. Nothing is
# lost: the file is the same, byte for byte, as without the kills.
. "${TROIKA_SRCDIR:-.}/tests/tmux/lib.sh"

whole_job() {
	: >"$1"
	open_editor "$1" 'An empty design'
	place_first
	[ "$2" = calm ] || {
		kill -9 "$(editor_pid)"
		see 'started again after SIGKILL'
		see 'Amazon S3'
	}
	place_second
	connect_them
	[ "$2" = calm ] || {
		ui=$(editor_pid)
		kill -9 "$pid"; kill -9 "$ui"
		type_text "
stty sane; tput rmcup; tput reset; echo a clean 'line'
"
		see 'a clean line'
		open_editor "$1" 'file link'
		see 'Web dyno'
		see 'undo 3'
	}
	justify
	[ "$2" = calm ] || {
		kill -9 "$(editor_pid)"
		see 'started again after SIGKILL'
		see_gone 'nothing says what AWS does'
	}
	undo_redo_save_quit
	type_text 'tput clear'
	press Enter
	see_gone 'ended'
}

open_window 100 30
whole_job calm.yaml calm
whole_job killed.yaml killed
cmp calm.yaml killed.yaml || die "the files differ: $(diff calm.yaml killed.yaml)"
troika check killed.yaml >check.out || die "the file does not check: $(cat check.out)"
troika export killed.yaml --to dot -o out.dot || die "no export"
echo "ok: nothing is lost by kills in between"

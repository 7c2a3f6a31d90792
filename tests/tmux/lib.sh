# Helpers of the tests in a real terminal: a tmux server of its own with one pane.
# Sourced by the scripts beside it; they never wait for a clock, only for words in the pane.
build=${TROIKA_BUILDDIR:-.}
case $build in /*) ;; *) build=$PWD/$build ;; esac
command -v tmux >/dev/null 2>&1 || { echo "skipped: tmux is not installed"; exit 77; }
[ -d /proc/self/task ] || { echo "skipped: no /proc to find processes in"; exit 77; }
[ -x "$build/troika" ] && [ -x "$build/tests/tools/wait_pane" ] || { echo "no program in $build"; exit 99; }
work=$(mktemp -d) || exit 99
server=troika-test-$$
trap 'tmux -L "$server" kill-server 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
cd "$work" || exit 99
HOME=$work XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config LC_ALL=C.UTF-8
PATH=$build:$PATH
export HOME XDG_STATE_HOME XDG_CONFIG_HOME LC_ALL PATH
unset NO_COLOR TMUX TROIKA_AUTHOR

die() {
	echo "not ok: $1"
	tmux -L "$server" capture-pane -p 2>/dev/null | sed 's/^/    /'
	[ ! -s err ] || sed 's/^/err: /' err
	exit 1
}

# A shell in a window of COLUMNS by ROWS.
open_window() {
	tmux -L "$server" -f /dev/null new-session -d -x "$1" -y "$2" 'PS1="ready> " exec sh' || die "no tmux server"
	see 'ready>'
}

# The editor on FILE; `pid` is then its guardian. The shell says "ended STATUS" after it.
open_editor() {
	rm -f pid
	type_text "sh -c 'echo \$\$ >pid; exec troika $1 2>err'; echo ended \$?"
	press Enter
	see "$2"
	pid=$(cat pid)
}

press() { tmux -L "$server" send-keys "$@"; }
type_text() { tmux -L "$server" send-keys -l "$1"; }
see() { "$build/tests/tools/wait_pane" "$server" "$1" || die "no '$1'"; }
see_gone() { "$build/tests/tools/wait_pane" -n "$server" "$1" || die "still '$1'"; }
editor_pid() { cut -d ' ' -f 1 "/proc/$pid/task/$pid/children"; }

# The terminal is given back: no alternate screen, no mouse, the cursor shown, echo on.
check_given_back() {
	left=$(tmux -L "$server" display-message -p '#{alternate_on} #{mouse_any_flag} #{mouse_sgr_flag} #{cursor_flag}')
	[ "$left" = '0 0 0 1' ] || die "the terminal is left as (alternate, mouse, mouse, cursor) $left"
	tty=$(tmux -L "$server" display-message -p '#{pane_tty}')
	stty -a <"$tty" | grep -q ' icanon' || die "the terminal is left raw"
	stty -a <"$tty" | grep -q ' echo ' || die "the terminal is left without echo"
}

# The steps of the main job, in parts that the tests put together.
place_first() {
	press a; type_text 's3'; press Enter Enter
	see 'added Amazon S3'
}

place_second() {
	press a; type_text 'web dyno'; press Enter Enter
	see 'added Web dyno'
	see 'nothing says what AWS does'         # a finding appears
}

connect_them() {
	press c
	see '┏aa'
	type_text aa
	see 'Connect  Web dyno'
	press Enter
	see 'file link'
}

justify() {
	type_text ':set aws why="Documents live here, the other platforms have no store for files"'
	press Enter
	see_gone 'nothing says what AWS does'    # and goes
}

undo_redo_save_quit() {
	press u
	see 'nothing says what AWS does'
	press U
	see_gone 'nothing says what AWS does'
	press C-s
	see 'saved'
	press q
	see 'ended 0'
	check_given_back
}

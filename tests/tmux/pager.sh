#!/bin/sh
# Long text on a terminal goes through a pager, short text does not; the person may choose.
. "${TROIKA_SRCDIR:-.}/tests/tmux/lib.sh"
open_window 80 24

cat >pager <<'END'
#!/bin/sh
wc -l >lines
echo 'the pager has spoken'
END
chmod +x pager
type_text 'PAGER=./pager troika explain heroku-connect; echo "ended $?"'; press Enter
see 'the pager has spoken'
see 'ended 0'
[ "$(cat lines)" -gt 24 ] || die "the pager got $(cat lines) lines"
rm lines
type_text 'clear; PAGER=./pager troika explain link.label; echo "short $?"'; press Enter
see 'short 0'
[ ! -e lines ] || die 'short text went through the pager'
type_text 'clear; PAGER= troika explain heroku-connect; echo "plain $?"'; press Enter
see 'plain 0'
[ ! -e lines ] || die 'an empty PAGER is one'
type_text 'clear; PAGER=/nonexistent troika explain heroku-connect; echo "broken $?"'; press Enter
see 'broken 0'
see 'seed'
type_text 'clear; PAGER=true troika explain heroku-connect; echo "left $?"'; press Enter
see 'left 0'
echo 'ok: long text goes through the pager'

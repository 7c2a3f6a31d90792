#!/bin/sh
# The main job with keys alone: from an empty file to a design that checks and exports.
. "${TROIKA_SRCDIR:-.}/tests/tmux/lib.sh"

: >portal.yaml
open_window 100 30
open_editor portal.yaml 'An empty design'
place_first
place_second
connect_them
justify
undo_redo_save_quit

troika check portal.yaml >check.out 2>&1 || die "the file does not check: $(cat check.out)"
[ -z "$(grep -F 'edits are kept' check.out)" ] || die "the saved file is said to be unsaved"
for format in dot yaml json text svg; do
	troika export portal.yaml --to $format -o "out.$format" || die "no export to $format"
	grep -q 's3' "out.$format" || grep -q 'Amazon S3' "out.$format" || die "nothing of the design in $format"
done
! command -v dot >/dev/null 2>&1 || dot -Tcanon out.dot >/dev/null || die "dot refuses the export"
troika check out.yaml >/dev/null || die "the exported YAML does not check"
for words in 'aws.s3' 'heroku.web' 's3-file-reference' 'Documents live here'; do
	grep -qF "$words" portal.yaml || die "'$words' is missing in the file"
done
echo "ok: the main job with keys alone"

#!/bin/sh
# Random designs as the save writes them, read by PyYAML: another reader sees the same texts.
# Skipped where python3 or PyYAML is missing.
writer=${TROIKA_BUILDDIR:-.}/tests/unit/test_splice_random
source=${TROIKA_SRCDIR:-.}
python3 -c 'import yaml' 2>/dev/null || { echo "python3 with PyYAML is not here"; exit 77; }
[ -x "$writer" ] || exit 77
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
TROIKA_DUMP=$work TROIKA_ROUNDS=${TROIKA_ROUNDS:-100} "$writer" >"$work/log" 2>&1 || { tail -n 20 "$work/log"; exit 1; }
python3 "$source/tests/yaml/readback.py" "$work"

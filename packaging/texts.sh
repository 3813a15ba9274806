#!/bin/sh
# Collects all texts into the catalogues and compiles them, and writes the list of rules; with --check, only says whether that was done.
set -eu
bin=$1/bin
folder=resources/locale
template=$folder/wizard.pot

collect() {
    PYTHONPATH=packaging "$bin/pybabel" -q extract \
        -k say -k say_n:1,2 -k from_english -k Unavailable -F packaging/babel.cfg --no-location --no-wrap \
        --sort-output --omit-header -o "$1" wizard resources
}

if [ "${2:-}" = --check ]; then
    fresh=$(mktemp)
    trap 'rm -f "$fresh"' EXIT
    collect "$fresh"
    cmp -s "$fresh" "$template" || { echo "Texts have changed: run make texts" >&2; exit 1; }
    "$bin/python" packaging/rules/write.py --check
else
    mkdir -p "$folder"
    "$bin/python" packaging/rules/write.py
    collect "$template"
    "$bin/python" packaging/renew_texts.py "$folder" zh_CN
fi
"$bin/python" packaging/check_texts.py "$folder"

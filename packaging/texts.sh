#!/bin/sh
# Collects all texts into the catalogues and compiles them; with --check, only says whether that was done.
set -eu
bin=$1/bin
folder=resources/locale
template=$folder/wizard.pot

collect() {
    "$bin/pybabel" -q extract -k say -F packaging/babel.cfg --no-location --sort-output --omit-header -o "$1" wizard
}

if [ "${2:-}" = --check ]; then
    fresh=$(mktemp)
    trap 'rm -f "$fresh"' EXIT
    collect "$fresh"
    cmp -s "$fresh" "$template" || { echo "Texts have changed: run make texts" >&2; exit 1; }
    exec "$bin/python" packaging/check_texts.py "$folder"
fi
collect "$template"
for language in zh_CN; do
    "$bin/pybabel" -q update -D wizard -i "$template" -d "$folder" -l "$language" --no-fuzzy-matching --ignore-obsolete --omit-header ||
        "$bin/pybabel" -q init -D wizard -i "$template" -d "$folder" -l "$language"
done
"$bin/pybabel" -q compile -D wizard -d "$folder"
"$bin/python" packaging/check_texts.py "$folder"

#!/bin/sh
# Pins anew what bundles are built of and with, and what workflows are checked with, for every system and Python:
# versions and digests of all files.
# Run it when pyproject.toml's dependencies change, or for security updates; then build, test, and commit the lists.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p .cache
[ -x .cache/uv/bin/uv ] || { "${PYTHON:-python3}" -m venv .cache/uv && .cache/uv/bin/pip install -q uv; }
pin() {
    .cache/uv/bin/uv pip compile -q --upgrade --universal --generate-hashes --python-version 3.11 --no-annotate \
        --no-emit-index-url --custom-compile-command "sh packaging/bundle/pin.sh" "$@"
}
pin pyproject.toml packaging/bundle/program.in -o packaging/bundle/program.txt
pin packaging/bundle/tools.in -o packaging/bundle/tools.txt
pin packaging/bundle/checks.in -o packaging/bundle/checks.txt

#!/bin/sh
# Every check that needs no machine: format, lint, types (also as on Windows), layers, shell, texts.
set -eu
bin=$1/bin
"$bin/ruff" format --check .
"$bin/ruff" check .
"$bin/mypy"
"$bin/mypy" --platform win32
"$bin/lint-imports" --no-cache
shellcheck -s sh resources/agent/*.sh packaging/*.sh
shellcheck -s bash .ci/run
sh packaging/texts.sh "$1" --check

#!/bin/sh
# Every check that needs no machine: format, lint, types (also as on Windows), layers, shell, workflows, texts.
set -eu
bin=$1/bin
"$bin/ruff" format --check .
"$bin/ruff" check .
"$bin/mypy"
MYPYPATH=packaging:packaging/windows "$bin/mypy" packaging/windows/*.py
"$bin/mypy" --platform win32
"$bin/lint-imports" --no-cache
"$bin/vulture"
for program in LOOK ACT REHEARSE; do
    # The agent's programs are made of parts; what runs in a distro is the whole.
    "$bin/python" -c "from wizard.transports.shell import hand; print(hand.program(hand.$program))" | shellcheck -s sh -
done
shellcheck -s sh resources/proof/suite.sh
shellcheck -s sh packaging/*.sh packaging/bundle/*.sh packaging/windows/*.sh tests/wsl/distros/init.sh
shellcheck -s bash .ci/run
# With shellcheck for what they run.
sh packaging/bundle/venv.sh .cache/checks packaging/bundle/checks.txt
.cache/checks/bin/actionlint
"$bin/python" packaging/check_facts.py .
"$bin/python" packaging/check_mirror.py .
"$bin/python" packaging/check_rooms.py .
"$bin/python" packaging/icons/draw.py --check
PYTHONPATH=. "$bin/python" packaging/compat/make_tables.py --check
sh packaging/texts.sh "$1" --check

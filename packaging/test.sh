#!/bin/sh
# All tests. The checks go first: they are quick, and what they find is cheap to repair. The window's tests have
# a process of their own: Qt and the threads of the distributed runner do not share one.
set -eu
sh packaging/check.sh "$1"
"$1/bin/python" -m pytest -n auto --dist loadgroup --ignore tests/gui
"$1/bin/python" -m pytest -p no:xdist tests/gui

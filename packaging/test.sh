#!/bin/sh
# All tests. The checks go first: they are quick, and what they find is cheap to mend.
set -eu
sh packaging/check.sh "$1"
exec "$1/bin/python" -m pytest -n auto --dist loadgroup

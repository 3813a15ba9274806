#!/bin/sh
# Makes the virtual environment $1 with exactly what the list $2 pins. Safe to run again, and twice at once.
# A bundle takes its Python from the system if it can: one that somebody built for himself has his folders inside.
set -eu
venv=$1 pins=$2
mkdir -p "$(dirname "$venv")"
exec 9>"$venv.lock"
flock 9
cmp -s "$pins" "$venv/.pinned" && exit 0

works() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

for python in "${BUNDLE_PYTHON:-/usr/bin/python3}" python3 python3.13 python3.12 python3.11 none; do
    works "$python" && break
done
[ "$python" != none ] || { echo "Python 3.11 or newer is needed." >&2 && exit 1; }

# Debian's Python is linked into its program; for a bundle it has to be a library.
library=$("$python" -c 'import sys; print("libpython%d.%d" % sys.version_info[:2] if sys.prefix == "/usr" else "")')
if [ -n "$library" ] && command -v dpkg-query >/dev/null &&
    ! dpkg-query -W -f='${Status}' "$library" 2>/dev/null | grep -q 'ok installed'; then
    as_root=$([ "$(id -u)" = 0 ] || echo sudo)
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$library"
fi

rm -rf "$venv"
"$python" -m venv "$venv"
"$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$pins"
cp "$pins" "$venv/.pinned"

#!/bin/sh
# Makes the virtual environment in $1 and installs what the system lacks. Safe to run again.
set -eu
venv=$1

# Qt needs a few libraries of the system, the tests a few tools. Only Debian and its children are known here.
packages="python3-venv libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1
 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 fonts-dejavu-core"
test_packages="debootstrap systemd-container xvfb xauth xdotool shellcheck busybox-static dash zsh fish sudo fonts-noto-cjk
 desktop-file-utils appstream git gnome-keyring dbus gcc libc6-dev musl-tools"
[ "${1:-}" != "" ] || exit 2

missing() {
    for package in $1; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    wanted=$(missing "$packages")
    [ "${WIZARD_TESTS:-yes}" != yes ] || wanted="$wanted $(missing "$test_packages")"
    wanted=$(echo "$wanted" | tr '\n' ' ')
    if [ -n "$(echo "$wanted" | tr -d ' ')" ]; then
        echo "Installing: $wanted"
        as_root apt-get update -q
        # shellcheck disable=SC2086  # a list of names
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $wanted
    fi
fi

if [ ! -x "$venv/bin/python" ]; then
    for python in python3 python3.13 python3.12 python3.11 none; do
        # What is on the PATH need not work: version managers leave shims.
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
    done
    [ "$python" != none ] || { echo "Python 3.11 or newer is needed." >&2 && exit 1; }
    "$python" -m venv "$venv"
fi
"$venv/bin/python" -m pip install -q --upgrade pip
"$venv/bin/python" -m pip install -q --editable '.[dev]'

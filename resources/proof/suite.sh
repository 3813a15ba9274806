# One step of the acceptance suite, run as the user in what a login shell gives to programs.
#
# What varies is data: the words that the program is called with (wizard/app/proof/door.py quotes them). It writes only
# into the private folder that `begin` makes, and `finish` removes that. Runs under dash, bash and busybox ash.
#
# shellcheck shell=sh
# shellcheck disable=SC2086,SC2088,SC2317  # numbers are one word, the tilde a letter; functions go by name

settle() { # what holds for every step: no network, this Go, no telemetry, private folders
    # GOPRIVATE would be fetched past the proxy, and what go.sum lacks be looked up.
    GOPROXY=off GONOPROXY=none GOVCS='*:off' GOSUMDB=off
    GOTOOLCHAIN=local GOCACHE=$work/cache TEST_TELEMETRY_DIR=/dev/null/none
    export GOPROXY GONOPROXY GOVCS GOSUMDB GOTOOLCHAIN GOCACHE TEST_TELEMETRY_DIR
}

centis() { # hundredths of a second since boot, in $now
    read -r now _ </proc/uptime && now=$((${now%.*} * 100 + 1${now#*.} - 100))
}

begin() { # $1: KiB that are needed; then the names and contents of the sample's files, in turn
    need=$1 work=''
    shift
    for place in "${TMPDIR:-/tmp}" /var/tmp "${XDG_CACHE_HOME:-$HOME/.cache}"; do
        free=$(df -Pk "$place" 2>/dev/null | tail -n 1 | { read -r _ _ _ free _ && printf '%s' "$free"; })
        case $free in '' | *[!0-9]*) continue ;; esac
        [ "$free" -ge "$need" ] || continue
        work=$(mktemp -d "$place/wsl-go-wizard-suite.XXXXXX" 2>/dev/null) && break
        work=''
    done
    [ -n "$work" ] || exit 75
    printf 'work %s\n' "$work"
    for each_folder in sample cache tmp gopath out home empty; do mkdir "$work/$each_folder" || exit; done
    while [ $# -ge 2 ]; do
        case $1 in */*) mkdir -p "$work/sample/${1%/*}" || exit ;; esac
        printf '%s' "$2" >"$work/sample/$1" || exit
        shift 2
    done
    settle
    ! found=$(command -v go) || printf 'go %s\n' "$found"
    case ${found-} in /*) [ ! -x "$found" ] || go version 2>&1 ;; esac
}

enter() { # the folder $1
    case $1 in
    '~') set -- "$HOME" ;;
    '~/'*) set -- "$HOME/${1#??}" ;;
    esac
    cd -- "$1" 2>/dev/null || exit 72
}

run() { # $1: the folder; then settings NAME=value; `--`; the command
    enter "$1"
    shift
    settle
    GOTMPDIR=$work/tmp TMPDIR=$work/tmp # a C compiler that is ended leaves its files in the second
    export GOTMPDIR TMPDIR
    while [ "$1" != -- ]; do
        export "${1?}"
        shift
    done
    shift
    command -v "$1" >/dev/null || exit 127
    echo $$ >"$work/pid"
    "$@" 2>&1
}

versions() { # what the go command says, what GOROOT says, and by what a program says it was built: $1
    settle
    go env GOVERSION
    IFS= read -r line <"$(go env GOROOT)/VERSION" && echo "$line"
    go version "$1" | { IFS= read -r line && echo "${line##*: }"; }
}

beside() { # makes $made, a private folder in $1. Whoever cuts this step off leaves it to `finish`
    made=$(mktemp -d "$1/wsl-go-wizard-suite.XXXXXX" 2>&1) || return
    printf '%s\n' "$made" >>"$work/places"
}

temporary() { # runs a program from where Go puts those that it builds to run
    settle
    place=$(go env GOTMPDIR)
    place=${place:-${TMPDIR:-/tmp}}
    echo "in $place"
    beside "$place" || { code=$? && echo "$made" && exit $code; }
    # shellcheck disable=SC2016
    printf '#!/bin/sh\necho "it runs"\n' >"$made/program" && chmod 700 "$made/program" && "$made/program"
    code=$?
    rm -rf "$made"
    return $code
}

resolver() { # has $1 say how it looks up names, with the resolver that the user chose
    chosen=''
    IFS=,
    for each_setting in ${GODEBUG-}; do
        case $each_setting in netdns=[!0-9+]*) chosen=${each_setting#netdns=} chosen=${chosen%%+*}+ ;; esac
    done
    IFS=' '
    GODEBUG=${GODEBUG:+$GODEBUG,}netdns=${chosen}1
    export GODEBUG
    "$1" 2>&1
}

session() { # the state of the user's own systemd
    read -r first </proc/1/comm
    [ "$first" = systemd ] || { echo "init $first" && return; }
    XDG_RUNTIME_DIR=/run/user/$(id -u)
    export XDG_RUNTIME_DIR
    [ -d "$XDG_RUNTIME_DIR/systemd" ] || { echo 'no session' && return; }
    systemctl --user is-system-running 2>&1
}

control_groups() {
    if [ -f /sys/fs/cgroup/cgroup.controllers ]; then echo v2
    elif [ -d /sys/fs/cgroup/memory ] || [ -d /sys/fs/cgroup/unified ]; then echo v1
    else echo none; fi
}

sums() { # digests of what no step may change, of the project in $1
    enter "$1"
    settle
    module=$(go env GOMOD)
    [ -n "$module" ] && [ "$module" != /dev/null ] || exit 71
    echo "module ${module%/*}"
    workspace=$(go env GOWORK)
    case $workspace in '' | off) ;; *) echo "workspace $workspace" ;; esac
    [ ! -f "${workspace:+${workspace%/*}/vendor/modules.txt}" ] && [ ! -f "${module%/*}/vendor/modules.txt" ] ||
        echo vendored
    for each_file in "$module" "${module%/*}/go.sum" ${workspace:+"$workspace" "${workspace%/*}/go.work.sum"}; do
        [ ! -f "$each_file" ] || sha256sum -- "$each_file"
    done
}

speed() { # builds a package of many files in a folder of the place $1, and again with one file changed, $2 times
    case $1 in
    windows) place=$(windows_folder) || exit 74 ;;
    home) place=$HOME ;;
    *) place=/tmp ;;
    esac
    settle
    beside "$place" || { echo "$made" && exit 73; }
    echo "in $place"
    filesystem=$(df -PT "$place" 2>/dev/null | tail -n 1 | { read -r _ kind _ && printf '%s' "$kind"; })
    echo "kind ${filesystem:-?}"
    build_often "$2"
    code=$?
    rm -rf "$made"
    return $code
}

build_often() {
    GO111MODULE=on GOWORK=off GOFLAGS='' GOTMPDIR=$made/tmp TMPDIR=$made/tmp
    export GO111MODULE GOWORK GOFLAGS GOTMPDIR TMPDIR
    cd "$made" && mkdir tmp many || return
    printf 'module wsl-go-wizard.test/speed\n\ngo 1.16\n' >go.mod
    number=0
    while [ $number -lt 100 ]; do
        printf 'package many\n\nfunc F%d() int { return %d }\n' $number $number >many/f$number.go || return
        number=$((number + 1))
    done
    printf 'package main\n\nimport "wsl-go-wizard.test/speed/many"\n\nfunc main() { println(many.F0()) }\n' >main.go
    go build -o program . 2>&1 || return
    round=0
    while [ $round -lt "$1" ]; do
        printf 'package many\n\nfunc F0() int { return %d }\n' $((round + 1000)) >many/f0.go
        centis && began=$now
        go build -o program . 2>&1 || return
        centis && echo "built $((now - began))"
        round=$((round + 1))
    done
}

windows_folder() { # the temporary folder of the Windows user, if this distro can write to it
    for each_folder in /mnt/c/Users/*/AppData/Local/Temp; do
        beside "$each_folder" || continue
        rmdir "$made"
        printf '%s' "$each_folder"
        return
    done
    return 1
}

finish() {
    end_last
    if [ -f "$work/places" ]; then
        while IFS= read -r each_place; do
            case $each_place in */wsl-go-wizard-suite.??????) rm -rf -- "$each_place" ;; esac
        done <"$work/places"
    fi
    case $work in */wsl-go-wizard-suite.??????) ;; *) exit 70 ;; esac
    chmod -R u+w "$work" 2>/dev/null
    rm -rf -- "$work"
    [ ! -e "$work" ]
}

end_last() { # what the last step started, if it was cut off and still runs
    [ -f "$work/pid" ] && read -r number <"$work/pid" || return 0
    grep -qF -- "$work" "/proc/$number/cmdline" 2>/dev/null || return 0
    read -r _ _ _ _ group _ <"/proc/$number/stat" || return 0
    [ "${group:-1}" -le 1 ] || kill -s KILL -- "-$group" 2>/dev/null
    sleep 1
}

umask 077
unset CDPATH
verb=$1 work=$2
shift 2
centis && started=$now
case $verb in
begin | run | versions | temporary | resolver | session | control_groups | sums | speed | finish) ;;
*) exit 70 ;;
esac
("$verb" "$@") 2>&1
code=$?
centis
printf '\ntook %s\n' $((now - started))
exit $code

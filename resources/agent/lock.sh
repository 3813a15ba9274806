# The acting hand's lock: one hand at a time. What it is made of, and why: wizard/transports/journal.py.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

lock() {
    [ -d "$journal" ] && [ ! -L "$journal" ] && [ -O "$journal" ] || refuse unsafe-path "$journal_word"
    case $(stat -c %A -- "$journal") in d????-??-?) ;; *) refuse unsafe-path "$journal_word" ;; esac
    firm "$journal" "$journal_word"
    read -r boot </proc/sys/kernel/random/boot_id
    space=$(readlink /proc/self/ns/pid) space=${space#*[} space=${boot%%-*}-${space%]}
    begun $$
    mine=$$:$start:$space:$who mark=$mine
    case $who in */*) mark=$$:$start:$space:- ;; esac
    [ ${#mark} -le 200 ] || mark=$$:$start:$space:-
    held=$journal/held:$mark
    if ! try ln -snT -- "$mine" "$journal/lock"; then
        case $error in
        *'File exists' | *' is a directory') take_over "$(holder "$journal/lock")" ;;
        *': No space left on device' | *'uota exceeded')
            why=$error
            take_spare || { error=$why && blame "$journal_word"; }
            ;;
        *) blame "$journal_word" ;;
        esac
    fi
    at=locked
}

holder() { # who holds the lock $1, a link or (where there was no room for one) a folder with a name in it
    if [ -L "$1" ]; then readlink -- "$1"; else first_in "$1"; fi
}

first_in() { # the first name in folder $1
    set +f
    for each_name in "$1"/*; do set -f && [ "$each_name" = "$1/*" ] || echo "${each_name##*/}" && return; done
}

take_spare() { # makes a folder that a commit left the lock: renaming needs no room (wizard/transports/journal.py)
    try mv -T -- "$journal/spare" "$held" || take_abandoned || return
    claim && try mv -T -- "$held" "$journal/lock" && return
    try mv -T -- "$held" "$journal/spare"
    return 1
}

take_abandoned() { # the spare folder of somebody who ended before it was the lock
    set +f
    for each_name in "$journal"/held:*; do
        set -f
        is_gone "${each_name##*/held:}" && try mv -T -- "$each_name" "$held" && return
    done
    set -f
    return 1
}

claim() {
    first=$(first_in "$held")
    [ "$first" = "$mark" ] || try mv -T -- "$held/$first" "$held/$mark"
}

make_spare() { # so that there is a lock to take even when there is room for nothing
    [ -L "$journal/lock" ] || return 0
    ! take_abandoned || try rm -rf -- "$held"
    [ -d "$journal/spare" ] || try mkdir -m 700 -- "$journal/spare" || blame "$journal_word"
    [ -z "$(first_in "$journal/spare")" ] || return 0
    try write_mark || blame "$journal_word"
}

write_mark() { cat </dev/null >"$journal/spare/free"; }

unlock() {
    if [ -L "$journal/lock" ]; then rm -f -- "$journal/lock"; else try mv -T -- "$journal/lock" "$journal/spare"; fi
}

take_over() { # the lock that says $1, if its holder is gone and nobody else is faster
    is_gone "$1" || busy "$1"
    [ -L "$journal/lock" ] || { take_folder "$1" && return; }
    try mv -T -- "$journal/lock" "$journal/stale-$$" || busy "$1"
    moved=$(readlink -- "$journal/stale-$$")
    rm -f -- "$journal/stale-$$"
    [ "$moved" = "$1" ] || { ln -snT -- "$moved" "$journal/lock" && busy "$moved"; }
    try ln -snT -- "$mine" "$journal/lock" || take_spare || busy "$1"
}

take_folder() { # the same for a lock that is a folder
    try mv -T -- "$journal/lock" "$held" || busy "$1"
    moved=$(first_in "$held")
    [ "$moved" = "$1" ] || { try mv -T -- "$held" "$journal/lock" && busy "$moved"; }
    claim && try mv -T -- "$held" "$journal/lock" || busy "$1"
}

busy() { # whoever $1 names holds the lock
    set -- "${1#*:*:*:}"
    case $1 in '' | *[!A-Za-z0-9_./~@%+=:,\\-]*) set -- - ;; esac
    refuse busy "$1"
}

is_gone() { # see Holder.is_gone in journal.py, which says why
    IFS=:
    set -- $1
    IFS=' '
    [ $# -ge 4 ] || return
    case $1$2 in '' | *[!0-9]*) return 1 ;; esac
    if [ "$3" = "$space" ]; then
        begun "$1"
        [ "$start" != "$2" ]
    elif [ "${3%-*}" = "${space%-*}" ]; then
        read -r line </proc/sys/kernel/osrelease
        case $line in *[Mm]icrosoft*) begun 1 && [ "$start" -gt "$2" ] ;; *) false ;; esac
    fi
}

begun() { # when process $1 began, in $start; empty if there is none
    start=''
    { read -r line; } 2>/dev/null <"/proc/$1/stat" || return
    set -- ${line##*) }
    case $1 in Z | X) ;; *) start=${20} ;; esac
}


# The acting hand's journal: lock, numbers, phases, manifests. The layout is told in wizard/transports/journal.py.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

lock() {
    [ -d "$journal" ] && [ ! -L "$journal" ] && [ -O "$journal" ] || refuse unsafe-path "$journal_word"
    case $(stat -c %A -- "$journal") in d????-??-?) ;; *) refuse unsafe-path "$journal_word" ;; esac
    read -r boot </proc/sys/kernel/random/boot_id
    space=$(readlink /proc/self/ns/pid) space=${space#*[} space=${boot%%-*}-${space%]}
    begun $$
    mine=$$:$start:$space:$who
    if ! try ln -sn -- "$mine" "$journal/lock"; then
        case $error in *'File exists') ;; *) blame "$journal_word" ;; esac
        take_over "$(readlink -- "$journal/lock")"
    fi
    at=locked
}

make_journal() { # its folder is for all to see: whether a batch is open is no secret
    umask 022
    try mkdir -p -- "$journal" || blame "$journal_word"
    umask 077
    flush "${journal%/*}" || blame "$journal_word"
}

unlock() { rm -f -- "$journal/lock"; }

take_over() { # the lock that says $1, if its holder is gone and nobody else is faster
    is_gone "$1" || busy "$1"
    try mv -T -- "$journal/lock" "$journal/stale-$$" || busy "$1"
    moved=$(readlink -- "$journal/stale-$$")
    rm -f -- "$journal/stale-$$"
    [ "$moved" = "$1" ] || { ln -sn -- "$moved" "$journal/lock" && busy "$moved"; }
    try ln -sn -- "$mine" "$journal/lock" || busy "$1"
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

at_batch() { n=$1 batch=$journal/$1 batch_word=$journal_word/$1; }

newest() { # the batch with the highest number; a user's originals count, for they outlive a lost journal
    set +f
    n=0
    for each_batch in "$journal"/*/ "$user_batches"/*/; do
        each_batch=${each_batch%/} each_batch=${each_batch##*/}
        case $each_batch in 0* | *[!0-9]*) ;; *) [ "$each_batch" -le "$n" ] || n=$each_batch ;; esac
    done
    set -f
    at_batch "$n"
}

find_phase() { # the phase of the batch at hand, in $phase: empty before it has a manifest, `several` if damaged
    phase=''
    for each_phase in draft prepared switching trial accepted undone; do
        exists "$batch/$each_phase" || continue
        [ -z "$phase" ] && [ -f "$batch/$each_phase" ] && [ ! -L "$batch/$each_phase" ] || { phase=several && return; }
        phase=$each_phase
    done
}

find_open() { # the open batch, in $n and $phase; false if there is none
    exists "$journal/open" || return
    opened=$(readlink -- "$journal/open")
    case $opened in '' | 0* | *[!0-9]*) refuse journal-damaged "$journal_word/open" ;; esac
    at_batch "$opened"
    find_phase
    [ "$phase" != several ] || damaged
}

damaged() { refuse journal-damaged "$batch_word"; }

newer() { # refuses the manifest of a version that is not ours
    case $version in '' | 0* | *[!0-9]* | ??????????*) damaged ;; esac
    refuse newer-version "$batch_word/$phase"
}

# Cut off before it had a manifest, a batch has touched nothing but its own folder. False if it is not such a one.
drop_stray() {
    find_phase
    [ -z "$phase" ] && [ ! -L "$batch" ] || return
    set +f
    for each_file in "$batch"/*; do
        case ${each_file##*/} in new | note | \*) ;; *) phase=several ;; esac
    done
    set -f
    [ -z "$phase" ] && { [ ! -d "$batch" ] || try rm -rf -- "$batch" || blame "$batch_word"; }
}

digest() { sum=$(sha256sum) && echo "${sum%% *}"; }

load() { # the manifest of the batch at hand, vouched for by its digest
    manifest='' items='' backwards='' folders='' count=0 whole=no version=1
    while read -r line; do
        case $whole:$line in
        "no:end "*) whole=${line#* } && continue ;;
        "no:account "*) account=${line#* } ;;
        "no:dir "*) folders=$folders$line$nl ;;
        "no:item "*) remember "$line" && reached=$count ;;
        "no:wsl-go-wizard 1" | "no:batch $n") ;;
        "no:wsl-go-wizard "*) [ -z "$manifest" ] && version=${line#* } || damaged ;;
        *) [ "$version" != 1 ] || damaged ;;
        esac
        manifest=$manifest$line$nl
    done <"$batch/$phase"
    [ -z "$line" ] && [ "$whole" = "$(printf '%s' "$manifest" | digest)" ] || damaged
    # A shell reads over NUL bytes; the size tells (69: the last line).
    [ "$(stat -c %s -- "$batch/$phase")" = $((${#manifest} + 69)) ] || damaged
    [ "$version" = 1 ] || newer
    set_account
    load_commands
}

write_manifest() {
    how=self
    manifest="wsl-go-wizard 1${nl}batch $n${nl}account $account$nl$folders$items"
    end="end $(printf '%s' "$manifest" | digest)"
    try write_new && flush "$batch/new" "$batch/note" || blame "$batch_word"
    at=draft
    advance new draft
    flush "$journal" || blame "$journal_word"
}

write_new() { # through `cat`, for the shells' own printf does not say why it failed
    printf '%s%s\n' "$manifest" "$end" | cat >"$batch/new" || return
    printf '%s' "$note" | base64 -d >"$batch/note"
}

advance() { # from phase $1 to phase $2, for good
    how=self
    try mv -fT -- "$batch/$1" "$batch/$2" || blame "$batch_word"
    phase=$2
    flush "$batch" && return
    case $phase in trial | accepted | undone) at=reached && refuse unsure "$n" "$phase" "$(excuse)" ;; esac
    blame "$batch_word"
}

close_batch() { # nobody has to think of the batch at hand any more
    exists "$journal/open" && [ "$(readlink -- "$journal/open")" = "$n" ] || return
    try rm -f -- "$journal/open" || blame "$journal_word"
}


# The acting hand's footing on the disk: every path is a folder entered without symlinks and one name in it, and
# every command on it runs with the ids of the item it belongs to.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

item() { # the fields of item line $1, and the ids to act with
    set -- $1
    i=$2 uid=$3 gid=$4 word=$5 before=$6 after=$7 source=$8
    plain "$word"
    parent=${text%/*} name=./${text##*/} parent_word=${word%/*}
    : "${parent:=/}" "${parent_word:=/}"
    staged=./.wsl-go-wizard-$n-$i staged_word=${word%/*}/.wsl-go-wizard-$n-$i
    ids
}

each() { # calls function $2 for every item of list $1
    IFS=$nl
    for line in $1; do
        IFS=' '
        item "$line"
        "$2"
    done
    IFS=' '
}

enter() { cd -P -- "$parent" 2>/dev/null && [ "$PWD" = "$parent" ]; }

# Refuses if names can be made in folder $1 (word $2), but never taken away (`chattr +a`).
firm() {
    case $nl$firm in *"$nl$1$nl"*) return ;; esac
    firm=$firm$1$nl
    ! is_append_only "$1" || refuse append-only "$2"
}

is_append_only() {
    if flags=$(lsattr -d -- "$1" 2>/dev/null); then
        case ${flags%% *} in *a*) return 0 ;; *) return 1 ;; esac
    fi
    # Without lsattr: to take away a file as if it were a folder is refused in two ways, and takes nothing away.
    told=1 tries=5
    set +f
    for each_file in "$1"/* "$1"/.*; do
        set -f
        [ -f "$each_file" ] || [ -L "$each_file" ] || continue
        [ $((tries -= 1)) -ge 0 ] || break
        ! try rmdir -- "$each_file" || continue
        case $error in *': Operation not permitted') told=0 ;; *) told=1 && break ;; esac
    done
    set -f
    return "$told"
}

inspect() { # what $1 is, as a fingerprint in $found; of a link, its target in $target
    found=other target=''
    if [ -L "$1" ]; then
        target=$(run readlink -- "$1" && echo .) && found=link target=${target%"$nl."}
    elif [ ! -e "$1" ]; then
        found=absent
    elif [ -f "$1" ]; then
        sum=$(run sha256sum -- "$1") sum=${sum#\\}
        set -- ${sum%% *} $(run stat -c '%a %u %g' -- "$1")
        [ $# -ne 4 ] || { mode=0000$2 && found=file:${mode#"${mode%????}"}:$3:$4:$1; }
    elif [ -f "$1/$marker" ] && [ ! -L "$1/$marker" ]; then
        { read -r sum && found=tree:$sum; } <"$1/$marker"
    fi
}

equals() { # is what was inspected last what fingerprint $1 says?
    case $1 in
    link:*) [ "$found" = link ] && plain "${1#link:}" && [ "$target" = "$text" ] ;;
    *) [ "$found" = "$1" ] ;;
    esac
}

untouched() { # is a tree as it was unpacked? (of a file the bytes were compared)
    case $after in tree:*) [ -z "$(run find "$1" -newer "$1/$marker" | head -n 1)" ] ;; esac
}

over() { # renames $1 over $name in one step
    try run mv -fT -- "$1" "$name" && return
    # busybox takes a link to a folder for the folder; moved into `./` under its own name it is only renamed.
    [ -L "$name" ] && [ -d "$name" ] || return
    try run rm -rf -- "$staged.dir" && try run mkdir -- "$staged.dir" || return
    try run ln -- "$1" "$staged.dir/${name#./}" && try run mv -f -- "$staged.dir/${name#./}" ./ || return
    try run rm -f -- "$1" && try run rmdir -- "$staged.dir"
}

# Removes what is staged. The marker of a tree goes last: half gone, it is still known as ours.
remove_staged() {
    if [ ! -L "$staged" ] && [ -d "$staged" ]; then
        try run find "$staged" -mindepth 1 -maxdepth 1 ! -name "$marker" -exec rm -rf -- {} +
    fi
    try run rm -rf -- "$staged" || blame "$word"
}

later() { # what word $1 says (nothing: the root) has to be on the disk before the next phase
    set -- "${1:-/}"
    case $nl$wet in *"$nl$uid $gid $1$nl"*) ;; *) wet="$wet$uid $gid $1$nl" ;; esac
}

settle() { # syncs what was remembered, one process an owner
    while [ -n "$wet" ]; do
        set -- ${wet%%"$nl"*}
        uid=$1 gid=$2 rest=''
        ids
        set --
        IFS=$nl
        for line in $wet; do
            case $line in
            "$uid $gid "*) plain "${line##* }" && exists "$text" && set -- "$@" "$text" ;;
            *) rest=$rest$line$nl ;;
            esac
        done
        IFS=' ' wet=$rest
        [ $# = 0 ] || flush "$@" || blame "$journal_word"
    done
}

flush() { # syncs $@. What its owner cannot read is synced with everything else, but an error is never tried again.
    try run sync "$@" && return
    case $error in *'nput/output error' | *': I/O error') false ;; *) try sync ;; esac
}


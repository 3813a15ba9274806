# How the acting hand puts files back: by comparison alone, by renaming alone, safe to repeat and to interrupt.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

# Before the switch no target was touched, and all that lies under our names is ours.
sweep() {
    each "$backwards" sweep_one
    remove_folders
    settle
}

sweep_one() {
    [ "$i" -le "$reached" ] && enter || return
    later "$parent_word"
    ! exists "$staged" || remove_staged
    while find_keep "$n/$i"; do try run rm -f -- "$keep" || blame "$word"; done
}

put_all_back() { # from switching to undone
    at=unsure
    say doing back 0 0 -
    each "$backwards" put_back
    settle
    # Only now, as all names are right for good, may go what they were before, and the originals' second names.
    each "$backwards" drop_rest
    remove_folders
    settle
    undo_commands
    advance switching undone
    close_batch
}

put_back() {
    if ! enter; then
        [ "$before" = absent ] && ! exists "$parent" || say foreign "$word"
        return
    fi
    later "$parent_word"
    find_keep "$n/$i"
    clear_staged
    inspect "$name"
    if equals "$before"; then return
    elif ! equals "$after" || ! untouched "$name"; then say foreign "$word"
    elif [ "$before" = absent ]; then take_away
    elif [ -z "$keep" ]; then say foreign "$word" && say lost "$word"
    else give_back || blame "$word"; fi
}

give_back() { # the original its name. A disk may be too full for one more name: then it comes with the one it has
    if [ "$after" = absent ]; then
        try run ln -T -- "$keep" "$name" || try run mv -nT -- "$keep" "$name"
    else
        { try run ln -T -- "$keep" "$staged" && over "$staged"; } || over "$keep"
    fi
}

# Where the original of batch/item $1 waits, in $keep; false if nowhere.
find_keep() {
    for keep in "./.wsl-go-wizard-${1%/*}-${1#*/}.before" "$journal/$1.before" "$user_batches/$1.before"; do
        ! exists "$keep" || return 0
    done
    keep=''
    false
}

drop_rest() {
    enter || return
    later "$parent_word"
    find_keep "$n/$i"
    clear_staged
    [ -z "$keep" ] || drop_keep
}

drop_keep() { # if the original is where it belongs, and nobody wrote to it where it waited
    if [ -L "$keep" ] || [ ! "$keep" -ef "$name" ]; then
        inspect "$name"
        equals "$before" || return
        inspect "$keep"
        equals "$before" || return
    fi
    try run rm -f -- "$keep" || blame "$word"
}

take_away() { # by renaming only: what went away is looked at once more
    try run mv -T -- "$name" "$staged" || blame "$word"
    inspect "$staged"
    equals "$after" && untouched "$staged" && return
    try run mv -nT -- "$staged" "$name" || blame "$word"
    say foreign "$word"
}

clear_staged() { # what lies under our name goes if it is ours; other bytes are put aside and named
    [ ! -d "$staged.dir" ] || try run rm -rf -- "$staged.dir"
    exists "$staged" || return
    inspect "$staged"
    if equals "$after" || { equals "$before" && [ -n "$keep" ]; }; then remove_staged
    elif ! try run rmdir -- "$staged"; then put_aside; fi
}

put_aside() {
    kept=$batch/$i.kept kept_word=$batch_word/$i.kept
    if [ "$uid" != "$self" ]; then
        kept=$user_batches/$n/$i.kept kept_word=$user_batches_word/$n/$i.kept
        [ -d "${kept%/*}" ] || try run mkdir -m 700 -- "${kept%/*}"
    fi
    try run mv -nT -- "$staged" "$kept" && ! exists "$staged" || kept_word=$staged_word
    say kept "$kept_word"
}

remove_folders() { # that this batch made, innermost first, if nobody put anything into them
    set -- $account
    uid=$1 gid=$2
    ids
    [ ! -d "$user_batches/$n" ] || try run rmdir -- "$user_batches/$n" && later "$user_batches_word"
    inside_out=''
    IFS=$nl
    for line in $folders; do inside_out=$line$nl$inside_out; done
    for line in $inside_out; do
        IFS=' '
        set -- $line
        uid=$2 gid=$3
        ids
        plain "$4"
        [ -d "$text" ] && [ ! -L "$text" ] && try run rmdir -- "$text" && later "${4%/*}"
    done
    IFS=' '
}

# Folders that earlier batches made, for what the batch that is now kept took away: they go, if nothing is left in them.
# What fails is left as it is: an empty folder is in nobody's way.
remove_made() {
    gone='' made=''
    IFS=$nl
    for line in $items; do
        IFS=' '
        set -- $line
        [ "$6" = absent ] || [ "$7" != absent ] || gone=$gone$5$nl
    done
    IFS=' '
    [ -n "$gone" ] || return 0
    set +f
    for each_file in "$journal"/*/accepted; do
        set -f
        find_made "$each_file"
    done
    set -f
    IFS=$nl
    for line in $(printf '%s' "$made" | sort -r -u -k 4); do
        IFS=' '
        set -- $line
        uid=$2 gid=$3
        ids
        plain "$4"
        [ -d "$text" ] && [ ! -L "$text" ] && try run rmdir -- "$text" || continue
        text=${text%/*}
        flush "${text:-/}"
    done
    IFS=' '
}

find_made() { # the folders above what is $gone that the manifest $1 tells of, unless somebody damaged it
    found='' manifest='' whole=''
    while read -r line; do
        case $line in
        "end "*) whole=${line#* } && continue ;;
        "dir "*)
            set -- $line
            case $nl$gone in *"$nl$4/"*) found=$found$line$nl ;; esac
            ;;
        esac
        manifest=$manifest$line$nl
    done <"$1"
    [ -z "$found" ] || [ "$whole" != "$(printf '%s' "$manifest" | digest)" ] || made=$made$found
}

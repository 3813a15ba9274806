# The acting hand before the switch: what a batch needs, written and made durable beside its targets.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

make_folders() {
    IFS=$nl
    for line in $folders; do
        IFS=' '
        set -- $line
        uid=$2 gid=$3
        ids
        plain "$4"
        if try run mkdir -m 755 -- "$text"; then later "${4%/*}"; continue; fi
        # Without a place for originals in the home they wait beside their files.
        case $user_batches_word/ in "$4"/*) ;; *) blame "$4" ;; esac
    done
    IFS=' '
}

stage_all() {
    IFS=$nl
    for line in $order; do
        IFS=' '
        case $line in
        "data "*) bytes=${line#data * } ;;
        "item "*) item "$line" && stage; unset bytes ;;
        esac
    done
    IFS=' '
    settle
}

stage() {
    [ "$stop" = no ] || refuse stopped
    say doing stage "$i" "$count" "$word"
    enter || refuse unsafe-path "$word"
    ! exists "$staged" || refuse unsafe-path "$staged_word"
    reached=$i
    [ "$before" != "$after" ] || return
    case $after in
    file:*) stage_file ;;
    tree:*) stage_tree ;;
    link:*) plain "${after#link:}" && try run ln -sn -- "$text" "$staged" || blame_made ;;
    esac
    later "$parent_word"
    [ "$before" = absent ] || keep_original
}

# Refuses because of $error; if somebody was faster to take our name, what is there is not ours to remove.
blame_made() {
    case $error in *': File exists' | *'existing file') reached=$((i - 1)) ;; esac
    blame "$word"
}

stage_file() {
    if is_kept; then
        try run cp -p -- "$keep" "$staged" || blame_made
        keep_attributes "$keep"
    else
        [ -n "${bytes+sent}" ] || refuse original-lost "$word" # of a file with passwords nothing else is left
        try pour || blame_made
        case $before in file:*) keep_attributes "$name" ;; esac
    fi
    IFS=:
    set -- $after
    IFS=' '
    try run chmod "$2" "$staged" || blame "$word"
    inspect "$staged"
    if ! equals "$after"; then # a copy has its original's owner, and a folder may give its group
        try run chown "$3:$4" "$staged" && try run chmod "$2" "$staged" || blame "$word"
        inspect "$staged"
        equals "$after" || refuse staging-mismatch "$word"
    fi
    later "$staged_word"
}

is_kept() { # for a file that comes back from an earlier batch: does its original wait in $keep, as it was?
    case $source in journal:*) find_keep "${source#journal:}" ;; *) false ;; esac || return
    inspect "$keep"
    [ "${found##*:}" = "${after##*:}" ]
}

# ACLs and extended attributes are those of $1, where `cp` knows of them: that of busybox does not.
keep_attributes() {
    try run cp --attributes-only --preserve=mode,ownership,xattr -- "$1" "$staged" && return
    case $error in
    *' option'* | *'without xattr support') ;;
    *'not permitted' | *'ot supported' | *': Permission denied') refuse attributes-lost "$word" "$(excuse)" ;;
    *) blame "$word" ;;
    esac
}

# (A pattern over megabytes that does not match at once takes a shell for ever, so there is none for `bytes`.)
# Made exclusively (noclobber) by the owner itself: a link somebody put there is neither followed nor replaced.
pour() { printf '%s' "$bytes" | run sh -c 'set -C; exec base64 -d >"$1"' sh "$staged"; }

stage_tree() {
    plain "${source#archive:}"
    archive=$text
    sum=$(run sha256sum -- "$archive") || [ $? = 127 ] || no_archive
    sum=${sum#\\} sum=${sum%% *}
    [ "tree:$sum" = "$after" ] || refuse archive-mismatch "$word" "${source#archive:}"
    try run mkdir -m 755 -- "$staged" || blame_made
    unpack
    try put_marker || blame "$word"
    flush -f "$staged" || blame "$word"
}

no_archive() { # one that only another user may read is there all the same
    [ ! -e "$archive" ] || refuse archive-denied "$word" "${source#archive:}"
    refuse archive-unseen "$word" "${source#archive:}"
}

put_marker() { printf '%s\n' "$sum" | run sh -c 'umask 022; set -C; exec cat >"$1"' sh "$staged/$marker"; }

unpack() { # in the background, so that a wish to stop need not wait for it
    (direct='exec' && untar) >/dev/null 2>&1 &
    unpacking=$!
    [ "$stop" = yes ] || wait "$unpacking"
    code=$?
    [ "$stop" = no ] || { kill "$unpacking" && wait "$unpacking"; }
    [ "$stop" = no ] || refuse stopped
    # A full disk has no room for complaints either: they are listened to in a second run.
    [ "$code" != 0 ] && ! try untar || return
    case $error in
    *': No space left on device'* | *'uota exceeded'*) refuse no-space "$word" ;;
    *'Cannot exec'* | *': not found'*) miss tar ;;
    *) refuse archive-unpack "$word" "$(excuse)" ;;
    esac
}

untar() {
    run sh -c 'umask 022; exec tar -xzof - -C "$2" --strip-components=1 <"$1"' sh "$archive" "$staged"
}

# The original's inode waits under a second name: root's in the journal, a user's in the home, else beside.
keep_original() {
    keep=$batch/$i.before
    if [ "$uid" != "$self" ]; then
        keep=$user_batches/$n/$i.before
        [ -d "${keep%/*}" ] || try run mkdir -m 700 -- "${keep%/*}"
    fi
    if try run ln -- "$name" "$keep"; then
        [ "$uid" = "$self" ] || { later "$user_batches_word" && later "$user_batches_word/$n"; }
        return
    fi
    ! try run ln -- "$name" "$staged.before" || return 0
    case $error in
    *ross-device* | *'ot supported'* | *'oo many links'* | *'not permitted'*) ;;
    *) blame "$word" ;;
    esac
    # Some file systems without hard links answer like a forbidden one: what is ours shows which it is.
    why=$error
    exists "$staged" && try run ln -- "$staged" "$staged.before" && error=$why && blame "$word"
    refuse no-hard-links "$word"
}


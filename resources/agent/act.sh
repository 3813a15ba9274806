# The acting half of the shell hand: one order in, one receipt out. What an order means: wizard/model/orders.py.
#
# A batch's phase is the name of its manifest. Every step below may be the last one (power cut, SIGKILL): `recover`
# finds out by comparison what stands, so no step relies on an earlier one having been remembered.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

act() {
    nonce=$1 order=$2
    settle_down
    marker=.unpacked-success user_journal=.local/state/wsl-go-wizard
    error='' stop=no at=nothing wet='' folders='' items='' backwards='' count=0 reached=0 commands=''
    how=self chosen='' direct='' listener=''
    # Nobody may eat what is left of stdin, and a listener that went away must not stop us half-way.
    exec 3<&0 </dev/null
    trap '' PIPE HUP INT TERM
    read_order
    self=$(id -u)
    say hello
    "$verb"
}

read_order() {
    case $order in "order "*"${nl}end") ;; *) exit 1 ;; esac
    note='' account='0 0 -'
    IFS=$nl
    for line in $order; do
        IFS=' '
        case $line in
        "order "*) set -- ${line#* } - && verb=$1 n=$2 ;;
        "journal "*) journal_word=${line#* } ;;
        "who "*) who=${line#* } ;;
        "account "*) account=${line#* } ;;
        "note "*) note=${line#* } ;;
        "item "*) remember "$line" ;;
        "command "* | "undo "*) commands=$commands$line$nl ;;
        esac
    done
    IFS=' '
    case $verb in commit | accept | undo | recover) ;; *) exit 1 ;; esac
    plain "$journal_word"
    journal=$text
    set_account
}

remember() { items=$items$1$nl backwards=$1$nl$backwards count=$((count + 1)); }

set_account() {
    plain "${account##* }"
    user_batches=$text/$user_journal user_batches_word=${account##* }/$user_journal
}

# Ends the order. What was begun is taken back first; if that fails too, what stands is for `recover` to find out.
refuse() {
    trap '' HUP INT TERM
    was=$at at=unsure
    case $was in
    numbered) forget ;;
    draft) sweep && forget ;;
    commands) sweep && undo_commands && advance prepared undone && close_batch ;;
    switching) put_all_back ;;
    unsure) set -- cut-off "$@" ;;
    esac
    say refused "$@"
    [ "$was" = nothing ] || unlock
    finish
}

forget() { try rm -rf -- "$batch" && try rm -f -- "$journal/open"; }

blame() { # refuses for the reason that $error gives, about word $1; a reason ends the line, a name may hold anything
    code=disk-error first=${error%%"$nl"*}
    case $first in
    *': No space left on device' | *'uota exceeded') code=no-space ;;
    *': Read-only file system') code=read-only ;;
    *': Permission denied' | *': Operation not permitted') code=denied ;;
    *'esource busy' | *'ross-device link') code=in-use ;;
    *'oo many links') code=too-many-links ;;
    *'name too long') code='name-too-long' ;;
    *': File exists' | *'existing file' | *': No such file or directory') code=stale ;;
    *'s a directory' | *': Not a directory' | *': Directory not empty') code=stale ;;
    *'symbolic links') code=unsafe-path ;;
    *': command not found' | *': not found') first=${first%: *} && miss "${first##*: }" ;;
    *": invalid option"* | *": unrecognized option"*) miss "${first%%:*}" ;;
    esac
    refuse "$code" "$1" "$(excuse)"
}

miss() { coded "$1" && refuse missing-tool "$field" "$(excuse)"; }

excuse() { coded "$(printf '%s' "$error" | tail -c 500)" && echo "$field"; }

receipt() {
    say receipt "$@"
    [ "$at" = nothing ] || unlock
    finish
}

finish() {
    tell_commands
    [ -z "$listener" ] || kill "$listener" 2>/dev/null
    say end
    exit 0
}

# --- commit ------------------------------------------------------------------------------------------------------

commit() {
    exists "$journal" || make_journal
    lock
    listen
    if find_open; then
        case $phase in
        trial) refuse trial-open "$n" ;;
        draft | prepared | switching) refuse interrupted-open "$n" ;;
        '') drop_stray || damaged ;;
        esac
        close_batch
    fi
    begin_batch
    each "$items" check
    write_manifest
    write_commands
    make_folders
    stage_all
    advance draft prepared
    run_commands
    trap '' HUP INT TERM
    [ "$stop" = no ] || refuse stopped
    advance prepared switching
    at=switching
    each "$items" switch
    settle
    advance switching trial
    receipt "$n" trial
}

# Whoever ordered holds our stdin open; its end is the wish to stop, and comes through sudo and wsl.exe alike.
listen() {
    trap 'stop=yes' HUP INT TERM
    (
        while read -r _ <&3; do :; done
        read -r _ _ _ elder _ </proc/self/stat
        [ "$elder" != $$ ] || kill $$
    ) >/dev/null 2>&1 &
    listener=$!
}

begin_batch() {
    newest
    ! drop_stray || newest
    at_batch $((n + 1))
    try mkdir -m 700 -- "$batch" || blame "$journal_word"
    at=numbered
    try ln -sn -- "$n" "$journal/open" || blame "$journal_word"
}

check() {
    [ "$stop" = no ] || refuse stopped
    case $word in /*) ;; *) refuse unsafe-path "$word" ;; esac
    if ! exists "$parent"; then
        [ "$before" = absent ] || refuse stale "$word"
        plan_folders "$parent_word" || refuse unsafe-path "$word"
        return
    fi
    enter || refuse unsafe-path "$word"
    for each_name in "$staged" "$staged.before" "$staged.dir"; do
        ! exists "$each_name" || refuse unsafe-path "${word%/*}/${each_name#./}"
    done
    inspect "$name"
    case $before in absent | file:* | link:*) equals "$before" ;; *) false ;; esac || refuse stale "$word"
    case $uid:$before in "$self:"* | *:absent) ;; *) plan_folders "$user_batches_word" ;; esac
}

plan_folders() { # manifest lines for the folder of word $1 and all above it that are missing
    missing='' up=$1
    while plain "$up" && ! exists "$text"; do
        case $nl$folders in *" $up$nl"*) ;; *) missing="dir $uid $gid $up$nl$missing" ;; esac
        up=${up%/*}
        : "${up:=/}"
    done
    parent=$text
    enter && folders=$folders$missing
}

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
        "item "*) item "$line" && stage ;;
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
    case $source in
    data) try pour || blame_made ;;
    journal:*)
        find_keep "${source#journal:}" || refuse staging-mismatch "$word"
        try run cp -p -- "$keep" "$staged" || blame_made
        ;;
    esac
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

switch() {
    say doing switch "$i" "$count" "$word"
    enter || refuse unsafe-path "$word"
    inspect "$name"
    equals "$before" || refuse stale "$word"
    [ "$before" != "$after" ] || return
    case $before in file:*) find_keep "$n/$i" && [ "$keep" -ef "$name" ] || refuse stale "$word" ;; esac
    case $before,$after in
    absent,tree:*)
        try run mv -nT -- "$staged" "$name" || blame "$word"
        ! exists "$staged" || refuse stale "$word"
        ;;
    absent,*) try run ln -T -- "$staged" "$name" && try run rm -f -- "$staged" || blame "$word" ;;
    *,absent) delete ;;
    *) over "$staged" || blame "$word" ;;
    esac
    later "$parent_word"
}

delete() { # by renaming first: what went away is looked at once more before it loses its name
    try run mv -T -- "$name" "$staged" || blame "$word"
    inspect "$staged"
    equals "$before" || { try run mv -nT -- "$staged" "$name" && refuse stale "$word"; }
    try run rm -f -- "$staged" || blame "$word"
}

# --- accept, undo, recover ---------------------------------------------------------------------------------------

find_batch() { # the batch that the order names, with the lock held and its manifest read
    exists "$journal" || refuse no-such-batch "$n"
    lock
    at_batch "$n"
    find_phase
    case $phase in
    '') refuse no-such-batch "$n" ;;
    draft | prepared | switching) refuse interrupted-open "$n" ;;
    several) damaged ;;
    trial) [ "$(readlink -- "$journal/open")" = "$n" ] || damaged ;;
    esac
    load
}

accept() {
    find_batch
    case $phase in
    trial) advance trial accepted ;;
    undone) refuse wrong-phase "$n" undone ;;
    esac
    close_batch
    receipt "$n" accepted
}

undo() {
    find_batch
    case $phase in
    trial) advance trial switching && put_all_back ;;
    accepted) refuse wrong-phase "$n" accepted ;;
    esac
    close_batch
    receipt "$n" undone
}

recover() {
    exists "$journal" || receipt - -
    lock
    if ! find_open; then
        newest
        drop_stray
        receipt - -
    fi
    case $phase in
    '') drop_stray || damaged ;;
    draft | prepared) load && sweep && undo_commands && advance "$phase" undone ;;
    switching) load && put_all_back ;;
    trial) load && receipt "$n" trial ;;
    esac
    close_batch
    [ -n "$phase" ] || receipt - -
    receipt "$n" "$phase"
}

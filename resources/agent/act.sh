# The acting half of the shell hand: one order in, one receipt out. What an order means: wizard/model/orders.py.
#
# A batch's phase is the name of its manifest. Every step below may be the last one (power cut, SIGKILL): `recover`
# finds out by comparison what stands, so no step relies on an earlier one having been remembered.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

act() { # nonce, order, program that rehearses (nothing: there is no rehearsal)
    nonce=$1 order=$2 rehearsing=$3 session=$PATH
    settle_down
    marker=.unpacked-success user_journal=.local/state/wsl-go-wizard
    error='' stop=no at=nothing wet='' folders='' items='' backwards='' count=0 reached=0 commands='' firm=''
    how=self chosen='' direct='' listener='' shells='' lays='' consent=''
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
        "shells "*) shells=$shells${line#* }$nl ;;
        "lays "*) lays=" ${line#* } " ;;
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

blame() { # refuses for the reason that $error gives, about word $1; a reason ends the line, a name may hold anything
    code=system-error first=${error%%"$nl"*}
    first=${first%' (os error '*} # uutils says the number too
    case $first in
    *': No space left on device' | *'uota exceeded') code=no-space ;;
    *': Read-only file system') code=read-only ;;
    *': Permission denied' | *': Operation not permitted') code=denied ;;
    *'nput/output error' | *': I/O error') code=disk-error ;;
    *'esource busy' | *'ile busy' | *'ross-device link') code=in-use ;;
    *'oo many links') code=too-many-links ;;
    *'name too long') code='name-too-long' ;;
    *': File exists' | *'existing file' | *': No such file or directory') code=stale ;;
    *'s a directory' | *': Not a directory' | *': Directory not empty') code=stale ;;
    *'symbolic links' | *'ymbolic link loop') code=unsafe-path ;;
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
        '') drop_open ;;
        esac
        close_batch
    fi
    tell_strangers
    begin_batch
    each "$items" check
    write_manifest
    write_commands
    make_folders
    stage_all
    advance draft prepared
    rehearse_staged
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

# Whoever ordered holds our stdin open; its end is the wish to stop, and comes through sudo and wsl.exe alike. The one
# thing that is said there is whether what was rehearsed may happen.
listen() {
    trap 'stop=yes' HUP INT TERM
    trap 'consent=yes' USR1
    trap 'consent=no' USR2
    (
        while read -r each_word <&3; do
            case $each_word in go) signal USR1 ;; no) signal USR2 ;; esac
        done
        signal TERM
    ) >/dev/null 2>&1 &
    listener=$!
}

signal() { # signal $1 to ourselves from a process of ours, as long as we are there
    read -r _ _ _ elder _ </proc/self/stat
    [ "$elder" != $$ ] || kill -s "$1" $$
}

begin_batch() {
    newest
    [ "$n" = 0 ] || drop_stray
    next_number
    at_batch "$n"
    make_spare
    try mkdir -m 700 -- "$batch" || blame "$journal_word"
    at=numbered
    # A mark without its folder means that somebody removed the folder.
    set -- "$journal"
    [ ! -d "$journal/spare" ] || set -- "$@" "$journal/spare"
    flush "$@" || blame "$journal_word"
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
    firm "$parent" "$parent_word"
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
    enter && firm "$parent" "$up" && folders=$folders$missing
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
    '')
        [ "$(readlink -- "$journal/open")" = "$n" ] || refuse no-such-batch "$n"
        drop_open
        [ "$verb" = undo ] && receipt - - || refuse no-such-batch "$n"
        ;;
    draft | prepared | switching) refuse interrupted-open "$n" ;;
    several) damaged ;;
    trial) [ "$(readlink -- "$journal/open")" = "$n" ] || damaged ;;
    esac
    load
}

accept() {
    find_batch
    case $phase in
    trial) advance trial accepted && close_batch && remove_made ;;
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
        [ "$n" = 0 ] || drop_stray
        receipt - -
    fi
    case $phase in
    '') drop_open ;;
    draft | prepared) load && sweep && undo_commands && advance "$phase" undone ;;
    switching) load && put_all_back ;;
    trial) load && receipt "$n" trial ;;
    esac
    close_batch
    [ -n "$phase" ] || receipt - -
    receipt "$n" "$phase"
}

# The acting hand's journal: numbers, phases, manifests. The layout is told in wizard/transports/journal.py.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

make_journal() { # its folder is for all to see: whether a batch is open is no secret
    umask 022
    try mkdir -p -- "$journal" || blame "$journal_word"
    umask 077
    flush "${journal%/*}" || blame "$journal_word"
}

at_batch() { n=$1 batch=$journal/$1 batch_word=$journal_word/$1; }

newest() { # the batch with the highest number, in the journal and in folder $1
    set +f
    n=0
    for each_batch in "$journal"/*/ ${1:+"$1"/*/}; do
        each_batch=${each_batch%/} each_batch=${each_batch##*/}
        is_number "$each_batch" && [ "$each_batch" -gt "$n" ] && n=$each_batch
    done
    set -f
    at_batch "$n"
}

is_number() { case $1 in '' | 0* | *[!0-9]* | ??????????*) false ;; esac }

next_number() { # in $n: beyond all in use; a user's originals count, for they outlive a lost journal
    newest
    last=$n last_word=$batch_word
    newest "$user_batches"
    n=$((n + 1))
    [ ${#n} -le 9 ] || n=$((last + 1))
    while exists "$user_batches/$n"; do n=$((n + 1)); done
    [ ${#n} -le 9 ] || refuse journal-damaged "$last_word"
}

tell_strangers() { # names that which lies in the journal and is none of ours
    set +f
    for each_name in "$journal"/*; do
        set -f
        each_name=${each_name##*/}
        case $each_name in \* | lock | lock.new | open | open.new | spare | held:* | stale-*) continue ;; esac
        is_number "$each_name" || { coded "$each_name" && say stray "$journal_word" "$field"; }
    done
    set -f
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
    is_number "$opened" || refuse journal-damaged "$journal_word/open"
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
    for each_file in "$batch"/* "$batch"/.*; do
        case ${each_file##*/} in
        . | .. | \* | .\*) ;;
        new | note | commands | commands.new) [ ! -d "$each_file" ] || [ -L "$each_file" ] || phase=several ;;
        *) phase=several ;;
        esac
    done
    set -f
    [ -z "$phase" ] && [ -d "$batch" ] || return
    ! exists "$journal/open" || { close_batch && flush "$journal" || blame "$journal_word"; }
    try rm -rf -- "$batch" || blame "$batch_word"
}

forget() { # a batch without a phase is one that did nothing, whatever comes in between
    for each_phase in draft prepared; do
        ! exists "$batch/$each_phase" || try mv -fT -- "$batch/$each_phase" "$batch/new" || return
    done
    try rm -f -- "$journal/open" && flush "$journal" && try rm -rf -- "$batch"
}

drop_open() { # ends the open batch, which has no phase: it never began, or somebody removed it
    drop_stray && return
    ! exists "$batch" || damaged
    close_batch
    refuse setup-lost "$n" "$batch_word"
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
    exists "$journal/open" && [ "$(readlink -- "$journal/open")" = "$n" ] || return 0
    try rm -f -- "$journal/open" || blame "$journal_word"
}


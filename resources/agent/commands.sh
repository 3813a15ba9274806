# The acting hand's commands: run in order before the switch, undone in the reverse order after files are back.
#
# What is known of each is written down before it begins and after it ended (wizard/transports/commands.py tells how),
# so one that was cut off is known as such, and is never run again.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

write_commands() {
    [ -n "$commands" ] || return 0
    how=self
    listed="wsl-go-wizard-commands 1$nl$commands"
    end="end $(printf '%s' "$listed" | digest)"
    try put_commands && flush "$batch/commands.new" || blame "$batch_word"
    try mv -fT -- "$batch/commands.new" "$batch/commands" && flush "$batch" || blame "$batch_word"
}

put_commands() { printf '%s%s\n' "$listed" "$end" | cat >"$batch/commands.new"; }

load_commands() {
    commands='' listed='' whole=no
    exists "$batch/commands" || return 0
    while read -r line; do
        case $whole:$line in
        "no:end "*) whole=${line#* } && continue ;;
        "no:command "* | "no:undo "*) commands=$commands$line$nl ;;
        "no:wsl-go-wizard-commands 1") ;;
        *) damaged ;;
        esac
        listed=$listed$line$nl
    done <"$batch/commands"
    [ "$whole" = "$(printf '%s' "$listed" | digest)" ] || damaged
}

tell_commands() {
    IFS=$nl
    for line in $commands; do IFS=' ' && say ran "$line"; done
    IFS=' '
}

mark() { # the line of $1 (`command` or `undo`) number $2: stage $3, exit code $4, output $5
    marked=''
    IFS=$nl
    for each_line in $commands; do
        case $each_line in "$1 $2 "*) each_line="$1 $2 $3 $4 $5 ${each_line#* * * * * }" ;; esac
        marked=$marked$each_line$nl
    done
    IFS=' ' commands=$marked
    write_commands
}

run_commands() {
    IFS=$nl
    for line in $commands; do
        IFS=' '
        case $line in "command "*) ;; *) continue ;; esac
        [ "$stop" = no ] || refuse stopped
        at=commands
        perform "$line"
        [ "$code" != late ] || refuse command-late "$k"
        [ "$code" = 0 ] || refuse command-failed "$k" "$code"
    done
    IFS=' '
}

undo_commands() { # those that are known to have ended well, the last one first
    inside_out=''
    IFS=$nl
    for line in $commands; do inside_out=$line$nl$inside_out; done
    for line in $inside_out; do
        IFS=' '
        set -- $line
        case $1,$3,$nl$commands in undo,waiting,*"${nl}command $2 ended 0 "*) perform "$line" ;; esac
    done
    IFS=' '
}

perform() { # runs what line $1 says; how it ended is in $code
    set -- $1
    kind=$1 k=$2 limit=$7
    mark "$kind" "$k" begun - -
    say running "$kind" "$k"
    how=self home=''
    [ "$6" != user ] || be_user
    shift 7
    for each_word; do
        shift
        plain "$each_word"
        set -- "$@" "$text"
    done
    limited=no
    ! try timeout -k 9 9 true || limited=yes
    seconds && began=$now
    { obey "$@" 2>&1; printf '\n%s %s\n' "$nonce" $?; } | hear
    { read -r code && read -r told; } <"$batch/output" || code=255 told=-
    seconds
    case $code in 124 | 137 | 143) [ $((now - began)) -lt "$limit" ] || code=late ;; esac
    mark "$kind" "$k" ended "$code" "$told"
    rm -f -- "$batch/output"
}

be_user() {
    set -- $account
    uid=$1 gid=$2
    plain "$3"
    home=$text
    ids
}

# The same ground for every command: no stdin, no questions, none of our signals, our umask or our descriptors.
obey() (
    trap - PIPE HUP INT TERM
    exec 3<&-
    umask 022
    cd /
    DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none TERM=dumb
    export DEBIAN_FRONTEND APT_LISTCHANGES_FRONTEND TERM
    HOME=${home:-/root}
    export HOME
    [ "$limited" = no ] || set -- timeout -k 30 "$limit" "$@"
    direct='exec'
    run "$@"
)

# Passes on what a command says, up to the line that says how it ended: who it left behind may hold its output open.
# The end of it is kept, in at most 4000 bytes.
hear() {
    ending='' code=255
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in "$nonce "*) code=${line#* } && break ;; '') continue ;; esac
        [ ${#line} -le 500 ] || line=$(printf '%.500s' "$line")
        veil
        say output "$line"
        ending=$ending$line$nl
        while [ ${#ending} -gt 4000 ]; do ending=${ending#*"$nl"}; done
    done
    field=-
    [ -z "$ending" ] || field=$(printf '%s' "$ending" | base64 | tr -d '\n')
    printf '%s\n%s\n' "$code" "$field" >"$batch/output"
}

veil() { # takes names and passwords out of the addresses in $line
    veiled=''
    while :; do
        case $line in *://*@*) ;; *) break ;; esac
        veiled=$veiled${line%%://*}:// line=${line#*://}
        login=${line%%[/ ]*} line=${line#"${line%%[/ ]*}"}
        case $login in *@*) login="***@${login##*@}" ;; esac
        veiled=$veiled$login
    done
    line=$veiled$line
}


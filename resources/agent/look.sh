# The looking half of the shell hand: many questions in, one answer each out. It never writes, not even to /tmp.
#
# What is asked, and what the answers mean: wizard/model/probes.py. Each answer is a line `@NONCE INDEX ...`, if need be
# with base64 lines after it; whatever else comes on stdout is noise, for nobody in here can guess the nonce.
# A process costs a hundred times what a builtin does: what is missing costs none, all files together one `stat`, and
# each file found one `base64`.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

look() { # $3 is this very program, if it has to be run once more with the ids of a user
    nonce=$1 asked=$2 program=$3 session=$PATH
    settle_down
    exec 3>&1 </dev/null
    case $asked in *"${nl}end") ;; *) exit 1 ;; esac
    error='' chosen='' direct='' ours='' theirs='' handed=no
    self=$(id -u)
    read_questions
    say hello
    answer "$ours"
    [ -z "$theirs" ] || look_as_user
    say end
    exit 0
}

read_questions() { # sorted by who may answer them: with the ids we have, or with the user's
    IFS=$nl
    for line in $asked; do
        IFS=' '
        case $line in
        "user "*) plain "${line#* }" && user=$text && find_account ;;
        "journal "*) plain "${line#* }" && journal=$text ;;
        "path "*) plain "${line#* }" && session=${text:-$session} ;;
        "handed "*) handed=${line#* } ;;
        end) ;;
        *) if belongs_to_user; then theirs=$theirs$line$nl; else ours=$ours$line$nl; fi ;;
        esac
    done
    IFS=' '
}

belongs_to_user() {
    [ "$uid" != "$self" ] || return
    question "$line"
    case $kind:$text in command:* | *:'~/'*) return ;; esac
    case $path in "${home:-/dev/null}"/*) ;; *) false ;; esac
}

# The same program once more, with the user's ids. Nonce and questions go by the pipe: arguments are for all to see.
look_as_user() {
    how=none
    [ -z "$uid" ] || ids
    printf '%s\n' "$nonce" "$uid" "$gid" "$name" "$home" "$shell" "$session" "$handed" "$theirs" |
        run sh -c "$program${nl}look_again" || say nobody
}

look_again() {
    settle_down
    exec 3>&1
    error='' theirs='' line=''
    for each_field in nonce uid gid name home shell session handed; do IFS='' read -r "${each_field?}"; done
    while IFS='' read -r line; do theirs=$theirs$line$nl; done
    exec </dev/null
    answer "$theirs"
}

find_account() { # of $user, a name or a number, or of who runs if empty: $name $uid $gid $home $shell; no $uid: nobody
    while IFS=: read -r name _ uid gid _ home shell; do
        case $user in
        '') [ "$uid" != "$self" ] ;;
        *[!0-9]*) [ "$name" != "$user" ] ;;
        *) [ "$uid" != "$user" ] ;;
        esac || return 0
    done </etc/passwd
    name='' uid='' gid='' home='' shell=''
    # Users of a directory service are not in the file.
    IFS=:
    set -- $(getent passwd "${user:-$self}" 2>/dev/null)
    IFS=' '
    if [ $# -ge 6 ]; then
        name=$1 uid=$3 gid=$4 home=$6 shell=${7-}
    elif [ -z "$user" ]; then
        name=$(id -un 2>/dev/null || echo "$self") uid=$self gid=$(id -g) home=${HOME:-/} shell=${SHELL-}
    fi
}

question() { # the parts of question $1
    set -- $1
    index=$1 kind=$2 text='' path=''
    case $kind in
    file | glob) limit=$3 head=$4 && plain "$5" ;;
    link) plain "$3" ;;
    esac
    case $text in '~/'*) path=${home%/}/${text#??} ;; *) path=$text ;; esac
}

answer() { # the questions $1, a hundred at a time: a shell copies all words that it has for each that it gets
    some='' some_count=0
    IFS=$nl
    for each_question in $1; do
        some=$some$each_question$nl
        [ $((some_count += 1)) -ge 100 ] || continue
        answer_some "$some"
        some='' some_count=0
    done
    answer_some "$some"
}

answer_some() {
    questions=$1
    set --
    IFS=$nl
    for line in $questions; do
        IFS=' '
        question "$line"
        [ "$kind" != file ] || set -- "$@" "$path"
    done
    IFS=' '
    stat_all "$@"
    of_files=$stats
    IFS=$nl
    for line in $questions; do
        IFS=' '
        question "$line"
        case $kind in
        file) facts=${of_files%%"$nl"*} of_files=${of_files#*"$nl"} && describe ;;
        glob) describe_matches ;;
        link) describe_link ;;
        command) set -- ${line#* * } && obey "$@" ;;
        account) describe_account ;;
        journal) set -- ${line#* * } && describe_journal "$1" "$2" ;;
        esac
    done
    IFS=' '
}

# --- files -------------------------------------------------------------------------------------------------------

stat_all() { # one line for each path in $stats: type and mode, owner, time, size; `-` for what is not to be seen
    marks='' seen='' stats=''
    for each_path; do
        shift
        if [ -e "$each_path" ]; then marks="$marks +" && set -- "$@" "$each_path"; else marks="$marks -"; fi
    done
    if [ $# -gt 0 ]; then
        seen=$(stat -L -c '%f %u %g %Y %s' -- "$@" 2>/dev/null) ||
            seen=$(for each_path; do stat -L -c '%f %u %g %Y %s' -- "$each_path" 2>/dev/null || echo -; done)
    fi
    IFS=$nl
    set -- $seen
    IFS=' '
    for each_mark in $marks; do
        if [ "$each_mark" = + ]; then stats=$stats$1$nl && shift; else stats=$stats-$nl; fi
    done
}

describe() { # answers what is at $path, of which stat said $facts
    [ "$facts" != - ] || { describe_absent && return; }
    set -- $facts
    resolve
    coded "$link"
    kind_of "$1"
    [ "$kind" = file ] || { say "$index" special "$kind" "$1" "$2" "$3" "$field" && return; }
    [ -r "$path" ] || { say "$index" denied && return; }
    [ "$head" = 1 ] || [ "$5" -le "$limit" ] || { say "$index" too-big "$5" && return; }
    say "$index" found "$@" "$field"
    # What the kernel makes up has no size, and may be long.
    if [ "$5" -gt 0 ] && [ "$5" -le "$limit" ]; then
        base64 2>/dev/null <"$path" || say "$index" denied
    else
        { head -c $((limit + 1 - head)) 2>/dev/null <"$path" || say "$index" denied >&3; } | base64
    fi
    say "$index" whole
}

kind_of() { # what the raw mode $1 says, in $kind
    case $((0x$1 & 0xf000)) in
    4096) kind=fifo ;;
    8192) kind=char ;;
    16384) kind=directory ;;
    24576) kind=block ;;
    32768) kind='file' ;;
    *) kind=socket ;;
    esac
}

resolve() { # where $path really is, in $link; empty if just there
    link=''
    if [ -L "$path" ]; then
        link=$(readlink -f -- "$path" && echo .) link=${link%"$nl."}
        return
    fi
    parent=${path%/*}
    cd -P -- "${parent:-/}" 2>/dev/null || return
    [ "${PWD%/}/${path##*/}" = "$path" ] || link=${PWD%/}/${path##*/}
}

describe_absent() { # nothing there, or nothing we may see
    up=$path target=''
    while [ -n "$up" ] && ! exists "$up"; do up=${up%/*}; done
    if [ -d "$up" ]; then
        [ -x "$up" ] || { say "$index" denied && return; }
    elif [ -L "$up" ]; then
        try stat -L -- "$path"
        case $error in *': Permission denied') say "$index" denied && return ;; esac
        [ "$up" != "$path" ] || { target=$(readlink -- "$path" && echo .) && target=${target%"$nl."}; }
    fi
    coded "$target"
    say "$index" missing "$field"
}

describe_matches() {
    prefix=/ pattern=${path#/}
    case $text in '~/'*) prefix=${home%/}/ pattern=${text#??} ;; esac
    # A name that was chosen by somebody may hold a star: only what follows it is a pattern.
    cd -- "$prefix" 2>/dev/null || { say "$index" matched && return; }
    IFS=''
    set +f
    set -- $pattern
    set -f
    IFS=' ' matched=0
    for each_path; do
        shift
        case /$each_path/ in */./* | */../* | *[[:cntrl:]]*) continue ;; esac
        exists "$each_path" && [ $((matched += 1)) -le 256 ] && set -- "$@" "$prefix$each_path"
    done
    stat_all "$@"
    for path; do
        facts=${stats%%"$nl"*} stats=${stats#*"$nl"}
        coded "$path"
        say "$index" at "$field"
        describe
    done
    say "$index" matched
}

describe_link() {
    if [ -L "$path" ]; then
        target=$(readlink -- "$path" && echo .) && coded "${target%"$nl."}" && say "$index" linked "$field"
        return
    fi
    describe_other
}

describe_other() { # no link
    case $path in */) path=${path%/} ;; esac
    stat_all "$path"
    set -- ${stats%"$nl"}
    [ $# -eq 5 ] || { describe_absent && return; }
    kind_of "$1"
    say "$index" special "$kind" "$1" "$2" "$3" -
}

# --- commands, account, journal ----------------------------------------------------------------------------------

obey() { # runs a command, at most $1 seconds, and answers with at most $2 bytes of each stream
    seconds=$1 limit=$2
    shift 2
    for each_word; do
        shift
        plain "$each_word"
        set -- "$@" "$text"
    done
    # Settings of Go that Windows handed on: its sessions have them too.
    [ "$handed" = no ] || set -- ${GODEBUG+"GODEBUG=$GODEBUG"} ${GOROOT+"GOROOT=$GOROOT"} ${GOPATH+"GOPATH=$GOPATH"} \
        ${GOOS+"GOOS=$GOOS"} ${GOARCH+"GOARCH=$GOARCH"} ${GOARM+"GOARM=$GOARM"} \
        ${GO111MODULE+"GO111MODULE=$GO111MODULE"} ${GOCACHE+"GOCACHE=$GOCACHE"} \
        ${GOMODCACHE+"GOMODCACHE=$GOMODCACHE"} \
        ${GOBIN+"GOBIN=$GOBIN"} ${GOFLAGS+"GOFLAGS=$GOFLAGS"} ${GOTOOLCHAIN+"GOTOOLCHAIN=$GOTOOLCHAIN"} \
        ${GOENV+"GOENV=$GOENV"} ${TMPDIR+"TMPDIR=$TMPDIR"} ${GOTMPDIR+"GOTMPDIR=$GOTMPDIR"} \
        ${XDG_CONFIG_HOME+"XDG_CONFIG_HOME=$XDG_CONFIG_HOME"} \
        ${GONOPROXY+"GONOPROXY=$GONOPROXY"} \
        ${GOPRIVATE+"GOPRIVATE=$GOPRIVATE"} \
        ${GOSUMDB+"GOSUMDB=$GOSUMDB"} \
        ${GONOSUMDB+"GONOSUMDB=$GONOSUMDB"} \
        ${GOINSECURE+"GOINSECURE=$GOINSECURE"} \
        ${SSL_CERT_FILE+"SSL_CERT_FILE=$SSL_CERT_FILE"} \
        ${SSL_CERT_DIR+"SSL_CERT_DIR=$SSL_CERT_DIR"} \
        ${CURL_CA_BUNDLE+"CURL_CA_BUNDLE=$CURL_CA_BUNDLE"} \
        ${GIT_SSL_CAINFO+"GIT_SSL_CAINFO=$GIT_SSL_CAINFO"} \
        ${GIT_SSL_NO_VERIFY+"GIT_SSL_NO_VERIFY=$GIT_SSL_NO_VERIFY"} \
        ${NODE_EXTRA_CA_CERTS+"NODE_EXTRA_CA_CERTS=$NODE_EXTRA_CA_CERTS"} \
        ${NODE_TLS_REJECT_UNAUTHORIZED+"NODE_TLS_REJECT_UNAUTHORIZED=$NODE_TLS_REJECT_UNAUTHORIZED"} \
        ${REQUESTS_CA_BUNDLE+"REQUESTS_CA_BUNDLE=$REQUESTS_CA_BUNDLE"} \
        ${GOFIPS140+"GOFIPS140=$GOFIPS140"} \
        ${GOEXPERIMENT+"GOEXPERIMENT=$GOEXPERIMENT"} ${GOWORK+"GOWORK=$GOWORK"} \
        ${CGO_ENABLED+"CGO_ENABLED=$CGO_ENABLED"} "$@"
    set -- env -i LC_ALL=C "HOME=$home" "USER=$name" "LOGNAME=$name" "SHELL=$shell" "PATH=$session" "$@"
    ! command -v timeout >/dev/null || set -- timeout -s KILL "$seconds" "$@"
    cd /
    centis
    began=$now
    say "$index" out
    # Of stdout the head goes straight through; of stderr the tail waits in a variable, with the exit code behind it.
    told=$(
        {
            { (exec "$@" 2>&4 4>&- 3>&-) && printf '\n0' >&4 || printf '\n%s' $? >&4; } 2>/dev/null |
                { head -c "$limit" | base64 >&3 && exec cat >/dev/null; } 4>&-
        } 4>&1 | tail -c $((limit + 5))
    )
    centis
    code=${told##*"$nl"} told=${told%"$nl"*}
    if [ -n "$told" ]; then
        say "$index" err
        printf '%s' "$told" | base64
    fi
    case $code in 124 | 137) [ $((now - began)) -lt $((seconds * 100)) ] || code=late ;; esac
    say "$index" exited "$code"
}

describe_account() {
    [ -n "$uid" ] || { say "$index" nobody && return; }
    coded "$name" && named=$field
    coded "${home:-/}" && housed=$field
    coded "${shell:-/bin/sh}"
    say "$index" is "$named" "$uid" "$gid" "$housed" "$field"
}

describe_journal() { # the newest $1 batches, of those before number $2 if that is not 0
    opened=''
    [ ! -L "$journal/open" ] || opened=$(readlink -- "$journal/open")
    case $opened in '' | 0* | *[!0-9]* | ??????????*) opened=- ;; esac
    ! is_blank "$journal/$opened" && ! is_over "$journal/$opened" || opened=-
    say "$index" open "$opened"
    cd -P -- "$journal" 2>/dev/null || { describe_closed && return; }
    set +f
    printf '%s\n' * | grep -x '[1-9][0-9]\{0,8\}' | sort -rn | {
        set -f
        left=$1
        while [ "$left" -gt 0 ] && read -r each_batch; do
            [ "$2" = 0 ] || [ "$each_batch" -lt "$2" ] || continue
            exists "$each_batch" || continue # a name of two lines looks like two
            [ -x "$each_batch" ] || { say "$index" closed && return; }
            describe_batch "$each_batch" && left=$((left - 1))
        done
    }
    set -f
    say "$index" journal
}

is_blank() { # was batch $1 cut off before it did anything? (Then nothing is in its folder that tells of deeds.)
    [ -d "$1" ] && [ ! -L "$1" ] && [ -x "$1" ] && [ -r "$1" ] || return
    blank=yes
    set +f
    for each_file in "$1"/* "$1"/.*; do
        case ${each_file##*/} in new | note | commands | commands.new | \* | . | .. | .\*) ;; *) blank=no ;; esac
    done
    set -f
    [ "$blank" = yes ]
}

is_over() { # was batch $1 cut off after all was done but the mark?
    over=no
    for each_phase in draft prepared switching trial; do
        ! exists "$1/$each_phase" || return
    done
    for each_phase in accepted undone; do
        [ ! -f "$1/$each_phase" ] || [ -L "$1/$each_phase" ] || over=yes
    done
    [ "$over" = yes ]
}

describe_closed() {
    ! exists "$journal" || say "$index" closed
    say "$index" journal
}

describe_batch() { # false if $1 has no phase, or more than one: such a one was never ours
    phase=''
    for each_phase in draft prepared switching trial accepted undone; do
        exists "$1/$each_phase" || continue
        [ -z "$phase" ] && [ -f "$1/$each_phase" ] && [ ! -L "$1/$each_phase" ] || return
        phase=$each_phase
    done
    [ -n "$phase" ] || return
    [ "$phase" = undone ] && since=$(stat -c %Y -- "$1") || since=-
    say "$index" batch "$1" "$phase" "$since"
    base64 2>/dev/null <"$1/$phase"
    if [ -s "$1/note" ] && [ ! -L "$1/note" ]; then
        say "$index" note
        base64 <"$1/note"
    fi
    if [ -f "$1/commands" ] && [ ! -L "$1/commands" ]; then
        say "$index" ran
        base64 2>/dev/null <"$1/commands"
    fi
}

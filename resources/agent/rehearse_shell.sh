# One shell of a rehearsal: process 1 of its own space lays overlays over what may be written, lays the files (on the
# side *after*), starts the user's shell in its kind, and says what the probe found there. What the shell said is told
# in base64, so that nothing of it can be taken for a word of ours.
#
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154

unit() { # nonce, kind, side, and what `stage` read
    nonce=$1 kind=$2 side=$3 user=$4 uid=$5 gid=$6 home=$7 shell=$8
    shift 8
    path=$1 keeps=$2 limit=$3 lays=$4
    settle_down
    self=0 chosen='' direct='' staged=/run/.rehearsal-$nonce own=/run/rehearsal words=$own.words covered=' '
    private_unit || { echo cannot no-tmpfs && exit 0; }
    real_home=$(cd -P -- "$home" && pwd)
    cover "$real_home"
    each_lay cover_for
    case $shell in */fish) spare_manuals ;; esac
    [ "$side" = before ] || each_lay lay
    props
    write_session
    mount -t tmpfs -o ro,nosuid,size=4k,mode=000 tmpfs "$staged" || exit 0 # nobody sees what waits there
    choose_ids
    cd -- "$home" || exit 0
    centis
    from=$now
    run_shell </dev/null >/dev/null 2>&1 &
    watch
    centis
    report
    exit 0 # whatever the shell started dies with us
}

# In a home where it never was at a terminal, fish begins to read all manual pages, in the background: this is its sign
# that it did. (It would take the processor from all shells of the rehearsal, and be lost with the copy.)
spare_manuals() { make_parents "$real_home/.local/share/fish/generated_completions/." "$uid" "$gid"; }

choose_ids() { # as `ids` does, but root keeps nothing that a capability of it could do
    ids
    find_bound
}

private_unit() { # what shells of one kind leave behind (the socket of tmux!) is nothing for another kind
    mount -t tmpfs -o nosuid,nodev,mode=755,size=16m tmpfs "$own" && seal_proc || return
    # Whoever fills up his home takes nothing from what is told.
    mkdir "$own/layers" && mount -t tmpfs -o nosuid,nodev,mode=700,size=64m tmpfs "$own/layers" || return
    for each_point in /tmp /var/tmp /dev/shm; do
        [ ! -d "$each_point" ] || mount -t tmpfs -o nosuid,nodev,mode=1777,size=64m tmpfs "$each_point" || return
    done
    mount -t devpts -o nosuid,noexec,newinstance,ptmxmode=0666,mode=620 devpts /dev/pts || return
    [ -d "/run/user/$uid" ] || return 0
    mount -t tmpfs -o nosuid,nodev,mode=700,size=16m tmpfs "/run/user/$uid" && chown "$uid:$gid" "/run/user/$uid"
}

each_lay() { # calls $1 with NUMBER MODE UID GID WHAT, for each; the path is $target
    IFS=$nl
    for each_line in $lays; do
        IFS=' '
        set -- "$1" $each_line
        plain "$6"
        target=$text
        "$1" "$2" "$3" "$4" "$5" "$7"
    done
    IFS=' '
}

cover_for() { # the folder of $target that is to be writable: the home, /etc, or the nearest one that is there
    case $target in "$real_home"/*) return ;; /etc/*) cover /etc && return ;; esac
    up=${target%/*}
    while [ -n "$up" ] && [ ! -d "$up" ]; do up=${up%/*}; done
    [ -z "$up" ] || cover "$(cd -P -- "$up" && pwd)"
}

cover() { # makes folder $1 writable without anything beneath being written
    case $covered in *" $1 "*) return ;; esac
    covers=$((${covers:-0} + 1))
    upper=$own/layers/up/$covers work=$own/layers/work/$covers
    mkdir -p "$upper" "$work"
    alike "$1" "$upper" # the merged folder shows the upper one's attributes
    layers=lowerdir=$(escaped "$1"),upperdir=$upper,workdir=$work
    try mount -t overlay -o "nosuid,nodev,$layers" overlay "$1" || shadow "$1"
    covered="$covered$1 "
}

escaped() { printf '%s' "$1" | sed 's/[\\,:]/\\&/g'; }

alike() { # owner and mode of $1 for $2
    set -- "$1" "$2" $(stat -c '%a %u %g' -- "$1")
    chown "$4:$5" "$2" && chmod "$3" "$2"
}

# Without overlayfs: a tmpfs on which every entry is bound again (files are copied if small, so that they can be
# replaced). What lies deeper stays read-only.
shadow() {
    mkdir -p "$own/low"
    mount --bind "$1" "$own/low"
    mount -t tmpfs -o nosuid,nodev,mode=755,size=32m tmpfs "$1"
    alike "$own/low" "$1"
    set +f
    for each_entry in "$own/low"/* "$own/low"/.[!.]* "$own/low"/..?*; do
        exists "$each_entry" || continue
        shadow_entry "$each_entry" "$1/${each_entry##*/}"
    done 2>/dev/null
    set -f
    umount "$own/low"
}

shadow_entry() { # what is there, as what
    if [ -L "$1" ]; then
        cp -P -- "$1" "$2"
    elif [ -d "$1" ]; then
        mkdir -- "$2" && bind "$1" "$2"
    elif [ -f "$1" ] && [ "$(stat -c %s -- "$1")" -lt 262144 ]; then
        cp -p -- "$1" "$2"
    elif [ -f "$1" ]; then
        : >"$2" && bind "$1" "$2"
    fi
}

bind() { mount --bind "$1" "$2" && mount -o remount,bind,ro,nosuid,nodev "$2"; }

lay() { # number, mode, uid, gid, what
    make_parents "$target" "$3" "$4"
    folder=${target%/*}
    # A folder within a shadow is read-only: it gets its own one. (`:` would end the shell.)
    { true >"$folder/.rehearsal" && rm -f "$folder/.rehearsal"; } 2>/dev/null || cover "$(cd -P -- "$folder" && pwd)"
    case $5 in
    file) rm -f -- "$target" && cat "$staged/lay/$1" >"$target" && chown "$3:$4" "$target" && chmod "$2" "$target" ;;
    absent) rm -rf -- "$target" ;;
    link:*) plain "${5#link:}" && rm -f -- "$target" && ln -s -- "$text" "$target" ;;
    staged:*) plain "${5#staged:}" && lay_staged "$text" ;;
    esac 2>/dev/null || { coded "$target" && echo "unlaid $field"; }
}

lay_staged() { # what waits at $1
    if [ -d "$1" ] && [ ! -L "$1" ]; then
        mkdir -p -- "$target" && bind "$1" "$target"
    else
        rm -f -- "$target" && cp -Pp -- "$1" "$target"
    fi
}

make_parents() { # of path $1, for that owner
    [ -d "${1%/*}" ] || {
        make_parents "${1%/*}" "$2" "$3"
        mkdir -m 755 -- "${1%/*}" && chown "$2:$3" "${1%/*}"
    }
}

watch() { # until the shell ended or the probe is done; $how_ended, $typed
    deadline "$limit"
    how_ended=late next=$((from + 150)) typed=1 nap=0.05
    until late; do
        [ ! -e "$own/over/exited" ] || { how_ended=exited && break; }
        case $kind in
        terminal | inner) # they end last, and are waited for more closely: each nap is a process they wait for
            nap=0.02
            [ ! -s "$own/reached" ] || { how_ended=reached && break; }
            centis
            # Whoever asks a question eats what is typed, so it is typed again after a while.
            [ "$now" -lt "$next" ] || { next=$((now + 150)) typed=$((typed + 1)) && : >"$own/over/again.$typed"; }
            ;;
        esac
        sleep "$nap" 2>/dev/null || sleep 1
    done
    [ "$how_ended" = exited ] || return 0
    [ -s "$own/reached" ] || [ "$kind" = exec ] || how_ended=early
    tries=0 # what it said last may still be on its way (a daemon may hold the pipe for ever)
    while [ $((tries += 1)) -lt 15 ]; do
        [ ! -e "$own/over/out.read" ] || [ ! -e "$own/over/err.read" ] || return 0
        sleep 0.02 2>/dev/null || sleep 1
    done
}

report() {
    echo "ended $how_ended $((now - from)) $typed"
    sent seen "$own/r" 300000
    sent stderr "$own/over/err" 4000
    sent screen "$own/over/out" 4000
    echo end
}

sent() { # name, file, bytes
    echo "$1 $(head -c "$3" "$2" | base64 | tr -d '\n')"
}

run_shell() {
    case $kind in
    terminal | inner) run_interactive ;;
    editor) launch "$shell" -l -c "$typing" ;;
    command) launch "$shell" -c "$typing" ;;
    script) launch /bin/sh -c "$typing" ;;
    exec) launch "$words/p" ;;
    esac >"$own/over/out.fifo" 2>"$own/over/err.fifo"
    : >"$own/over/exited"
}

run_interactive() { # what is typed comes from a pipe that stays open: its end would be typed too, as ^D
    # An inner terminal inherits what a login shell set: that of tmux, or of the editor's server.
    set -- -l -c 'exec "$SHELL" -i'
    starts="-l -c 'exec \"\$SHELL\" -i'"
    [ "$kind" != terminal ] || { set -- -l -i && starts='-l -i'; }
    feed >"$own/over/in.fifo" &
    # A terminal if there is `script`, which obeys $SHELL; it runs as the user, or the terminal would be root's.
    if script --version 2>/dev/null | grep -q util-linux; then
        found_tool script
        starts="stty rows 24 cols 80; SHELL=\$REHEARSED; unset REHEARSED; exec \"\$SHELL\" $starts"
        launch "$env" SHELL=/bin/sh "REHEARSED=$shell" "$found" -qec "$starts" /dev/null
    else
        launch "$shell" "$@"
    fi <"$own/over/in.fifo"
}

# The environment that WSL gives to a session, in a file: arguments are for all to see, and a proxy has a password.
write_session() {
    {
        printf '%s\n' LANG=C.UTF-8 TERM=xterm-256color "PATH=$path" "SHELL=$shell"
        printf '%s\n' "HOME=$home" "USER=$user" "LOGNAME=$user"
        [ ! -d "/run/user/$uid" ] || printf '%s\n' "XDG_RUNTIME_DIR=/run/user/$uid" \
            "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$uid/bus"
        [ "$kind" != terminal ] || echo WT_SESSION=00000000-0000-0000-0000-000000000000
        cat /proc/$$/environ | tr '\n\0' '\001\n' | while IFS= read -r each_var; do
            case " $keeps " in *" ${each_var%%=*} "*) printf '%s\n' "$each_var" ;; esac
        done
        cat "$staged/session"
    } >"$own/session"
    chown "$uid:$gid" "$own/session"
    printf '%s\n' "while IFS= read -r line; do export \"\$line\"; done <$own/session" \
        'unset line PWD OLDPWD SHLVL _' 'exec "$@"' >"$own/start"
    chmod 644 "$own/start"
}

launch() { # a command as the user, with the session's environment, and no way up
    set -- env -i "$sh" "$own/start" "$@"
    alone=''
    ! command -v setsid >/dev/null || alone=setsid
    case $how in
    init) $alone setpriv --reuid "$uid" --regid "$gid" --init-groups $bound -- "$@" ;;
    clear) $alone setpriv --reuid "$uid" --regid "$gid" --clear-groups $bound -- "$@" ;;
    self) $alone setpriv $bound -- "$@" ;;
    su) $alone ${bound:+setpriv} $bound su -s /bin/sh -c 'exec "$@"' -- "$user" sh "$@" ;;
    chroot) $alone ${bound:+setpriv} $bound chroot --userspec "$uid:$gid" / "$@" ;;
    esac
}

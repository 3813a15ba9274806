# The rehearsing half of the shell hand: what the user's shells would do with files laid over their targets.
#
# `rehearse` is words.sh + rehearse.sh + rehearse_shell.sh + rehearse_probe.sh, sent whole on the stdin of `/bin/sh -s`,
# followed by one call: rehearse NONCE 'ORDER' 'THE SAME PROGRAM'. It runs on three levels, all of them this text:
# `rehearse` outside, `stage` as process 1 of a private space (everything read-only, no network, own /dev /run /tmp),
# and `unit` (rehearse_shell.sh) as process 1 of the space of one shell. Nothing of it is ever written to a disk.
# User code never holds a descriptor of ours, and every level's process 1 ends on its own clock, and all with it.
#
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154  # some variables are for the other parts

rehearse() { # nonce, order, program
    session=$PATH
    exec 3<&0 </dev/null
    play "$@"
}

rehearse_piped() { # nonce, program, PATH of the session; the order is on stdin, and 3 is what `rehearse` has on stdin
    session=$3 order=$(cat)
    exec </dev/null
    play "$1" "$order" "$2"
}

play() { # nonce, order, program
    nonce=$1 inside=''
    settle_down
    case $2 in *"${nl}end") ;; *) exit 1 ;; esac
    say hello
    find_ground
    tied='' # (busybox has no such option)
    ! unshare --kill-child true 2>/dev/null || tied=--kill-child
    # The order goes by a pipe: arguments are for all to see, and hold little.
    printf '%s\n' "$2" | unshare -m -p -n -i -u -f $tied --mount-proc \
        sh -c "$3${nl}stage \"\$@\"" sh "$nonce" "$3" "$session" 3<&- &
    space=$!
    trap kill_space HUP INT TERM
    listen &
    listener=$!
    wait "$space"
    code=$?
    kill "$listener" 2>/dev/null
    wait "$listener" # what is said from now on is for others
    [ "$code" = 0 ] || say cannot cut-off "$code"
    say end
    exit 0
}

find_ground() { # what a private space takes
    { read -r version </proc/version; } 2>/dev/null || cannot no-proc
    case $version in *Microsoft*) cannot wsl1 ;; esac # WSL 2 says `microsoft`
    [ "$(id -u)" = 0 ] || cannot not-root
    for tool in unshare mount base64 mkfifo tr sed head stat find; do
        command -v "$tool" >/dev/null || cannot missing-tool "$tool"
    done
    error=$(unshare -m -p -n -i -u -f --mount-proc true 2>&1) || cannot no-namespaces "$error"
}

listen() { # whoever ordered holds our stdin open; its end is the wish to stop, which may come before the space is there
    while read -r _ <&3; do :; done
    while read -r _ _ _ elder _ </proc/self/stat && [ "$elder" = $$ ]; do
        kill_space
        pause
    done
} >/dev/null 2>&1

kill_space() { # process 1 of the space is the child of unshare; with it everything in there dies
    for each_stat in $(set +f && echo /proc/[0-9]*/stat); do
        { read -r line <"$each_stat"; } 2>/dev/null || continue
        each_pid=${line%% *}
        set -- ${line##*) }
        [ "$2" != "$space" ] || kill -9 "$each_pid"
    done
}

cannot() { # code, and which: no rehearsal
    code=$1
    coded "${2:-}" && say cannot "$code" "$field"
    [ -n "$inside" ] || say end
    exit 0
}

stage() { # nonce, program, PATH of the session; the order is on stdin
    nonce=$1 program=$2 session=$3 inside=yes
    settle_down
    staged=/run/.rehearsal-$nonce own=/run/rehearsal words=/run/rehearsal.words
    mount --make-rprivate / || cannot no-private
    seal
    read_order
    write_probe || cannot no-tmpfs
    for each_kind in $kinds; do
        for side in before after; do start_unit "$each_kind" "$side"; done
    done
    deadline "$((limit + 5))"
    until all_ended || late; do pause; done
    for each_kind in $kinds; do
        for side in before after; do
            head -c 1000000 "$staged/$each_kind.$side" | sed "s/^/@$nonce unit $each_kind $side /"
        done
    done
    exit 0 # the kernel kills whatever still runs
}

seal() { # nothing that was there can be written to, or talked to
    mounts=$(cat /proc/self/mountinfo)
    IFS=$nl
    for line in $mounts; do
        IFS=' '
        set -- $line
        [ "$5" = /proc ] || seal_mount "$5" "$6"
    done
    IFS=' '
    mount -t tmpfs -o nosuid,nodev,mode=1777,size=64m tmpfs /tmp && mkdir /tmp/run /tmp/dev || cannot no-tmpfs
    private_run
    private_dev
    rmdir /tmp/run /tmp/dev
    seal_proc
}

seal_mount() { # point and options, as the kernel writes them
    case $1 in
    *\\*) point=$(printf '%b.' "$(printf '%s' "$1" | sed 's/\\\([0-7]\)/\\0\1/g')") point=${point%.} ;;
    *) point=$1 ;;
    esac
    case ,$2, in *,noexec,*) keep=,noexec ;; *) keep='' ;; esac
    case $point in /dev | /dev/*) ;; *) keep=$keep,nodev ;; esac
    # What a mount above hides cannot be reached, nor need it be; what stays writable is hidden.
    try mount -o "remount,bind,ro,nosuid$keep" "$point" || [ ! -e "$point" ] || [ -f "$point" ] ||
        try mount -t tmpfs -o ro,size=4k,mode=000 tmpfs "$point" || cannot stays-writable "$point"
}

seal_proc() { # (each space of processes has a new /proc)
    for each_point in /proc/sys /proc/sysrq-trigger /proc/irq /proc/bus; do
        [ ! -e "$each_point" ] ||
            { mount --bind "$each_point" "$each_point" && mount -o remount,bind,ro "$each_point"; } || return
    done 2>/dev/null
}

private_run() { # without the sockets of everybody who would do something for us: systemd, D-Bus, docker, Windows
    mount -t tmpfs -o nosuid,nodev,mode=755,size=64m tmpfs /tmp/run || cannot no-tmpfs
    for each_point in /run/current-system /run/booted-system /run/resolvconf /run/systemd/resolve; do
        [ -d "$each_point" ] && mkdir -p "/tmp$each_point" && mount --bind "$each_point" "/tmp$each_point"
    done
    [ ! -d /run/systemd/system ] || mkdir -p /tmp/run/systemd/system
    mkdir -m 755 /tmp/run/user && mkdir -m 1777 /tmp/run/lock
    for each_run in $(set +f && echo /run/user/*); do
        each_run=${each_run##*/}
        [ "$each_run" != '*' ] || continue
        mkdir -m 700 "/tmp/run/user/$each_run" && chown "$each_run" "/tmp/run/user/$each_run"
    done
    mkdir -m 700 "/tmp$staged" && mkdir -m 755 "/tmp$own" "/tmp$staged/lay" || cannot no-tmpfs
    mount -n --move /tmp/run /run || cannot no-run # (-n: util-linux would write to /run itself)
}

private_dev() { # no disks, and nobody's terminals
    mount -t tmpfs -o nosuid,mode=755,size=64k tmpfs /tmp/dev || cannot no-tmpfs
    for each_node in null zero full random urandom tty; do
        [ ! -e "/dev/$each_node" ] ||
            { : >"/tmp/dev/$each_node" && mount --bind "/dev/$each_node" "/tmp/dev/$each_node" &&
                mount -o remount,bind,rw,nosuid "/tmp/dev/$each_node"; }
    done
    mkdir -m 755 /tmp/dev/pts /tmp/dev/shm
    mount -t devpts -o nosuid,noexec,newinstance,ptmxmode=0666,mode=620 devpts /tmp/dev/pts || cannot no-devpts
    ln -s pts/ptmx /tmp/dev/ptmx && ln -s /proc/self/fd /tmp/dev/fd
    ln -s fd/0 /tmp/dev/stdin && ln -s fd/1 /tmp/dev/stdout && ln -s fd/2 /tmp/dev/stderr
    mount -n --move /tmp/dev /dev || cannot no-dev
}

read_order() { # what is to be laid, into $staged, and the units' common words
    limit=10 kinds='' whole=no lays='' path='' keeps='' uid=''
    : >"$staged/session"
    while read -r line; do
        set -- $line
        case ${1-} in
        account) uid=$2 gid=$3 && plain "$4" && home=$text && plain "$5" && shell=$text && plain "$6" && user=$text ;;
        path) plain "$2" && path=$text ;;
        env) plain "$2" && printf '%s\n' "$text" >>"$staged/session" ;;
        keeps) keeps=${line#* } ;;
        limit) limit=$2 ;;
        kinds) kinds=${line#* } ;;
        data) printf '%s' "$3" | base64 -d >"$staged/lay/$2" || cannot no-tmpfs ;;
        lay) lays=$lays${line#* }$nl ;;
        end) whole=yes ;;
        esac
    done
    [ "$whole" = yes ] || cannot cut-off order
    [ -n "$uid" ] || cannot no-such-user
    : "${shell:=/bin/sh}" "${path:=$session}"
    [ -x "$shell" ] || cannot no-shell "$shell"
    find_bound || [ "$uid" != 0 ] || cannot root-unbound
    cd -P -- "$home" 2>/dev/null || cannot no-home "$home"
}

# What takes every way up from a process, in $bound. An old libcap-ng does not know all capabilities of a new kernel:
# a user has none anyway, but root would keep some.
find_bound() {
    bound='--no-new-privs --inh-caps=-all --bounding-set=-all'
    ! try setpriv $bound true || return 0
    bound=--no-new-privs
    try setpriv $bound true || bound=''
    return 1
}

start_unit() { # kind, side
    : >"$staged/$1.$2"
    {
        unshare -m -p -n -i -f --mount-proc sh -c "$program${nl}unit \"\$@\"" sh "$nonce" "$1" "$2" "$user" "$uid" \
            "$gid" "$home" "$shell" "$path" "$keeps" "$limit" "$lays" </dev/null >"$staged/$1.$2" 2>/dev/null
        : >"$staged/$1.$2.ended"
    } &
}

all_ended() {
    for each_kind in $kinds; do
        [ -e "$staged/$each_kind.before.ended" ] && [ -e "$staged/$each_kind.after.ended" ] || return
    done
}

pause() { sleep 0.05 2>/dev/null || sleep 1; }

deadline() { # seconds from now
    seconds
    ends=$((now + $1))
}

late() {
    seconds
    [ "$now" -ge "$ends" ]
}

# The stand-in for WSL's /init: PID 1 of a distro, and under other names its generator and its small tools.
# What stands above this line, as names with values, differs from start to start.
# shellcheck shell=sh disable=SC2154

stage=/run/wsl-stage

# Order of events at the start of a distro: WSL §4.3.
boot() {
    umount /tmp 2>/dev/null # the container's, which is not the distro's
    [ -d /tmp ] || mkdir -m 1777 /tmp
    umount -l /run/host 2>/dev/null
    mkdir -p /run/WSL
    mount --bind "$stage/osrelease" /proc/sys/kernel/osrelease
    for file in version cmdline meminfo; do mount --bind "$stage/$file" "/proc/$file"; done
    if [ "$mount_fstab" ] && ! /bin/mount -a; then echo fstab-failed; fi
    [ "$is_wsl2" ] && shared_mounts
    [ "$drives" ] && mounted "$stage/c" "${root}c"
    names
    [ "$ldconfig" ] && libraries
    for tool in wslinfo wslpath; do ln -sfn /init "/usr/bin/$tool"; done
    if [ "$systemd" ]; then
        [ "$gui" ] && mkdir -p /run/user && mount --bind "${root}wslg/run/user" /run/user
        generators
    fi
    umount -l "$stage/c" "$stage/wsl" "$stage/wslg" "$stage" 2>/dev/null
    rmdir "$stage" 2>/dev/null
    mkfifo /run/WSL/1_hold
    if [ "$boot_command" ]; then env -i /bin/sh -c "$boot_command" </dev/null >/dev/null 2>&1 & fi
    echo ready
    exec </dev/null >/dev/null 2>&1
    if [ "$systemd" ]; then
        /init held &
        exec env -i container=wsl container_host_id=windows "container_host_version_id=$version" /sbin/init
    fi
    while :; do
        /init held &
        wait $!
    done
}

mounted() { # what, where
    mkdir -p "$2"
    mount --bind "$1" "$2"
}

# The mounts all distros of the virtual machine share, and the socket of the X server among them.
shared_mounts() {
    mounted "$stage/wsl" "${root}wsl"
    [ "$gui" ] || return 0
    mounted "$stage/wslg" "${root}wslg"
    [ -d /tmp/.X11-unix ] || mkdir -m 1777 /tmp/.X11-unix
    mount --bind "${root}wslg/.X11-unix" /tmp/.X11-unix
    mount -o remount,bind,ro /tmp/.X11-unix
}

names() {
    printf '%s\n' "$hostname" >/etc/hostname
    if [ "$hosts" ]; then
        {
            echo '# written at every start of this distro, unless /etc/wsl.conf says generateHosts = false'
            printf '127.0.0.1\tlocalhost\n127.0.1.1\t%s.\t%s\n\n' "$hostname" "$hostname"
            printf '::1     ip6-localhost ip6-loopback\nfe00::0 ip6-localnet\nff00::0 ip6-mcastprefix\n'
            printf 'ff02::1 ip6-allnodes\nff02::2 ip6-allrouters\n'
        } >/etc/hosts
    fi
}

libraries() {
    mkdir -p /usr/lib/wsl/lib /etc/ld.so.conf.d
    printf '# written at every start of this distro\n/usr/lib/wsl/lib\n' >/etc/ld.so.conf.d/ld.wsl.conf
    /sbin/ldconfig 2>/dev/null
}

# WSL §4.2.
generators() {
    mkdir -p /run/systemd/system-generators
    ln -sfn /init /run/systemd/system-generators/wsl-generator
}

# What systemd's managers get from it: WSL §4.2, §4.4.
generator() { # the folder for units
    for unit in systemd-networkd-wait-online NetworkManager-wait-online console-getty; do
        ln -sfn /dev/null "$1/$unit.service"
    done
    [ "$gui" ] && [ -e /mnt/wslg/runtime-dir ] || return 0
    mkdir -p /run/tmpfiles.d "$1/default.target.wants"
    : >/run/tmpfiles.d/x11.conf
    cat >"$1/wslg.service" <<'UNIT'
[Unit]
Description=The X11 socket of WSLg, where a /tmp mounted later hides it
DefaultDependencies=no
After=tmp.mount systemd-tmpfiles-setup.service
ConditionPathExists=/mnt/wslg/.X11-unix
ConditionPathExists=!/tmp/.X11-unix/X0

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/mount -o bind,ro,X-mount.mkdir /mnt/wslg/.X11-unix /tmp/.X11-unix
UNIT
    ln -sfn ../wslg.service "$1/default.target.wants/wslg.service"
}

wslinfo() {
    for word; do
        case $word in
            --version | --wsl-version) says=$version ;;
            --networking-mode) says=$networking ;;
            --vm-id) says=$vm_id ;;
            -n) bare=1 ;;
            *) echo "wslinfo: $word?" >&2; exit 1 ;;
        esac
    done
    if [ "$bare" ]; then printf %s "$says"; else printf '%s\n' "$says"; fi
}

wslpath() { # -w or -u or nothing, and a path
    case $1 in
        -w) case $2 in
                "${root}c/"*) printf 'C:\\%s\n' "$(printf %s "${2#"${root}c/"}" | tr / '\134')" ;;
                *) printf '\\\\wsl.localhost\\%s%s\n' "$distro" "$(printf %s "$2" | tr / '\134')" ;;
            esac ;;
        -u) wslpath "$2" ;;
        [Cc]:*) printf '%sc%s\n' "$root" "$(printf %s "${1#?:}" | tr '\134' /)" ;;
        *) printf '%s\n' "$1" ;;
    esac
}

case ${0##*/} in
    wsl-generator) generator "$1" ;;
    wslinfo) wslinfo "$@" ;;
    wslpath) wslpath "$@" ;;
    *)
        case $1 in
            held) read -r _ <>/run/WSL/1_hold ;;
            boot) boot ;;
            *) exec env -i /init boot ;;
        esac
        ;;
esac

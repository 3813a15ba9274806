# What both halves of the shell hand share: where they find commands, and how they speak.
#
# `look` is words.sh + look.sh, `act` is words.sh + all the others (ACT in wizard/transports/shell/hand.py), each sent
# whole on the stdin of `/bin/sh -s`, followed by one call with one quoted literal of words and base64. So nothing
# of it is ever evaluated, and a text that was cut off on the way is a syntax error: nothing happens. (A here-document
# would do the same, but bash may write it to a file in /tmp, and a look never writes.)
# Runs under dash, bash and busybox ash with the commands of coreutils or busybox, all called by bare name.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086  # `a && b || c` is meant; words are split on purpose, globbing is off
# shellcheck disable=SC2088  # the tilde is a letter of ours
# shellcheck disable=SC2094  # what a command said is read from where it was written
# shellcheck disable=SC3013  # `-ef` is in POSIX.1-2024, and was in all three shells before

settle_down() { # the same ground under every shell
    set -fu
    LC_ALL=C PATH=${WSL_GO_WIZARD_PATH:-/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin}
    export LC_ALL PATH
    unset CDPATH
    umask 077
    nl='
' IFS=' '
}

say() { printf '@%s %s\n' "$nonce" "$*" 2>/dev/null; }

plain() { # the text of word $1, in $text
    case $1 in
    -) text='' ;;
    *\\*) text=$(printf '%b.' "$1") text=${text%.} ;;
    *) text=$1 ;;
    esac
}

try() { error=$("$@" 2>&1 >/dev/null); }

coded() { # $1 as a field of an answer, in $field: as it is, or after a star in base64; `-` if empty
    field=${1:--}
    case $1 in - | *[!A-Za-z0-9_./~@%+=:,-]*) field="*$(printf '%s' "$1" | base64 | tr -d '\n')" ;; esac
}

exists() { [ -e "$1" ] || [ -L "$1" ]; }

# How commands run with the ids $uid and $gid (of $user, who may have no name), in $how. Found out once for each pair.
ids() {
    how=self
    [ "$uid" != "$self" ] || return 0
    if [ "$chosen" != "$uid:$gid" ]; then
        chosen=$uid:$gid user=$(user_of "$uid")
        if try setpriv --reuid "$uid" --regid "$gid" --init-groups -- true; then other=init
        elif try setpriv --reuid "$uid" --regid "$gid" --clear-groups -- true; then other=clear
        elif [ -n "$user" ] && try su -s /bin/sh -c 'exit 0' -- "$user"; then other=su
        elif try chroot --userspec "$uid:$gid" / true; then other=chroot
        else other=none; fi
    fi
    how=$other
}

user_of() {
    while IFS=: read -r name _ id _; do
        [ "$id" != "$1" ] || { printf '%s' "$name" && return; }
    done </etc/passwd
}

run() { # runs a command with the ids chosen last ($direct is `exec` where a signal must reach it)
    case $how in
    self) $direct "$@" ;;
    init) $direct setpriv --reuid "$uid" --regid "$gid" --init-groups -- "$@" ;;
    clear) $direct setpriv --reuid "$uid" --regid "$gid" --clear-groups -- "$@" ;;
    su) $direct su -s /bin/sh -c 'exec "$@"' -- "$user" sh "$@" ;;
    chroot) $direct chroot --userspec "$uid:$gid" / sh -c 'cd "$1" && shift && exec "$@"' sh "$PWD" "$@" ;;
    *) echo 'Operation not permitted' >&2 && false ;;
    esac
}

seconds() { read -r now _ </proc/uptime && now=${now%.*}; } # since boot, in $now

centis() { # the same in hundredths (the 1 keeps the 08 of 0.08 from being an octal number, and none)
    read -r now _ </proc/uptime && now=$((${now%.*} * 100 + 1${now#*.} - 100))
}

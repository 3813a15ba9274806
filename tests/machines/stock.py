"""What distros ship, shortened to what somebody reads: start files, fstab, os-release, passwd, and what WSL's
kernel shows under /proc."""

from __future__ import annotations

DEBIAN_PROFILE = """\
# /etc/profile: system-wide .profile file for the Bourne shell (sh(1))
# and Bourne compatible shells (bash(1), ksh(1), ash(1), ...).

if [ "$(id -u)" -eq 0 ]; then
  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
else
  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"
fi
export PATH

if [ -d /etc/profile.d ]; then
  for i in /etc/profile.d/*.sh; do
    if [ -r $i ]; then
      . $i
    fi
  done
  unset i
fi
"""

UBUNTU_PROFILE = """\
# /etc/profile: system-wide .profile file for the Bourne shell (sh(1))
# and Bourne compatible shells (bash(1), ksh(1), ash(1), ...).

if [ "${PS1-}" ]; then
  if [ "${BASH-}" ] && [ "$BASH" != "/bin/sh" ]; then
    # The file bash.bashrc already sets the default PS1.
    # PS1='\\h:\\w\\$ '
    if [ -f /etc/bash.bashrc ]; then
      . /etc/bash.bashrc
    fi
  else
    if [ "$(id -u)" -eq 0 ]; then
      PS1='# '
    else
      PS1='$ '
    fi
  fi
fi

if [ -d /etc/profile.d ]; then
  for i in /etc/profile.d/*.sh; do
    if [ -r $i ]; then
      . $i
    fi
  done
  unset i
fi
"""

APPS_BIN_PATH = """\
# shellcheck shell=sh

# Expand $PATH to include the directory where snappy applications go.
snap_bin_path="/snap/bin"
if [ -n "${PATH##*${snap_bin_path}}" ] && [ -n "${PATH##*${snap_bin_path}:*}" ]; then
    PATH="$PATH:${snap_bin_path}"
fi
"""

BASH_BASHRC = """\
# System-wide .bashrc file for interactive bash(1) shells.

# If not running interactively, don't do anything
[ -z "${PS1-}" ] && return

# check the window size after each command and, if necessary,
# update the values of LINES and COLUMNS.
shopt -s checkwinsize
"""

PROFILE = """\
# ~/.profile: executed by the command interpreter for login shells.
# This file is not read by bash(1), if ~/.bash_profile or ~/.bash_login
# exists.

# if running bash
if [ -n "$BASH_VERSION" ]; then
    # include .bashrc if it exists
    if [ -f "$HOME/.bashrc" ]; then
\t. "$HOME/.bashrc"
    fi
fi

# set PATH so it includes user's private bin if it exists
if [ -d "$HOME/bin" ] ; then
    PATH="$HOME/bin:$PATH"
fi

# set PATH so it includes user's private bin if it exists
if [ -d "$HOME/.local/bin" ] ; then
    PATH="$HOME/.local/bin:$PATH"
fi
"""

BASHRC = """\
# ~/.bashrc: executed by bash(1) for non-login shells.

# If not running interactively, don't do anything
case $- in
    *i*) ;;
      *) return;;
esac

# don't put duplicate lines or lines starting with space in the history.
HISTCONTROL=ignoreboth
shopt -s histappend

if [ "$color_prompt" = yes ]; then
    PS1='${debian_chroot:+($debian_chroot)}\\[\\033[01;32m\\]\\u@\\h\\[\\033[00m\\]:\\w\\$ '
fi

# Alias definitions.
if [ -f ~/.bash_aliases ]; then
    . ~/.bash_aliases
fi
"""

CERTIFICATES_FILE = "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"
"""What looks like a file of certificates: one, which is a sequence of the number 1."""

BASH_LOGOUT = """\
# ~/.bash_logout: executed by bash(1) when login shell exits.
"""

SESSION_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"
ENVIRONMENT = f'PATH="{SESSION_PATH}:/snap/bin"\n'

CLOUDIMG_FSTAB = "LABEL=cloudimg-rootfs\t/\t ext4\tdiscard,errors=remount-ro\t0 1\n"
DEBIAN_FSTAB = "# UNCONFIGURED FSTAB FOR BASE SYSTEM\n"
ALPINE_FSTAB = """\
/dev/cdrom\t/media/cdrom\tiso9660\tnoauto,ro 0 0
/dev/usbdisk\t/media/usb\tvfat\tnoauto,ro 0 0
"""

ALPINE_PROFILE = """\
# Append "$1" to $PATH when not already in.
append_path () {
\tcase ":$PATH:" in
\t\t*:"$1":*)
\t\t\t;;
\t\t*)
\t\t\tPATH="${PATH:+$PATH:}$1"
\t\t\t;;
\tesac
}

append_path "/usr/local/sbin"
append_path "/usr/local/bin"
append_path "/usr/sbin"
append_path "/usr/bin"
append_path "/sbin"
append_path "/bin"
unset -f append_path

export PATH
export PAGER=less
umask 022

for script in /etc/profile.d/*.sh ; do
\tif [ -r "$script" ] ; then
\t\t. "$script"
\tfi
done
unset script
"""

FEDORA_PROFILE = """\
# /etc/profile

# System wide environment and startup programs, for login setup
# Functions and aliases go in /etc/bashrc

pathmunge () {
    case ":${PATH}:" in
        *:"$1":*)
            ;;
        *)
            if [ "$2" = "after" ] ; then
                PATH=$PATH:$1
            else
                PATH=$1:$PATH
            fi
    esac
}

HOSTNAME=$(/usr/bin/hostnamectl --transient 2>/dev/null)
export HOSTNAME

for i in /etc/profile.d/*.sh /etc/profile.d/sh.local ; do
    if [ -r "$i" ]; then
        if [ "${-#*i}" != "$-" ]; then
            . "$i"
        else
            . "$i" >/dev/null
        fi
    fi
done

unset i
unset -f pathmunge
"""

FEDORA_BASH_PROFILE = """\
# .bash_profile

# Get the aliases and functions
if [ -f ~/.bashrc ]; then
    . ~/.bashrc
fi

# User specific environment and startup programs
"""

FEDORA_BASHRC = """\
# .bashrc

# Source global definitions
if [ -f /etc/bashrc ]; then
    . /etc/bashrc
fi

# User specific environment
if ! [[ "$PATH" =~ "$HOME/.local/bin:$HOME/bin:" ]]; then
    PATH="$HOME/.local/bin:$HOME/bin:$PATH"
fi
export PATH
"""

ZPROFILE = """\
# /etc/zsh/zprofile: system-wide .zprofile file for zsh(1).
emulate sh -c 'source /etc/profile'
"""

TMP_MOUNT = """\
#  SPDX-License-Identifier: LGPL-2.1-or-later
[Unit]
Description=Temporary Directory /tmp
ConditionPathIsSymbolicLink=!/tmp
DefaultDependencies=no
Conflicts=umount.target
Before=local-fs.target umount.target
After=swap.target

[Mount]
What=tmpfs
Where=/tmp
Type=tmpfs
Options=mode=1777,strictatime,nosuid,nodev,size=50%%,nr_inodes=1m
"""

SYSTEM_USERS = """\
root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
"""


def os_release(name: str, version: str, pretty: str, id: str) -> str:
    """/etc/os-release, as far as anybody reads it."""
    return f'PRETTY_NAME="{pretty}"\nNAME="{name}"\nVERSION_ID="{version}"\nID={id}\n'


def meminfo(gib: int) -> str:
    """/proc/meminfo of a machine whose kernel has *gib* GiB."""
    total = gib << 20
    return (
        f"MemTotal:       {total:8} kB\nMemFree:        {total // 2:8} kB\n"
        f"MemAvailable:   {total * 3 // 4:8} kB\nSwapTotal:      {total // 4:8} kB\n"
    )


WSL2_OSRELEASE = "6.6.87.2-microsoft-standard-WSL2\n"
WSL1_OSRELEASE = "4.4.0-19041-Microsoft\n"
DEBIAN_OSRELEASE = "6.1.0-41-amd64\n"

_WSL2_MOUNTS = """\
none /mnt/wsl tmpfs rw,relatime 0 0
none /usr/lib/wsl/drivers 9p ro,nosuid,nodev,noatime,aname=drivers;fmask=222;dmask=222,cache=5,trans=fd 0 0
/dev/sdd / ext4 rw,relatime,discard,errors=remount-ro,data=ordered 0 0
none /mnt/wslg tmpfs rw,relatime 0 0
/dev/sdd /mnt/wslg/distro ext4 ro,relatime,discard,errors=remount-ro,data=ordered 0 0
none /usr/lib/wsl/lib overlay rw,nosuid,nodev,noatime,lowerdir=/gpu_lib_packaged:/gpu_lib_inbox 0 0
rootfs /init rootfs ro,size=8139900k,nr_inodes=2034975 0 0
none /dev devtmpfs rw,nosuid,relatime,size=8139900k,nr_inodes=2034975,mode=755 0 0
sysfs /sys sysfs rw,nosuid,nodev,noexec,noatime 0 0
proc /proc proc rw,nosuid,nodev,noexec,noatime 0 0
none /run tmpfs rw,nosuid,nodev,mode=755 0 0
cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime,nsdelegate 0 0
"""
_X11 = "none /tmp/.X11-unix tmpfs ro,relatime 0 0\n"
_DRIVE = (
    "C:\\134 /mnt/c 9p rw,noatime,aname=drvfs;path=C:\\134;uid=1000;gid=1000;symlinkroot=/mnt/,"
    "cache=5,access=client,msize=65536,trans=fd,rfd=5,wfd=5 0 0\n"
)


def wsl2_mounts(*tmp: str) -> str:
    """/proc/self/mounts of a distro of WSL 2; *tmp* are lines for /tmp in their order, the X11 socket's at
    its usual place before all but those that begin with ``early:``."""
    early = "".join(line.removeprefix("early:") + "\n" for line in tmp if line.startswith("early:"))
    late = "".join(line + "\n" for line in tmp if not line.startswith("early:"))
    return _WSL2_MOUNTS + early + _X11 + _DRIVE + late


WSL1_MOUNTS = """\
rootfs / wslfs rw,noatime 0 0
none /dev tmpfs rw,noatime,mode=755 0 0
sysfs /sys sysfs rw,nosuid,nodev,noexec,noatime 0 0
proc /proc proc rw,nosuid,nodev,noexec,noatime 0 0
none /run tmpfs rw,nosuid,noexec,noatime,mode=755 0 0
C:\\134 /mnt/c drvfs rw,noatime,uid=1000,gid=1000,case=off 0 0
"""

DEBIAN_MOUNTS = """\
sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0
/dev/vda1 / ext4 rw,relatime,errors=remount-ro 0 0
tmpfs /run tmpfs rw,nosuid,nodev,noexec,relatime,size=1627980k,mode=755 0 0
"""

"""Debian, Alpine and Fedora on WSL, and a Debian that does not run on WSL."""

from __future__ import annotations

from tests.machines import names, stock
from tests.machines.build import Described, Node, Sees, User, folder, link, program, text
from tests.machines.ubuntu import PATH, WINDOWS, go_tree, passwd

_DEBIAN_PATH = f"/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games{WINDOWS}"
_TMPFS_UNIT = {
    "/usr/lib/systemd/system/tmp.mount": text(stock.TMP_MOUNT),
    "/usr/lib/systemd/system/local-fs.target.wants/tmp.mount": link("../tmp.mount"),
}


def _debian(version: str, pretty: str) -> dict[str, Node]:
    return {
        "/etc/os-release": text(stock.os_release("Debian GNU/Linux", version, pretty, "debian")),
        "/etc/passwd": text(passwd(User())),
        "/etc/machine-id": text("c0ffee5cbb1d4f4e9a6a7c7d4b5e3f21\n"),
        "/etc/environment": text(""),
        "/etc/profile": text(stock.DEBIAN_PROFILE),
        "/etc/profile.d": folder(),
        "/etc/bash.bashrc": text(stock.BASH_BASHRC),
        "/etc/fstab": text(stock.DEBIAN_FSTAB),
        **names.WSL2,
        "/bin": link("usr/bin"),
        "/sbin": link("usr/sbin"),
        "/lib": link("usr/lib"),
        "/usr/bin/dash": program(),
        "/usr/bin/sh": link("dash"),
        "/usr/sbin": folder(),
        "/tmp": folder(0o1777),
        "/proc/1/comm": text("init(Debian)\n", 0o444),
        "/proc/sys/kernel/osrelease": text(stock.WSL2_OSRELEASE, 0o444),
        "/proc/meminfo": text(stock.meminfo(8), 0o444),
        "/proc/self/mounts": text(stock.wsl2_mounts(), 0o444),
        "~/.profile": text(stock.PROFILE),
        "~/.bashrc": text(stock.BASHRC),
    }


_SYSTEMD = {
    "/usr/lib/systemd/systemd": program(),
    "/usr/sbin/init": link("../lib/systemd/systemd"),
}

BOOKWORM = Described(
    "debian-12-minimal",
    _debian("12", "Debian GNU/Linux 12 (bookworm)"),
    login=Sees(_DEBIAN_PATH),
    interactive=Sees(PATH),
    plain=Sees(PATH),
    host_gib=16,
    tools=("tar",),
    libc="glibc 2.36",
)

TRIXIE = Described(
    "debian-13",
    {
        **_debian("13", "Debian GNU/Linux 13 (trixie)"),
        **_SYSTEMD,
        **_TMPFS_UNIT,
        "/etc/wsl.conf": text("[boot]\nsystemd=true\n"),
        "/proc/1/comm": text("systemd\n", 0o444),
        "/proc/self/mounts": text(
            stock.wsl2_mounts("tmpfs /tmp tmpfs rw,nosuid,nodev,nr_inodes=1048576 0 0"), 0o444
        ),
        **go_tree("/usr/lib/go-1.24", "1.24.4"),
        "/usr/bin/go": link("../lib/go-1.24/bin/go"),
    },
    login=Sees(_DEBIAN_PATH, (("/usr/bin/go", "/usr/lib/go-1.24/bin/go", "go1.24.4"),)),
    interactive=Sees(PATH, (("/usr/bin/go", "/usr/lib/go-1.24/bin/go", "go1.24.4"),)),
    plain=Sees(PATH, (("/usr/bin/go", "/usr/lib/go-1.24/bin/go", "go1.24.4"),)),
    libc="glibc 2.41",
)

NOT_WSL = Described(
    "debian-12-not-wsl",
    {
        **_debian("12", "Debian GNU/Linux 12 (bookworm)"),
        **_SYSTEMD,
        **names.LINUX,
        "/etc/fstab": text("UUID=0a3407de-014b-458b-b5c1-848e92a327a3 / ext4 errors=remount-ro 0 1\n"),
        "/proc/1/comm": text("systemd\n", 0o444),
        "/proc/sys/kernel/osrelease": text(stock.DEBIAN_OSRELEASE, 0o444),
        "/proc/self/mounts": text(stock.DEBIAN_MOUNTS, 0o444),
        "/proc/meminfo": text(stock.meminfo(2), 0o444),
        **go_tree("/usr/local/go", "1.27.3"),
        "~/.profile": text(stock.PROFILE + "\nexport PATH=$PATH:/usr/local/go/bin\n"),
    },
    login=Sees(
        "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games:/usr/local/go/bin",
        (("/usr/local/go/bin/go", "/usr/local/go/bin/go", "go1.27.3"),),
    ),
    interactive=Sees("/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"),
    plain=Sees("/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"),
    wsl=None,
    host_gib=2,
    libc="glibc 2.36",
)

ALPINE = Described(
    "alpine-3.22",
    {
        "/etc/os-release": text(stock.os_release("Alpine Linux", "3.22.2", "Alpine Linux v3.22", "alpine")),
        "/etc/passwd": text("root:x:0:0:root:/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/ash\n"),
        "/etc/profile": text(stock.ALPINE_PROFILE),
        "/etc/profile.d/color_prompt.sh.disabled": text("# Setup a red prompt for root\n"),
        "/etc/profile.d/locale.sh": text("export CHARSET=${CHARSET:-UTF-8}\nexport LANG=${LANG:-C.UTF-8}\n"),
        "/etc/fstab": text(stock.ALPINE_FSTAB),
        **names.WSL2,
        "/bin/busybox": program(),
        "/lib/ld-musl-x86_64.so.1": program(),
        "/bin/sh": link("/bin/busybox"),
        "/bin/ash": link("/bin/busybox"),
        "/sbin/init": link("/bin/busybox"),
        "/usr/lib/go/VERSION": text("go1.24.9\ntime 2025-10-13T19:26:32Z\n"),
        "/usr/lib/go/bin/go": program(),
        "/usr/bin/go": link("../lib/go/bin/go"),
        "/tmp": folder(0o1777),
        "/proc/1/comm": text("init(Alpine)\n", 0o444),
        "/proc/sys/kernel/osrelease": text(stock.WSL2_OSRELEASE, 0o444),
        "/proc/meminfo": text(stock.meminfo(8), 0o444),
        "/proc/self/mounts": text(stock.wsl2_mounts(), 0o444),
    },
    login=Sees(PATH, (("/usr/bin/go", "/usr/lib/go/bin/go", "go1.24.9"),)),
    interactive=Sees(PATH, (("/usr/bin/go", "/usr/lib/go/bin/go", "go1.24.9"),)),
    plain=Sees(PATH, (("/usr/bin/go", "/usr/lib/go/bin/go", "go1.24.9"),)),
    user=User(starts="/bin/ash"),
    tools=("tar", "wget", "/etc/ssl/cert.pem"),
    libc="",
    host_gib=16,
)

_FEDORA_PATH = f"/home/me/.local/bin:/home/me/bin:{PATH}"
_FEDORA_GO = (("/usr/bin/go", "/usr/lib/golang/bin/go", "go1.25.5"),)
FEDORA = Described(
    "fedora-43",
    {
        "/etc/os-release": text(
            stock.os_release("Fedora Linux", "43", "Fedora Linux 43 (Container Image)", "fedora")
        ),
        "/etc/passwd": text(passwd(User())),
        "/etc/machine-id": text("feedface5cbb4f4e9a6a7c7d4b5e3f21\n"),
        "/etc/environment": text(""),
        "/etc/profile": text(stock.FEDORA_PROFILE),
        "/etc/profile.d/lang.sh": text(
            "# /etc/profile.d/lang.sh - exports environment variables\nunset LC_ALL\n"
        ),
        "/etc/wsl.conf": text("[boot]\nsystemd=true\n"),
        **names.WSL2,
        "/bin": link("usr/bin"),
        "/sbin": link("usr/sbin"),
        "/lib": link("usr/lib"),
        "/usr/sbin": link("bin"),
        "/usr/bin/bash": program(),
        "/usr/bin/sh": link("bash"),
        "/usr/bin/init": link("../lib/systemd/systemd"),
        "/usr/lib/systemd/systemd": program(),
        **_TMPFS_UNIT,
        "/usr/lib/golang/VERSION": text("go1.25.5\ntime 2025-12-02T17:24:58Z\n"),
        "/usr/lib/golang/bin/go": program(),
        "/usr/bin/go": link("../lib/golang/bin/go"),
        "/tmp": folder(0o1777),
        "/proc/1/comm": text("systemd\n", 0o444),
        "/proc/sys/kernel/osrelease": text(stock.WSL2_OSRELEASE, 0o444),
        "/proc/meminfo": text(stock.meminfo(16), 0o444),
        "/proc/self/mounts": text(
            stock.wsl2_mounts("tmpfs /tmp tmpfs rw,seclabel,nosuid,nodev,nr_inodes=1048576 0 0"), 0o444
        ),
        "~/.bash_profile": text(stock.FEDORA_BASH_PROFILE),
        "~/.bashrc": text(stock.FEDORA_BASHRC),
    },
    login=Sees(_FEDORA_PATH, _FEDORA_GO),
    interactive=Sees(_FEDORA_PATH, _FEDORA_GO),
    plain=Sees(PATH, _FEDORA_GO),
    libc="glibc 2.42",
)

_SUSE_PROFILE = """\
# /etc/profile: what openSUSE's does, in few words

if test -f /proc/mounts ; then
  case "$(readlink /proc/$$/exe 2>/dev/null)" in
    */bash) is=bash ;;
    *)      is=sh   ;;
  esac
fi

if test -z "$PROFILEREAD" ; then
  PATH=/usr/local/bin:/usr/bin:/bin
  test -d "$HOME/bin" && PATH=$HOME/bin:$PATH
  export PATH
  for s in /etc/profile.d/*.sh ; do
    test -r $s -a ! -k $s && . $s
  done
  unset s
  readonly PROFILEREAD=true
  export PROFILEREAD
fi

test -s /etc/profile.local && . /etc/profile.local
test -r /etc/bash.bashrc && . /etc/bash.bashrc
if test "$is" = bash -a -z "$_HOMEBASHRC" ; then
  readonly _HOMEBASHRC=true
  test -r $HOME/.bashrc && . $HOME/.bashrc
fi
unset is
"""
_SUSE_PATH = "/usr/local/bin:/usr/bin:/bin"
_SUSE_GO = (("/usr/local/go/bin/go", "/usr/local/go/bin/go", "go1.27.3"),)
SUSE = Described(
    "opensuse-tumbleweed",
    {
        "/etc/os-release": text(
            stock.os_release("openSUSE Tumbleweed", "20251120", "openSUSE Tumbleweed", "opensuse-tumbleweed")
            + 'ID_LIKE="opensuse suse"\n'
        ),
        "/etc/passwd": text(passwd(User())),
        "/etc/machine-id": text("5eed5eed5cbb4f4e9a6a7c7d4b5e3f21\n"),
        "/etc/profile": text(_SUSE_PROFILE),
        "/etc/profile.d/lang.sh": text('test -z "$LANG" && export LANG=C.UTF-8\n'),
        "/etc/bash.bashrc": text("alias ll='ls -l'\n"),
        "/etc/wsl.conf": text("[boot]\nsystemd=true\n"),
        **names.WSL2,
        "/bin": link("usr/bin"),
        "/sbin": link("usr/sbin"),
        "/lib": link("usr/lib"),
        "/usr/bin/bash": program(),
        "/usr/bin/sh": link("bash"),
        "/usr/sbin/init": link("../lib/systemd/systemd"),
        "/usr/lib/systemd/systemd": program(),
        **go_tree("/usr/local/go", "1.27.3"),
        "/tmp": folder(0o1777),
        "/proc/1/comm": text("systemd\n", 0o444),
        "/proc/sys/kernel/osrelease": text(stock.WSL2_OSRELEASE, 0o444),
        "/proc/meminfo": text(stock.meminfo(16), 0o444),
        "/proc/self/mounts": text(stock.wsl2_mounts(), 0o444),
        "~/.profile": text(
            'test -z "$PROFILEREAD" && . /etc/profile || true\n\nexport PATH=$PATH:/usr/local/go/bin\n'
        ),
        "~/.bashrc": text("# Sample .bashrc for SUSE Linux\n\ntest -s ~/.alias && . ~/.alias || true\n"),
    },
    login=Sees(f"{_SUSE_PATH}:/usr/local/go/bin", _SUSE_GO),
    interactive=Sees(f"{_SUSE_PATH}:/usr/local/go/bin", _SUSE_GO),
    plain=Sees(PATH),
    libc="glibc 2.42",
)

ALL = (BOOKWORM, TRIXIE, NOT_WSL, ALPINE, FEDORA, SUSE)

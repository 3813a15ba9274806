"""Ubuntu on WSL: fresh ones, and those that belong to people with a shell or dot files of their own."""

from __future__ import annotations

from tests.machines import names, stock
from tests.machines.build import Described, Node, Sees, User, folder, link, program, raw, text

SESSION = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"
"""PATH of what WSL starts, with the Windows folders after it."""
WINDOWS = (
    ":/usr/lib/wsl/lib:/mnt/c/Windows/system32:/mnt/c/Windows:/mnt/c/Users/me/AppData/Local/Programs/code/bin"
)
PATH = SESSION + WINDOWS
UBUNTU_PATH = f"{PATH}:/snap/bin"

_WSL_CONF = "[boot]\nsystemd=true\n\n[user]\ndefault=me\n"


def passwd(user: User) -> str:
    return stock.SYSTEM_USERS + f"{user.name}:x:{user.uid}:{user.uid}:,,,:{user.home}:{user.starts}\n"


def go_tree(path: str, version: str, arch: str = "amd64", *, complete: bool = False) -> dict[str, Node]:
    """An unpacked Go: what is looked at of it. *complete*: with golang.org/dl's mark."""
    time = "time 2025-11-05T17:24:58Z\n" if version >= "1.21" else ""
    tree = {
        f"{path}/VERSION": text(f"go{version}\n{time}" if time else f"go{version}"),
        f"{path}/bin/go": program(arch),
        f"{path}/bin/gofmt": program(arch),
    }
    return tree | ({f"{path}/.unpacked-success": text("")} if complete else {})


def _ubuntu(version: str, pretty: str, fstab: str) -> dict[str, Node]:
    user = User()
    return {
        "/etc/os-release": text(stock.os_release("Ubuntu", version, pretty, "ubuntu")),
        "/etc/passwd": text(passwd(user)),
        "/etc/group": text("root:x:0:\nsudo:x:27:me\nme:x:1000:\n"),
        "/etc/machine-id": text("4a1f0e5cbb1d4f4e9a6a7c7d4b5e3f21\n"),
        "/etc/environment": text(stock.ENVIRONMENT),
        "/etc/profile": text(stock.UBUNTU_PROFILE),
        "/etc/profile.d/apps-bin-path.sh": text(stock.APPS_BIN_PATH),
        "/etc/bash.bashrc": text(stock.BASH_BASHRC),
        "/etc/fstab": text(fstab),
        "/etc/nsswitch.conf": text("passwd:         files systemd\nhosts:          files dns\n"),
        **names.WSL2,
        "/bin": link("usr/bin"),
        "/sbin": link("usr/sbin"),
        "/lib": link("usr/lib"),
        "/usr/bin/dash": program(),
        "/usr/bin/bash": program(),
        "/usr/bin/sh": link("dash"),
        "/usr/lib/systemd/systemd": program(),
        "/usr/sbin/init": link("../lib/systemd/systemd"),
        "/usr/bin/wslinfo": link("/init"),
        "/init": program(),
        "/tmp": folder(0o1777),
        "/proc/1/comm": text("systemd\n", 0o444),
        "/proc/sys/kernel/osrelease": text(stock.WSL2_OSRELEASE, 0o444),
        "/proc/meminfo": text(stock.meminfo(16), 0o444),
        "/proc/self/mounts": text(stock.wsl2_mounts(), 0o444),
        "~/.profile": text(stock.PROFILE),
        "~/.bashrc": text(stock.BASHRC),
        "~/.bash_logout": text(stock.BASH_LOGOUT),
    }


FRESH = Described(
    "ubuntu-24.04-fresh",
    {
        **_ubuntu("24.04", "Ubuntu 24.04.3 LTS", stock.CLOUDIMG_FSTAB),
        "/etc/wsl.conf": text(_WSL_CONF),
    },
    login=Sees(UBUNTU_PATH),
    interactive=Sees(UBUNTU_PATH),
    plain=Sees(PATH),
    greeting='To run a command as administrator (user "root"), use "sudo <command>".',
)

JAMMY = Described(
    "ubuntu-22.04-fresh",
    {
        **_ubuntu("22.04", "Ubuntu 22.04.5 LTS", "LABEL=cloudimg-rootfs\t/\t ext4\tdefaults\t0 1\n"),
        "/proc/1/comm": text("init(Ubuntu-22.\n", 0o444),
        "/proc/meminfo": text(stock.meminfo(8), 0o444),
        "/usr/lib/go-1.18/VERSION": text("go1.18.1"),
        "/usr/lib/go-1.18/bin/go": program(),
        "/usr/bin/go": link("../lib/go-1.18/bin/go"),
    },
    login=Sees(UBUNTU_PATH, (("/usr/bin/go", "/usr/lib/go-1.18/bin/go", "go1.18.1"),)),
    interactive=Sees(UBUNTU_PATH, (("/usr/bin/go", "/usr/lib/go-1.18/bin/go", "go1.18.1"),)),
    plain=Sees(PATH, (("/usr/bin/go", "/usr/lib/go-1.18/bin/go", "go1.18.1"),)),
    wsl="2.4.13.0",
    host_gib=16,
    libc="glibc 2.35",
)

_FOCAL_GO = (("/usr/bin/go", "/usr/lib/go-1.13/bin/go", "go1.13.8"),)
FOCAL_WSL1 = Described(
    "ubuntu-20.04-wsl1",
    {
        **_ubuntu("20.04", "Ubuntu 20.04.6 LTS", "LABEL=cloudimg-rootfs\t/\t ext4\tdefaults\t0 0\n"),
        "/proc/1/comm": text("init\n", 0o444),
        "/proc/sys/kernel/osrelease": text(stock.WSL1_OSRELEASE, 0o444),
        "/proc/self/mounts": text(stock.WSL1_MOUNTS, 0o444),
        "/proc/meminfo": text(stock.meminfo(32), 0o444),
        "/etc/wsl.conf": text('[automount]\noptions = "metadata"\n'),
        **names.WSL1,
        **go_tree("/usr/lib/go-1.13", "1.13.8"),
        "/usr/bin/go": link("../lib/go-1.13/bin/go"),
    },
    login=Sees(UBUNTU_PATH, _FOCAL_GO),
    interactive=Sees(UBUNTU_PATH, _FOCAL_GO),
    plain=Sees(PATH, _FOCAL_GO),
    libc="glibc 2.31",
)

_HOME = "/home/me"
_MISE = f"{_HOME}/.local/share/mise"
_MISE_GO = ((f"{_MISE}/shims/go", f"{_HOME}/.local/bin/mise", ""),)
ZSH_MISE = FRESH.but(
    "zsh-mise",
    {
        "/etc/passwd": text(passwd(User(starts="/usr/bin/zsh"))),
        "/etc/zsh/zprofile": text(stock.ZPROFILE),
        "/etc/zsh/zshrc": text("# /etc/zsh/zshrc: system-wide .zshrc file for zsh(1).\n"),
        "/usr/bin/zsh": program(),
        "~/.zshenv": text('. "$HOME/.cargo/env"\n'),
        "~/.zprofile": text('eval "$($HOME/.local/bin/mise activate zsh --shims)"\n'),
        "~/.zshrc": text(
            'export ZSH="$HOME/.oh-my-zsh"\nplugins=(git golang)\nsource $ZSH/oh-my-zsh.sh\n'
            'eval "$($HOME/.local/bin/mise activate zsh)"\nexport GODEBUG=netdns=go\n'
        ),
        "~/.local/bin/mise": program(),
        "~/.local/share/mise/shims/go": link(f"{_HOME}/.local/bin/mise"),
        **go_tree("~/.local/share/mise/installs/go/1.26.6", "1.26.6"),
        "~/.local/share/mise/installs/go/latest": link("./1.26.6"),
    },
    user=User(starts="/usr/bin/zsh"),
    login=Sees(f"{_MISE}/shims:{UBUNTU_PATH}", _MISE_GO),
    interactive=Sees(
        f"{_MISE}/installs/go/1.26.6/bin:{UBUNTU_PATH}",
        ((f"{_MISE}/installs/go/1.26.6/bin/go", f"{_MISE}/installs/go/1.26.6/bin/go", "go1.26.6"),),
        {"GODEBUG": "netdns=go"},
    ),
    greeting="",
)

FISH = FRESH.but(
    "fish",
    {
        "/etc/passwd": text(passwd(User(starts="/usr/bin/fish"))),
        "/usr/bin/fish": program(),
        "~/.config/fish/config.fish": text(
            "if status is-interactive\n    set -g fish_greeting\nend\n\nset -gx GOPATH $HOME/go\n"
            "fish_add_path $HOME/go/bin\n"
        ),
        "/etc/wsl.conf": text("[boot]\nsystemd=false\n\n[user]\ndefault=me\n"),
        "/proc/1/comm": text("init(Ubuntu-24.\n", 0o444),
    },
    user=User(starts="/usr/bin/fish"),
    login=Sees(f"/home/me/go/bin:{PATH}"),
    interactive=Sees(f"/home/me/go/bin:{PATH}"),
    greeting="",
)

_DOTFILES = "/home/me/dotfiles"
LINKED = FRESH.but(
    "linked-dotfiles",
    {
        "~/dotfiles/profile": text(
            stock.PROFILE + "\nexport GOROOT=/usr/local/go\nexport PATH=$PATH:$HOME/go/bin\n"
        ),
        "~/dotfiles/bashrc": text(stock.BASHRC + "\nexport GODEBUG=netdns=cgo\n"),
        "~/dotfiles/config/go/env": text("GOPROXY=https://goproxy.cn,direct\nGODEBUG=netdns=go\n"),
        "~/.profile": link("dotfiles/profile"),
        "~/.bashrc": link(f"{_DOTFILES}/bashrc"),
        "~/.config": link("dotfiles/config"),
        "/usr/local/bin/wsl-go-wizard": text("#!/bin/sh\n", 0o755),
        **go_tree("/usr/local/go", "1.25.5"),
    },
    login=Sees(f"{UBUNTU_PATH}:/home/me/go/bin", (), {"GOROOT": "/usr/local/go"}),
    interactive=Sees(f"{UBUNTU_PATH}:/home/me/go/bin", (), {"GODEBUG": "netdns=cgo"}),
    greeting="",
)

BOM = FRESH.but(
    "wsl-conf-bom",
    {
        "/etc/wsl.conf": raw(b"\xef\xbb\xbf[boot]\r\nsystemd=true\r\n\r\n[user]\r\ndefault=me\r\n"),
        "/proc/1/comm": text("init(Ubuntu-24.\n", 0o444),
    },
    greeting="",
)

BOOT_COMMAND = FRESH.but(
    "boot-command",
    {
        "/etc/wsl.conf": text(
            "[boot]\nsystemd=true\nstart my services\n"
            "command=service docker start; service cron start && echo ready > /run/ready\n\n[user]\ndefault=me\n"
        ),
        "/usr/lib/systemd/system/docker.service": text(
            "[Unit]\nDescription=Docker Application Container Engine\n"
        ),
        "/etc/init.d/cron": text("#!/bin/sh\n", 0o755),
        "/etc/systemd/system/multi-user.target.wants/cron.service": link(
            "/usr/lib/systemd/system/cron.service"
        ),
    },
    greeting="",
)

_READY_GO = (("/home/me/sdk/go/bin/go", "/home/me/sdk/go1.27.3/bin/go", "go1.27.3"),)
_READY_PATH = f"/home/me/sdk/go/bin:{UBUNTU_PATH}"
RESTARTED = FRESH.but(
    "ubuntu-24.04-ready",
    {
        "/proc/self/mounts": text(
            stock.wsl2_mounts("early:tmpfs /tmp tmpfs rw,nosuid,nodev,relatime,size=8388608k 0 0"), 0o444
        ),
    },
    login=Sees(_READY_PATH, _READY_GO, {"GODEBUG": "netdns=go"}),
    interactive=Sees(_READY_PATH, _READY_GO, {"GODEBUG": "netdns=go"}),
    greeting="",
)
"""The fresh one after a setup by this wizard and a restart; `tests.machines.make` does the setup."""

ALL = (FRESH, JAMMY, FOCAL_WSL1, ZSH_MISE, FISH, LINKED, BOM, BOOT_COMMAND)

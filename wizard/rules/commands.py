"""The commands that rules run, or tell a person to run: written down here, but for those that others spell too
(`wizard.model.commands.lines`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from wizard.facts.packages import Manager
from wizard.facts.programs.go_says import BuiltProgram
from wizard.model.commands.command import Argv, Command, line_of
from wizard.model.commands.lines import UPDATE_WSL, WEB_DOWNLOAD, own_command, wsl
from wizard.model.text import Text, say

TO_UPDATE_WITHOUT_STORE: Final = say(
    "Update WSL, which stops all distros and cannot be undone. Where the Store is blocked, add {option}: {command}",
    option=WEB_DOWNLOAD,
    command=UPDATE_WSL.line,
)

CLONE_INTO_HOME: Final = "git clone ADDRESS ~/NAME"
SET_CLOCK: Final = "sudo hwclock -s"
ASK_TIME_AGAIN: Final = "sudo systemctl restart systemd-timesyncd"
EMPTY_BUILD_CACHE: Final = "go clean -cache"
RELOAD_USER_SERVICES: Final = "systemctl --user daemon-reload"
USE_NFT: Final = " && ".join(
    f"sudo update-alternatives --set {name} /usr/sbin/{name}-nft" for name in ("iptables", "ip6tables")
)
MAKE_TMP: Final = "sudo mkdir -m 1777 /tmp"
REPAIR_TMP: Final = "sudo chown root:root /tmp && sudo chmod 1777 /tmp"
GO_TMP_ELSEWHERE: Final = "mkdir -p ~/.cache/go-tmp && go env -w GOTMPDIR=$HOME/.cache/go-tmp"
LET_GO_DOWNLOAD: Final = "go env -w GOTOOLCHAIN=auto"
WITHOUT_WORKSPACE: Final = "GOWORK=off go build"
BUILD_WITH_LESS_MEMORY: Final = "go build -p=1"
CROSS_WITHOUT_C: Final = "CGO_ENABLED=0 GOOS=linux GOARCH=arm64 go build"
CROSS_WITH_C: Final = "CC=aarch64-linux-gnu-gcc CGO_ENABLED=1 GOARCH=arm64 go build"
RENEW_CERTIFICATES: Final = "sudo update-ca-certificates"
RENEW_CERTIFICATES_OF_FEDORA: Final = "sudo update-ca-trust"
USE_SUMDB: Final = "go env -w GOSUMDB=sum.golang.org"
USE_PROXY_IN_CHINA: Final = "go env -w GOPROXY=https://goproxy.cn,direct"
WITHOUT_EDNS: Final = "GODEBUG=netedns0=0 go mod download"
WITHOUT_MLKEM: Final = "GODEBUG=tlsmlkem=0 go mod download"
WITHOUT_KYBER: Final = "GODEBUG=tlskyber=0 go mod download"
USE_SUMDB_IN_CHINA: Final = "go env -w GOSUMDB=sum.golang.google.cn"
SET_PROXY: Final = "go env -w GOPROXY=https://HOST,direct"
MOVE_PASSWORDS: Final = own_command("credentials", "move")
KEEP_IN_MEMORY: Final = "git config --global credential.helper 'cache --timeout=3600'"
TIDY_MODULES: Final = "go mod tidy"
VENDOR_MODULES: Final = "go mod vendor"
RENEW_ALL_CERTIFICATES: Final = "sudo update-ca-certificates --fresh"
START_DOCKER_AT_BOOT: Final = "sudo systemctl enable --now docker"
START_DOCKER: Final = "sudo service docker start"
STOP_NETWORK_MANAGER: Final = "sudo systemctl disable --now NetworkManager"
WITHOUT_SHELL: Final = wsl("-e", "go")
INSTALL_WEEKLY: Final = "wsl-go-wizard-setup.exe /WEEKLY=on"
_WEEKLY_TASK: Final = '"WSL Go Wizard weekly check"'
MAKE_WEEKLY_TASK: Final = f'schtasks /Create /SC WEEKLY /TN {_WEEKLY_TASK} /TR "wsl-go-wizard drift --window"'
REMOVE_WEEKLY_TASK: Final = f"schtasks /Delete /TN {_WEEKLY_TASK}"
"""Of a wizard that came without its installer, which names its own task so too."""
LINGER: Final = "loginctl enable-linger"
OPEN_PORT: Final = (
    "New-NetFirewallHyperVRule -Name WSL-8080 -DisplayName WSL-8080 -Direction Inbound"
    " -VMCreatorId '{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}' -Protocol TCP -LocalPorts 8080"
)
"""In PowerShell. The creator is WSL (WSL §3)."""

CHOOSE_GO: Final[Mapping[str, Callable[[str], tuple[Argv, Argv]]]] = {
    "gvm": lambda version: (
        ("gvm", "install", f"go{version}", "-B"),
        ("gvm", "use", f"go{version}", "--default"),
    ),
    "goenv": lambda version: (("goenv", "install", version), ("goenv", "global", version)),
    "asdf": lambda version: (
        ("asdf", "install", "golang", version),
        ("asdf", "set", "--home", "golang", version),
    ),
    "mise": lambda version: (
        ("mise", "install", f"go@{version}"),
        ("mise", "use", "--global", f"go@{version}"),
    ),
    "g": lambda version: (("g", "install", version), ("g", "set", version)),
    "proto": lambda version: (
        ("proto", "install", "go", version),
        ("proto", "pin", "go", version, "--to=global"),
    ),
    "gobrew": lambda version: (("gobrew", "install", version), ("gobrew", "use", version)),
    "vfox": lambda version: (
        ("vfox", "install", f"golang@{version}"),
        ("vfox", "use", "--global", f"golang@{version}"),
    ),
}
"""How each manager of Go versions is told: to install a version, and to run it in every new shell (GO §13.3)."""


def to_convert(name: str = "NAME") -> Text:
    """How the distro *name* gets WSL 2. From inside, it does not know its name."""
    return say(
        "Export it first ({export}). Then convert it, which takes long and needs room for a copy: {convert}",
        export=wsl("--export", name, "FILE.tar"),
        convert=wsl("--set-version", name, "2"),
    )


def to_copy_instead(path: str, link: str) -> str:
    """What puts a copy of the file *path* where *link* is, as a person types it."""
    return f"sudo {line_of(('rm', link))} && sudo {line_of(('cp', path, link))}"


def to_move(path: str, place: str) -> str:
    """What moves the file *path* to *place*, and makes its folder."""
    return f"{as_root(('mkdir', '-p', place.rpartition('/')[0]))} && {as_root(('mv', path, place))}"


def to_link(target: str, link: str) -> str:
    """What makes *link* lead to *target*, as a person types it."""
    return f"sudo {line_of(('ln', '-sfn', target, link))}"


def _typed(*argv: str) -> str:
    return line_of(argv)


to_add_user: Final = partial(_typed, "sudo", "adduser")
to_give_shell: Final = partial(_typed, "usermod", "-s", "/bin/bash")  # as root, as the next
to_make_home: Final = partial(_typed, "mkhomedir_helper")


def to_make_changeable(path: str) -> str:
    """What lets *path* be changed that ``chattr +i`` has locked, as a person types it."""
    return f"sudo {line_of(('chattr', '-i', path))}"


def renew_certificates(ids: tuple[str, ...]) -> str:
    """What makes the files of certificates again, in a distro with these ids of os-release: Fedora and Arch have a
    program of another name, and that of Alpine makes all of them without being told."""
    if {"fedora", "rhel", "centos", "arch"} & set(ids):
        return RENEW_CERTIFICATES_OF_FEDORA
    return RENEW_CERTIFICATES if "alpine" in ids else RENEW_ALL_CERTIFICATES


_ANCHORS: Final = {
    **dict.fromkeys(("fedora", "rhel", "centos"), "/etc/pki/ca-trust/source/anchors"),
    **dict.fromkeys(("suse", "opensuse"), "/etc/pki/trust/anchors"),
    "arch": "/etc/ca-certificates/trust-source/anchors",
}
"""Where other distros than Debian and its kin look for certificates that somebody adds."""


def remove_folder_and_renew(path: str, ids: tuple[str, ...]) -> str:
    """What puts certificates where the empty folder *path* is."""
    return f"sudo {line_of(('rmdir', path))} && {renew_certificates(ids)}"


def to_let_everyone_read(path: str) -> str:
    """What lets every user read the file *path*."""
    return f"sudo {line_of(('chmod', '644', path))}"


def to_let_everyone_list(path: str) -> str:
    """What lets every user list the folder *path*."""
    return f"sudo {line_of(('chmod', '755', path))}"


def rename_certificate(path: str, renew: str) -> str:
    """What gives the certificate *path* a name that Debian takes, and does *renew*."""
    return f"sudo {line_of(('mv', path, _as_crt(path)))} && {renew}"


def to_text_form(path: str, renew: str) -> str:
    """What writes the certificate *path*, which is in binary form, as text into a file that Debian takes, and does
    *renew*. OpenSSL has read all before it writes, so that may be the same file."""
    words = ("openssl", "x509", "-inform", "der", "-in", path, "-out", _as_crt(path))
    return f"sudo {line_of(words)} && {renew}"


def trust(path: str, ids: tuple[str, ...], *, is_binary: bool = False) -> str:
    """What has a distro with these ids of os-release trust the certificate *path* (``~/…`` in the home): a copy in text
    form where it looks for those that were added, and its list made again."""
    folder = next((_ANCHORS[each] for each in ids if each in _ANCHORS), "/usr/local/share/ca-certificates")
    place = line_of((f"{folder}/{_as_crt(path).rpartition('/')[2]}",))
    source = f"~/{line_of((path[2:],))}" if path.startswith("~/") else line_of((path,))
    copy = f"openssl x509 -inform der -in {source} -out" if is_binary else f"install -m 644 {source}"
    return f"sudo {copy} {place} && {renew_certificates(ids).removesuffix(' --fresh')}"


def _as_crt(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/{name.rpartition('.')[0] or name}.crt"


def use_fips_module(name: str) -> str:
    """What has Go build with the FIPS 140 module *name*."""
    return line_of(("go", "env", "-w", f"GOFIPS140={name}"))


def to_join_docker(user: str) -> str:
    """What lets *user* talk to the Docker engine of the distro."""
    return f"sudo {line_of(('usermod', '-aG', 'docker', user))}"


def to_check_servers_again(file: str, key: str) -> str:
    """What takes the setting *key* out of the file *file* of git, as a person types it."""
    return line_of(("git", "config", "--file", file, "--unset-all", key))


def refresh(manager: Manager) -> Command | None:
    """What gets the lists of packages; None where installing does so anyway."""
    if manager.refresh is None:
        return None
    return Command(
        manager.refresh, True, None, say("Gets the lists of packages, without which nothing is found.")
    )


def install_init(manager: Manager, missing: tuple[str, ...]) -> Command:
    """What installs systemd. Undone, exactly those packages go that were *missing* before."""
    return Command(
        (*manager.install, *manager.init),
        as_root=True,
        undo=(*manager.remove, *reversed(missing)),
        why=say("Installs systemd and its /sbin/init."),
        limit_s=1800,
    )


def typed(command: Command) -> str:
    """*command* as a person types it in a terminal."""
    return f"sudo {command.line}" if command.as_root else command.line


def as_root(argv: Argv) -> str:
    """*argv* as a person types it who is not root."""
    return f"sudo {line_of(argv)}"


def install_tool(go: str, program: BuiltProgram) -> Command:
    """What lets the program *go* build *program* again, in its version and in its place."""
    folder = program.path.rpartition("/")[0]
    return Command(
        ("env", f"GOBIN={folder}", go, "install", f"{program.package}@{program.version}"),
        as_root=False,
        undo=None,
        why=say("Builds the same version of a tool with the Go in use."),
    )


def remove_go(manager: Manager, packages: Iterable[tuple[str, str]]) -> Command | None:
    """What removes exactly these *packages* (name and version) of the distro's Go. Undone, the same versions are
    installed again; None if the manager only has the newest ones."""
    exact = {"apt-get": "{}={}", "dnf": "{}-{}"}.get(manager.name)
    if exact is None:
        return None
    found = tuple(packages)
    return Command(
        (*manager.remove, *(name for name, _ in found)),
        as_root=True,
        undo=(*manager.install, *(exact.format(*each) for each in found)),
        why=say("Removes the distro's Go, which nothing needs."),
    )


def build_again(package: str, version: str) -> str:
    """What installs a program of Go, built by the go in use."""
    return line_of(("go", "install", f"{package}@{version}"))


def store_settings(settings: Iterable[str]) -> str:
    """What makes go store *settings* (``NAME=value``) for every shell."""
    return line_of(("go", "env", "-w", *settings))


def forget_setting(name: str) -> str:
    """What makes go forget a setting that it stores."""
    return line_of(("go", "env", "-u", name))


def to_install(manager: Manager, packages: tuple[str, ...]) -> str:
    """The command that installs *packages*, as a person types it."""
    return as_root((*manager.install, *packages))


def add_in_alpine(packages: tuple[str, ...]) -> str:
    """The command that installs *packages* in Alpine, for root: its images have no sudo."""
    return line_of(("apk", "add", *packages))


def enable_unit(name: str) -> Command:
    """What has systemd start the service *name* at boot. Only for one that is not *enabled* yet: undone, it is not."""
    unit = f"{name}.service"
    return Command(
        ("systemctl", "enable", unit),
        as_root=True,
        undo=("systemctl", "disable", unit),
        why=say("From the next start on, systemd starts {name}.", name=name),
        limit_s=60,
    )


def to_own(uid: int, gid: int, alone: tuple[str, ...], whole: tuple[str, ...]) -> str:
    """What gives the paths *alone*, and *whole* folders with all that is in them, to a user, and follows no link."""
    owner = f"{uid}:{gid}"
    both = (("chown", "-h", owner, *alone), ("chown", "-R", "-h", owner, *whole))
    return " && ".join(
        f"sudo {line_of(argv)}" for argv, paths in zip(both, (alone, whole), strict=True) if paths
    )


def unset_in_go(names: Iterable[str]) -> str:
    """What removes *names* from the go env file."""
    return line_of(("go", "env", "-u", *names))


def erase_in_fish(names: Iterable[str]) -> str:
    """What makes fish forget the universal variables *names*."""
    return line_of(("set", "-Ue", *names))


def use_credential_manager(path: str) -> str:
    """What makes git in a distro ask the credential manager at *path* (``C:\\…``), escaped for git, where drives are at
    their usual place."""
    drive, _, rest = path.partition(":")
    place = f"/mnt/{drive.lower()}{rest}".replace("\\", "/").replace(" ", "\\ ")
    return f"git config --global credential.helper '{place}'"


def make_folder(path: str) -> str:
    """What makes the folder *path* in PowerShell, with those it is in."""
    quoted = path.replace("'", "''")
    return f"mkdir '{quoted}'"


def take_for_yourself(path: str) -> str:
    """What makes the file *path* (``~/…`` without words of a shell) one of who types it, for him alone."""
    return f"sudo chown $USER {path} && chmod 600 {path}"


def own_folder(user: str, path: str) -> str:
    """What gives the folder *path*, with all in it, to *user*."""
    return f"sudo {line_of(('chown', '-R', user, path))}"


def trust_folder(path: str) -> str:
    """What lets git use the repository in *path* although somebody else owns it."""
    return line_of(("git", "config", "--global", "--add", "safe.directory", path))


def set_private(patterns: Iterable[str]) -> str:
    """What has Go take modules that match *patterns* for private."""
    return line_of(("go", "env", "-w", f"GOPRIVATE={','.join(patterns)}"))

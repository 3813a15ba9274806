"""What a program that runs is to its user: a build, a database, an editor's server, an open shell …"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence

from wizard.facts.processes import Process, Running
from wizard.patterns import lazy_pattern


class ProgramKind(enum.IntEnum):
    """Kinds of programs, those first whose end loses most."""

    INSTALLER = 0
    BUILD = 1
    DATABASE = 2
    CONTAINER = 3
    DOCKER = 4
    CLUSTER = 5
    DEBUGGER = 6
    MULTIPLEXER = 7
    VSCODE = 8
    JETBRAINS = 9
    DESKTOP_LINK = 10
    SHELL = 11
    OTHER = 12
    SERVICE = 13


_NAMES: dict[ProgramKind, str] = {
    ProgramKind.INSTALLER: "apt apt-get aptitude dpkg dnf yum rpm zypper pacman apk nix-env",
    ProgramKind.BUILD: "make ninja cmake bazel cargo rustc gcc g++ cc1 cc1plus clang ld mvn gradle compile link asm"
    " cgo goreleaser golangci-lint buildkitd buildah",
    ProgramKind.DATABASE: "postgres mysqld mariadbd mongod redis-server valkey-server etcd clickhouse-server cockroach"
    " influxd memcached beam.smp nats-server",
    ProgramKind.CONTAINER: "containerd-shim containerd-shim-runc-v2 conmon",
    ProgramKind.DOCKER: "dockerd",
    ProgramKind.CLUSTER: "k3s k3s-server kubelet kubelite",
    ProgramKind.DEBUGGER: "dlv gdb lldb",
    ProgramKind.MULTIPLEXER: "tmux screen zellij",
}
_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_BY_SUBCOMMAND: dict[str, tuple[ProgramKind, frozenset[str]]] = {
    "go": (
        ProgramKind.BUILD,
        frozenset({"build", "test", "run", "install", "vet", "generate", "mod", "get", "tool"}),
    ),
    "docker": (ProgramKind.BUILD, frozenset({"build", "buildx", "compose", "push", "pull"})),
    "podman": (ProgramKind.BUILD, frozenset({"build", "push", "pull"})),
    "npm": (ProgramKind.BUILD, frozenset({"install", "ci", "run"})),
    "git": (ProgramKind.BUILD, frozenset({"clone", "fetch", "pull", "push", "rebase", "gc"})),
    "snap": (ProgramKind.INSTALLER, frozenset({"install", "refresh", "remove"})),
}
_PLACES: tuple[tuple[str, ProgramKind], ...] = (
    ("/.vscode-server", ProgramKind.VSCODE),
    ("/ms-vscode-remote.", ProgramKind.VSCODE),
    ("/.cursor-server", ProgramKind.VSCODE),
    ("/.vscodium-server", ProgramKind.VSCODE),
    ("/JetBrains/", ProgramKind.JETBRAINS),
    ("/mnt/wsl/docker-desktop/", ProgramKind.DESKTOP_LINK),
    ("/mnt/wsl/rancher-desktop/", ProgramKind.DESKTOP_LINK),
)
_WHOLE = frozenset(
    {
        ProgramKind.INSTALLER,
        ProgramKind.BUILD,
        ProgramKind.DATABASE,
        ProgramKind.CONTAINER,
        ProgramKind.DOCKER,
        ProgramKind.CLUSTER,
        ProgramKind.DEBUGGER,
    }
)
"""Whatever these start is a part of them."""

_PLAIN = frozenset({ProgramKind.SHELL, ProgramKind.OTHER})
_SHELLS = frozenset({"bash", "zsh", "fish", "sh", "dash", "ash", "ksh", "nu", "pwsh"})
_WITH_ARGUMENT = frozenset({"--init-file", "--rcfile", "-o", "+o", "-O"})
_WRAPPERS = frozenset({"sudo", "su", "env", "nohup", "time", "timeout", "nice", "setsid", "runuser", "login"})
_INTERPRETERS = lazy_pattern(r"python[\d.]*|node|nodejs|deno|bun|ruby|perl|php|lua|java")
_PLAIN_NAME = lazy_pattern(r"[\w.+-]+")
_SERVICE = lazy_pattern(r"/(?:system\.slice|user@\d+\.service)/(?:.*/)?([^/]+\.service|init\.scope)(?:/|$)")
_CONTAINED = lazy_pattern(r"/(?:docker|libpod|cri-containerd|crio)[-/][0-9a-f]{12}|/kubepods[./]")


def kinds(running: Running) -> dict[int, ProgramKind]:
    """What every program is, in the light of those that started it. A program that only runs another is left
    out for it."""
    alone = {pid: kind_of(process) for pid, process in running.processes.items()}
    parents = {process.parent for process in running.processes.values()}
    return {
        pid: _among(alone[pid], [alone[above.pid] for above in running.above(process)])
        for pid, process in running.processes.items()
        if pid not in parents or not is_wrapper(process)
    }


def _among(kind: ProgramKind, above: Sequence[ProgramKind]) -> ProgramKind:
    whole = [each for each in above if each in _WHOLE]
    if whole:
        return whole[-1]
    if kind not in _PLAIN:
        return kind
    if ProgramKind.MULTIPLEXER in above:
        return ProgramKind.MULTIPLEXER
    # A terminal in an editor is its user's, and so is what he starts there.
    near = next((each for each in above if each is not ProgramKind.OTHER), kind)
    return (
        near
        if kind is ProgramKind.OTHER
        and near in (ProgramKind.VSCODE, ProgramKind.JETBRAINS, ProgramKind.DESKTOP_LINK)
        else kind
    )


def kind_of(process: Process) -> ProgramKind:
    """What *process* is by itself."""
    name = name_of(process)
    if _CONTAINED.search(process.group):
        return ProgramKind.CONTAINER
    if _is_open_shell(name, process.words) and not service_of(process):
        return ProgramKind.SHELL
    for place, kind in _PLACES:
        if any(place in word for word in process.words[:4]):
            return kind
    kind, subcommands = _BY_SUBCOMMAND.get(name, (ProgramKind.OTHER, frozenset()))
    if subcommands.intersection(process.words[1:2]):
        return kind
    return _BY_NAME.get(name, ProgramKind.SERVICE if service_of(process) else ProgramKind.OTHER)


def name_of(process: Process) -> str:
    """The program's own name: of the kernel's, which has 15 letters only, and its first word, which it may have
    written itself."""
    first = process.words[0].rpartition("/")[2].lstrip("-") if process.words else ""
    name = first if len(process.name) == 15 and first.startswith(process.name) else process.name
    return name.partition(":")[0].lower() if name.lower().startswith(("tmux:", "screen")) else name


def called(process: Process) -> str:
    """The program as its user calls it: with the command of `go`, or the script of a shell or of an interpreter.
    Never with more of its words, which may hold secrets."""
    name = name_of(process)
    if name in _BY_SUBCOMMAND and process.words[1:2] and not process.words[1].startswith("-"):
        return f"{name} {process.words[1]}"
    if name in _SHELLS or (
        _INTERPRETERS.fullmatch(name) and not {"-c", "-e"}.intersection(process.words[1:])
    ):
        script = next((word for word in process.words[1:] if not word.startswith(("-", "+"))), "")
        script = (script.split() or [""])[0].rpartition("/")[2]
        return f"{name} {script}" if _PLAIN_NAME.fullmatch(script) else name
    return name


def service_of(process: Process) -> str:
    """The unit of systemd that *process* belongs to, empty if to none: what starts again with the distro."""
    match = _SERVICE.search(process.group)
    return match[1] if match else ""


def is_wrapper(process: Process) -> bool:
    """It only runs another program, which is the one to name."""
    name = name_of(process)
    return name in _WRAPPERS or (name in _SHELLS and "-c" in process.words[1:3])


def _is_open_shell(name: str, words: Sequence[str]) -> bool:
    """An interactive shell: it runs no script and no ``-c`` command."""
    if name not in _SHELLS or "-c" in words[1:3]:
        return False
    rest = iter(words[1:])
    for word in rest:
        if word in _WITH_ARGUMENT:
            next(rest, None)
        elif not word.startswith(("-", "+")):
            return False
    return True


def begun(running: Running, kinds: Mapping[int, ProgramKind]) -> dict[tuple[ProgramKind, str], list[Process]]:
    """The programs of each kind and user, without those that another of the same kind started, as they are a
    part of that one. Services have no user."""
    heads: dict[tuple[ProgramKind, str], list[Process]] = {}
    for pid, kind in sorted(kinds.items()):
        process = running.processes[pid]
        above = next((kinds[each.pid] for each in running.above(process) if each.pid in kinds), None)
        if above is not kind or kind is ProgramKind.SHELL:
            heads.setdefault((kind, "" if kind is ProgramKind.SERVICE else process.user), []).append(process)
    return heads

"""How a machine is described, laid out as a folder with owners and modes, and recorded by looking at it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import msgspec

from tests.machines import links
from tests.machines.figures import figures
from tests.machines.stock import CERTIFICATES_FILE
from tests.machines.tools import found
from wizard.app.session import MACHINE_ID
from wizard.app.setup_history import PAGE
from wizard.engine.evaluate import facts_of
from wizard.engine.waves import gather
from wizard.facts.addresses import NOT_ASKED
from wizard.facts.distro import GETCONF
from wizard.facts.resources.figures import FIGURES_PROBE
from wizard.facts.shell import INTERACTIVE, LOGIN, PLAIN, VARIABLES
from wizard.facts.tls.switches import SWITCHES_PROBE
from wizard.facts.tools import CERTIFICATES, TOOLS_PROBE
from wizard.facts.wsl import WSL_VERSION
from wizard.model.events import Stop, Tell, never
from wizard.model.facts import Side
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import (
    HOME,
    HOME_FOLDERS,
    Account,
    AccountProbe,
    Answer,
    Answers,
    CommandProbe,
    Exited,
    Figure,
    FileProbe,
    Found,
    HostProbe,
    JournalProbe,
    LinkProbe,
    Matches,
    Missing,
    PathAnswer,
    Probe,
    Special,
    Unavailable,
    UrlProbe,
)
from wizard.model.wanted import GO_SOURCES, DriftWanted, FipsWanted, GoWanted, ProjectsWanted, Wanted
from wizard.resources import resource
from wizard.rules import catalogue
from wizard.transports.recording.recorded import Recording
from wizard.transports.tree import Tree

GIB = 1 << 30
LONG_AGO = int(datetime(2026, 3, 2, 9, 30, tzinfo=UTC).timestamp())
TIME = "2026-11-02T08:15:00Z"
"""What the clock says wherever a recording is made."""
E_MACHINES = {"amd64": 0x3E, "arm64": 0xB7}
EVERYTHING = Wanted(
    go=GoWanted(version="stable"),
    drift=DriftWanted(weekly=True),
    projects=ProjectsWanted(("~/app",)),
    fips=FipsWanted("latest"),
)
"""A profile that asks every question."""

WSLINFO = next(probe for probe in WSL_VERSION.ask(EVERYTHING) if isinstance(probe, CommandProbe))


@dataclass(frozen=True)
class Node:
    """One name: a file with *data*, a link to *target*, or a folder."""

    data: bytes | None = None
    target: str | None = None
    mode: int = 0o644


def text(words: str, mode: int = 0o644) -> Node:
    return Node(words.encode(), mode=mode)


def raw(data: bytes, mode: int = 0o644) -> Node:
    return Node(data, mode=mode)


def program(arch: str = "amd64") -> Node:
    """A program: the 64 bytes with which a Linux executable of that architecture begins."""
    head = b"\x7fELF\x02\x01\x01" + bytes(9) + (2).to_bytes(2, "little")
    return Node(head + E_MACHINES[arch].to_bytes(2, "little") + bytes(44), mode=0o755)


def link(target: str) -> Node:
    return Node(target=target)


def folder(mode: int = 0o755) -> Node:
    return Node(mode=mode)


@dataclass(frozen=True)
class User:
    name: str = "me"
    uid: int = 1000
    starts: str = "/bin/bash"

    @property
    def home(self) -> str:
        return "/root" if self.uid == 0 else f"/home/{self.name}"


@dataclass(frozen=True)
class Sees:
    """What one kind of shell sees: variables, and each ``go`` of the PATH with its real file and version."""

    path: str
    gos: tuple[tuple[str, str, str], ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)

    def printed(self, greeting: str = "") -> Exited:
        lines = [greeting, "== wsl-go-wizard ==", f"asked {' '.join(VARIABLES)}", f"var PATH {self.path}"]
        lines += [f"var {name} {value}" for name, value in self.variables.items()]
        lines += ["\t".join((f"go {name}", real, version)) for name, real, version in self.gos]
        return Exited(0, ("\n".join(lines) + "\n").encode(), b"")


@dataclass(frozen=True)
class Described:
    """A machine in words. *wsl* is what ``wslinfo --version`` prints; None where there is none. *libc* is what
    ``getconf`` prints of the GNU one; empty where there is another. *tools* are the programs that a shell finds,
    *switches* the lines by which programs trust every server."""

    name: str
    nodes: Mapping[str, Node]
    login: Sees
    interactive: Sees
    plain: Sees
    user: User = User()
    wsl: str | None = "2.6.1.0"
    libc: str = "glibc 2.39"
    switches: str = ""
    tools: tuple[str, ...] = ("git", "tar", "curl", "wget", CERTIFICATES[0])
    greeting: str = ""
    host_gib: int = 32
    also: tuple[str, ...] = ()

    def but(self, name: str, nodes: Mapping[str, Node | None], **more: object) -> Described:
        """The same with other *nodes* (None: gone)."""
        merged = {**self.nodes, **nodes}
        kept = {path: node for path, node in merged.items() if node is not None}
        return replace(self, name=name, nodes=kept, **more)  # type: ignore[arg-type]


def lay(machine: Described, root: Path) -> None:
    """Lay *machine* out below *root*, with its owners if root does it."""
    home = machine.user.home
    root.chmod(0o755)
    certificates = {path: text(CERTIFICATES_FILE) for path in machine.tools if path in CERTIFICATES}
    nodes = {home: folder(0o700 if machine.user.uid == 0 else 0o750), **certificates, **machine.nodes}
    for path, node in sorted(nodes.items()):
        whole = f"{home}/{path[2:]}" if path.startswith("~/") else path
        owner = machine.user.uid if whole == home or whole.startswith(home + "/") else 0
        place = root / whole[1:]
        _folders(place.parent, root, home, machine.user.uid)
        _make(place, node, owner, root)


def _folders(place: Path, root: Path, home: str, uid: int) -> None:
    missing = [folder for folder in (place, *place.parents) if folder.is_relative_to(root)]
    for each in reversed(missing):
        if not os.path.lexists(each):
            each.mkdir()
            inside = each.is_relative_to(root / home[1:])
            _give(each, uid if inside else 0)
            each.chmod(0o755)


def _make(place: Path, node: Node, owner: int, root: Path) -> None:
    if node.target is not None:
        links.link(root, place.relative_to(root).as_posix(), node.target)
    elif node.data is not None:
        place.write_bytes(node.data)
        os.utime(place, (LONG_AGO, LONG_AGO))
        place.chmod(node.mode)
    else:
        place.mkdir(exist_ok=True)
        place.chmod(node.mode)
    _give(place, owner)


def _give(place: Path, owner: int) -> None:
    if sys.platform != "win32" and os.geteuid() == 0:
        os.chown(place, owner, owner, follow_symlinks=False)


def look_at(machine: Described, root: Path) -> Recording:
    """The recording of *machine*, which lies at *root*: all that the wizard asks, in all waves."""
    tree, computer = Tree(root, user=machine.user.name), Computer(machine.host_gib)
    spoken = printed_by(machine)

    def read(side: Side, probes: tuple[Probe, ...]) -> Answers:
        if side is Side.HOST:
            return computer.read(probes, never)
        seen = tree.read(probes, never)
        return Answers(
            tuple(
                (probe, spoken.get(probe) or settled(_owned(machine.user, probe, answer)))
                for probe, answer in seen.pairs
            )
        )

    own: tuple[Probe, ...] = (AccountProbe(), HOME, *HOME_FOLDERS, JournalProbe(PAGE), MACHINE_ID)
    also = (*own, *(FileProbe(path) for path in machine.also))
    _, answers = gather(facts_of(catalogue.rules()), EVERYTHING, read, also={Side.DISTRO: also})
    return Recording(machine.name, answers[Side.DISTRO].pairs, answers[Side.HOST].pairs)


def printed_by(machine: Described) -> dict[Probe, Answer]:
    """What the commands print that the wizard runs on *machine*."""
    return {
        LOGIN: machine.login.printed(machine.greeting),
        INTERACTIVE: machine.interactive.printed(machine.greeting),
        PLAIN: machine.plain.printed(),
        GETCONF: Exited(0, machine.libc.encode(), b"") if machine.libc else Exited(1, b"", b""),
        TOOLS_PROBE: found(machine.tools, machine.libc, _go_of(machine.login), machine.user.home),
        FIGURES_PROBE: figures(TIME, _table(machine), machine.user.home),
        SWITCHES_PROBE: Exited(0, machine.switches.encode() + b"all\n", b""),
        WSLINFO: Exited(0, machine.wsl.encode(), b"") if machine.wsl else Exited(127, b"", b"not found\n"),
    }


def _go_of(shell: Sees) -> str:
    """The version of the Go that *shell* runs; empty if there is none, or if it does not say."""
    return next((version for name, _, version in shell.gos if not name.endswith(".exe")), "")


def _table(machine: Described) -> bytes:
    """What is mounted on *machine*."""
    return machine.nodes["/proc/self/mounts"].data or b""


def settled(answer: Answer) -> Answer:
    """The same whenever it is made: what is written while a machine is made has no time of its own."""
    match answer:
        case Found():
            return msgspec.structs.replace(answer, mtime=LONG_AGO)
        case Matches():
            return Matches(tuple((path, cast(PathAnswer, settled(each))) for path, each in answer.entries))
        case _:
            return answer


def _owned(user: User, probe: Probe, answer: Answer) -> Answer:
    """*answer* with the owners of the machine, whoever made the folder."""
    match answer:
        case Account():
            return msgspec.structs.replace(answer, uid=user.uid, gid=user.uid, root_uid=0, root_gid=0)
        case Matches():
            return Matches(tuple((path, _with_owner(user, path, each)) for path, each in answer.entries))
        case Found() | Special() if isinstance(probe, FileProbe | LinkProbe):
            return _with_owner(user, probe.path, answer)
        case _:
            return answer


def _with_owner(user: User, path: str, answer: PathAnswer) -> PathAnswer:
    if not isinstance(answer, Found | Special):
        return answer
    real = answer.link or path
    owner = user.uid if real.startswith(("~/", user.home + "/")) or real == user.home else 0
    return msgspec.structs.replace(answer, uid=owner, gid=owner)


class Computer:
    """A computer with *gib* GiB: it has the demo's list of releases, from the first source, and no `.wslconfig`."""

    can = Can(commands=False, act=False, restart=False)

    def __init__(self, gib: int) -> None:
        self.site = Site(SiteKind.HOST, "computer", "host")
        self._gib = gib

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        return Answers(tuple((probe, self._answer(probe)) for probe in probes))

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        raise NotImplementedError

    def restart(self, tell: Tell) -> None:
        raise NotImplementedError

    def _answer(self, probe: Probe) -> Answer:
        match probe:
            case HostProbe("memory"):
                return Figure(self._gib * GIB)
            case HostProbe("now"):
                return Figure(TIME)
            case UrlProbe(url) if url.startswith(GO_SOURCES[0]):
                index = _short(resource("demo", "dl", "index.json").read_bytes())
                return Found(index, 0o644, 0, 0, LONG_AGO, len(index))
            case UrlProbe():
                return Unavailable(NOT_ASKED.render())
            case FileProbe("~/.wslconfig"):
                return Missing()
            case _:
                raise ValueError(f"no computer answers {probe}")


def _short(index: bytes) -> bytes:
    """The newest of a list of releases, with their archives for Linux only."""
    entries = json.loads(index)[:9]
    for entry in entries:
        entry["files"] = [file for file in entry["files"] if file["filename"].count("linux-a") == 1]
    return json.dumps(entries, separators=(",", ":")).encode()

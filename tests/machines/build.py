"""How a machine is described, laid out as a folder with owners and modes, and recorded by looking at it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import msgspec

from wizard.app.glance import OS_RELEASE
from wizard.app.session import MACHINE_ID, PAGE
from wizard.engine import evaluate
from wizard.facts.shell import INTERACTIVE, LOGIN, PLAIN
from wizard.facts.wsl import WSL_VERSION
from wizard.model.events import never
from wizard.model.facts import Side
from wizard.model.probes import (
    AccountProbe,
    Answer,
    CommandProbe,
    Exited,
    Figure,
    FileProbe,
    Found,
    HostProbe,
    JournalProbe,
    Matches,
    Missing,
    PathAnswer,
    Probe,
    Unavailable,
    UrlProbe,
)
from wizard.model.wanted import GO_SOURCES, GoWanted, Wanted
from wizard.resources import resource
from wizard.rules import catalogue
from wizard.transports.recording.recorded import Recording
from wizard.transports.recording.replay import Replay
from wizard.transports.tree import Tree

GIB = 1 << 30
LONG_AGO = int(datetime(2026, 3, 2, 9, 30, tzinfo=UTC).timestamp())
E_MACHINES = {"amd64": 0x3E, "arm64": 0xB7}
EVERYTHING = Wanted(go=GoWanted(version="stable"))
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
        lines = [greeting, "== wsl-go-wizard ==", f"var PATH {self.path}"]
        lines += [f"var {name} {value}" for name, value in self.variables.items()]
        lines += ["\t".join((f"go {name}", real, version)) for name, real, version in self.gos]
        return Exited(0, ("\n".join(lines) + "\n").encode(), b"")


@dataclass(frozen=True)
class Described:
    """A machine in words. *wsl* is what ``wslinfo --version`` prints; None where there is none."""

    name: str
    nodes: Mapping[str, Node]
    login: Sees
    interactive: Sees
    plain: Sees
    user: User = User()
    wsl: str | None = "2.6.1.0"
    greeting: str = ""
    host_gib: int = 32
    also: tuple[str, ...] = ()

    def but(self, name: str, nodes: Mapping[str, Node | None], **more: object) -> Described:
        """The same with other *nodes* (None: gone)."""
        merged = {**self.nodes, **nodes}
        kept = {path: node for path, node in merged.items() if node is not None}
        return replace(self, name=name, nodes=kept, **more)  # type: ignore[arg-type]


def lay(machine: Described, root: Path) -> None:
    """Lay *machine* out below *root*, with its owners: only root can."""
    home = machine.user.home
    root.chmod(0o755)
    nodes = {home: folder(0o700 if machine.user.uid == 0 else 0o750), **machine.nodes}
    for path, node in sorted(nodes.items()):
        whole = f"{home}/{path[2:]}" if path.startswith("~/") else path
        owner = machine.user.uid if whole == home or whole.startswith(home + "/") else 0
        place = root / whole[1:]
        _folders(place.parent, root, home, machine.user.uid)
        _make(place, node, owner)


def _folders(place: Path, root: Path, home: str, uid: int) -> None:
    missing = [folder for folder in (place, *place.parents) if folder.is_relative_to(root)]
    for each in reversed(missing):
        if not os.path.lexists(each):
            each.mkdir()
            inside = each.is_relative_to(root / home[1:])
            os.chown(each, uid if inside else 0, uid if inside else 0)
            each.chmod(0o755)


def _make(place: Path, node: Node, owner: int) -> None:
    if node.target is not None:
        place.symlink_to(node.target)
    elif node.data is not None:
        place.write_bytes(node.data)
        os.utime(place, (LONG_AGO, LONG_AGO))
        place.chmod(node.mode)
    else:
        place.mkdir(exist_ok=True)
        place.chmod(node.mode)
    os.chown(place, owner, owner, follow_symlinks=False)


def asked(side: Side) -> tuple[Probe, ...]:
    """Everything that the wizard asks of a machine."""
    facts = evaluate.facts_of(catalogue.rules())
    own: tuple[Probe, ...] = (AccountProbe(), JournalProbe(PAGE), MACHINE_ID, OS_RELEASE)
    probes = evaluate.probes_of(facts, EVERYTHING, side)
    return tuple(dict.fromkeys((*own, *probes))) if side is Side.DISTRO else probes


def look_at(machine: Described, root: Path) -> Recording:
    """The recording of *machine*, which lies at *root*."""
    probes = (*asked(Side.DISTRO), *(FileProbe(path) for path in machine.also))
    seen = dict(Tree(root, user=machine.user.name).read(probes, never).pairs)
    spoken = {
        LOGIN: machine.login.printed(machine.greeting),
        INTERACTIVE: machine.interactive.printed(machine.greeting),
        PLAIN: machine.plain.printed(),
        WSLINFO: Exited(0, machine.wsl.encode(), b"") if machine.wsl else Exited(127, b"", b"not found\n"),
    }
    answers = {probe: spoken.get(probe, answer) for probe, answer in seen.items()}  # type: ignore[call-overload]
    return Recording(
        machine.name,
        tuple((probe, settled(answer)) for probe, answer in answers.items()),
        host(machine.host_gib),
    )


def settled(answer: Answer) -> Answer:
    """The same whenever it is made: what is written while a machine is made has no time of its own."""
    match answer:
        case Found():
            return msgspec.structs.replace(answer, mtime=LONG_AGO)
        case Matches():
            return Matches(tuple((path, cast(PathAnswer, settled(each))) for path, each in answer.entries))
        case _:
            return answer


def computer(gib: int) -> Replay:
    """A computer with *gib* GiB."""
    pairs = host(gib)
    return Replay(Recording("computer", (), pairs), pairs)


def host(gib: int) -> tuple[tuple[Probe, Answer], ...]:
    """What the computer answers: its memory, the list of releases (the demo's, from the first source), and no
    `.wslconfig`."""
    index = _short(resource("demo", "dl", "index.json").read_bytes())
    given: dict[Probe, Answer] = {}
    for probe in asked(Side.HOST):
        match probe:
            case HostProbe(name="memory"):
                given[probe] = Figure(gib * GIB)
            case UrlProbe(url=url) if url.startswith(GO_SOURCES[0]):
                given[probe] = Found(index, 0o644, 0, 0, LONG_AGO, len(index))
            case UrlProbe():
                given[probe] = Unavailable("not asked: the first source had it")
            case FileProbe(path="~/.wslconfig"):
                given[probe] = Missing()
            case _:
                raise ValueError(f"no computer answers {probe}")
    return tuple(given.items())


def _short(index: bytes) -> bytes:
    """The newest of a list of releases, with their archives for Linux only."""
    entries = json.loads(index)[:9]
    for entry in entries:
        entry["files"] = [file for file in entry["files"] if file["filename"].count("linux-a") == 1]
    return json.dumps(entries, separators=(",", ":")).encode()

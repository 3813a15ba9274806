"""The machine of a case, laid out in a folder, with a session on it; and how its folder looks."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tests.field.case import Case, data
from tests.laws.world import DOWNLOADS
from tests.machines import messy, others, ubuntu
from tests.machines.build import Computer, Node, User, lay, link, printed_by, raw, text
from tests.pcs.wslconfig import Pc
from wizard.app.archives import Archives
from wizard.app.profiles.shipped import find
from wizard.app.session import Session
from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt
from wizard.model.probes import Answer, Answers, DefaultUidProbe, Figure, Probe
from wizard.model.wanted import GoWanted, Wanted
from wizard.transports.direct.floor_plain import noted_target
from wizard.transports.tree import Tree

MACHINES = {each.name: each for each in (messy.MESSY, *ubuntu.ALL, *others.ALL)}
CONFIG = ".wslconfig"
_NOTE = "user.wsl-go-wizard-test"
_JOURNALS = (
    "var/lib/wsl-go-wizard",
    "home/me/.local/state/wsl-go-wizard",
    "Users/me/AppData/Local/wsl-go-wizard",
)


class Running:
    """A laid-out distro whose commands print what they printed when it ran."""

    def __init__(self, tree: Tree, printed: Mapping[Probe, Answer]) -> None:
        self._tree, self._printed = tree, printed
        self.site, self.can = tree.site, tree.can

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        answers = self._tree.read(probes, stop)
        return Answers(tuple((probe, self._printed.get(probe, answer)) for probe, answer in answers.pairs))

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        return self._tree.act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        self._tree.restart(tell)


def distro(case: Case, root: Path, archives: Path) -> Session:
    """A session on the distro of *case*, laid out below *root*."""
    nodes: dict[str, Node | None] = dict.fromkeys(case.gone)
    nodes["/etc/passwd"] = text(ubuntu.passwd(User(starts=case.shell)))
    for folder, version in case.gos.items():
        nodes |= ubuntu.go_tree(folder, version)
    for path, content in case.files.items():
        nodes[path] = _node(content)
    machine = replace(MACHINES[case.machine].but("case", nodes), wsl=case.wsl)
    root.mkdir()
    lay(machine, root)
    tree = Tree(root, user=machine.user.name)
    said = {**printed_by(machine), **({DefaultUidProbe(): Figure(case.uid)} if case.uid is not None else {})}
    transport = tree if case.image else Running(tree, said)
    return Session(transport, Computer(machine.host_gib), _wanted(case), archives=Archives(archives))


def pc(case: Case, root: Path) -> Session:
    """A session on the PC of *case*, whose drive C: is *root*."""
    root.mkdir()
    config = case.files.get(CONFIG)
    machine = Pc(
        root,
        None if config is None else data(config),
        version=None if case.inbox else case.wsl,
        build=case.build,
        is_inbox=case.inbox,
    )
    for path, content in case.files.items():
        if path != CONFIG:
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data(content))
    return machine.session(_wanted(case))


def _node(content: object) -> Node:
    if isinstance(content, str):
        return raw(content.encode())
    target = getattr(content, "link", "")
    return link(target) if target else raw(data(content), int(content.mode, 8))  # type: ignore[arg-type,attr-defined]


def _wanted(case: Case) -> Wanted:
    if case.wanted is not None:
        return case.wanted
    if not case.profile:
        return Wanted()
    wanted = find(case.profile)
    return Wanted(
        name=wanted.name,
        wsl=wanted.wsl,
        wslconfig=wanted.wslconfig,
        tmpfs=wanted.tmpfs,
        godebug=wanted.godebug,
        go=GoWanted(wanted.go.version, (DOWNLOADS,)) if wanted.go.version else GoWanted(),
        projects=wanted.projects,
    )


Seen = tuple[bytes, int, int, tuple[int, int], Mapping[str, bytes]]


def files(root: Path) -> dict[str, Seen]:
    """Every file and link below *root*, the journal aside: its bytes (a link's target), its mode, its time, its owner
    and its extended attributes."""
    return dict(_files(root))


def note(root: Path) -> None:
    """Give every file below *root* an attribute of its own, where its disk has them."""
    for name in files(root) if hasattr(os, "setxattr") else ():
        with contextlib.suppress(OSError):
            os.setxattr(root / name, _NOTE, name.encode(), follow_symlinks=False)


def _files(root: Path) -> Iterator[tuple[str, Seen]]:
    for folder, folders, names in os.walk(root):
        folders[:] = [
            name for name in folders if Path(folder, name).relative_to(root).as_posix() not in _JOURNALS
        ]
        for name in (*names, *(each for each in folders if os.path.islink(os.path.join(folder, each)))):
            place = Path(folder, name)
            status = place.lstat()
            target = noted_target(place)
            content = place.read_bytes() if target is None else target.encode()
            owner = (status.st_uid, status.st_gid)
            seen = (content, status.st_mode, status.st_mtime_ns, owner, _attributes(place))
            yield place.relative_to(root).as_posix(), seen


def _attributes(place: Path) -> dict[str, bytes]:
    if not hasattr(os, "listxattr"):
        return {}
    names = os.listxattr(place, follow_symlinks=False)
    return {name: os.getxattr(place, name, follow_symlinks=False) for name in names}

"""What every transport owes, whatever machine it leads to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.machines.make import FILES
from tests.pcs.registries import export
from tests.pcs.registry_file import FileRegistry
from wizard.model.errors import Stopped, WizardError
from wizard.model.events import never, silent
from wizard.model.orders import Recover, Rehearse
from wizard.model.ports import Transport
from wizard.model.probes import (
    AccountProbe,
    CommandProbe,
    FileProbe,
    GlobProbe,
    HostProbe,
    JournalProbe,
    LinkProbe,
    Probe,
    RegistryProbe,
    Unavailable,
    Values,
)
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import ShellKind, Shells
from wizard.transports.here import Here
from wizard.transports.host import Host
from wizard.transports.recording.recorded import Recording
from wizard.transports.recording.replay import Replay, replay
from wizard.transports.tree import Tree
from wizard.transports.windows.pc import Windows
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe

EVERYTHING: tuple[Probe, ...] = (
    FileProbe("/etc/passwd"),
    FileProbe("~/.profile", 1, head=True),
    FileProbe("/etc/none"),
    LinkProbe("/etc/passwd"),
    GlobProbe("/etc/pass*"),
    CommandProbe(("true",)),
    AccountProbe(),
    JournalProbe(1),
    RegistryProbe("HKCU\\Software"),
    HostProbe("memory"),
    FileProbe("no path"),
)


def tree(root: Path) -> Transport:
    (root / "etc").mkdir()
    (root / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\n")
    return Tree(root)


def windows(root: Path) -> Transport:
    """A PC whose registry is an export."""
    (root / ".profile").write_text("x")
    (root / "x.reg").write_bytes(export({r"HKEY_CURRENT_USER\Software": ()}))
    return Windows(root, FileRegistry(root / "x.reg"))


def replayed_pc(root: Path) -> Transport:
    """The recording of a PC, as a site."""
    return replay(FILES["pc-good"])[0]


MAKERS: dict[str, Callable[[Path], Transport]] = {
    "tree": tree,
    "replay": lambda root: Replay(Recording("x"), ((FileProbe("/etc/passwd"), Unavailable("then")),)),
    "host": lambda root: Host(),
    "here": lambda root: Here(),
    "windows": windows,
    "replayed-pc": replayed_pc,
}
WITH_REGISTRY = ("windows",)


@pytest.fixture(
    params=[
        *(name for name in MAKERS if name != "here"),
        pytest.param("here", marks=pytest.mark.linux(reason="it leads to the distro the wizard runs in")),
        pytest.param("wsl", marks=pytest.mark.distro),
    ]
)
def transport(request: pytest.FixtureRequest, tmp_path: Path) -> Transport:
    if request.param == "wsl":
        world = request.getfixturevalue("world")
        return Wsl(WslExe(str(world.exe), world.environ), "Debian", uid=1000)
    return MAKERS[request.param](tmp_path)


def test_its_site_is_told_in_words_and_in_one_word(transport: Transport) -> None:
    site = transport.site
    assert site == transport.site
    assert site.kind
    assert site.name
    assert len(site.lock.split()) == 1


def test_every_question_has_one_answer_in_its_order(transport: Transport) -> None:
    answers = transport.read(EVERYTHING, never)
    assert [probe for probe, _ in answers.pairs] == list(EVERYTHING)
    expected = Values if isinstance(transport, Windows) else Unavailable
    assert isinstance(answers[RegistryProbe("HKCU\\Software")], expected)
    assert isinstance(answers[FileProbe("no path")], Unavailable)
    assert transport.read((), never).pairs == ()


def test_it_stops_when_asked_to(transport: Transport) -> None:
    with pytest.raises(Stopped):
        transport.read(EVERYTHING, lambda: True)


def test_what_it_cannot_do_it_refuses(transport: Transport) -> None:
    if not transport.can.act:
        with pytest.raises(WizardError):
            transport.act(Recover(), silent, never)
    if not transport.can.restart:
        with pytest.raises(WizardError):
            transport.restart(silent)
    if not transport.can.commands:
        assert isinstance(transport.read(EVERYTHING, never)[CommandProbe(("true",))], Unavailable)


def test_a_rehearsal_is_measured_or_told_why_not(transport: Transport) -> None:
    """Also where nothing runs, and where nothing may be changed: no plan is blocked by it."""
    if isinstance(transport, Host):  # (it is no machine that plans are made for)
        return
    order = Rehearse((), (ShellKind.EXEC,))
    shells = transport.act(order, silent, never).shells
    assert isinstance(shells, Shells | NotRehearsed)
    if not transport.can.commands or not isinstance(transport, Wsl | Here):
        assert shells == NotRehearsed(RehearsalRefusal.NOTHING_RUNS)


def test_a_pc_is_a_pc_whether_it_is_here_or_recorded(tmp_path: Path) -> None:
    assert {windows(tmp_path).site.kind, replayed_pc(tmp_path).site.kind} == {"windows"}
    build = RegistryProbe(r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion")
    for side in replay(FILES["pc-good"]):
        assert isinstance(side.read((build,), never)[build], Values)

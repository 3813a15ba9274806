"""A recorded machine answers as it did, and refuses to act."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recorder import Recorder
from wizard.model.errors import InputError, Stopped
from wizard.model.events import never, silent
from wizard.model.orders import Accept, Commit, Recover, Undo
from wizard.model.ports import Can, SiteKind
from wizard.model.probes import Figure, FileProbe, HostProbe, Missing, Unavailable
from wizard.transports.recording.recorded import Recording, encode
from wizard.transports.recording.replay import Replay, replay

ETC = FileProbe("/etc/x")
MACHINE = Recording("Ubuntu", ((ETC, Missing()),), ((HostProbe("memory"), Figure(1)),))


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Replay, Replay]:
    (tmp_path / "m.json").write_bytes(encode(MACHINE))
    return replay(tmp_path / "m.json")


def test_each_side_answers_what_it_was_asked_then(sides: tuple[Replay, Replay]) -> None:
    distro, host = sides
    other = FileProbe("/etc/y")
    answers = distro.read((other, ETC), never)
    assert answers.pairs == ((other, Unavailable("not recorded")), (ETC, Missing()))
    assert host.read((HostProbe("memory"), ETC), never)[HostProbe("memory")] == Figure(1)
    assert host.read((ETC,), never)[ETC] == Unavailable("not recorded")


def test_it_cannot_act(sides: tuple[Replay, Replay]) -> None:
    for side in sides:
        assert side.can == Can(commands=False, act=False, restart=False)
        for order in (Commit(()), Accept(1), Undo(1), Recover()):
            with pytest.raises(InputError) as caught:
                side.act(order, silent, never)
            assert caught.value.code == "replay-cannot-act"
        with pytest.raises(InputError):
            side.restart(silent)


def test_its_site_is_the_recording(sides: tuple[Replay, Replay]) -> None:
    assert sides[0].site.kind is SiteKind.REPLAY
    assert sides[0].site.name == "Ubuntu"
    assert sides[0].site == sides[1].site
    assert Replay(Recording("Ubuntu"), ()).site.lock != sides[0].site.lock


def test_what_was_recorded_of_a_replay_is_that_replay(sides: tuple[Replay, Replay]) -> None:
    recorder = Recorder(sides[0])
    recorder.read((ETC,), never)
    assert recorder.pairs == MACHINE.distro


def test_it_can_be_stopped(sides: tuple[Replay, Replay]) -> None:
    with pytest.raises(Stopped):
        sides[0].read((ETC,), lambda: True)

"""The recorded machines are what their descriptions say, and answer whatever the wizard asks today."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from tests.machines import make, make_demo
from tests.machines.build import EVERYTHING
from wizard.app.session import Session
from wizard.codecs.go import releases
from wizard.downloads import archive
from wizard.facts.age import AGE
from wizard.model.probes import Probe, Unavailable
from wizard.resources import resource
from wizard.transports.recording.recorded import DISTRO, WINDOWS, encode, load
from wizard.transports.recording.replay import Replay

AGAIN = "python -m tests.machines.make"
POSIX = pytest.mark.linux(reason="its files have modes, and links lead to them")


def unrecorded(session: Session) -> list[Probe]:
    """What a look asks that has no recorded answer, but for the age: these machines have none."""
    asked = (pair for answers in session.look().answers.values() for pair in answers.pairs)
    age = AGE.ask(EVERYTHING)
    return [probe for probe, answer in asked if answer == Unavailable("not recorded") and probe not in age]


@POSIX
@pytest.mark.parametrize("name", make.NAMES)
def test_a_distro_answers_every_question_of_a_look(name: str) -> None:
    machine = make.recording(name)
    assert (machine.name, machine.kind) == (name, DISTRO)
    distro, host = (Replay(machine, pairs) for pairs in (machine.distro, machine.host))
    assert not unrecorded(Session(distro, host, EVERYTHING))


@pytest.mark.parametrize("name", make.PC_NAMES)
def test_a_pc_answers_every_question_of_a_look_and_no_secret_is_in_it(name: str) -> None:
    machine = make.recording(name)
    assert (machine.name, machine.kind, machine.distro) == (name, WINDOWS, ())
    pc = Replay(machine, machine.host)
    assert not unrecorded(Session(pc, pc, EVERYTHING))
    text = encode(machine).decode()
    assert "Sommer2026" not in text
    assert "0a1b2c3d4e5f" not in text


@pytest.mark.parametrize("name", make.FILES)
def test_a_witness_of_the_format_loads_and_is_written_the_same_again(name: str) -> None:
    place = make.FILES[name]
    assert encode(load(place)) == place.read_bytes()


@POSIX
def test_the_demo_is_up_to_date() -> None:
    name = make.DESCRIBED[0].name
    assert encode(make.recording(name)) == make.FILES[name].read_bytes(), AGAIN


def test_the_demo_s_archive_is_the_one_of_its_list_and_may_be_unpacked() -> None:
    folder = resource("demo", "dl")
    data = (folder / make_demo.FILENAME).read_bytes()
    listed = releases.parse((folder / "index.json").read_bytes())
    newest = listed.newest_stable()
    assert newest is not None
    wanted = listed.archive(newest.version, "linux", "amd64")
    assert msgspec.structs.astuple(wanted) == (
        make_demo.FILENAME,
        hashlib.sha256(data).hexdigest(),
        len(data),
        make_demo.VERSION,
    )
    assert archive.inspect(folder / make_demo.FILENAME, make_demo.VERSION).version == make_demo.VERSION
    assert (folder / "index.json").read_bytes() == make_demo.index(data)

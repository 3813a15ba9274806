"""The recorded machines answer what the wizard asks today, and are what their descriptions say."""

from __future__ import annotations

import hashlib
import os

import msgspec
import pytest

from tests.machines import make, make_demo
from tests.machines.build import asked
from tests.machines.pc import asked_of_pc
from wizard.codecs.go import releases
from wizard.downloads import archive
from wizard.model.facts import Side
from wizard.resources import resource
from wizard.transports.recording.recorded import WINDOWS, encode, load

AGAIN = "as root: python -m tests.machines.make"


@pytest.mark.parametrize("name", make.NAMES)
def test_every_question_has_an_answer(name: str) -> None:
    machine = load(make.place_of(name))
    assert machine.name == name
    for side, pairs in ((Side.DISTRO, machine.distro), (Side.HOST, machine.host)):
        unasked = set(asked(side)) - {probe for probe, _ in pairs}
        assert not unasked, AGAIN


@pytest.mark.parametrize("name", make.PC_NAMES)
def test_every_question_to_a_pc_has_an_answer_and_no_secret_in_it(name: str) -> None:
    path = make.place_of(name)
    machine = load(path)
    assert (machine.name, machine.kind, machine.distro) == (name, WINDOWS, ())
    unasked = set(asked_of_pc()) - {probe for probe, _ in machine.host}
    assert not unasked, AGAIN
    text = path.read_text(encoding="utf-8")
    assert "Sommer2026" not in text
    assert "0a1b2c3d4e5f" not in text


def test_recordings_of_pcs_are_up_to_date() -> None:
    for machine in make.recorded_pcs():
        assert encode(machine) == make.place_of(machine.name).read_bytes(), AGAIN


@pytest.mark.root
@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can make files of other owners")
def test_recordings_are_up_to_date() -> None:
    for machine in make.recorded():
        assert encode(machine) == make.place_of(machine.name).read_bytes(), AGAIN


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

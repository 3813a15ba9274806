"""The recorded machines answer what the wizard asks today, and are what their descriptions say."""

from __future__ import annotations

import hashlib
import os

import msgspec
import pytest

from tests.machines import make, make_demo
from tests.machines.build import asked
from wizard.codecs import releases
from wizard.model.facts import Side
from wizard.resources import resource
from wizard.transports import archive
from wizard.transports.recorded import encode, load

AGAIN = "as root: python -m tests.machines.make"


@pytest.mark.parametrize("name", make.NAMES)
def test_every_question_has_an_answer(name: str) -> None:
    machine = load(make.place_of(name))
    assert machine.name == name
    for side, pairs in ((Side.DISTRO, machine.distro), (Side.HOST, machine.host)):
        unasked = set(asked(side)) - {probe for probe, _ in pairs}
        assert not unasked, AGAIN


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

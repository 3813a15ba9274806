"""What the first page shows before any check: whose machine it is, and whether a setup waits there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui import demo
from wizard.app.machines.glance import glance
from wizard.app.session import Session
from wizard.transports.host import Host
from wizard.transports.tree import Tree


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    return demo.machine(tmp_path / "Ubuntu-24.04")


@pytest.fixture
def session(machine: Path) -> Session:
    return Session(Tree(machine), Host(), demo.BASELINE)


def test_a_glance_tells_whose_machine_it_is(session: Session) -> None:
    seen = glance(session)
    assert (seen.user, seen.release) == ("me", "Ubuntu 24.04.1 LTS")
    assert seen.memory is not None
    assert seen.memory > 1 << 28


def test_a_setup_that_waits_is_seen(session: Session) -> None:
    assert (glance(session).setups, glance(session).open) == ((), None)
    session.apply(session.plan(session.look()))
    seen = glance(session)
    assert (seen.open, [setup.number for setup in seen.setups]) == (1, [1])


@pytest.mark.parametrize(
    ("written", "release"),
    [("PRETTY_NAME='Debian 12'\n", "Debian 12"), ("PRETTY_NAME=Arch\n", "Arch"), ("NAME=x\n", "")],
)
def test_a_release_is_told_in_its_own_words(
    session: Session, machine: Path, written: str, release: str
) -> None:
    (machine / "etc/os-release").write_text(written)
    assert glance(session).release == release


def test_a_release_that_is_not_told_is_empty(session: Session, machine: Path) -> None:
    (machine / "etc/os-release").unlink()
    assert glance(session).release == ""

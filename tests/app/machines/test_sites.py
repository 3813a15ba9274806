"""Which machine is meant: one at a time, and only where there is one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.gui import demo
from tests.stubs import Stub, finds
from wizard.app.machines.computer import Machine, Single
from wizard.app.machines.sites import Where, computer_of, open_computer, open_session
from wizard.app.session import Session
from wizard.model.errors import InputError
from wizard.model.ports import SiteKind
from wizard.model.wanted import Wanted


@pytest.fixture
def _outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Linux that is no distro of WSL."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)


def test_a_folder_is_a_machine(tmp_path: Path) -> None:
    session = open_session(Where(root=demo.machine(tmp_path / "root")), Wanted())
    assert session.site.kind is SiteKind.TREE
    assert session.look().judged


@pytest.mark.parametrize(
    "where",
    [
        Where(root=Path("/a"), machine=Path("/b")),
        Where(root=Path("/a"), distro="Debian"),
        Where(machine=Path("/b"), pc=True),
        Where(distro="Debian", pc=True),
    ],
)
def test_one_machine_at_a_time(where: Where) -> None:
    for way in (open_session, open_computer):
        with pytest.raises(InputError) as caught:
            way(where, Wanted())
        assert caught.value.code == "two-machines"


@pytest.mark.linux(reason="it is about the distro the wizard runs in")
@pytest.mark.usefixtures("_outside")
def test_where_there_is_no_windows_no_distro_and_no_pc_can_be_meant() -> None:
    for where in (Where(pc=True), Where(distro="Debian")):
        with pytest.raises(InputError) as caught:
            computer_of(where)
        assert caught.value.code == "no-windows"


@pytest.mark.linux(reason="it is about the distro the wizard runs in")
@pytest.mark.usefixtures("_outside")
def test_nothing_said_means_the_machine_the_wizard_runs_in() -> None:
    assert open_session(Where(), Wanted()).site.kind is SiteKind.HERE
    assert open_computer(Where(), Wanted()).default().kind is SiteKind.HERE


class Shelf:
    """A computer that notes what is opened."""

    def __init__(self) -> None:
        self.opened: list[Machine] = []
        self.session = Session(Stub("Debian"), Stub("host"), Wanted(), rules=(finds(),))

    def survey(self, stop: object = None) -> object:
        raise AssertionError("nothing has to be listed")

    def open(self, machine: Machine, wanted: Wanted) -> Session:
        self.opened.append(machine)
        return self.session

    def default(self) -> Machine:
        return Machine("Ubuntu", SiteKind.WSL)


@pytest.mark.parametrize(
    ("where", "machine"),
    [
        (Where(pc=True), Machine("", SiteKind.WINDOWS)),
        (Where(distro="Debian"), Machine("Debian", SiteKind.WSL)),
        (Where(), Machine("Ubuntu", SiteKind.WSL)),
    ],
)
def test_of_a_pc_the_named_machine_is_opened_else_the_default(where: Where, machine: Machine) -> None:
    shelf = Shelf()
    open_session(where, Wanted(), shelf)  # type: ignore[arg-type]
    assert shelf.opened == [machine]


def test_a_folder_is_a_computer_with_one_machine(tmp_path: Path) -> None:
    computer = open_computer(Where(root=demo.machine(tmp_path / "root")), Wanted())
    assert isinstance(computer, Single)
    assert computer.survey().machines == (computer.default(),)

"""All setups of all machines: found, and taken back one after the other, whatever fails on one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.machines.folders import Folders
from wizard.app.machines.everywhere import in_place, take_back
from wizard.app.session import Session
from wizard.model.findings import Restart
from wizard.model.orders import Receipt
from wizard.model.wanted import Wanted
from wizard.transports.journal import JOURNAL

CONF = "[user]\ndefault=me\n"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Two distros, and one that does not start."""
    for name in ("one", "two"):
        root = tmp_path / name
        for folder in ("etc", "home/me", "tmp", "var/lib"):
            (root / folder).mkdir(parents=True)
        (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\n")
        (root / "etc/machine-id").write_text("0123456789abcdef0123456789abcdef\n")
        (root / "etc/wsl.conf").write_text(CONF)
    return Folders(one=tmp_path / "one", lost=None, two=tmp_path / "two")


def opened(folders: Folders, name: str) -> Session:
    (machine,) = (each for each in folders.survey().machines if each.name == name)
    return folders.open(machine, Wanted())


def apply(session: Session) -> Receipt:
    """A setup that waits."""
    return session.apply(session.plan(session.look()))


def conf(folders: Folders, name: str) -> str:
    folder = folders.folders[name]
    assert folder is not None
    return (folder / "etc/wsl.conf").read_text()


def numbers(folders: Folders) -> list[list[int]]:
    return [[setup.number for setup in each.setups] for each in in_place(folders, Wanted())]


def test_what_is_in_place_is_listed_machine_by_machine(folders: Folders) -> None:
    one, two = opened(folders, "one"), opened(folders, "two")
    one.keep(apply(one))
    apply(two)
    found = in_place(folders, Wanted())
    assert [each.machine.name for each in found] == ["one", "lost", "two"]
    assert numbers(folders) == [[1], [], [1]]
    assert [text.render() for text in found[1].problem] == ["lost does not start.", "Nothing was changed."]


def test_what_was_undone_or_taken_back_is_not_in_place(folders: Folders) -> None:
    one, two = opened(folders, "one"), opened(folders, "two")
    one.keep(apply(one))
    one.keep(one.apply(one.back(one.setup(1))))
    apply(two)
    two.undo()
    assert numbers(folders) == [[], [], []]


def test_all_is_taken_back_though_one_machine_fails(folders: Folders) -> None:
    one, two = opened(folders, "one"), opened(folders, "two")
    one.keep(apply(one))
    apply(two)
    first, lost, second = take_back(folders, Wanted())
    assert (conf(folders, "one"), conf(folders, "two")) == (CONF, CONF)
    assert [len(first.receipts), len(second.receipts)] == [1, 1]
    assert [text.render() for text in lost.problem] == ["lost does not start.", "Nothing was changed."]
    assert (first.restart, lost.restart, second.restart) == (Restart.DISTRO, Restart.NONE, Restart.DISTRO)
    assert numbers(folders) == [[], [], []]


@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "waiting"])
def test_what_a_person_wrote_since_stays(folders: Folders, is_kept: bool) -> None:
    one = opened(folders, "one")
    receipt = apply(one)
    if is_kept:
        one.keep(receipt)
    folder = folders.folders["one"]
    assert folder is not None
    with (folder / "etc/wsl.conf").open("a") as file:
        file.write("[network]\nhostname=mine\n")
    take_back(folders, Wanted())
    assert conf(folders, "one") == f"{CONF}[network]\nhostname=mine\n"


def test_an_interrupted_setup_is_taken_back_too(folders: Folders) -> None:
    apply(opened(folders, "one"))
    folder = folders.folders["one"]
    assert folder is not None
    record = folder / JOURNAL.lstrip("/") / "1"
    (record / "trial").rename(record / "switching")
    assert numbers(folders)[0] == [1]
    take_back(folders, Wanted())
    assert conf(folders, "one") == CONF


def test_a_second_time_nothing_is_done(folders: Folders) -> None:
    one = opened(folders, "one")
    one.keep(apply(one))
    take_back(folders, Wanted())
    first, _, _ = take_back(folders, Wanted())
    assert (first.receipts, first.obstacles) == ((), ())

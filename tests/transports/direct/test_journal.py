"""A damaged or forged journal: it is named, and no target is written on its word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.interruptions import Kill
from tests.power import PowerFloor
from tests.worlds import World, attempt, content, seen
from wizard.model.errors import WizardError
from wizard.model.orders import Accept, Commit, Order, Phase, Recover, Undo
from wizard.transports.direct.floor import below
from wizard.transports.journal import JOURNAL

PREPARED, SWITCHED = 53, 63  # effects after which a commit is cut off


def fresh(cut: int | None = None) -> tuple[PowerFloor, World]:
    floor = PowerFloor()
    world = World(floor).furnish()
    if cut is None:
        world.act(world.commit())
    else:
        attempt(world, world.commit(), Kill(cut))
        world.reboot()
    return floor, world


def phase_of(floor: PowerFloor) -> Phase:
    return next(phase for phase in Phase if phase.value in floor.names(f"{JOURNAL}/1"))


def write(floor: PowerFloor, path: str, data: bytes) -> None:
    floor._get(path).data = data


def refused(world: World, order: Order) -> WizardError:
    with pytest.raises(WizardError) as caught:
        world.act(order)
    return caught.value


CASES = pytest.mark.parametrize(
    ("cut", "order", "phase"),
    [(None, Undo(1), Phase.TRIAL), (None, Accept(1), Phase.TRIAL), (SWITCHED, Recover(), Phase.SWITCHING)],
    ids=["undo", "accept", "recover"],
)


@CASES
def test_a_manifest_cut_at_any_byte_moves_nothing(cut: int | None, order: Order, phase: Phase) -> None:
    floor, world = fresh(cut)
    path = f"{JOURNAL}/1/{phase.value}"
    whole = content(floor, path)
    assert isinstance(whole, bytes)
    before = seen(floor)
    for length in range(0, len(whole), 3):
        write(floor, path, whole[:length])
        assert refused(world, order).code == "journal-damaged"
        assert seen(floor) == before
    write(floor, path, whole)
    world.act(order)


@CASES
def test_a_manifest_with_any_flipped_byte_moves_nothing(cut: int | None, order: Order, phase: Phase) -> None:
    floor, world = fresh(cut)
    path = f"{JOURNAL}/1/{phase.value}"
    whole = content(floor, path)
    assert isinstance(whole, bytes)
    before = seen(floor)
    for at in range(0, len(whole), 4):
        for bit in (1, 1 << (at % 8)):
            write(floor, path, whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
            error = refused(world, order)
            assert (error.code, path in error.text.render()) == ("journal-damaged", True)
            assert seen(floor) == before


def test_a_damaged_draft_is_not_swept_on_its_word() -> None:
    floor, world = fresh(PREPARED)
    phase = phase_of(floor)
    assert phase in (Phase.DRAFT, Phase.PREPARED)
    whole = content(floor, f"{JOURNAL}/1/{phase.value}")
    assert isinstance(whole, bytes)
    write(floor, f"{JOURNAL}/1/{phase.value}", whole.replace(b"/etc/wsl.conf", b"/etc/hosts\\0040"))
    before = seen(floor)
    assert refused(world, Recover()).code == "journal-damaged"
    assert seen(floor) == before


def test_the_manifest_of_another_batch_is_not_believed() -> None:
    floor, world = fresh()
    world.act(Accept(1))
    back = tuple(replace(each, before=each.after, after=each.before) for each in world.changes())
    world.act(Commit(back))
    first = content(floor, f"{JOURNAL}/1/accepted")
    assert isinstance(first, bytes)
    write(floor, f"{JOURNAL}/2/trial", first)
    before = seen(floor)
    assert refused(world, Undo(2)).code == "journal-damaged"
    assert seen(floor) == before


FORGERIES: dict[str, Callable[[PowerFloor], None]] = {
    "two phases": lambda floor: floor.link(f"{JOURNAL}/1/trial", f"{JOURNAL}/1/accepted"),
    "a folder for a manifest": lambda floor: (
        floor.unlink(f"{JOURNAL}/1/trial"),
        floor.mkdir(f"{JOURNAL}/1/trial", 0o700, 0, 0),
    ),
    "a link for a manifest": lambda floor: (
        floor.replace(f"{JOURNAL}/1/trial", "/etc/manifest"),
        floor.symlink(f"{JOURNAL}/1/trial", "/etc/manifest", 0, 0),
    ),
    "a link for a batch": lambda floor: (
        floor.replace(f"{JOURNAL}/1", "/etc/batch"),
        floor.symlink(f"{JOURNAL}/1", "/etc/batch", 0, 0),
    ),
    "open names nothing": lambda floor: (
        floor.unlink(f"{JOURNAL}/open"),
        floor.symlink(f"{JOURNAL}/open", "../../etc", 0, 0),
    ),
    "open is a file": lambda floor: (floor.unlink(f"{JOURNAL}/open"), floor.create(f"{JOURNAL}/open")),
    "trial, but not open": lambda floor: floor.unlink(f"{JOURNAL}/open"),
    "a link for the journal": lambda floor: (
        floor.replace(JOURNAL, "/etc/journal"),
        floor.symlink(JOURNAL, "/etc/journal", 0, 0),
    ),
    "a link on the way to the journal": lambda floor: (
        floor.replace("/var/lib", "/var/other"),
        floor.symlink("/var/lib", "other", 0, 0),
    ),
    "a journal of somebody else": lambda floor: setattr(floor._get(JOURNAL), "uid", 1000),
    "a journal for all to write": lambda floor: setattr(floor._get(JOURNAL), "mode", 0o777),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_journal_moves_nothing(forgery: str) -> None:
    floor, world = fresh()
    FORGERIES[forgery](floor)
    before = seen(floor)
    assert refused(world, Undo(1)).code in ("journal-damaged", "unsafe-path")
    assert seen(floor) == before


def test_a_newer_journal_is_not_understood() -> None:
    floor, world = fresh()
    whole = content(floor, f"{JOURNAL}/1/trial")
    assert isinstance(whole, bytes)
    write(floor, f"{JOURNAL}/1/trial", whole.replace(b"wsl-go-wizard 1", b"wsl-go-wizard 2"))
    assert refused(world, Undo(1)).code == "journal-damaged"


@pytest.mark.parametrize("name", ["new", "note"])
def test_a_batch_cut_off_before_its_manifest_is_forgotten(name: str) -> None:
    floor = PowerFloor()
    world = World(floor).furnish()
    floor.mkdir(JOURNAL, 0o755, 0, 0)
    floor.mkdir(f"{JOURNAL}/1", 0o700, 0, 0)
    floor.create(f"{JOURNAL}/1/{name}").write(b"wsl-go-wiz")
    floor.symlink(f"{JOURNAL}/open", "1", 0, 0)
    assert world.act(Recover()).batch is None
    assert floor.names(JOURNAL) == []


def test_what_is_strange_in_such_a_batch_is_left_alone() -> None:
    floor = PowerFloor()
    world = World(floor).furnish()
    floor.mkdir(JOURNAL, 0o755, 0, 0)
    floor.mkdir(f"{JOURNAL}/1", 0o700, 0, 0)
    floor.create(f"{JOURNAL}/1/1.before").write(b"precious")
    assert world.act(world.commit()).batch == 2
    world.act(Undo(2))
    assert content(floor, f"{JOURNAL}/1/1.before") == b"precious"
    floor.symlink(below(JOURNAL, "open"), "1", 0, 0)
    assert refused(world, Recover()).code == "journal-damaged"
    assert content(floor, f"{JOURNAL}/1/1.before") == b"precious"

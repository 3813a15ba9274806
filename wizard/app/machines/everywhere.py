"""The setups of this PC and of all its distros at once: for who wants to leave, and take all of them back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import structs

from wizard.app.machines.computer import Computer, Machine
from wizard.app.session import Session
from wizard.model.edits.files import Obstacle
from wizard.model.errors import WizardError
from wizard.model.events import Tell, silent
from wizard.model.findings import Restart
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Plan, Setup
from wizard.model.text import Text
from wizard.model.wanted import Wanted


class InPlace(msgspec.Struct, frozen=True):
    """The *setups* of *machine* that were not undone, newest first; *problem* says why they are not known."""

    machine: Machine
    setups: tuple[Setup, ...] = ()
    problem: tuple[Text, ...] = ()


class MachineUndone(msgspec.Struct, frozen=True):
    """What became of one *machine*: *receipts* of the setups that were undone, what *restart* it needs for that, and
    what was not undone: *obstacles* of single files, or a *problem* at which it stopped."""

    machine: Machine
    receipts: tuple[Receipt, ...] = ()
    restart: Restart = Restart.NONE
    obstacles: tuple[Obstacle, ...] = ()
    problem: tuple[Text, ...] = ()


def in_place(computer: Computer, wanted: Wanted) -> tuple[InPlace, ...]:
    """What is in place on each machine of *computer*. Starts its distros. Raises `WizardError` if they are not
    known."""
    return tuple(_in_place(computer, machine, wanted) for machine in computer.survey().machines)


def take_back(computer: Computer, wanted: Wanted, tell: Tell = silent) -> tuple[MachineUndone, ...]:
    """Undo all that is in place, on one machine after the other, the newest setup first. What somebody edited since is
    kept. What cannot be undone on one machine stops none of the others."""
    return tuple(_taken_back(computer, machine, wanted, tell) for machine in computer.survey().machines)


def _in_place(computer: Computer, machine: Machine, wanted: Wanted) -> InPlace:
    try:
        return InPlace(machine, tuple(_standing(computer.open(machine, wanted))))
    except WizardError as error:
        return InPlace(machine, problem=tuple(error.sentences()))


def _taken_back(computer: Computer, machine: Machine, wanted: Wanted, tell: Tell) -> MachineUndone:
    found = MachineUndone(machine)
    try:
        session = computer.open(machine, wanted)
        for setup in tuple(_standing(session)):
            found = _and(found, tuple(_undone(session, setup, tell)))
    except WizardError as error:
        return structs.replace(found, problem=tuple(error.sentences()))
    return found


def _and(found: MachineUndone, more: Sequence[Receipt | Plan]) -> MachineUndone:
    plans = [each for each in more if isinstance(each, Plan)]
    return structs.replace(
        found,
        receipts=(*found.receipts, *(each for each in more if isinstance(each, Receipt))),
        restart=max((found.restart, *(plan.restart for plan in plans))),
        obstacles=(*found.obstacles, *(obstacle for plan in plans for obstacle in plan.obstacles)),
    )


def _undone(session: Session, setup: Setup, tell: Tell) -> Iterator[Receipt | Plan]:
    """Undo *setup*. What was done, and the plans that it was done by."""
    if setup.phase.is_interrupted:
        yield session.recover(tell, setup.number)
        return
    if setup.phase is Phase.TRIAL:
        receipt = session.undo(setup.number, tell)
        yield receipt
        if setup.record is not None:
            yield structs.replace(setup.record.plan, obstacles=())
        if not receipt.foreign:
            return
        setup = session.setup(setup.number)
    back = session.back(setup, keeps_edits=True)
    yield back
    if not back.is_empty:
        yield session.keep(session.apply(back, tell), tell)


def _standing(session: Session) -> Iterator[Setup]:
    """Newest first: all but those that were undone, were taken back by a later one, or take another one back."""
    taken_back: set[int | None] = set()
    for setup in _all(session):
        undoes = setup.record.plan.undoes if setup.record is not None else None
        if setup.phase is Phase.UNDONE or setup.number in taken_back:
            continue
        taken_back.add(undoes)
        if undoes is None or setup.phase.is_open:
            yield setup


def _all(session: Session) -> Iterator[Setup]:
    page = session.history()
    while page:
        yield from page
        page = session.history(page[-1].number) if page[-1].number > 1 else ()

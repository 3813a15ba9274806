"""The setups that the journal of a machine knows: a page of them, one by its number, the one to undo, the open one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from wizard.app.look import Look
from wizard.engine import history
from wizard.model.commands.lines import own_command
from wizard.model.errors import UPDATE, InputError, MachineError
from wizard.model.events import never
from wizard.model.orders import Phase
from wizard.model.plans import Plan, Record, Setup
from wizard.model.ports import Transport
from wizard.model.probes import Answer, Journal, JournalProbe, Unavailable
from wizard.model.text import from_english, say

PAGE: Final = 20
_LIST: Final = say("To list the setups: {command}", command=own_command("history"))


def page(transport: Transport, before: int | None = None) -> tuple[Setup, ...]:
    """A page of setups, newest first, of those before that number. One crossing. Raises `MachineError`."""
    probe = JournalProbe(PAGE, before)
    journal = transport.read((probe,), never)[probe]
    if isinstance(journal, Journal) and journal.readable:
        return history.setups(journal)
    raise not_known(journal)


def whole(transport: Transport, newest: tuple[Setup, ...]) -> tuple[Setup, ...]:
    """All setups, of which *newest* are the first page. One crossing for each page more."""
    setups, more = newest, newest
    while len(more) == PAGE:
        more = page(transport, more[-1].number)
        setups += more
    return setups


def numbered(setups: Iterable[Setup], number: int) -> Setup:
    """That of *setups* with that number. Raises `InputError` if there is none."""
    for setup in setups:
        if setup.number == number:
            return setup
    raise InputError(
        "no-such-batch", say("This machine has no setup {number}.", number=number), next_step=_LIST
    )


def open_number(transport: Transport) -> int:
    """The number of the setup that waits, or was interrupted. One crossing. Raises `InputError` if there is none."""
    probe = JournalProbe(1)
    journal = transport.read((probe,), never)[probe]
    number = journal.open if isinstance(journal, Journal) else None
    if number is None:
        raise InputError("nothing-open", say("No setup is waiting for your decision."), next_step=_LIST)
    return number


def newest_to_undo(look: Look) -> Setup:
    """The open setup, else the newest accepted one that takes nothing back itself. Raises `InputError` if there is
    none."""
    if look.open is not None and look.open_phase is None:
        return Setup(look.open, Phase.TRIAL, None)
    for setup in look.setups:
        undoing = setup.record is not None and setup.record.plan.undoes is not None
        if setup.phase.is_open or (setup.phase is Phase.ACCEPTED and not undoing):
            return setup
    raise InputError("nothing-to-undo", say("No setup can be undone."), next_step=_LIST)


def newest_plan(look: Look) -> Plan | None:
    """The plan of the newest setup that was not undone, as far as its note can be read."""
    plans = (setup.record.plan for setup in look.setups if setup.record and setup.phase is not Phase.UNDONE)
    return next(plans, None)


def readable(setup: Setup, *, after_undo: bool = False) -> Record:
    """The record of a *setup* that can be gone back over; *after_undo* one that was undone, too. Raises `InputError`
    if it cannot."""
    if setup.record is None:
        raise _unreadable(setup)
    if setup.phase is Phase.UNDONE and not after_undo:
        text = say("Setup {number} is already undone.", number=setup.number)
        raise InputError("already-undone", text, next_step=_LIST)
    return setup.record


def _unreadable(setup: Setup) -> InputError:
    if setup.is_newer:
        text = say("Setup {number} was written by a newer version of WSL Go Wizard.", number=setup.number)
        return InputError("newer-version", text, next_step=UPDATE)
    text = say("The journal's note of setup {number} is damaged.", number=setup.number)
    return InputError("setup-unreadable", text)


def not_known(journal: Answer) -> MachineError:
    """The error of an answer that holds no history: the journal is for root only, or cannot be read by anybody."""
    if isinstance(journal, Unavailable):
        return MachineError(
            "journal-unreadable",
            say("Could not read the history of this machine: {why}.", why=from_english(journal.why)),
        )
    return MachineError(
        "journal-unreadable",
        say("Only root can read the history of this machine."),
        next_step=say("Run the same command with sudo."),
    )

"""The setup that waits for a word or was interrupted: what ends it.

Whoever only reads never writes; an interrupted setup is named first (`wizard.app.look.Look.interrupted`), and whoever
acts puts its files back before anything else.
"""

from __future__ import annotations

from wizard.model.commands.lines import own_command
from wizard.model.errors import MachineError, OpenError
from wizard.model.events import Tell, never
from wizard.model.orders import Accept, Phase, Receipt, Recover, Undo
from wizard.model.ports import Transport
from wizard.model.probes import Journal, JournalProbe
from wizard.model.text import Text, say
from wizard.transports.journal import JOURNAL
from wizard.transports.refusals import refusal

INTERRUPTED = "interrupted-open"
"""What a hand says of an order for a setup that was interrupted."""


def named(number: int, phase: Phase | None) -> Text | None:
    """The sentence that comes before anything else, if setup *number* was interrupted. Its *phase* may be unknown to
    all but root."""
    if phase is None:
        return say(
            "Setup {number} is waiting for your decision or was interrupted. {command} restores all files.",
            number=number,
            command=own_command("undo"),
        )
    if not phase.is_interrupted:
        return None
    return say(
        "Setup {number} was interrupted or is still being applied. {command} restores all files.",
        number=number,
        command=own_command("undo"),
    )


def accept(transport: Transport, number: int, tell: Tell) -> Receipt:
    """End the trial of setup *number*: it stays. One that was interrupted is put back, and the error says so."""
    try:
        return transport.act(Accept(number), tell, never)
    except OpenError as error:
        if error.code != INTERRUPTED:
            raise
        recover(transport, tell, number)
        raise MachineError(
            "not-complete",
            say(
                "Setup {number} was interrupted before it was complete, so it cannot be kept.", number=number
            ),
            unchanged=say("The wizard restored all files."),
            next_step=say("To apply the changes, make a new plan."),
        ) from error


def undo(transport: Transport, number: int, tell: Tell) -> Receipt:
    """Take setup *number* back, whether it waits or was interrupted."""
    try:
        return transport.act(Undo(number), tell, never)
    except OpenError as error:
        if error.code != INTERRUPTED:
            raise
        return recover(transport, tell, number)


def recover(transport: Transport, tell: Tell, number: int | None = None) -> Receipt:
    """Put all files of an interrupted setup back; a trial is left to wait.

    Raises `MachineError` (setup-lost) if it is known to be setup *number*, and the journal holds nothing of it any
    more: then nobody can say that nothing was interrupted."""
    receipt = transport.act(Recover(), tell, never)
    if receipt.batch is not None or number is None:
        return receipt
    probe = JournalProbe(1, number + 1)
    journal = transport.read((probe,), never)[probe]
    phases = {entry.number: entry.phase for entry in journal.entries} if isinstance(journal, Journal) else {}
    if isinstance(journal, Journal) and journal.readable and phases.get(number) != Phase.UNDONE.value:
        raise refusal("setup-lost", [str(number), f"{JOURNAL}/{number}"])
    return receipt

"""The commands of a batch through the direct hand: run in order before the switch, undone in the reverse order.

What is known of each is written into the journal before it begins and after it ended
(`wizard.transports.commands`), so that one that was cut off is known as such, and is never run again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from wizard.model.commands.command import Argv, Attempt, Ran, Stage, line_of
from wizard.model.errors import Stopped, WizardError
from wizard.model.events import Doing, Note, Stop, Tell
from wizard.model.text import plain, say
from wizard.transports.commands import COMMANDS, LATE, LIMIT, parse
from wizard.transports.direct.floor import below
from wizard.transports.direct.journal import DirectJournal
from wizard.transports.journal import Damaged
from wizard.transports.refusals import refusal

Runner = Callable[[Argv, int, Callable[[str], None]], Attempt]
"""Runs a command for at most so many seconds, passing on each line of its output. Raises `MachineError` if it cannot
be started."""

_BEGUN: Final = Attempt(Stage.BEGUN)


def load(book: DirectJournal, number: int) -> tuple[Ran, ...]:
    """What the journal knows of the commands of batch *number*. Raises `MachineError` (journal-damaged)."""
    place = below(book.folder(number), COMMANDS)
    found = book.disk.stat(place)
    if found is None:
        return ()
    try:
        if found.kind != "file" or found.size > LIMIT:
            raise Damaged("it is not a list of commands")
        return parse(book.disk.content(place, LIMIT))
    except Damaged as error:
        raise book.damaged(place, str(error)) from error


def run_all(book: DirectJournal, number: int, runner: Runner | None, tell: Tell, stop: Stop) -> None:
    """Run every command of the batch. Raises `Stopped` between two, `MachineError` for the first that does not
    end well."""
    known = load(book, number)
    for place, ran in enumerate(known):
        if stop():
            raise Stopped
        tell(Doing(say("Running: {command}", command=line_of(ran.argv)), place + 1, len(known)))
        did = _run(book, number, place, runner, tell, undo=False)
        if did.code != 0:
            last = did.output.splitlines()[-1:]
            if did.code == LATE:
                raise refusal("command-late", [line_of(ran.argv), *last])
            raise refusal("command-failed", [line_of(ran.argv), str(did.code), *last])


def undo_all(book: DirectJournal, number: int, runner: Runner | None, tell: Tell) -> None:
    """Take back every command of the batch that is known to have ended well, the last one first. One that
    cannot be taken back, here or at all, stays as it is, and the journal says so."""
    known = load(book, number)
    for place in reversed(range(len(known) if runner is not None else 0)):
        if known[place].can_be_undone:
            tell(Doing(say("Undoing command {number}", number=place + 1)))
            _run(book, number, place, runner, tell, undo=True)


def _run(
    book: DirectJournal, number: int, place: int, runner: Runner | None, tell: Tell, *, undo: bool
) -> Attempt:
    ran = load(book, number)[place]
    argv = ran.undo if undo else ran.argv
    if argv is None or runner is None:
        raise refusal("no-commands", [])
    _note(book, number, place, _BEGUN, undo=undo)
    try:
        attempt = runner(argv, ran.limit_s, lambda line: tell(Note(plain(line))))
    except WizardError:
        _note(book, number, place, Attempt(), undo=undo)
        raise
    _note(book, number, place, attempt, undo=undo)
    return attempt


def _note(book: DirectJournal, number: int, place: int, attempt: Attempt, *, undo: bool) -> None:
    known = list(load(book, number))
    known[place] = replace(known[place], undid=attempt) if undo else replace(known[place], did=attempt)
    book.write_commands(number, known)

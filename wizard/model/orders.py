"""What can be ordered from a machine (one verb, five orders), and what it answers."""

from __future__ import annotations

import enum
from collections.abc import Callable

import msgspec

from wizard.model.commands.command import Command, Ran
from wizard.model.rehearsal.refusal import NotRehearsed
from wizard.model.rehearsal.shells import REHEARSED, ShellKind, Shells
from wizard.model.state import Change, File, Sealed, State, digest


class Phase(enum.Enum):
    """How far a batch is. The phase is the name of its manifest, changed only by rename."""

    DRAFT = "draft"
    PREPARED = "prepared"
    SWITCHING = "switching"
    TRIAL = "trial"
    ACCEPTED = "accepted"
    UNDONE = "undone"

    @property
    def is_open(self) -> bool:
        """Somebody still has to accept, undo or recover it."""
        return self not in (Phase.ACCEPTED, Phase.UNDONE)

    @property
    def is_interrupted(self) -> bool:
        """It was interrupted before it was complete; `Recover` restores its files."""
        return self in (Phase.DRAFT, Phase.PREPARED, Phase.SWITCHING)

    @property
    def is_in_place(self) -> bool:
        """What it changes is in the files."""
        return self in (Phase.TRIAL, Phase.ACCEPTED)


class Rehearse(msgspec.Struct, frozen=True, tag="rehearse"):
    """Start the user's shells of all *kinds*, as the machine is and with *changes* made, in private copies of it: the
    machine itself is not changed. One shell has *limit_s* seconds."""

    changes: tuple[Change, ...]
    kinds: tuple[ShellKind, ...] = REHEARSED
    limit_s: int = 10


class StagedRehearsal(msgspec.Struct, frozen=True):
    """A rehearsal of what a `Commit` has staged, before its first command: of those changes of it that *order* names.
    The hand only measures, and knows of no harm: it goes on if whoever ordered *agrees* to what it measured."""

    order: Rehearse
    agrees: Callable[[Shells | NotRehearsed], bool]


class Commit(msgspec.Struct, frozen=True, tag="commit"):
    """Make all *changes*, or none; before the first of them run *commands*, all of which have to end well.
    *note* is kept in the journal, unread by the hand: the plan as JSON. With *rehearsal* what is staged is rehearsed in
    the same crossing, by hands that can start shells; without consent nothing is changed. *sealed* are the bytes of
    files that no plan holds (`wizard.model.state.Sealed`)."""

    changes: tuple[Change, ...]
    note: bytes = b""
    commands: tuple[Command, ...] = ()
    rehearsal: StagedRehearsal | None = None
    sealed: tuple[bytes, ...] = ()

    def content(self, state: State) -> bytes | None:
        """The bytes of a file that is to be written; None if they wait in the journal, or are no file's."""
        match state:
            case File():
                return state.content
            case Sealed():
                return next((each for each in self.sealed if digest(each) == state.sha256), None)
            case _:
                return None


class Accept(msgspec.Struct, frozen=True, tag="accept"):
    """End the trial of *batch*: it stays."""

    batch: int


class Undo(msgspec.Struct, frozen=True, tag="undo"):
    """End the trial of *batch*: all files as before."""

    batch: int


class Recover(msgspec.Struct, frozen=True, tag="recover"):
    """If a batch was interrupted, put all files back as before. A trial is left alone: it waits."""


Deed = Commit | Accept | Undo | Recover
"""What changes a machine, and stands in its journal."""

Order = Deed | Rehearse


class Receipt(msgspec.Struct, frozen=True):
    """What was done. *batch* and *phase* as they stand now (None: the journal has no such batch).

    *foreign*: paths that hold neither state, left as they are, their originals kept in the journal. *lost*: those among
    them that are as the batch left them, because their originals are no longer there.
    *kept*: paths under which bytes that are not ours were put aside. *ran*: what became of each command. *shells*:
    what a rehearsal measured, or why there was none; it leaves *batch* and *phase* None.
    """

    batch: int | None
    phase: Phase | None
    foreign: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    ran: tuple[Ran, ...] = ()
    shells: Shells | NotRehearsed | None = None
    lost: tuple[str, ...] = ()

    @property
    def edited(self) -> tuple[str, ...]:
        """Those of *foreign* that somebody else wrote to."""
        return tuple(path for path in self.foreign if path not in self.lost)

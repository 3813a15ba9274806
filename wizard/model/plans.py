"""A plan: everything that will be written, byte for byte, and for whom. It can be saved and applied later.

A plan as JSON is a saved plan (`wizard.app.plan_files`) and the larger part of the note that a journal keeps with a
setup (`Record`); both have the same version. Version 1 is 0.1.0's, 2 knows commands, 3 rehearsals and what is
left without a rule's wish, 4 the rules of a purpose, 5 the whole profile, 6 files that hold passwords,
7 a profile that says more (modules, authorities, FIPS 140, containers).
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec
from msgspec.structs import replace

from wizard.model.commands.command import Command, Ran
from wizard.model.edits.files import Clash, Download, Obstacle, Wish
from wizard.model.findings import Restart
from wizard.model.formats import Format
from wizard.model.orders import Phase
from wizard.model.rehearsal.refusal import NotRehearsed
from wizard.model.rehearsal.shells import Purpose, Rehearsal
from wizard.model.state import Change, Standing
from wizard.model.wanted import Wanted

FORMAT = 7
PLANS = Format(FORMAT)
"""Plans of all versions (`Plan`)."""


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """*machine* names the machine the plan was made for; *commands* are run in their order before the first of
    *changes* is made, which happen in theirs; *wishes* say which rule wants what; *restart* is the most that
    has to start anew; *undoes* is the batch that a plan of going back takes back; *profile* what was asked
    for, by name, and *wanted* as a whole (None: by an older version, or nothing, as on the way back); *purposes* are
    what shells should show afterwards, and *rehearsal* is what they did show (None: shells see nothing of the plan, or
    nobody wanted to know)."""

    machine: str
    site: str
    profile: str = ""
    changes: tuple[Change, ...] = ()
    wishes: tuple[Wish, ...] = ()
    clashes: tuple[Clash, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    downloads: tuple[Download, ...] = ()
    restart: Restart = Restart.NONE
    undoes: int | None = None
    commands: tuple[Command, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    rehearsal: Rehearsal | NotRehearsed | None = None
    wanted: Wanted | None = None
    format: int = FORMAT

    @property
    def id(self) -> str:
        """The same for the same plan, rehearsed or not, and for no other: 12 hex digits."""
        return hashlib.sha256(msgspec.json.encode(replace(self, rehearsal=None))).hexdigest()[:12]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.changes and not self.commands

    @property
    def is_whole(self) -> bool:
        """Whether all that was asked for is planned."""
        return not self.clashes and not self.obstacles

    def rules(self) -> tuple[str, ...]:
        """Ids of the rules that want something of this plan, in order, each once."""
        return tuple(dict.fromkeys(rule for wish in self.wishes for rule in wish.rules))


def to_the_second(at: str) -> str:
    """A `Record.at` as a person reads it, without its milliseconds; what has none, as it is."""
    return re.sub(r"\.\d+", "", at, count=1)


class Record(msgspec.Struct, frozen=True):
    """The note that a journal keeps with a batch: the plan, when it was applied (ISO 8601, UTC), and the
    wizard's version."""

    plan: Plan
    at: str
    version: str
    format: int = FORMAT


def notes_of(plans: Format) -> Format:
    """The format of notes that hold plans of the format *plans*: their versions rise together."""

    def upgraded(note: dict[str, Any]) -> dict[str, Any]:
        return {**note, "plan": plans.upgraded(note["plan"])}

    return Format(plans.version, dict.fromkeys(range(1, plans.version), upgraded))


RECORDS = notes_of(PLANS)
"""Notes of all versions (`Record`)."""


class Setup(msgspec.Struct, frozen=True):
    """One line of history. *record* is None if the note cannot be read: it is damaged, or *is_newer*, written by a
    newer version. *undone_at* is when it was taken back as a whole, in the form of `Record.at`, if it was and that
    is known. *ran* is what became of its commands."""

    number: int
    phase: Phase
    record: Record | None
    undone_at: str | None = None
    is_newer: bool = False
    ran: tuple[Ran, ...] = ()


class Drift(msgspec.Struct, frozen=True):
    """A path that an accepted setup wrote, and where it stands now: AFTER as it was set, BEFORE taken back,
    FOREIGN edited since, None if it could not be read. *wanted* are the rules of that setup that the machine no longer
    satisfies."""

    setup: int
    path: str
    standing: Standing | None
    rules: tuple[str, ...]
    wanted: tuple[str, ...]


class WrittenPath(msgspec.Struct, frozen=True):
    """A path that a setup wrote, as people know it, and where it stands; None if it could not be read."""

    path: str
    standing: Standing | None

"""What a rule says about a machine."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any, Final

import msgspec

from wizard.model.edits.files import Edit
from wizard.model.facts import Fact, Side, Snapshot
from wizard.model.rehearsal.shells import Purpose
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted


class Verdict(enum.Enum):
    """How a rule finds a machine. *Unknown* is an answer: missing evidence is never fine, never broken."""

    OK = "ok"
    ADVICE = "advice"
    FIXABLE = "fixable"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


class Severity(enum.Enum):
    """How much a finding weighs (RULES.md, conventions)."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Risk(enum.Enum):
    """SAFE repairs are ticked by default; CAREFUL ones never are."""

    SAFE = "safe"
    CAREFUL = "careful"


class Restart(enum.IntEnum):
    """What has to restart before a change takes effect, ordered by how much that stops."""

    NONE = 0
    SHELL = 1
    DISTRO = 2
    WSL = 3


TAKES_EFFECT: Final = {
    Restart.DISTRO: say("Takes effect after the distro restarts."),
    Restart.WSL: say("Takes effect after WSL restarts, for all distros."),
}
"""When a change takes effect of which there is nothing more to say."""


class Effect(enum.Enum):
    """Whether what a check asks for is in effect: now, only after a restart, or not."""

    NOW = "now"
    AFTER_RESTART = "after-restart"
    NOT = "not"


class Evidence(msgspec.Struct, frozen=True):
    """What was seen: *source* is a path or a command, *line* its line (from 1), *quote* its words, and *note*
    what is to be said of them."""

    source: str
    quote: str = ""
    line: int | None = None
    note: Text | None = None


class Finding(msgspec.Struct, frozen=True):
    """A rule's answer. Every slot answers one question, and no other.

    *says*: what is so here? One line. *why*: what does that break for the user? *do*: what can the user do (where
    there are *edits*, these say it)? *effect*: from when does the repair take effect, and for what not?
    *may_break*: whom may the repair hit, and what will they see? Only a CAREFUL one has that, and it always does.
    *edits* are offered with FIXABLE only. *purposes* are what the user's shells should show once these are made.
    """

    verdict: Verdict
    says: Text
    evidence: tuple[Evidence, ...] = ()
    why: Text | None = None
    effect: Text | None = None
    edits: tuple[Edit, ...] = ()
    risk: Risk = Risk.SAFE
    restart: Restart = Restart.NONE
    severity: Severity | None = None
    do: Text | None = None
    may_break: Text | None = None
    purposes: tuple[Purpose, ...] = ()


NOT_WANTED = Finding(Verdict.NOT_APPLICABLE, say("Your profile does not ask for this."))


class Rule(msgspec.Struct, frozen=True):
    """A rule: stable *id* (it appears in ``--json``, reports and team files), *area*, *title*, the facts it
    *needs*, the pure function that judges, and *side*: whether it is about a distro, or about the computer.
    *sources* are the paragraphs of ``resources/facts`` that it stands on, as in ``WSL §4.4``. A rule that only
    does what a profile wishes says with *wished* whether this one does; else it is not asked. One that is asked anyway,
    and does more for some profiles, says with *heeds* for which."""

    id: str
    area: str
    title: Text
    needs: tuple[Fact[Any], ...]
    severity: Severity
    judge: Callable[[Snapshot, Wanted], Finding]
    side: Side = Side.DISTRO
    sources: tuple[str, ...] = ()
    wished: Callable[[Wanted], bool] | None = None
    heeds: Callable[[Wanted], bool] | None = None

    def serves(self, wanted: Wanted) -> bool:
        """Whether it does what *wanted* wishes."""
        return any(each is not None and each(wanted) for each in (self.wished, self.heeds))


class Judged(msgspec.Struct, frozen=True):
    """A finding with its rule's name on it, as faces and reports get it."""

    rule: str
    area: str
    title: Text
    severity: Severity
    finding: Finding
    sources: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return self.finding.verdict

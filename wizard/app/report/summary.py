"""What stands on top of a report: one sentence, the counts, and what machine it is about."""

from __future__ import annotations

import enum
from collections import Counter
from typing import Any, Final

import msgspec

from wizard.app.look import Look
from wizard.app.session import Session
from wizard.engine.waves import gather
from wizard.facts.clock import NOW
from wizard.facts.distro import LIBC, RELEASE
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.wsl import KERNEL_RELEASE, WSL_VERSION
from wizard.model.facts import Fact, Snapshot, T, Unknown
from wizard.model.findings import Verdict
from wizard.model.probes import Answers
from wizard.model.proof import StepOutcome, SuiteResult
from wizard.model.text import Text, plain, say, say_n

ORDER: Final = (
    Verdict.FIXABLE,
    Verdict.BLOCKED,
    Verdict.ADVICE,
    Verdict.UNKNOWN,
    Verdict.OK,
    Verdict.NOT_APPLICABLE,
)
"""Verdicts as a reader needs them."""
_NAMES: Final = {
    Verdict.OK: say("passed"),
    Verdict.ADVICE: say("advice"),
    Verdict.FIXABLE: say("to repair"),
    Verdict.BLOCKED: say("blocked"),
    Verdict.UNKNOWN: say("could not check"),
    Verdict.NOT_APPLICABLE: say("does not apply"),
}
_FACTS: Final[tuple[Fact[Any], ...]] = (
    *(RELEASE, KERNEL_RELEASE, WSL_VERSION, LIBC, ACCOUNT, LOGIN_SHELL, NOW),
)


class Level(enum.Enum):
    """How a report looks at first sight."""

    WELL = "well"
    UNSURE = "unsure"
    ATTENTION = "attention"
    FAILED = "failed"


class Summary(msgspec.Struct, frozen=True):
    """*verdict* is the report in one sentence; *counts* are how many findings there are of each verdict."""

    level: Level
    verdict: Text
    counts: dict[str, int]


def verdict_name(verdict: Verdict) -> Text:
    """A verdict as a word for people."""
    return _NAMES[verdict]


def summary(look: Look, suite: SuiteResult | None = None) -> Summary:
    """What *look* and *suite* come to."""
    counts = Counter(item.verdict for item in look.judged)
    failed = suite.count(StepOutcome.FAILED) if suite is not None else 0
    attention = counts[Verdict.FIXABLE] + counts[Verdict.BLOCKED]
    unsure = counts[Verdict.UNKNOWN] + (suite.count(StepOutcome.UNCHECKED) if suite is not None else 0)
    level = (
        Level.FAILED
        if failed
        else Level.ATTENTION
        if attention or look.interrupted is not None
        else Level.UNSURE
        if unsure
        else Level.WELL
    )
    return Summary(
        level,
        _verdict(look, failed, attention, unsure),
        {verdict.value: counts[verdict] for verdict in ORDER},
    )


def _verdict(look: Look, failed: int, attention: int, unsure: int) -> Text:
    if failed and attention:
        return say(
            "{failed} and {attention}.",
            failed=say_n(
                "{count} test of the suite failed", "{count} tests of the suite failed", count=failed
            ),
            attention=say_n(
                "{count} setting needs attention", "{count} settings need attention", count=attention
            ),
        )
    if failed:
        return say_n("{count} test of the suite failed.", "{count} tests of the suite failed.", count=failed)
    if attention:
        return say_n("{count} setting needs attention.", "{count} settings need attention.", count=attention)
    if look.interrupted is not None:
        return say("A setup was interrupted.")
    if unsure:
        return say_n(
            "No problems were found, but {count} check could not be made.",
            "No problems were found, but {count} checks could not be made.",
            count=unsure,
        )
    return say("No problems were found.")


def _seen(session: Session, look: Look) -> Snapshot:
    """Facts for the head of a report, from answers that are there already. No crossing."""
    see, _ = gather(_FACTS, session.wanted, lambda side, probes: look.answers.get(side.value) or Answers())
    return see


def taken_at(session: Session, look: Look) -> str:
    """When the machine was looked at (ISO 8601, UTC); empty if that is not known."""
    return _known(_seen(session, look), NOW) or ""


def machine_facts(
    session: Session, look: Look, suite: SuiteResult | None = None
) -> tuple[tuple[Text, Text], ...]:
    """What machine it is: labels and values, as far as they are known."""
    see = _seen(session, look)
    release, kernel, wsl = _known(see, RELEASE), _known(see, KERNEL_RELEASE), _known(see, WSL_VERSION)
    account, shell = _known(see, ACCOUNT), _known(see, LOGIN_SHELL)
    go = suite.version.removeprefix("go version ") if suite is not None else ""
    if not go and shell is not None and shell.gos:
        go = shell.gos[0].version
    found = (
        (say("Machine"), look.ground.site),
        (say("Distro"), release.name if release is not None else ""),
        (say("WSL"), wsl.text if wsl is not None and wsl.numbers else ""),
        (say("Kernel"), kernel.text if kernel is not None and kernel.numbers else ""),
        (say("C library"), _known(see, LIBC) or ""),
        (say("Go in use"), go),
        (say("User"), account.name if account is not None else ""),
        (say("Profile"), session.wanted.name),
    )
    return tuple((label, plain(value)) for label, value in found if value)


def _known(see: Snapshot, fact: Fact[T]) -> T | None:
    value = see.get(fact)
    return None if isinstance(value, Unknown) else value

"""Services of one's own that tell systemd when they are ready, and whether they may run without a session."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs.lines import text_of
from wizard.facts.shapes import always, entries
from wizard.model.facts import Fact
from wizard.model.probes import Account, AccountProbe, Answers, GlobProbe, Matches
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

_OF_SYSTEM: Final = GlobProbe("/etc/systemd/system/*.service")
_OF_USER: Final = GlobProbe("~/.config/systemd/user/*.service")
_LINGER: Final = GlobProbe("/var/lib/systemd/linger/*", limit=0)
_NOTIFY: Final = lazy_pattern(r"(?m)^[ \t]*Type[ \t]*=[ \t]*notify(?:-reload)?[ \t]*$")


class NotifyUnits(msgspec.Struct, frozen=True):
    """Units with ``Type=notify`` that a person wrote: those of the *system*, and those of the *user*. *lingers*: those
    of the user run without a session; None if that could not be seen."""

    system: tuple[str, ...] = ()
    user: tuple[str, ...] = ()
    lingers: bool | None = None


def _units(answers: Answers, want: Wanted) -> NotifyUnits:
    return NotifyUnits(_own(answers, _OF_SYSTEM), _own(answers, _OF_USER), _lingers(answers))


def _own(answers: Answers, probe: GlobProbe) -> tuple[str, ...]:
    """A link leads to a unit that some package brought."""
    found = entries(answers[probe])
    return tuple(path for path, each in found if not each.link and _NOTIFY.search(text_of(each.content)))


def _lingers(answers: Answers) -> bool | None:
    account, answer = answers[AccountProbe()], answers[_LINGER]
    if not isinstance(account, Account) or not isinstance(answer, Matches):
        return None
    return any(path.rpartition("/")[2] == account.name for path, _ in answer.entries)


NOTIFY_UNITS: Fact[NotifyUnits] = Fact(
    "notify-units", always(_OF_SYSTEM, _OF_USER, _LINGER, AccountProbe()), _units
)

"""What time it is, asked like anything else, so that whatever depends on it stays pure (law 4)."""

from __future__ import annotations

from typing import Final

from wizard.facts.shapes import always, derived
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import Answers, Figure, HostProbe, Unavailable
from wizard.model.text import from_english, plain, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

CLOCK: Final = HostProbe("now")
_NUMBER: Final = lazy_pattern(r"\d+")
_DAYS_TO_1970: Final = 719468
"""From the first of March of the year 0."""
_FORM: Final = lazy_pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def _now(answers: Answers, want: Wanted) -> str | Unknown:
    answer = answers[CLOCK]
    time = answer.value if isinstance(answer, Figure) else None
    if isinstance(time, str) and _FORM.fullmatch(time):
        return time
    why = from_english(answer.why) if isinstance(answer, Unavailable) else plain(str(time))
    return Unknown(say("The date is not known: {why}.", why=why))


NOW: Fact[str] = Fact("now", always(CLOCK), _now, side=Side.HOST)
"""In UTC to the second, ``2026-11-28T16:21:05Z``: such texts are ordered as times are. The clock is that of the
computer the wizard runs on; in a recording the one of then."""

TODAY: Fact[str] = derived("today", (NOW,), lambda see, want: see[NOW][:10], side=Side.HOST)
"""The date of `NOW`, ``2026-11-28``."""


def seconds_of(now: str) -> int:
    """Seconds from 1970 to *now*, which has the form of `NOW`."""
    year, month, day, hour, minute, second = (int(each) for each in _NUMBER.findall(now))
    year -= month < 3  # a year that begins in March has its leap day at its end
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return (days - _DAYS_TO_1970) * 86400 + hour * 3600 + minute * 60 + second

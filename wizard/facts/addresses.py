"""Which addresses answer as they should. Nothing is asked unless a profile says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from wizard.model.facts import Fact, Side
from wizard.model.probes import Answers, Found, Unavailable, UrlProbe
from wizard.model.text import Text, from_english, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

NOT_ASKED: Final = say("Not asked, because an earlier address responded.")
"""Why a recording has no answer of an address."""
_USER: Final = lazy_pattern(r"//[^/@]*@")


class Address(msgspec.Struct, frozen=True):
    """An address that was asked, without a user's name and password. *fault*: what is wrong with its answer; None if
    nothing is."""

    url: str
    fault: Text | None


def addresses(
    name: str, ask: Callable[[Wanted], tuple[UrlProbe, ...]], is_answer: Callable[[bytes], bool]
) -> Fact[tuple[Address, ...]]:
    """The fact about all addresses that a profile asks for; *is_answer* knows a good answer."""

    def read(answers: Answers, want: Wanted) -> tuple[Address, ...]:
        return tuple(
            Address(_USER.sub("//", probe.url), _fault(answers, probe, is_answer)) for probe in ask(want)
        )

    return Fact(name, ask, read, side=Side.HOST)


def _fault(answers: Answers, probe: UrlProbe, is_answer: Callable[[bytes], bool]) -> Text | None:
    match answers[probe]:
        case Found(content) if is_answer(content):
            return None
        case Found():
            return say("The answer is something else, such as the page of a proxy or a Wi-Fi login.")
        case Unavailable(why) if why == NOT_ASKED.template:
            return NOT_ASKED
        case Unavailable(why):
            return from_english(why)
        case _:
            return say("It did not respond.")

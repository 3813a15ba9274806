"""A snapshot gives a fact's value, and never one for a fact that is not known."""

from __future__ import annotations

import pytest

from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.text import say

KNOWN: Fact[int] = Fact("known", lambda want: (), lambda answers, want: 1)
DARK: Fact[int] = Fact("dark", lambda want: (), lambda answers, want: 1)
SEE = Snapshot({KNOWN: 7, DARK: Unknown(say("The file {path} is unreadable.", path="/x"))})


def test_a_known_fact_has_its_value() -> None:
    assert SEE[KNOWN] == 7
    assert SEE.unknown(KNOWN) is None


def test_an_unknown_fact_has_a_reason_and_no_value() -> None:
    why = SEE.unknown(DARK)
    assert why is not None
    assert why.why.render() == "The file /x is unreadable."
    with pytest.raises(KeyError, match="dark is unknown"):
        SEE[DARK]


def test_facts_of_one_name_are_two_facts() -> None:
    twin: Fact[int] = Fact("known", KNOWN.ask, KNOWN.read)
    with pytest.raises(KeyError):
        SEE[twin]

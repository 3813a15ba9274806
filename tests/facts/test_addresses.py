"""Which addresses answer as they should: another answer is a fault, and no password of an address is told."""

from __future__ import annotations

import pytest

from tests.facts.answers import file, read
from wizard.facts.addresses import Address, addresses
from wizard.model.probes import Answer, Denied, Unavailable, UrlProbe

PROBE = UrlProbe("https://me:secret@example.org/dl/")
FACT = addresses("there", lambda want: (PROBE,), lambda data: data == b"[]")


def told(answer: Answer) -> Address:
    seen = read(FACT, (PROBE, answer))
    assert isinstance(seen, tuple)
    (address,) = seen
    return address


def test_a_good_answer_has_no_fault() -> None:
    assert told(file(b"[]")).fault is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (file(b"<html>"), "The answer is something else"),
        (Unavailable("Connection refused"), "Connection refused"),
        (Denied(), "It did not respond."),
    ],
)
def test_what_is_wrong_with_it_is_said(answer: Answer, words: str) -> None:
    fault = told(answer).fault
    assert fault is not None
    assert fault.render().startswith(words)


def test_no_password_is_told() -> None:
    assert told(file(b"[]")).url == "https://example.org/dl/"

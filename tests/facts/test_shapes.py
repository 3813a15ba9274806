"""An answer that is no evidence says why, and is never taken for an empty file."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, file, read
from wizard.facts.shapes import content, entries, file_fact, kind_name, output, unknown
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Denied, Exited, FileProbe, Matches, Missing, Special, TooBig

SIZE = file_fact("size", "/x", lambda data: None if data is None else len(data))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (GONE, "Could not check /x: the machine is gone."),
        (Denied(), "No permission to read /x."),
        (TooBig(99), "/x is too large to read (99 bytes)."),
        (Special("fifo", 0o644, 0, 0), "/x is a named pipe, not a file."),
        (Missing(), "/x does not exist."),
    ],
)
def test_the_reason_is_said(answer: Answer, words: str) -> None:
    assert unknown(answer, "/x").why.render() == words


def test_a_file_that_is_not_there_is_told_from_an_empty_and_an_unreadable_one() -> None:
    assert content(file(b""), "/x") == b""
    assert content(Missing(), "/x") is None
    assert isinstance(content(Denied(), "/x"), Unknown)
    assert read(SIZE, at("/x", "abc")) == 3
    assert read(SIZE) is None
    assert isinstance(read(SIZE, (FileProbe("/x"), Denied())), Unknown)


def test_only_a_command_that_went_well_said_something() -> None:
    assert output(Exited(0, b"caf\xe9", b"")) == "caf\ufffd"
    assert output(Exited(1, b"x", b"no")) is None
    assert output(GONE) is None


def test_only_files_among_matches_are_entries() -> None:
    one = file(b"1")
    assert entries(Matches((("/a", one), ("/b", Denied())))) == (("/a", one),)
    assert entries(GONE) == ()


def test_what_has_no_word_is_shown_as_it_is() -> None:
    assert kind_name("door").render() == "door"

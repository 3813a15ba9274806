"""The list of commands in a journal: read back as it was written, and refused if anybody else wrote it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.model.commands.command import Attempt, Ran, Stage
from wizard.transports.commands import OUTPUT_BYTES, known, parse, text
from wizard.transports.journal import Damaged

WORDS = st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",))), max_size=4)
ARGV = WORDS.map(lambda words: ("program", *words))
CODES = st.integers(0, 255)
ATTEMPTS = st.one_of(
    st.just(Attempt()),
    st.just(Attempt(Stage.BEGUN)),
    st.builds(Attempt, st.just(Stage.ENDED), CODES, st.sampled_from(["", "all well\n", "ä\nb"])),
)
RANS = st.lists(
    st.one_of(
        st.builds(Ran, ARGV, st.booleans(), st.integers(1, 9999), st.none(), ATTEMPTS),
        st.builds(Ran, ARGV, st.booleans(), st.integers(1, 9999), ARGV, ATTEMPTS, ATTEMPTS),
    ),
    max_size=4,
)
ONE = (Ran(("a", "b c"), True, 60, ("d",), Attempt(Stage.ENDED, 0, "x")),)


@given(RANS)
def test_what_was_written_is_read(rans: list[Ran]) -> None:
    assert parse(text(rans).encode("ascii")) == tuple(rans)


def test_output_is_cut_at_its_beginning_and_shown_without_secrets() -> None:
    long = Attempt(Stage.ENDED, 1, "x" * OUTPUT_BYTES + "the end https://me:secret@example.org/")
    (ran,) = parse(text([Ran(("a",), True, 1, None, long)]).encode("ascii"))
    assert ran.did.output.endswith("the end https://•••@example.org/")
    assert len(ran.did.output) <= OUTPUT_BYTES


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data + b"\n",
        lambda data: data.replace(b"ended", b"begun"),
        lambda data: b"",
        lambda data: b"\nend " + data,
        lambda data: data.replace(b"commands 1", b"commands 2"),
    ],
)
def test_what_anybody_else_wrote_is_damage(spoil: object) -> None:
    data = spoil(text(ONE).encode("ascii"))  # type: ignore[operator]
    with pytest.raises(Damaged):
        parse(data)
    assert known(data) == ()


@pytest.mark.parametrize(
    "line",
    [
        "command 2 waiting - - root 1 a",
        "undo 1 waiting - - root 1 a",
        "command 1 waiting - - nobody 1 a",
        "command 1 waiting - - root 1",
        "command 1 gone - - root 1 a",
        "command 1 ended x - root 1 a",
        "command 1 ended 1 % root 1 a",
        "command 1 ended 1 - root x a",
        "command",
        "",
    ],
)
def test_lines_that_no_hand_writes(line: str) -> None:
    from wizard.transports.commands import of_lines

    with pytest.raises(Damaged):
        of_lines([line])

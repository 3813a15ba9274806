"""Three-way merge: ours goes, theirs stays, and what cannot be told apart is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.lines import raws
from wizard.engine.merge import ConflictCause, Merged, merge

BLOCK = "\n# >>> ours >>>\nexport A=1\nexport B=2\n# <<< ours <<<\n"


def text(rows: Sequence[str]) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode()


def merged(before: str, after: str, now: str) -> Merged:
    return merge(before.encode(), after.encode(), now.encode())


@pytest.mark.parametrize(
    ("before", "after", "now", "taken_back"),
    [
        ("x\n", f"x\n{BLOCK}", f"x\n{BLOCK}theirs\n", "x\ntheirs\n"),
        ("x\n", f"x\n{BLOCK}", f"top\nx\n{BLOCK}", "top\nx\n"),
        ("x\n", f"x\n{BLOCK}", f"x\nright above\n{BLOCK}right below\n", "x\nright above\nright below\n"),
        ("", BLOCK, f"{BLOCK}theirs\n", "theirs\n"),
        ("a\nx=1\nb\n", "a\nx=2\nb\n", "a\nx=2\nnew\nb\nc\n", "a\nx=1\nnew\nb\nc\n"),
        ("a\nx=1\nb\n", "a\nx=2\nb\n", "x=2\n", "x=1\n"),
        ("a\nbad\nb\n", "a\nb\n", "a\nb\ntheirs\n", "a\nbad\nb\ntheirs\n"),
        ("bad\na\n", "a\n", "a\ntheirs\n", "bad\na\ntheirs\n"),
        ("a\nbad\n", "a\n", "theirs\na\n", "theirs\na\nbad\n"),
        ("a\nbad\n", "a\n", "a\ntheirs\n", "a\nbad\ntheirs\n"),
        ("bad\na\n", "a\n", "theirs\na\n", "theirs\nbad\na\n"),
        ("a\nbad", "a\n", "a\ntheirs", "a\nbad\ntheirs"),
        # They took it back themselves, in whole or in part.
        ("x\n", f"x\n{BLOCK}", "x\ntheirs\n", "x\ntheirs\n"),
        ("a\nx=1\nb\n", "a\nx=2\nb\n", "a\nx=1\nb\ntheirs\n", "a\nx=1\nb\ntheirs\n"),
        ("a\nbad\nb\n", "a\nb\n", "a\nbad\nb\ntheirs\n", "a\nbad\nb\ntheirs\n"),
        # The blank line above the block is gone, or has blanks in it now.
        ("x\n", f"x\n{BLOCK}", f"x\n{BLOCK[1:]}theirs\n", "x\ntheirs\n"),
        # They moved it as a whole.
        ("a\nb\nc\n", "a\nb\nours\nc\n", "a\nb\nc\nd\nours\n", "a\nb\nc\nd\n"),
        (BLOCK, f"{BLOCK}p=1\nq=2\n", f"p=1\nq=2\ntheirs\n{BLOCK}", f"theirs\n{BLOCK}"),
        # Line ends and the end of the file.
        ("x", f"x{BLOCK}", f"x{BLOCK}theirs\n", "x\ntheirs\n"),
        ("x", f"x{BLOCK}", f"x{BLOCK}theirs", "x\ntheirs"),
        ("x", f"x{BLOCK}", f"theirs\nx{BLOCK}", "theirs\nx"),
        ("x", "x\n", "theirs\nx\n", "theirs\nx"),
        ("x\n", "x", "theirs\nx", "theirs\nx\n"),
        ("x\n", f"x\n{BLOCK}", f"theirs\nx\n{BLOCK}"[:-1], "theirs\nx\n"),
        ("a\nbad", "a\n", "theirs\na", "theirs\na\nbad"),
        ("a\r\nb\r\n", "a\r\nb\r\nours\r\n", "a\r\nb\r\nours\r\ntheirs\n", "a\r\nb\r\ntheirs\n"),
        ("a\rb\n", "a\rb\nours\n", "a\rb\nours\nc\rd\n", "a\rb\nc\rd\n"),
    ],
)
def test_ours_goes_and_theirs_stays(before: str, after: str, now: str, taken_back: str) -> None:
    assert merged(before, after, now) == Merged(taken_back.encode(), ())


def test_bytes_of_any_encoding_stay() -> None:
    theirs = b"caf\xe9 \xff\x00\x1b[1m\n"
    assert merge(b"a\n", b"a\nours\n", b"a\nours\n" + theirs).content == b"a\n" + theirs


@pytest.mark.parametrize(
    ("before", "after", "now", "cause", "first", "last"),
    [
        ("x\n", f"x\n{BLOCK}", f"x\n{BLOCK.replace('A=1', 'A=7')}", ConflictCause.EDITED, 2, 6),
        ("x\n", f"x\n{BLOCK}", f"x\n{BLOCK.replace('export B=2', 'mine')}y\n", ConflictCause.EDITED, 2, 7),
        ("x\n", f"x\n{BLOCK}", f"x\n{BLOCK.replace('export A=1', 'mine')}", ConflictCause.EDITED, 2, 6),
        ("a\nx=1\nb\n", "a\nx=2\nb\n", "a\nx=3\nb\n", ConflictCause.EDITED, 2, 2),
        ("a\nx=1\nb\n", "a\nx=2\nb\n", "a\nb\n", ConflictCause.EDITED, 2, 1),
        (BLOCK, f"p=1\nq=2\n{BLOCK}", f"{BLOCK}q=2\nr\np=1\n", ConflictCause.MOVED, 6, 8),
        ("a\nb\n}\n", "a\nx\n}\nb\n}\n", "a\nb\nx\n}\n", ConflictCause.MOVED, 3, 3),
        ("a\nb\nx=1\n", "a\nb\nx=2\n", "x=2\na\nb\n", ConflictCause.EDITED, 4, 3),
        ("a\nb\n", "a\nb\nours\n", "a\nours\nb\nours\n", ConflictCause.COPIED, 4, 4),
        ("a\nbad\nb\n", "a\nb\n", "a\ntheirs\nb\n", ConflictCause.AROUND, 2, 2),
        ("a\nbad\nb\n", "a\nb\n", "a\nB\n", ConflictCause.AROUND, 2, 2),
        ("bad\n", "", "theirs\n", ConflictCause.AROUND, 1, 1),
        ("a\nbad\n", "a\n", "b\ntheirs\n", ConflictCause.AROUND, 1, 2),
    ],
)
def test_what_cannot_be_told_apart_stays_and_is_named(
    before: str, after: str, now: str, cause: ConflictCause, first: int, last: int
) -> None:
    made = merged(before, after, now)
    assert made.content == now.encode()
    (conflict,) = made.conflicts
    assert (conflict.cause, conflict.first, conflict.last) == (cause, first, last)


def test_lines_so_much_alike_that_a_second_merge_would_take_more_are_a_conflict() -> None:
    made = merged("a\nb\na", "b", "b\nb")
    assert (made.content, [each.cause for each in made.conflicts]) == (b"b\nb", [ConflictCause.ALIKE])


def test_one_place_in_conflict_does_not_hold_the_others() -> None:
    made = merged("a\nx=1\nb\nc\n", "a\nx=2\nb\nc\nours\n", "a\nx=3\nb\nc\nours\ntheirs\n")
    assert made.content == b"a\nx=3\nb\nc\ntheirs\n"
    (conflict,) = made.conflicts
    assert (conflict.first, conflict.ours, conflict.old) == (2, (b"x=2\n",), (b"x=1\n",))


OWN = st.lists(st.integers(0, 2), min_size=13, max_size=13)


@given(OWN, OWN, st.booleans(), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_edits_that_do_not_overlap_come_out_as_if_only_theirs_had_been_made(
    ours: list[int], theirs: list[int], ended: bool, is_first: bool, end: str
) -> None:
    """Lines 0, 2, 4 … are the setup's to change, 1, 3, 5 … theirs; both add between them: the setup below its
    lines, they below theirs."""

    def made(by_setup: bool, by_them: bool) -> bytes:
        rows: list[str] = []
        for number in range(12):
            choices, whose, on = (ours, "ours", by_setup) if number % 2 == 0 else (theirs, "theirs", by_them)
            choice = choices[number] if on else 0
            rows.append(f"{whose} {number} anew" if choice == 1 else f"line {number}")
            if choice == 2:
                rows.append(f"{whose} {number} added")
        if by_them and theirs[12]:
            rows.insert(0 if is_first else len(rows), "theirs alone")
        text = "".join(row + end for row in rows)
        return (text if ended else text.removesuffix(end)).encode()

    before, after, now = made(False, False), made(True, False), made(True, True)
    result = merge(before, after, now)
    assert result == Merged(made(False, True), ())
    assert merge(before, after, result.content) == result
    assert merge(before, after, after) == Merged(before, ())
    assert merge(before, after, before) == Merged(before, ())


FEW = st.lists(st.sampled_from(["a", "b", "c", "", "}"]), max_size=9).map(text)
SOME = st.tuples(FEW, st.booleans()).map(lambda pair: pair[0] if pair[1] else pair[0][:-1])


@given(SOME, SOME, SOME)
def test_nothing_of_theirs_is_lost_whatever_it_is(before: bytes, after: bytes, now: bytes) -> None:
    """Lines that are alike in all three versions: at worst there is a conflict."""
    made = merge(before, after, now)

    def lines(data: bytes) -> Counter[bytes]:
        return Counter(row.rstrip(b"\n") for row in raws(data))

    added = lines(now) - lines(after)
    assert not lines(now) - lines(made.content) - lines(after), "only what the setup wrote goes"
    assert not added - lines(made.content), "what they added stays"
    assert not lines(made.content) - lines(now) - lines(before), "only what was there before comes"
    size = len(raws(now))
    for conflict in made.conflicts:
        assert 1 <= conflict.first <= size + 1
        assert conflict.first - 1 <= conflict.last <= size
    if now == after:
        assert made == Merged(before, ())
    assert merge(before, after, made.content).content == made.content


END = st.sampled_from([b"\n", b"\r\n"])
SHARED = st.lists(st.tuples(st.sampled_from([b"", b"a", b"fi", b"}", b"export PATH"]), END), max_size=7)


@st.composite
def edited(draw: st.DrawFn, rows: list[bytes], name: bytes) -> list[bytes]:
    """*rows* with some removed, changed or moved, and new ones between: each new one is *name*'s, and there once."""
    kept = [row for row in rows if draw(st.integers(0, 9)) > 1]
    if draw(st.integers(0, 5)) == 0:
        kept = draw(st.permutations(kept))
    for number in range(draw(st.integers(0, 4))):
        kept.insert(draw(st.integers(0, len(kept))), b"%s %d%s" % (name, number, draw(END)))
    return kept


@st.composite
def histories(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    """A file before a setup, after it, and now; each may lack its last end."""
    before = [b"%d %s%s" % (number, row, end) for number, (row, end) in enumerate(draw(SHARED))]
    before = [row for row in before if draw(st.booleans())] + [row + end for row, end in draw(SHARED)]
    after = draw(edited(before, b"ours"))
    now = draw(edited(after, b"theirs"))
    files = (b"".join(rows) for rows in (before, after, now))
    made = [data.rstrip(b"\r\n") if draw(st.integers(0, 3)) == 0 else data for data in files]
    return made[0], made[1], made[2]


def rows_of(data: bytes) -> Counter[bytes]:
    return Counter(row.rstrip(b"\r\n") for row in raws(data))


@settings(max_examples=200, deadline=None)
@given(histories())
def test_every_line_is_where_it_has_to_be(history: tuple[bytes, bytes, bytes]) -> None:
    """Theirs are there, byte for byte; where nothing is in conflict ours are gone; and what stays of ours is named."""
    before, after, now = history
    made = merge(before, after, now)
    left = set(raws(made.content))
    ended = {row for row in raws(now) if row.startswith(b"theirs") and row.endswith(b"\n")}
    assert ended <= left
    assert {row for row in rows_of(now) if row.startswith(b"theirs")} <= set(rows_of(made.content))
    ours = {row for row in rows_of(made.content) if row.startswith(b"ours")}
    assert not ours or made.conflicts
    assert not ours - set(rows_of(now)), "what they deleted of ours does not come back"
    came = rows_of(made.content) - rows_of(before) - rows_of(now)
    assert not came, "nothing comes from nowhere"
    kept = {row for row in rows_of(now) if row.startswith(b"ours")} & set(rows_of(made.content))
    named = {row.rstrip(b"\r\n") for each in made.conflicts for row in each.ours}
    assert kept <= named, "what stays of ours is named"

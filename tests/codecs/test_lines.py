import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.lines import (
    Line,
    Unwritable,
    append,
    bytes_of,
    drop,
    join,
    prevailing_end,
    raws,
    split,
    terminate,
    text_of,
)

texts = st.lists(st.sampled_from([b"a", b"\xff", b"\r", b"\n", b"\r\n", b"", b"\x00"])).map(b"".join)


@settings(deadline=None)
@given(st.one_of(st.binary(), texts))
def test_any_bytes_split_and_join_back(data: bytes) -> None:
    assert join(split(data)) == data


@settings(deadline=None)
@given(st.one_of(st.binary(), texts))
def test_a_line_as_it_stands_is_its_content_and_its_end(data: bytes) -> None:
    assert raws(data) == [line.raw for line in split(data)]


@settings(deadline=None)
@given(texts)
def test_only_the_last_line_may_lack_its_end(data: bytes) -> None:
    assert all(line.end in (b"\n", b"\r\n") for line in split(data)[:-1])
    assert all(b"\n" not in line.content for line in split(data))


def test_a_carriage_return_alone_ends_no_line() -> None:
    assert split(b"a\rb\r\nc\r") == (Line(b"a\rb", b"\r\n"), Line(b"c\r", b""))


def test_no_bytes_are_no_lines() -> None:
    assert split(b"") == ()


@pytest.mark.parametrize(
    ("data", "end"),
    [(b"", b"\n"), (b"a", b"\n"), (b"a\r\nb\n", b"\n"), (b"a\r\nb\r\nc\n", b"\r\n"), (b"a\r\nb", b"\r\n")],
)
def test_the_prevailing_end(data: bytes, end: bytes) -> None:
    assert prevailing_end(split(data)) == end


def test_appending_gives_the_last_line_its_end() -> None:
    assert join(append(split(b"a\r\nb"), [b"c", b"d"])) == b"a\r\nb\r\nc\r\nd\r\n"


@settings(deadline=None)
@given(texts, st.lists(st.sampled_from([b"x", b"yy"]), max_size=3))
def test_appending_changes_no_line_before_the_last(data: bytes, contents: list[bytes]) -> None:
    lines = split(data)
    assert list(append(lines, contents))[: max(0, len(lines) - 1)] == list(lines[:-1])
    assert join(append(lines, contents)).startswith(data)


def test_an_ended_file_is_left_alone_by_terminate() -> None:
    assert terminate(split(b"a\n")) == split(b"a\n")
    assert terminate(()) == ()


def test_lines_are_dropped_by_number() -> None:
    assert drop(b"1\r\n2\n3", [2, 9]) == b"1\r\n3"
    assert drop(b"1\n2\n3", []) == b"1\n2\n3"


@settings(deadline=None)
@given(st.binary())
def test_bytes_come_back_from_text(data: bytes) -> None:
    assert bytes_of(text_of(data)) == data


def test_text_no_file_can_hold_is_refused_in_a_sentence() -> None:
    with pytest.raises(Unwritable, match=r"The text contains characters that cannot be saved in a file\."):
        bytes_of("\ud800")

"""Command lines: what goes in comes out again, and options have no quotes."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wsl.windows import argv_of, command_line, first_word

WORDS = st.lists(st.text(st.sampled_from('a\\" \t'), max_size=6), max_size=4)


@given(WORDS)
def test_a_line_is_what_python_makes_on_windows_and_comes_apart_into_the_same_words(argv: list[str]) -> None:
    line = command_line(argv)
    assert line == subprocess.list2cmdline(argv)
    assert argv_of(line) == argv


@pytest.mark.parametrize(
    ("line", "quotes", "word", "rest"),
    [
        ('"My Distro" -e x', False, '"My', 'Distro" -e x'),
        ('"C:\\My Folder" -e x', True, "C:\\My Folder", "-e x"),
        ("  --list  -v", False, "--list", "-v"),
        ("", False, "", ""),
    ],
)
def test_quotes_mean_something_to_cd_only(line: str, quotes: bool, word: str, rest: str) -> None:
    assert first_word(line, quotes) == (word, rest)

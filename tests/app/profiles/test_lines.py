"""On which line a key of a TOML file is, and the line that the standard library complains of."""

from __future__ import annotations

import pytest

from wizard.app.profiles.lines import line_of, syntax

TEXT = """\
# a profile
name = "x"
"$schema" = "y"

[go]   # which Go
version = "1.25"
sources = [
  # the first
  "a",
  "b",
]

[a.b]
c = '''
[d]
e = 1
'''
f = { g = 1, h = { i = 2 } }
j.k = 3

[[rows]]
l = 1
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("name", 2),
        ("$schema", 3),
        ("go", 5),
        ("go.version", 6),
        ("go.sources", 7),
        ("go.sources[1]", 7),
        ("go.sources[...]", 7),
        ("go.nothing", 5),
        ("a.b", 13),
        ("a.b.c", 14),
        ("a.b.f.h.i", 18),
        ("a.b.j.k", 19),
        ("rows", 21),
        ("rows[0].l", 22),
        ("d", None),
        ("", None),
    ],
)
def test_a_key_is_where_its_statement_begins(where: str, line: int | None) -> None:
    assert line_of(TEXT, where) == line
    assert line_of(TEXT.replace("\n", "\r\n"), where) == line


@pytest.mark.parametrize(
    ("message", "line", "words"),
    [
        ("Invalid value (at line 2, column 9)", 2, "Invalid value"),
        ("Unclosed array (at end of document)", 3, "Unclosed array"),
        ("maximum recursion depth exceeded", 3, "maximum recursion depth exceeded"),
        ("Invalid value (at line 9, column 1)", 3, "Invalid value"),
    ],
)
def test_the_line_of_a_complaint(message: str, line: int, words: str) -> None:
    assert syntax(message, "a\nb\nc\n\n") == (line, words)

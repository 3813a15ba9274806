"""What braces stand for, as bash prints it."""

from __future__ import annotations

import subprocess

import pytest

from wizard.codecs.shell.braces import braced

WORDS = [
    "a",
    "{a,b}",
    "x{a,b}y",
    "{a,{b,c}}",
    "{1..4}",
    "{3..1}",
    "a{b}c",
    "{}",
    "{a,b}{c,d}",
    "p{,x}",
    "{a,b",
    "-{1..2}-",
]


@pytest.mark.linux(reason="what is read is compared with what real shells do")
@pytest.mark.parametrize("word", WORDS)
def test_it_is_what_bash_makes_of_it(word: str) -> None:
    told = subprocess.run(
        ["bash", "-c", f"printf '%s\\n' {word}"], capture_output=True, text=True, check=True
    )
    assert braced(word) == told.stdout.removesuffix("\n").split("\n")


@pytest.mark.parametrize("word", ["'{a,b}'", '"{a,b}"', "\\{a,b}", "${a,b}"])
def test_what_is_quoted_is_none(word: str) -> None:
    assert braced(word) == [word]


def test_too_many_are_left() -> None:
    word = "{1..99}{1..99}"
    assert braced(word) == [word]

"""A line goes, and the comment behind it stays."""

from __future__ import annotations

import pytest

from wizard.model.edits.files import DropLine, ReplaceLine
from wizard.rules.go.gone_lines import gone, is_comment


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("export GOROOT=/usr/local/go # keep for work", "# keep for work"),
        ("  export GOROOT='/a # b'; # c", "  # c"),
        ("set -gx GOROOT /a#b # c", "# c"),
    ],
)
def test_the_comment_stays(words: str, left: str) -> None:
    edit = gone("~/.bashrc", 3, words, words.encode())
    assert edit == ReplaceLine("~/.bashrc", 3, words, left)
    assert is_comment(edit)


@pytest.mark.parametrize("words", ["export GOROOT=/a", "export GOROOT='/a # b'", "export GOROOT=/a#b"])
def test_a_line_without_one_goes_whole(words: str) -> None:
    assert gone("~/.bashrc", 3, words, words.encode()) == DropLine("~/.bashrc", 3, words)

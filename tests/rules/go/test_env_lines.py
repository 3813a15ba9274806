"""The repair of a line of the go env file: the same for every rule, and none of what only its author knows."""

from __future__ import annotations

import pytest

from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import DropLine, ReplaceLine
from wizard.rules.go.env_lines import repair_at


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("GOPATH=~/go", "GOPATH=/home/me/go"),
        ('GOPATH="$HOME/go"', "GOPATH=/home/me/go"),
        ("export GOBIN=/x", "GOBIN=/x"),
        ("GOPATH=/home/me/go", None),
        ("GOPATH=~other/go", None),
    ],
)
def test_the_line_that_the_author_meant(line: str, becomes: str | None) -> None:
    found = repair_at(USUAL, 2, f"# mine\n{line}\n".encode(), "/home/me")
    assert found == (None if becomes is None else ReplaceLine(USUAL, 2, line, becomes))


def test_a_line_that_another_overrides_goes() -> None:
    assert repair_at(USUAL, 1, b"GOBIN=/a\nGOBIN=/b\n", "/home/me") == DropLine(USUAL, 1, "GOBIN=/a")
    assert repair_at(USUAL, 2, b"GOBIN=/a\nGOBIN=/b\n", "/home/me") is None


@pytest.mark.parametrize(
    ("line", "comment", "becomes"),
    [
        ("GOPATH=/x # for work", "# for work", "GOPATH=/x"),
        ('GOPATH="/x" # for work', "# for work", "GOPATH=/x"),
        ("export GOBIN=/x  #tools", "#tools", "GOBIN=/x"),
        ("GOPATH=~/go # a # b", "# a # b", "GOPATH=/home/me/go"),
        ('GOPATH="/a # b"', "", None),
        ("GOPROXY=https://x/#part", "", None),
    ],
)
def test_what_a_person_wrote_behind_a_value_gets_a_line_of_its_own(
    line: str, comment: str, becomes: str | None
) -> None:
    found = repair_at(USUAL, 1, f"{line}\nGOFLAGS=-v\n".encode(), "/home/me")
    if comment:
        assert found == ReplaceLine(USUAL, 1, line, f"{comment}\n{becomes}")
    else:
        assert "\n" not in getattr(found, "becomes", "")


def test_a_line_that_goes_leaves_its_comment() -> None:
    data = b"GOBIN=/a # old\nGOBIN=/b\n"
    assert repair_at(USUAL, 1, data, "/home/me") == ReplaceLine(USUAL, 1, "GOBIN=/a # old", "# old")

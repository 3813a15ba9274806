"""Commands as people read them, and what became of each: never better than is known."""

from __future__ import annotations

import shlex

import pytest

from wizard.model.commands.command import (
    Attempt,
    Command,
    Ran,
    Stage,
    left_in_effect,
    line_anywhere,
    line_of,
    waiting,
    words_on,
)
from wizard.model.text import plain

INSTALL = Command(("apt-get", "install", "x y"), True, ("dpkg", "--remove", "x"), plain("x is needed."))
DONE, FAILED, BEGUN = Attempt(Stage.ENDED, 0), Attempt(Stage.ENDED, 3), Attempt(Stage.BEGUN)


def ran(did: Attempt = DONE, undid: Attempt | None = None, *, can: bool = True) -> Ran:
    return Ran(INSTALL.argv, True, 900, INSTALL.undo if can else None, did, undid or Attempt())


def test_a_command_is_shown_as_a_person_would_type_it() -> None:
    assert INSTALL.line == "apt-get install 'x y'"
    assert line_of(("wsl.exe", "--update")) == "wsl --update"


@pytest.mark.parametrize(
    ("ran", "begins"),
    [
        (waiting(INSTALL), "The command was not run"),
        (ran(BEGUN), "The command may have run"),
        (ran(DONE), "The command ran"),
        (ran(FAILED), "The command failed (exit code 3)"),
        (ran(DONE, DONE), "The command was undone"),
        (ran(DONE, BEGUN), "The command may still be in effect"),
        (ran(DONE, FAILED), "The command is still in effect"),
    ],
)
def test_what_became_of_it_is_said(ran: Ran, begins: str) -> None:
    assert words_on(ran).render().startswith(begins)


def test_it_is_undone_once_and_only_if_it_is_known_to_have_ended_well() -> None:
    assert ran(DONE).can_be_undone
    for other in (waiting(INSTALL), ran(BEGUN), ran(FAILED), ran(DONE, FAILED), ran(DONE, can=False)):
        assert not other.can_be_undone


def test_what_it_left_behind_is_said_and_nothing_else() -> None:
    assert left_in_effect(waiting(INSTALL)) is None
    assert left_in_effect(ran(DONE, DONE)) is None
    left = left_in_effect(ran(DONE, can=False))
    assert left is not None
    assert "cannot be undone" in left.render()
    assert left_in_effect(ran(BEGUN)) is not None


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("Ubuntu-24.04", "Ubuntu-24.04"),
        ("my distro", '"my distro"'),
        ("it's mine", '"it\'s mine"'),
        ("..\\wsl-go.toml", '"..\\wsl-go.toml"'),
        ("", '""'),
        ("a & b", '"a & b"'),
        ("50% $HOME", "'50% $HOME'"),
        ("C:\\folder\\", "'C:\\folder\\'"),
    ],
)
def test_a_word_is_typed_alike_on_windows_and_in_a_distro(word: str, typed: str) -> None:
    """cmd knows no single quotes, and would look for a distro with them in its name."""
    line = line_anywhere(("wsl.exe", "--terminate", word))
    assert line == f"wsl --terminate {typed}"
    assert shlex.split(line) == ["wsl", "--terminate", word]

"""Which start files a rule may edit: a person's, wherever zsh reads them, and none of a program's."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.facts.shell import StartFiles
from wizard.facts.shells.start_files import START_FILES
from wizard.model.probes import Account, AccountProbe, Answer, Probe

ZSH = (AccountProbe(), Account("me", 1000, 1000, "/home/me", "/usr/bin/zsh"))


def files(*pairs: tuple[Probe, Answer]) -> StartFiles:
    found = read(START_FILES, *pairs)
    assert isinstance(found, StartFiles)
    return found


def test_a_file_of_the_home_that_is_sourced() -> None:
    found = files(
        at("~/.bashrc", ". ~/.path\n. ~/.nvm/nvm.sh\n"), at("~/.path", "x=1\n"), at("~/.nvm/nvm.sh", "x=2\n")
    )
    assert [each.path for each in found.files] == ["~/.bashrc", "~/.path"]
    assert found.get("~/.path") == b"x=1\n"


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ("export ZDOTDIR=$HOME/.zsh", "~/.zsh"),
        ("ZDOTDIR=~/.config/zsh/", "~/.config/zsh"),
        ("x=1", "~"),
        ("ZDOTDIR=/etc/z", "~"),
    ],
)
def test_where_zsh_reads_the_files_of_the_user(line: str, folder: str) -> None:
    found = files(ZSH, at("~/.zshenv", f"{line}\n"))
    assert found.login_file("/usr/bin/zsh") == f"{folder}/.zprofile"


def test_files_of_that_folder_are_a_persons() -> None:
    found = files(ZSH, at("~/.zshenv", "ZDOTDIR=~/.zsh\n"), at("~/.zsh/.zshrc", "x=1\n"))
    assert found.get("~/.zsh/.zshrc") == b"x=1\n"


def test_a_folder_that_cannot_be_told_is_a_gap() -> None:
    found = files(ZSH, at("~/.zshenv", 'ZDOTDIR="$(some-program)"\n'))
    gap = found.gap_at(found.login_file("/usr/bin/zsh"))
    assert gap is not None
    assert gap.why.render() == "ZDOTDIR could not be followed at ~/.zshenv:1."


def test_bash_does_not_care_where_zsh_reads() -> None:
    found = files(at("~/.bashrc", 'ZDOTDIR="$(some-program)"\n'))
    assert found.gap is None

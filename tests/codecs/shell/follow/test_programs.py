"""Whose output can be evaluated without harm, and which files can be left out."""

from __future__ import annotations

import pytest

from wizard.codecs.shell.follow.programs import is_quiet_file, is_quiet_program


@pytest.mark.parametrize(
    ("words", "is_quiet"),
    [
        (("starship", "init", "bash"), True),
        (("/usr/bin/starship", "init"), True),
        (("command", "direnv", "hook", "bash"), True),
        (("A=1", "direnv", "hook"), True),
        (("direnv", "export", "bash"), False),
        (("mise", "activate"), False),
        ((), False),
    ],
)
def test_only_what_sets_none_of_our_variables_is_quiet(words: tuple[str, ...], is_quiet: bool) -> None:
    assert is_quiet_program(words) is is_quiet


@pytest.mark.parametrize(
    ("path", "is_quiet"),
    [
        ("/usr/share/bash-completion/bash_completion", True),
        ("/etc/bash_completion.d/git", True),
        ("/usr/share/bash-completion.sh", False),
        ("/home/me/.profile", False),
    ],
)
def test_only_files_of_packages_are_left_out(path: str, is_quiet: bool) -> None:
    assert is_quiet_file(path) is is_quiet

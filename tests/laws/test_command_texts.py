"""A command in a text is a value that the text is filled with: spelled in one place, and never translated."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import read_po

from tests.said import COMMAND
from wizard.resources import resource

PROSE = {
    "The user can use sudo with the password that you set. The default user is set in /etc/wsl.conf because this"
    " version of WSL is too old to store it in Windows.": "sudo is what the user can use, no command to type",
    "The user can use sudo with the password that you set. Windows stores the user as the distro's default user, so"
    " no file in the distro changes for that.": "the same",
    "This machine has neither sudo nor pkexec, so the wizard cannot become root.": "names of programs",
    "Go does not accept this value. Almost every go command fails, and go env -u GOTOOLCHAIN does too.": "what"
    " fails, not what to do",
    "Takes effect in new terminals. Programs that wsl.exe -e starts need the full path: ~/sdk/go/bin/go": "a way to"
    " start programs, not what to do",
    "Applies to new login shells, such as a Windows Terminal tab or wsl without a command. Does not apply to wsl.exe"
    " -e, to services, or to editors that start no login shell.": "the same",
}
"""Texts that only look like it, and why."""


def test_no_text_contains_a_command_line() -> None:
    with (Path(resource("locale")) / "wizard.pot").open("rb") as collected:
        messages = [message.id for message in read_po(collected) if message.id]
    texts = {text for message in messages for text in _ids(message)}
    assert len(texts) > 1000, "nothing was collected"
    assert {text for text in texts if COMMAND.search(text)} == set(PROSE)


def _ids(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)

"""The commands that rules tell a person to run: written down here, and only here."""

from __future__ import annotations

from typing import Final

from wizard.model.text import Text, say


def wsl(*words: str) -> str:
    """A command of WSL as a person types it."""
    return " ".join(("wsl", *words))


SHUT_DOWN: Final = wsl("--shutdown")
UPDATE: Final = wsl("--update")

TO_UPDATE: Final = say("Update WSL, which stops all distros: {command}", command=UPDATE)
TO_UPDATE_WITHOUT_STORE: Final = say(
    "Update WSL, which stops all distros and cannot be undone. Where the Store is blocked, add {option}: {command}",
    option="--web-download",
    command=UPDATE,
)


def to_convert(name: str) -> Text:
    """How the distro *name* gets WSL 2."""
    return say(
        "Export it first ({export}). Then convert it, which takes long and needs room for a copy: {convert}",
        export=wsl("--export", name, "FILE.tar"),
        convert=wsl("--set-version", name, "2"),
    )

"""From when repairs of Go's settings take effect, and for what not."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from wizard.model.edits.files import Edit
from wizard.model.text import Text, say

OF_SESSIONS: Final = "/etc/environment"
"""No start file of a shell: PAM gives what it says to sessions, each variable exported."""

AT_ONCE: Final = say("Takes effect with the next go command.")
IN_TERMINALS: Final = say("Takes effect in new terminals.")
IN_SESSIONS: Final = say(
    "Takes effect in new sessions of su -l and of systemd. The shells of WSL do not read this file."
)
IN_LOGIN_SHELLS: Final = say(
    "Applies to new login shells, such as a Windows Terminal tab or wsl without a command. Does not apply to"
    " wsl.exe -e, to services, or to editors that start no login shell."
)


def in_shells(edits: Collection[Edit]) -> Text:
    """When *edits* of start files take effect."""
    return IN_SESSIONS if edits and all(edit.path == OF_SESSIONS for edit in edits) else IN_TERMINALS

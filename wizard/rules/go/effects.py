"""From when repairs of Go's settings take effect, and for what not."""

from __future__ import annotations

from typing import Final

from wizard.model.text import say

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

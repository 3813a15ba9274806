"""From when repairs of Go's settings take effect, and for what not; what the checksum database protects from, and whom
it may hit."""

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

NO_CHECKSUMS: Final = say(
    "Go trusts whatever a proxy delivers: modules that go.sum does not list yet, and Go toolchains that the go command"
    " then runs."
)
"""What it means to do without the checksum database."""
CHECKSUMS_MAY_BREAK: Final = say(
    "Private modules may fail to download until GOPRIVATE names their hosts, and only those."
)
"""Whom its use may hit."""

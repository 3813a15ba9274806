"""When repairs of start files take effect, and where not."""

from __future__ import annotations

from wizard.model.edits.files import DropLine
from wizard.rules.go.effects import IN_SESSIONS, IN_TERMINALS, OF_SESSIONS, in_shells

SESSIONS, SHELLS = DropLine(OF_SESSIONS, 1, "A=1"), DropLine("~/.profile", 1, "export A=1")


def test_only_what_shells_read_takes_effect_in_terminals() -> None:
    assert in_shells([SESSIONS]) == IN_SESSIONS
    assert in_shells([SHELLS]) == IN_TERMINALS
    assert in_shells([SESSIONS, SHELLS]) == IN_TERMINALS
    assert in_shells([]) == IN_TERMINALS

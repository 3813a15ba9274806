"""Which folders of a PATH bring a Go that no terminal has."""

from __future__ import annotations

import pytest

from tests.facts.answers import at
from tests.facts.shells.gos import tree
from wizard.engine.waves import gather
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_trees import GO_TREES
from wizard.model.facts import Side
from wizard.model.probes import Account, AccountProbe, Answers, Missing, Probe
from wizard.model.wanted import Wanted
from wizard.rules.go.shells.other_go import is_other_go

TOLD = {
    AccountProbe(): Account("me", 1000, 1000, "/home/me", "/bin/bash"),
    **dict([at("~/.profile", "PATH=/opt/go1.26/bin:$PATH\n")]),
    **dict(tree("/usr/local/go", "1.25.5")),
}


def told(side: Side, probes: tuple[Probe, ...]) -> Answers:
    return Answers(tuple((probe, TOLD.get(probe, Missing())) for probe in probes))


@pytest.mark.parametrize(
    ("folder", "is_other"),
    [
        ("/usr/local/go/bin", True),
        ("/opt/go1.25/bin", True),
        ("/opt/go1.26/bin", False),
        ("/usr/bin", False),
        ("/home/me/go/bin", False),
    ],
)
def test_a_go_that_no_terminal_has(folder: str, is_other: bool) -> None:
    see, _ = gather([GO_TREES, ACCOUNT, SHELLS], Wanted(), told)
    assert is_other_go(folder, see) is is_other

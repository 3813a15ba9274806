"""What Go gets of a variable in each kind of shell."""

from __future__ import annotations

import pytest

from tests.facts.answers import ME, at
from wizard.codecs.shell.kinds import Kind
from wizard.engine.waves import gather
from wizard.facts.shells.go_settings import OF_SETTINGS, by_kind, in_terminals
from wizard.model.facts import Side
from wizard.model.probes import AccountProbe, Answers, Missing, Probe
from wizard.model.wanted import Wanted

GUARD = "case $- in\n*i*) ;;\n*) return;;\nesac\n"


@pytest.mark.parametrize(
    ("profile", "stored", "terminal", "editor"),
    [
        ("", "", "", ""),
        ("", "CGO_ENABLED=0\n", "0", "0"),
        ("export CGO_ENABLED=1\n", "CGO_ENABLED=0\n", "1", "1"),
        (f"{GUARD}export CGO_ENABLED=1\n", "CGO_ENABLED=0\n", "1", "0"),
        ("CGO_ENABLED=1\n", "", "", ""),
        ("export CGO_ENABLED=\n", "CGO_ENABLED=0\n", "0", "0"),
        ('eval "$(program)"\n', "CGO_ENABLED=0\n", None, None),
    ],
)
def test_the_environment_wins_over_the_file(
    profile: str, stored: str, terminal: str | None, editor: str | None
) -> None:
    told = dict([(AccountProbe(), ME), at("~/.profile", profile), at("~/.config/go/env", stored)])

    def answer(side: Side, probes: tuple[Probe, ...]) -> Answers:
        return Answers(tuple((probe, told.get(probe, Missing())) for probe in probes))

    see, _ = gather(OF_SETTINGS, Wanted(), answer)
    settings = by_kind("CGO_ENABLED", see)
    assert (settings[Kind.TERMINAL].text if settings else None) == terminal
    assert (settings[Kind.EDITOR].text if settings else None) == editor
    assert in_terminals("CGO_ENABLED", see) == settings.get(Kind.TERMINAL)

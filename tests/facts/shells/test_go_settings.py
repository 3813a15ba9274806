"""What Go gets of a variable in each kind of shell."""

from __future__ import annotations

import pytest

from tests.facts.answers import ME, at, read
from wizard.codecs.shell.kinds import Kind
from wizard.engine.waves import gather
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT, LOGIN
from wizard.facts.shells.go_settings import OF_SETTINGS, USES, by_kind, in_terminals, setting
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.facts import Side, Unknown
from wizard.model.probes import AccountProbe, Answer, Answers, Exited, Missing, Probe
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


GOPROXY = derived("x", (ACCOUNT, *USES), lambda see, want: setting(see, Kind.EDITOR, "GOPROXY"))


def heard(*lines: str) -> tuple[Probe, Answer]:
    return LOGIN, Exited(0, "\n".join(("", "== wsl-go-wizard ==", *lines, "")).encode(), b"")


@pytest.mark.parametrize(
    ("profile", "stored", "value"),
    [
        ("", "", ""),
        ("", "GOPROXY=a", "a"),
        ("export GOPROXY=b", "", "b"),
        ("export GOPROXY=b", "GOPROXY=a", "b"),
        ("export GOPROXY=", "GOPROXY=a", "a"),
        ("GOPROXY=b", "GOPROXY=a", "a"),
        ("export GOPROXY=b; unset GOPROXY", "GOPROXY=a", "a"),
    ],
)
def test_the_variable_goes_before_the_file(profile: str, stored: str, value: str) -> None:
    assert ME.shell == "/bin/bash"
    assert read(GOPROXY, at("~/.profile", f"{profile}\n"), at(USUAL, f"{stored}\n")) == value


def test_a_shell_that_was_asked_knows_what_could_not_be_followed() -> None:
    files = (at("~/.profile", 'export GOPROXY="$(x)"\n'), at(USUAL, "GOPROXY=a\n"))
    assert isinstance(read(GOPROXY, *files), Unknown)
    assert read(GOPROXY, *files, heard("asked GOPROXY", "var GOPROXY c")) == "c"
    assert read(GOPROXY, *files, heard("asked GOPROXY")) == "a"
    assert isinstance(read(GOPROXY, *files, heard("asked GOBIN")), Unknown)


def test_of_a_file_that_is_not_known_nothing_is_taken() -> None:
    unclear = at("~/.profile", 'export GOENV="$(x)"\n')
    assert isinstance(read(GOPROXY, unclear, at(USUAL, "GOPROXY=a\n")), Unknown)

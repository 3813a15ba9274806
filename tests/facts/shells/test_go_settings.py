"""What Go gets of a setting in each kind of shell: a variable that is not empty, else the go env file (GO §1.2)."""

from __future__ import annotations

import pytest

from tests.facts.answers import ME, at, read
from wizard.codecs.shell.kinds import Kind
from wizard.engine.waves import gather
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT, LOGIN
from wizard.facts.shells.go_settings import USES, by_kind, in_terminals, setting, value_of
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.facts import Side, Snapshot, Unknown
from wizard.model.findings import Evidence
from wizard.model.probes import AccountProbe, Answer, Answers, Exited, Missing, Probe
from wizard.model.wanted import Wanted

GUARD = "case $- in\n*i*) ;;\n*) return;;\nesac\n"
GOPROXY = derived("x", (ACCOUNT, *USES), lambda see, want: value_of(see, Kind.EDITOR, "GOPROXY"))


def heard(*lines: str) -> tuple[Probe, Answer]:
    return LOGIN, Exited(0, "\n".join(("", "== wsl-go-wizard ==", *lines, "")).encode(), b"")


def seen(*told: tuple[Probe, Answer]) -> Snapshot:
    known = dict([(AccountProbe(), ME), *told])

    def answer(side: Side, probes: tuple[Probe, ...]) -> Answers:
        return Answers(tuple((probe, known.get(probe, Missing())) for probe in probes))

    see, _ = gather(USES, Wanted(), answer)
    return see


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


def test_what_go_ignores_in_its_file_is_no_setting() -> None:
    see = seen(at(USUAL, "GODEBUG=a=1\n"))
    assert value_of(see, Kind.TERMINAL, "GODEBUG") == ""


def test_a_shell_that_was_asked_knows_what_could_not_be_followed() -> None:
    files = (at("~/.profile", 'export GOPROXY="$(x)"\n'), at(USUAL, "GOPROXY=a\n"))
    assert isinstance(read(GOPROXY, *files), Unknown)
    assert read(GOPROXY, *files, heard("asked GOPROXY", "var GOPROXY c")) == "c"
    assert read(GOPROXY, *files, heard("asked GOPROXY")) == "a"
    assert isinstance(read(GOPROXY, *files, heard("asked GOBIN")), Unknown)


def test_of_a_file_that_is_not_known_nothing_is_taken() -> None:
    unclear = at("~/.profile", 'export GOENV="$(x)"\n')
    assert isinstance(read(GOPROXY, unclear, at(USUAL, "GOPROXY=a\n")), Unknown)
    assert by_kind("GOPROXY", seen(unclear, at(USUAL, "GOPROXY=a\n"))) == {}


def test_the_evidence_is_the_line_that_sets_it() -> None:
    see = seen(at("~/.profile", "# mine\nexport GOPROXY=b\n"), at(USUAL, "GOFLAGS=-v\n"))
    line = setting(see, Kind.TERMINAL, "GOPROXY")
    stored = setting(see, Kind.TERMINAL, "GOFLAGS")
    nothing = setting(see, Kind.TERMINAL, "GOBIN")
    assert not isinstance(line, Unknown)
    assert line.seen == Evidence("~/.profile", "export GOPROXY=b", 2)
    assert not isinstance(stored, Unknown)
    assert stored.seen == Evidence(USUAL, "GOFLAGS=-v")
    assert not isinstance(nothing, Unknown)
    assert nothing.seen == Evidence("GOBIN")


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
def test_each_kind_of_shell_has_its_own(
    profile: str, stored: str, terminal: str | None, editor: str | None
) -> None:
    see = seen(at("~/.profile", profile), at(USUAL, stored))
    settings = by_kind("CGO_ENABLED", see)
    assert (settings[Kind.TERMINAL].text if settings else None) == terminal
    assert (settings[Kind.EDITOR].text if settings else None) == editor
    assert in_terminals("CGO_ENABLED", see) == settings.get(Kind.TERMINAL)


def test_the_login_shell_that_was_asked_is_not_taken_for_all_kinds() -> None:
    unclear = at("~/.profile", 'eval "$(program)"\n')
    see = seen(unclear, heard("asked CGO_ENABLED", "var CGO_ENABLED 0"))
    assert by_kind("CGO_ENABLED", see) == {}
    found = in_terminals("CGO_ENABLED", see)
    assert found is not None
    assert (found.text, found.seen) == ("0", Evidence("$CGO_ENABLED", "0"))


def test_what_a_login_shell_was_heard_to_have_a_script_has_not() -> None:
    see = seen(heard("asked GOBIN", "var GOBIN /x"))
    assert value_of(see, Kind.TERMINAL, "GOBIN") == "/x"
    assert value_of(see, Kind.SCRIPT, "GOBIN") == ""

"""What Go gets of a setting: a variable that is not empty goes before the go env file (GO §1.2)."""

from __future__ import annotations

import pytest

from tests.facts.answers import ME, at, read
from wizard.codecs.shell.kinds import Kind
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT, LOGIN
from wizard.facts.shells.goenv_file import USUAL
from wizard.facts.shells.kind_settings import USES, setting
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Exited, Probe

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

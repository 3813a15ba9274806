"""Which file `go env -w` writes: the usual one, or what GOENV and XDG_CONFIG_HOME say."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.facts.shell import LOGIN
from wizard.facts.shells.goenv_file import GOENV, USUAL, GoEnvFile
from wizard.model.facts import Unknown
from wizard.model.probes import Denied, Exited, FileProbe
from wizard.model.text import say


@pytest.mark.parametrize(
    ("profile", "path"),
    [
        ("", USUAL),
        ("export GOENV=$HOME/mine", "~/mine"),
        ("export GOENV=/etc/goenv", "/etc/goenv"),
        ("export XDG_CONFIG_HOME=~/cfg", "~/cfg/go/env"),
        ("export XDG_CONFIG_HOME=~/cfg GOENV=~/mine", "~/mine"),
        ("GOENV=~/mine", USUAL),
        ("export GOENV=", USUAL),
        ("export HOME=/home/me/inner", "~/inner/.config/go/env"),
        ("HOME=/home/me/inner XDG_CONFIG_HOME=~/cfg", "~/inner/.config/go/env"),
    ],
)
def test_the_file_that_go_reads(profile: str, path: str) -> None:
    files = (at("~/.profile", f"{profile}\n"), at(path, "GOBIN=/x\n"))
    assert read(GOENV, *files) == GoEnvFile(path, b"GOBIN=/x\n")


@pytest.mark.parametrize("value", ["off", "relative/env"])
def test_no_file_is_read(value: str) -> None:
    found = read(GOENV, at("~/.profile", f"export GOENV={value}\n"), at(USUAL, "GOBIN=/x\n"))
    assert isinstance(found, GoEnvFile)
    assert found.data == b""


def test_without_home_no_file_is_read() -> None:
    found = read(GOENV, at("~/.profile", "unset HOME\n"), at(USUAL, "GOBIN=/x\n"))
    assert isinstance(found, GoEnvFile)
    assert found.data == b""


def test_what_go_takes_is_what_is_written_byte_by_byte() -> None:
    data = b"GOPROXY=off\r\nGOBIN=/x\nGOBIN=\nFOO=1\nGODEBUG=netdns=go\n"
    assert GoEnvFile(USUAL, data).settings == {"GOPROXY": "off\r"}
    assert GoEnvFile(USUAL, "GOPROXY=off\n".encode("utf-16")).settings == {}
    assert GoEnvFile(USUAL, data, gap=Unknown(say("x"))).settings == {}


def test_what_a_shell_was_heard_to_have() -> None:
    said = Exited(0, b"\n== wsl-go-wizard ==\nvar GOENV /home/me/mine\n", b"")
    assert read(GOENV, (LOGIN, said), at("~/mine", "A=b\n")) == GoEnvFile("~/mine", b"A=b\n")


def test_a_file_that_cannot_be_read_is_unknown() -> None:
    assert isinstance(read(GOENV, (FileProbe(USUAL), Denied())), Unknown)


@pytest.mark.parametrize(
    ("profile", "line"),
    [
        ('export GOENV="$(some-program)"', "GOENV could not be followed at ~/.profile:1."),
        (
            '\nexport XDG_CONFIG_HOME="$(some-program)"',
            "XDG_CONFIG_HOME could not be followed at ~/.profile:2.",
        ),
        ('eval "$(some-program)"', "GOENV could not be followed at ~/.profile:1."),
        ("if some-program; then export GOENV=~/mine; fi", "GOENV could not be followed at ~/.profile:1."),
    ],
)
def test_what_could_not_be_followed_names_no_file(profile: str, line: str) -> None:
    found = read(GOENV, at("~/.profile", f"{profile}\n"), at(USUAL, "GOBIN=/x\n"))
    assert isinstance(found, GoEnvFile)
    assert found.gap is not None
    assert (found.gap.why.render(), found.data, found.is_own) == (line, b"", False)


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ("asked GOENV XDG_CONFIG_HOME\nvar GOENV /home/me/mine\n", "~/mine"),
        ("asked GOENV XDG_CONFIG_HOME\nvar XDG_CONFIG_HOME /home/me/cfg\n", "~/cfg/go/env"),
        ("asked GOENV XDG_CONFIG_HOME\n", USUAL),
        ("asked GOENV\n", None),
        ("asked PATH\n", None),
    ],
)
def test_a_shell_was_asked_what_could_not_be_followed(told: str, path: str | None) -> None:
    said = Exited(0, f"\n== wsl-go-wizard ==\n{told}".encode(), b"")
    files = (at(each, "A=b\n") for each in (USUAL, path or USUAL))
    found = read(GOENV, (LOGIN, said), at("~/.profile", 'eval "$(some-program)"\n'), *files)
    assert isinstance(found, GoEnvFile)
    assert (found.path, found.gap is None) == (path or USUAL, path is not None)

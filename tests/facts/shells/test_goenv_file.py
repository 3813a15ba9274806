"""Which file `go env -w` writes: the usual one, or what GOENV and XDG_CONFIG_HOME say."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.facts.shell import LOGIN
from wizard.facts.shells.goenv_file import GOENV, USUAL, GoEnvFile
from wizard.model.facts import Unknown
from wizard.model.probes import Denied, Exited, FileProbe


@pytest.mark.parametrize(
    ("profile", "path", "line"),
    [
        ("", USUAL, ""),
        ("export GOENV=$HOME/mine", "~/mine", "~/.profile:1"),
        ("export GOENV=/etc/goenv", "/etc/goenv", "~/.profile:1"),
        ("export XDG_CONFIG_HOME=~/cfg", "~/cfg/go/env", "~/.profile:1"),
        ("export XDG_CONFIG_HOME=~/cfg GOENV=~/mine", "~/mine", "~/.profile:1"),
        ("GOENV=~/mine", USUAL, ""),
        ("export GOENV=", USUAL, ""),
    ],
)
def test_the_file_that_go_reads(profile: str, path: str, line: str) -> None:
    files = (at("~/.profile", f"{profile}\n"), at(path, "GOBIN=/x\n"))
    assert read(GOENV, *files) == GoEnvFile(path, b"GOBIN=/x\n", line)


@pytest.mark.parametrize("value", ["off", "relative/env"])
def test_no_file_is_read(value: str) -> None:
    found = read(GOENV, at("~/.profile", f"export GOENV={value}\n"), at(USUAL, "GOBIN=/x\n"))
    assert isinstance(found, GoEnvFile)
    assert found.data == b""


def test_what_a_shell_was_heard_to_have() -> None:
    said = Exited(0, b"\n== wsl-go-wizard ==\nvar GOENV /home/me/mine\n", b"")
    assert read(GOENV, (LOGIN, said), at("~/mine", "A=b\n")) == GoEnvFile("~/mine", b"A=b\n")


def test_a_file_that_cannot_be_read_is_unknown() -> None:
    assert isinstance(read(GOENV, (FileProbe(USUAL), Denied())), Unknown)

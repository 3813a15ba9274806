"""Settings about FIPS 140: which one Go gets, and where it stands."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, read
from wizard.facts.fips.settings import FIPS_SETTINGS, KERNEL_IN_FIPS, FipsSetting, FipsSettings
from wizard.facts.shell import LOGIN
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Exited, FileProbe, Probe

GOENV = "~/.config/go/env"


def heard(*lines: str) -> tuple[Probe, Answer]:
    words = (
        "",
        "== wsl-go-wizard ==",
        "asked PATH GODEBUG GOFIPS140 GOEXPERIMENT CGO_ENABLED GOENV XDG_CONFIG_HOME",
        *lines,
        "",
    )
    return LOGIN, Exited(0, "\n".join(words).encode(), b"")


def seen(*pairs: tuple[Probe, Answer]) -> FipsSettings:
    found = read(FIPS_SETTINGS, *pairs)
    assert isinstance(found, FipsSettings)
    return found


def test_a_shell_goes_before_the_file() -> None:
    found = seen(at("~/.profile", "\nexport GOFIPS140=latest\n"), at(GOENV, "GOFIPS140=v1.0.0\n"))
    assert found.get("GOFIPS140") == FipsSetting(
        "GOFIPS140", "latest", "~/.profile", "export GOFIPS140=latest", 2
    )
    assert [each.value for each in found.found] == ["latest", "v1.0.0"]
    assert found.is_asked_for


def test_what_only_a_shell_says_is_told_as_its_variable() -> None:
    found = seen(heard("var GOFIPS140 latest"))
    assert found.get("GOFIPS140") == FipsSetting("GOFIPS140", "latest", "$GOFIPS140", "latest")


@pytest.mark.parametrize(
    ("line", "is_asked_for"),
    [
        ("GOFIPS140=off", False),
        ("GOFIPS140=latest", True),
        ("GOEXPERIMENT=rangefunc", False),
        ("GOEXPERIMENT=rangefunc,boringcrypto", True),
        ("GOEXPERIMENT=systemcrypto", True),
        ("GODEBUG=fips140=off", False),
        ("GODEBUG=fips140=only", True),
        ("CGO_ENABLED=0", False),
    ],
)
def test_what_asks_for_it(line: str, is_asked_for: bool) -> None:
    assert seen(at("~/.profile", f"export {line}\n")).is_asked_for is is_asked_for


def test_what_could_not_be_followed_is_a_gap_unless_a_shell_was_asked() -> None:
    line = at("~/.profile", 'eval "$(company-setup)"\n')
    assert seen(line).gap is not None
    assert seen(line, heard()).gap is None


@pytest.mark.parametrize(("content", "is_on"), [("1\n", True), ("0\n", False)])
def test_the_kernel(content: str, is_on: bool) -> None:
    assert read(KERNEL_IN_FIPS, at("/proc/sys/crypto/fips_enabled", content)) is is_on
    assert read(KERNEL_IN_FIPS) is False
    gone = (FileProbe("/proc/sys/crypto/fips_enabled"), GONE)
    assert isinstance(read(KERNEL_IN_FIPS, gone), Unknown)

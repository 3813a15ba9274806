"""GOTOOLCHAIN as the go command reads it: each row was tried with Go 1.21.13 and 1.27.3."""

from __future__ import annotations

import pytest

from wizard.codecs.go.toolchain import Toolchain, read

REFUSED = [
    *("go9.99", "default", "local+", "auto+auto", "path+auto", "auto+", "go1.25.5+", "gccgo-go1.20.3"),
    *("1.25.5", "go01.25", "go1.25.5x", "AUTO", "Local", "go1.25.5+local", "go1/25", "junk"),
]


@pytest.mark.parametrize("text", [*REFUSED, "local ", ""])
def test_what_every_go_command_refuses_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("auto", Toolchain()),
        ("path", Toolchain(is_path_only=True)),
        ("local", Toolchain()),
        ("local+auto", Toolchain()),
        ("local+path", Toolchain(is_path_only=True)),
        ("go1.25.5", Toolchain("go1.25.5")),
        ("go1.25.5+auto", Toolchain("go1.25.5")),
        ("go1.20+path", Toolchain("go1.20", is_path_only=True)),
        ("go1.25.5-custom", Toolchain("go1.25.5-custom")),
        ("go1", Toolchain("go1")),
    ],
)
def test_what_go_accepts_names_the_version_it_pins(text: str, said: Toolchain) -> None:
    assert read(text) == said


@pytest.mark.parametrize(
    ("pin", "number", "is_language", "has_suffix"),
    [
        ("go1.25", "1.25", True, False),
        ("go1.21", "1.21", True, False),
        ("go1.20", "1.20", False, False),
        ("go1.25.5", "1.25.5", False, False),
        ("go1.22rc1", "1.22rc1", False, False),
        ("go1", "1", False, False),
        ("go1.25.5-custom", "1.25.5", False, True),
        ("", "", False, False),
    ],
)
def test_a_language_version_is_no_release_from_go_1_21_on(
    pin: str, number: str, is_language: bool, has_suffix: bool
) -> None:
    said = Toolchain(pin)
    assert (said.number, said.is_language) == (number, is_language)
    assert said.has_suffix is has_suffix or not pin

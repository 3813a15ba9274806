"""``--language`` behind a command, and before its name."""

from __future__ import annotations

import pytest

from wizard.cli.exits import Exit
from wizard.cli.main import run


@pytest.mark.parametrize(
    "words",
    [
        ("profile", "show", "--language", "zh_CN"),
        ("profile", "--language", "zh_CN", "show"),
        ("--language", "zh_CN", "profile", "show"),
        ("--language", "en", "profile", "--language", "zh_CN", "show"),
        ("profile", "--language", "en", "show", "--language", "zh_CN"),
        ("--language=zh_CN", "go-for"),
        ("--language", "zh_CN", "rules", "wsl-systemd"),
    ],
)
def test_the_nearest_to_the_command_is_the_language(
    words: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")
    assert run(words) == Exit.DONE
    out = capfdbinary.readouterr().out.decode()
    assert any("\u4e00" <= letter <= "\u9fff" for letter in out)


@pytest.mark.parametrize(
    "words",
    [
        ("credentials", "--language", "zh_CN", "--help"),
        ("profile", "--language", "zh_CN", "--help"),
        ("--language", "zh_CN", "--help"),
        ("--language", "zh_CN", "profile", "--help"),
        ("--language", "zh_CN", "credentials", "list", "--help"),
    ],
)
def test_help_of_a_group_speaks_it(
    words: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")
    assert run(words) == Exit.DONE
    assert capfdbinary.readouterr().out.decode().startswith("用法")


def test_a_language_that_nobody_has_is_refused(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(("profile", "--language", "xx", "show")) == Exit.ERROR
    assert b"--language" in capfdbinary.readouterr().err

"""Whether a window can be opened is what the session says; before a terminal sits somebody."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from wizard.app.display import has_display, is_terminal

SIGNS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in SIGNS:
        monkeypatch.delenv(name, raising=False)


def test_without_a_sign_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_display()
    monkeypatch.setenv("DISPLAY", "")
    assert not has_display()


@pytest.mark.parametrize("sign", SIGNS)
def test_any_sign_will_do(monkeypatch: pytest.MonkeyPatch, sign: str) -> None:
    monkeypatch.setenv(sign, ":0")
    assert has_display()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_one(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert has_display()


def test_nobody_sits_before_what_goes_nowhere() -> None:
    """Windows' own ``isatty`` says otherwise of it."""
    with Path(os.devnull).open(encoding="utf-8") as nowhere:
        assert not is_terminal(nowhere)
    assert not is_terminal(None)


@pytest.mark.linux(reason="Windows has no pseudo terminals to be asked for")
def test_a_terminal_is_one() -> None:
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(ours, "wb"), os.fdopen(theirs, encoding="utf-8") as terminal:
        assert is_terminal(terminal)

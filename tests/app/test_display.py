"""Whether a window can be opened is what the session says."""

from __future__ import annotations

import sys

import pytest

from wizard.app.display import has_display

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

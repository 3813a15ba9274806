"""Commands that open the window, where there is a display for one."""

from __future__ import annotations

import pytest

from wizard.cli.exits import Exit


@pytest.mark.linux(reason="Windows always has a display")
def test_without_a_display_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from wizard.cli.main import run

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run([]) == Exit.ERROR
    assert b"without a display" in capfdbinary.readouterr().err

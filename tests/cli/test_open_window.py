"""Commands that open the window, where there is a display for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wizard
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


@pytest.mark.linux(reason="Windows always has a display")
def test_a_check_for_drift_opens_the_window_only_if_there_is_some(
    wizard: Wizard, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a display, what would open it says so."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert wizard("apply", "--yes", "--accept").code == Exit.DONE
    quiet = wizard("drift", "--window")
    assert (quiet.code, quiet.out, quiet.err) == (Exit.NOTHING_TO_DO, "", "")
    (root / "home/me/.profile").write_text("export GODEBUG=tlsrsakex=1\n")
    drifted = wizard("drift", "--window", "--language", "en")
    assert drifted.code == Exit.ERROR
    assert "without a display" in drifted.err

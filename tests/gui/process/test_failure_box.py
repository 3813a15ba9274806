"""What fails before there is a window is shown in a box, word for word."""

from __future__ import annotations

import sys
import threading
import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from wizard.gui.process.failure_box import TITLE, show

TEXT_OF_BOX, WM_CLOSE = 0xFFFF, 0x10


@pytest.mark.linux(reason="on Windows the box is the system's own")
def test_the_box_shows_the_words_as_they_are(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    seen = []

    def look() -> None:
        (box,) = (
            widget
            for widget in app.topLevelWidgets()
            if isinstance(widget, QMessageBox) and widget.isVisible()
        )
        seen.append((box.text(), box.textFormat().name))
        box.close()

    QTimer.singleShot(0, look)
    show("<b>Damaged</b>: /opt/wizard")
    assert seen == [("<b>Damaged</b>: /opt/wizard", "PlainText")]


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere the box is one of Qt")
def test_on_windows_it_is_a_box_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "windows")
    seen: list[str] = []
    closing = threading.Thread(target=lambda: seen.append(read_and_close()))
    closing.start()
    show("损坏: C:\\wizard")
    closing.join()
    assert seen == ["损坏: C:\\wizard"]


def read_and_close() -> str:
    """The words in the box, which is closed; empty if none comes."""
    import ctypes

    user32, words = ctypes.windll.user32, ctypes.create_unicode_buffer(1000)  # type: ignore[attr-defined]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if box := user32.FindWindowW(None, TITLE):
            user32.GetDlgItemTextW(box, TEXT_OF_BOX, words, len(words))
            user32.PostMessageW(box, WM_CLOSE, 0, 0)
            return words.value
        time.sleep(0.05)
    return ""


def test_where_nobody_looks_nobody_is_asked_to_close_a_box(app: QApplication) -> None:
    show("words")

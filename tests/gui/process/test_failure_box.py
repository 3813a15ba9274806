"""What fails before there is a window is shown in a box, word for word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from wizard.gui.process.failure_box import show


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


def test_where_nobody_looks_nobody_is_asked_to_close_a_box(app: QApplication) -> None:
    show("words")

"""A box that says what failed, for somebody who clicked and has no terminal. It needs nothing else of the window, which
may be what failed: on Windows it is the system's own."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Final

from wizard.app.display import has_display

TITLE: Final = "WSL Go Wizard"
_ICON_ERROR: Final = 0x10
_UNSEEN: Final = ("offscreen", "minimal")
"""Ways of Qt to draw where nobody looks, and nobody could close a box."""


def show(words: str) -> None:
    """Show *words* until they are closed; nothing if that cannot be done."""
    if os.environ.get("QT_QPA_PLATFORM") in _UNSEEN:
        return
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, words, TITLE, _ICON_ERROR)
    elif has_display():
        with contextlib.suppress(ImportError):
            _show_with_qt(words)


def _show_with_qt(words: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QMessageBox

    app = QApplication.instance() or QApplication(sys.argv[:1])
    box = QMessageBox(QMessageBox.Icon.Critical, TITLE, "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.exec()
    del app

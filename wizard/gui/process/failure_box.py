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
    if sys.platform == "win32":
        show_without_qt(words)
    elif has_display() and not _is_unseen():
        with contextlib.suppress(ImportError):
            _show_with_qt(words)


def show_without_qt(words: str) -> None:
    """The same where Qt itself has failed; nothing but on Windows."""
    if sys.platform == "win32" and not _is_unseen():
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, words, TITLE, _ICON_ERROR)


def _is_unseen() -> bool:
    return os.environ.get("QT_QPA_PLATFORM") in _UNSEEN


def _show_with_qt(words: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QMessageBox

    app = QApplication.instance() or QApplication(sys.argv[:1])
    box = QMessageBox(QMessageBox.Icon.Critical, TITLE, "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.exec()
    del app

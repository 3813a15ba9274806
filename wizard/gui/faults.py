"""A bug in the wizard, as the window shows it: a sentence and a saved report, never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wizard.app.texts import Speech

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox


def tell_faults(window: QWidget, speech: Speech) -> Sequence[QMessageBox]:
    """From now on, report exceptions that were not caught. Only the first one is shown: then its box is in what is
    returned."""
    shown: list[QMessageBox] = []

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        from PySide6.QtWidgets import QMessageBox

        from wizard.app.faults.bugs import says_of

        words = speech(says_of(fault))
        if shown:
            return
        box = QMessageBox(QMessageBox.Icon.Critical, window.windowTitle(), "", parent=window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(words)
        shown.append(box)
        box.open()

    sys.excepthook = hook
    return shown

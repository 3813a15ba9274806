"""A line to write in, whose Enter key means that line and not the window's next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from wizard.model.override import override


class LineEdit(QLineEdit):
    """A line to write in, whose Enter key means that line and not the window's next step."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

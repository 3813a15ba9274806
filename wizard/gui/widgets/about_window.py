"""The window that says which version this is, and whether there is a newer one, if the person asks."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wizard.gui.style.theme import GRID
from wizard.gui.widgets.labels import Words, heading
from wizard.gui.widgets.panels import Speak
from wizard.model.errors import WizardError
from wizard.model.text import Text, say
from wizard.version import HOME, VERSION

Ask = Callable[[], Text]
"""Asks for the newest version, and gives a sentence. Never raises."""


def newest() -> Text:
    """What the project's page says of the newest version, or why it does not."""
    from wizard.downloads import newer

    try:
        return newer.answer()
    except WizardError as error:
        return error.text


class AboutWindow(QDialog):
    """Version, page and licence. *ask* is called in a thread of its own when its button is pressed, and at no other
    time."""

    _answered = Signal(object)

    def __init__(self, parent: QWidget, speak: Speak, ask: Ask = newest) -> None:
        super().__init__(parent)
        self._speak, self._ask = speak, ask
        self.said = Words()
        self.check, self._close = (
            QPushButton(speak(say("Check for &updates"))),
            QPushButton(speak(say("&Close"))),
        )
        self.check.setAutoDefault(False)  # Enter closes: it asks nobody
        self._close.setDefault(True)
        self.check.clicked.connect(self._begin)
        self._close.clicked.connect(self.reject)
        self._answered.connect(self._show)
        self.setWindowTitle(speak(say("About WSL Go Wizard")))
        self._arrange()

    def _arrange(self) -> None:
        title, licence, page = heading(), Words(), Words()
        title.tell(f"WSL Go Wizard {VERSION}")
        licence.tell(self._speak(say("MIT license. The wizard collects no data about you.")))
        page.tell(HOME)
        page.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.tell(self._speak(say("The wizard checks for updates only when you ask it to.")))
        foot = QHBoxLayout()
        foot.addWidget(self.check)
        foot.addStretch()
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for words in (title, licence, page, self.said):
            column.addWidget(words)
        column.addLayout(foot)
        self.setMinimumWidth(60 * GRID)

    def _begin(self) -> None:
        self.check.setEnabled(False)
        self.said.tell(self._speak(say("Asking {place}…", place=HOME)))
        Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        sentence = self._ask()
        with contextlib.suppress(RuntimeError):  # the window was closed in the meantime
            self._answered.emit(sentence)

    def _show(self, sentence: Text) -> None:
        self.check.setEnabled(True)
        self.said.tell(self._speak(sentence))

"""The button that saves what was seen as a report, in the form that the chosen name says."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QPushButton

from wizard.gui.flow import intents
from wizard.gui.widgets.context import PageContext
from wizard.model.text import say

_FORMS = "HTML (*.html);;PDF (*.pdf);;JUnit (*.xml);;JSON (*.json)"


class ReportButton(QPushButton):
    """Asks for a name, and has the report saved."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__()
        self._stage = stage
        self.clicked.connect(self._ask)

    def display(self, *, enabled: bool = True) -> None:
        """Show it in the user's language."""
        self.setText(self._stage.speech(say("Save &report…")))
        self.setEnabled(enabled)

    def _ask(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.text().replace("&", ""), "report.html", _FORMS)
        if path:
            self._stage.do(intents.SaveReport(path, self._stage.speech.language))

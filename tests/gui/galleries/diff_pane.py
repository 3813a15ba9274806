"""The difference on the screen, as the tests read it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from wizard.gui.controller import Controller
from wizard.gui.widgets.diff.pane import DiffPane
from wizard.gui.widgets.diff.table import DiffTable

Role = Qt.ItemDataRole


def table(controller: Controller) -> DiffTable:
    return next(found for found in controller.window.findChildren(DiffTable) if found.isVisible())


def pane(controller: Controller) -> DiffPane:
    return next(found for found in controller.window.findChildren(DiffPane) if found.isVisible())


def texts(controller: Controller, column: int, role: Role = Role.DisplayRole) -> list[str]:
    model = table(controller).model()
    return [model.index(row, column).data(role) for row in range(model.rowCount())]

"""Imports what the window will need module by module, between one event and the next: Qt's classes have to be made
in the window's own thread, and all at once would hold it up noticeably."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer

FIRST: Final = (
    "wizard.gui.style.fusion",
    "wizard.gui.controller",
    "wizard.gui.widgets.cards",
    "wizard.gui.pages.body_with_notices",
    "wizard.gui.pages.machine",
)
"""For the first page of a computer with one machine. A list of several is imported with the first survey."""

LATER: Final = (
    "wizard.gui.widgets.trees",
    "wizard.facts.windows.wsl",
    "wizard.gui.pc",
    "wizard.gui.views.needs.page",
    "wizard.gui.widgets.needs.modules_card",
    "wizard.gui.pages.needs",
    "wizard.gui.pages.scan",
    "wizard.gui.pages.findings",
    "wizard.gui.widgets.diff.table",
    "wizard.gui.pages.review",
    "wizard.gui.pages.apply",
    "wizard.gui.pages.verify",
    "wizard.gui.pages.done",
    "wizard.gui.widgets.history_window",
)
"""For the pages after it."""


def one_by_one(names: Sequence[str], within: QObject, then: Callable[[], None] = lambda: None) -> None:
    """Import the modules *names*, each in a turn of the event loop of its own, then call *then*; as long as
    *within* lives."""
    if not names:
        then()
        return
    import_module(names[0])
    QTimer.singleShot(0, within, lambda: one_by_one(names[1:], within, then))

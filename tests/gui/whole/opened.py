"""Windows that are opened on a computer as the program opens them, and closed again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.app.texts import Speech
from wizard.gui.controller import Controller
from wizard.gui.job_runner import JobRunner
from wizard.gui.start import open_machine
from wizard.gui.window import Window
from wizard.gui.worker import SiteWorker
from wizard.model.wanted import Wanted

PATIENCE_MS = 240_000


def settle(qtbot: QtBot, controller: Controller) -> None:
    """Wait until nothing is being done."""
    qtbot.waitUntil(
        lambda: controller.state.busy is None and controller.state.waiting is None, timeout=PATIENCE_MS
    )
    QApplication.processEvents()


class OpenedWindows:
    """All windows of one test, with the threads behind them."""

    def __init__(self, qtbot: QtBot, wanted: Wanted) -> None:
        self._qtbot = qtbot
        self._wanted = wanted
        self._opened: list[Window] = []
        self._workers: list[SiteWorker] = []

    def open(self, runner: Callable[[], JobRunner]) -> Controller:
        """One more, when it has looked at its computer."""
        window = Window(Speech("en"))
        self._opened.append(window)
        window.painted.connect(
            lambda: self._workers.append(open_machine(window, lambda: (runner(), (self._wanted,))))
        )
        window.open_on_screen()
        self._qtbot.waitUntil(lambda: bool(window.findChildren(Controller)), timeout=20_000)
        controller = window.findChildren(Controller)[0]
        settle(self._qtbot, controller)
        return controller

    def leave(self) -> None:
        """All leave the screen, as when Windows restarts."""
        for window in self._opened:
            window.is_watched = False
            window.leave()

    def close(self) -> None:
        for worker in self._workers:
            worker.close()
        self.leave()

"""The program that `test_keyboard` drives: the wizard on a demo machine, telling what can be seen on stdout.

It also stands in for a window manager, which a virtual screen has none of: a window that opens gets the keys.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from wizard.app import demo
from wizard.app.machines.computer import Single
from wizard.app.profiles.reading import load
from wizard.app.profiles.shipped import shipped
from wizard.gui import start
from wizard.gui.controller import Controller
from wizard.gui.style import theme
from wizard.model.wanted import GoWanted, Wanted
from wizard.resources import resource

LOOKS = Path(os.environ["LOOKS"])


class Eyes(QObject):
    """Tells what changed, and takes a picture when F12 is pressed."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._conductor = controller
        self._told: dict[str, object] = {}
        self._kept = ""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            app.focusChanged.connect(lambda *_: self.tell())
        controller.window.activateWindow()

    def tell(self) -> None:
        state, focus = self._conductor.state, QApplication.focusWidget()
        seen: dict[str, object] = {
            "page": state.page.name,
            "busy": state.busy is not None,
            "seen": state.seen is not None,
            "chosen": len(state.chosen),
            "focus": type(focus).__name__ if focus is not None else None,
            "history": len(state.history.setups) if state.history is not None else 0,
            "picked": state.history.picked if state.history is not None else None,
            "problem": state.problem.code if state.problem is not None else None,
            "kept": self._kept,
            "active": type(QApplication.activeWindow()).__name__,
            "width": self._conductor.window.width(),
        }
        if seen != self._told:
            self._told = seen
            print(json.dumps(seen), flush=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and watched.isWindow():
            if event.type() == QEvent.Type.Show:
                watched.activateWindow()
            if event.type() == QEvent.Type.Hide:
                self._conductor.window.activateWindow()
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F12:
            if event.type() == QEvent.Type.KeyPress:
                self._keep()
            return True
        return False

    def _keep(self) -> None:
        name = (LOOKS / "next").read_text()
        if name != self._kept:
            active = QApplication.activeWindow() or self._conductor.window
            active.grab().save(str(LOOKS / name))
            self._kept = name
            self.tell()


def wanted(folder: Path) -> Wanted:
    """What the demo asks for, from the download folder below *folder*."""
    asked = load(resource("demo", "demo.toml"))
    return msgspec.structs.replace(asked, go=GoWanted(asked.go.version, (str(folder / "dl"),)))


def main() -> int:
    folder = Path(sys.argv[1])
    show, eyes = Controller.display, {}

    def display(self: Controller) -> None:
        show(self)
        eyes.setdefault(self, Eyes(self) if self not in eyes else None)
        eyes[self].tell()

    Controller.display = display  # type: ignore[method-assign]
    if os.environ.get("SCHEME") == "dark":
        own = theme.own_palette
        theme.own_palette = lambda scheme: own(Qt.ColorScheme.Dark)

    def session() -> demo.Session:
        return demo.Session(
            demo.Tree(folder / "machine"),
            demo.DemoHost(demo.machine()),
            wanted(folder),
            archives=demo.Archives(folder / "cache"),
        )

    return start.run(lambda: Single(session()), profiles=lambda: (wanted(folder), *shipped()))


if __name__ == "__main__":
    sys.exit(main())

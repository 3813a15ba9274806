"""Opening: the window is painted before anything is asked, and a machine that cannot be opened is said in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.at_window import words
from tests.own_traces import FOLDERS
from wizard.app.texts import Speech
from wizard.gui.job_runner import JobRunner
from wizard.gui.start import open_machine
from wizard.gui.window import CANCEL, NEXT, Window
from wizard.model.errors import InputError
from wizard.model.text import say

REPO = Path(__file__).resolve().parents[2]


def test_a_machine_that_cannot_be_opened_is_said_in_the_window(app: QApplication, qtbot: QtBot) -> None:
    def opening() -> tuple[JobRunner, tuple[()]]:
        raise InputError("not-a-root", say("There is no distro at {path}.", path="/nowhere"))

    window = Window(Speech("en"))
    workers = []
    window.painted.connect(lambda: workers.append(open_machine(window, opening)))
    window.open_on_screen()
    qtbot.waitUntil(lambda: "There is no distro at /nowhere." in words(window), timeout=20_000)
    assert not window.button(NEXT).isEnabled()
    qtbot.mouseClick(window.button(CANCEL), Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    workers[0].close()


def test_nothing_is_asked_before_the_window_is_painted(app: QApplication, qtbot: QtBot) -> None:
    asked = []
    window = Window(Speech("en"))
    window.painted.connect(lambda: asked.append(True))
    assert asked == []
    window.open_on_screen()
    assert asked == []
    assert "Your machine" in words(window)
    qtbot.waitUntil(lambda: asked == [True])
    window.leave()


FRESH = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from wizard.app.machines.computer import Single
from wizard.app.session import Session
from wizard.gui import start
from wizard.gui.controller import Controller
from wizard.gui.preload import LATER
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.tree import Tree

EARLY = ("wizard.engine.plan", "wizard.facts.windows.wsl", *LATER)
init = Controller.__init__

def watched(self, *given):
    init(self, *given)
    self.usable.connect(lambda: print("early", [name for name in EARLY if name in sys.modules]))
    self.usable.connect(lambda: wait(self.window))

def wait(window):
    if all(name in sys.modules for name in LATER):
        print("all")
        window.leave()
        return
    QTimer.singleShot(5, window, lambda: wait(window))

Controller.__init__ = watched
start.run(lambda: Single(Session(Tree(Path(sys.argv[1])), Host(), Wanted())))
"""


def test_what_later_pages_need_is_imported_when_the_first_can_be_used(machine: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", FRESH, str(machine)],
        cwd=REPO,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.splitlines() == ["early []", "all"], done.stderr


CRASHING = """
import os
from wizard.gui import start

def the_place(app):
    os.abort()

start.follow_scheme = the_place
start.run(lambda: None)
"""


def test_a_crash_before_the_window_is_painted_leaves_its_stack(tmp_path: Path) -> None:
    environment = {**os.environ, **dict.fromkeys(FOLDERS, str(tmp_path)), "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", CRASHING]
    done = subprocess.run(words, cwd=REPO, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode not in (0, 1), done.stderr
    (log,) = tmp_path.rglob("crash-*.txt")
    assert "in the_place" in log.read_text()

"""Qt draws into memory here; nothing needs a screen, except what asks for one by its marker."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.systems import IS_WINDOWS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if IS_WINDOWS:  # what draws into memory looks for none there
    os.environ.setdefault("QT_QPA_FONTDIR", r"C:\Windows\Fonts")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui import demo, states
from tests.gui.at_window import settle
from wizard.app.session import Session
from wizard.app.texts import Speech
from wizard.gui.controller import Controller
from wizard.gui.flow.state import FlowState
from wizard.gui.language import speak_qt
from wizard.gui.start import open_machine
from wizard.gui.style.fusion import apply_style
from wizard.gui.style.theme import own_palette, wears_fusion
from wizard.gui.window import Window
from wizard.gui.worker import SiteWorker
from wizard.transports.host import Host
from wizard.transports.tree import Tree

Show = Callable[[FlowState], Controller]
Opened = Callable[[], Controller]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Qt's offscreen screen says so of every window; it is not about us.
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def _speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A small distro in a folder."""
    return demo.machine(tmp_path / "Ubuntu-24.04")


@pytest.fixture
def session(machine: Path) -> Session:
    return Session(Tree(machine), Host(), states.BASELINE)


@pytest.fixture(scope="module")
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The program, dressed as `start.run` dresses it."""
    apply_style(qapp)
    if IS_WINDOWS and not wears_fusion():
        qapp.setStyle("windows11")  # Qt chooses it only for a screen of Windows
    qapp.setPalette(own_palette(Qt.ColorScheme.Light))
    speak_qt(qapp, "en")
    yield qapp
    qapp.setPalette(own_palette(Qt.ColorScheme.Light))


@pytest.fixture(scope="module")
def show(app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Show]:
    """Shows any state in one real window. What is clicked there goes to a worker whose thread never began."""
    root = demo.machine(tmp_path_factory.mktemp("machine") / "Ubuntu-24.04")
    session = Session(Tree(root), Host(), states.BASELINE)
    window = Window(Speech("en"))
    controller = Controller(window, SiteWorker(lambda: states.alone(session), window), states.BASELINE, ())

    def show(state: FlowState) -> Controller:
        controller.state = state
        if not window.isVisible():
            window.open_on_screen()
        controller.display()
        app.processEvents()
        return controller

    yield show
    window.is_watched = False
    window.leave()


@pytest.fixture
def opened(app: QApplication, qtbot: QtBot, machine: Path) -> Iterator[Opened]:
    """Opens the window on the small machine, as `run` does, and waits until it can be used."""
    windows = []

    def open_it() -> Controller:
        window = Window(Speech("en"))
        session = Session(Tree(machine), Host(), demo.BASELINE)
        window.painted.connect(
            lambda: workers.append(open_machine(window, lambda: states.alone(session, demo.PROFILES)))
        )
        workers: list[object] = []
        window.open_on_screen()
        qtbot.waitUntil(lambda: bool(window.findChildren(Controller)), timeout=20_000)
        controller = window.findChildren(Controller)[0]
        windows.append((window, workers))
        settle(qtbot, controller)
        return controller

    yield open_it
    for window, workers in windows:
        for worker in workers:
            worker.close()  # type: ignore[attr-defined]
        window.is_watched = False
        window.leave()

"""The window with a real machine behind it: opening, the whole way, languages, colours, and leaving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import demo, states
from wizard.app.session import Session
from wizard.app.texts import Speech
from wizard.gui import controller as controllers
from wizard.gui.controller import Controller
from wizard.gui.flow import intents
from wizard.gui.flow.steps import Page
from wizard.gui.job_runner import JobRunner
from wizard.gui.language import speak_qt
from wizard.gui.start import open_machine
from wizard.gui.widgets.theme import own_palette
from wizard.gui.window import BACK, CANCEL, EXTRA, NEXT, Window
from wizard.model.errors import InputError
from wizard.model.text import Text, say
from wizard.transports.host import Host
from wizard.transports.tree import Tree

Opened = Callable[[], Controller]


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


def settle(qtbot: QtBot, controller: Controller) -> None:
    """Wait until nothing is being done."""
    qtbot.waitUntil(
        lambda: controller.state.busy is None and controller.state.waiting is None, timeout=20_000
    )
    QApplication.processEvents()


def press(qtbot: QtBot, controller: Controller, which: object = NEXT) -> None:
    button = controller.window.button(which)  # type: ignore[arg-type]
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, controller)


def until_seen(qtbot: QtBot, controller: Controller) -> None:
    qtbot.waitUntil(lambda: controller.state.seen is not None, timeout=20_000)


def words(root: QWidget) -> str:
    """What is to be read; of a line that has no room for all, what a screen reader says."""
    labels = (label for label in root.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.accessibleName() or label.text() for label in labels)


def test_the_whole_way_with_the_next_button(opened: Opened, qtbot: QtBot, machine: Path) -> None:
    before = (machine / "etc/fstab").read_bytes()
    controller = opened()
    pages = [controller.state.page]
    for _ in range(4):
        press(qtbot, controller)
        pages.append(controller.state.page)
    until_seen(qtbot, controller)
    press(qtbot, controller)
    assert (machine / "etc/fstab").read_bytes() == before, "nothing is written before the second yes"
    press(qtbot, controller)
    assert controller.state.verified is not None
    assert controller.state.verified.well
    assert b"size=4g" in (machine / "etc/fstab").read_bytes()
    press(qtbot, controller, EXTRA)
    assert controller.state.page is Page.DONE
    assert (machine / "etc/fstab").read_bytes() == before
    assert pages == [Page.MACHINE, Page.NEEDS, Page.SCAN, Page.FINDINGS, Page.REVIEW]


def test_a_setup_that_waits_is_offered_first(opened: Opened, qtbot: QtBot, machine: Path) -> None:
    session = Session(Tree(machine), Host(), demo.BASELINE)
    session.apply(session.plan(session.look()))
    controller = opened()
    assert controller.state.open is not None
    assert not controller.window.button(NEXT).isEnabled()
    assert "Keep or undo setup 1?" in words(controller.window)
    focus = controller.window.focusWidget()
    assert focus is not None
    assert focus.text() == "Check &again"  # type: ignore[attr-defined]


def test_history_undoes_through_a_preview(opened: Opened, qtbot: QtBot, machine: Path) -> None:
    before = (machine / "etc/fstab").read_bytes()
    session = Session(Tree(machine), Host(), demo.BASELINE)
    session.apply(session.plan(session.look()))
    session.accept()
    controller = opened()
    for intent in (intents.OpenHistory(), intents.PickSetup(1), intents.TakeBack(1)):
        controller.do(intent)
        settle(qtbot, controller)
    assert controller.state.page is Page.REVIEW
    assert b"size=4g" in (machine / "etc/fstab").read_bytes()
    until_seen(qtbot, controller)
    press(qtbot, controller)
    press(qtbot, controller)
    assert (machine / "etc/fstab").read_bytes() == before


def test_the_language_changes_while_it_runs(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def tagged(self: Speech, text: Text) -> str:
        return text.render() if self.language == "en" else f"〈{text.render()}〉"

    monkeypatch.setattr(Speech, "__call__", tagged)
    controller = opened()
    english = words(controller.window)
    controller.switch_language("zh_CN")
    QApplication.processEvents()
    untold = {line for line in words(controller.window).splitlines() if line and "〈" not in line}
    assert untold == {"WSL Go Wizard", controller.state.site.name}
    assert controller.window.button(NEXT).text() == "〈&Set up〉"
    controller.switch_language("en")
    assert words(controller.window) == english


def test_qts_own_words_change_too(app: QApplication) -> None:
    speak_qt(app, "zh_CN")
    line = QLineEdit()
    chinese = [action.text() for action in line.createStandardContextMenu().actions()]
    speak_qt(app, "en")
    english = [action.text() for action in line.createStandardContextMenu().actions()]
    assert chinese != english
    assert any("\u4e00" <= letter <= "\u9fff" for letter in "".join(chinese))


def test_colours_follow_the_system_while_it_runs(opened: Opened, app: QApplication) -> None:
    controller = opened()
    light = controller.window.grab().toImage()
    app.styleHints().colorSchemeChanged.connect(lambda scheme: app.setPalette(own_palette(scheme)))
    app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    app.processEvents()
    dark = controller.window.grab().toImage()
    app.setPalette(own_palette(Qt.ColorScheme.Light))
    app.processEvents()
    assert dark.pixelColor(400, 20).lightness() < 60 < 200 < light.pixelColor(400, 20).lightness()


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


def test_closing_while_looking_closes(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    press(qtbot, controller)
    controller.do(intents.Scan())
    controller.window.close()
    assert not controller.window.isVisible()


def test_closing_while_applying_waits_for_the_choice(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    for _ in range(4):
        press(qtbot, controller)
    until_seen(qtbot, controller)
    press(qtbot, controller)
    controller.do(intents.Apply())
    controller.window.close()
    assert controller.window.isVisible()
    settle(qtbot, controller)
    assert controller.state.page in (Page.APPLY, Page.VERIFY)


def test_back_goes_back(opened: Opened, qtbot: QtBot) -> None:
    controller = opened()
    press(qtbot, controller)
    press(qtbot, controller, BACK)
    assert controller.state.page is Page.MACHINE
    assert controller.window.currentId() == Page.MACHINE


def test_a_screen_reader_hears_what_is_new(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    reader = controllers.QAccessible
    monkeypatch.setattr(reader, "isActive", staticmethod(lambda: True), raising=False)
    monkeypatch.setattr(
        reader,
        "updateAccessibility",
        staticmethod(lambda event: heard.append(event.message())),
        raising=False,
    )
    controller = opened()
    controller.do(intents.SetUp())
    assert heard[-1] == "What you need"

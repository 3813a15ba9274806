"""The window on a computer with several machines, each a folder that stands for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.gui import demo
from tests.gui.at_window import press, settle, until_seen, words
from wizard.app.machines.computer import Machine, Survey
from wizard.app.session import Session
from wizard.app.texts import Speech
from wizard.gui.controller import Controller
from wizard.gui.flow.steps import Page
from wizard.gui.job_runner import JobRunner
from wizard.gui.start import open_machine
from wizard.gui.window import BACK, EXTRA, NEXT, Window
from wizard.gui.worker import SiteWorker
from wizard.model.errors import MachineError
from wizard.model.events import Stop, never
from wizard.model.ports import SiteKind
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.tree import Tree

DEBIAN = Machine("Debian", SiteKind.TREE, is_default=True, wsl=2, is_running=True, release="12")
UBUNTU = Machine("Ubuntu", SiteKind.TREE, wsl=2, is_running=False)
LOST = Machine("Lost", SiteKind.TREE, wsl=1, is_running=False)


class Shelf:
    """Distros in folders; it counts what is asked of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opened: list[str] = []
        self.looked: list[str] = []
        for machine in (DEBIAN, UBUNTU):
            demo.machine(folder / machine.name)

    def survey(self, stop: Stop = never) -> Survey:
        return Survey((DEBIAN, UBUNTU, LOST))

    def default(self) -> Machine:
        return DEBIAN

    def open(self, machine: Machine, wanted: Wanted) -> Session:
        self.opened.append(machine.name)
        if machine == LOST:
            raise MachineError("lost", say("This distro is lost."))
        return Session(Watched(self, machine), Host(), wanted)


class Watched(Tree):
    """A folder that notes when it is read."""

    def __init__(self, shelf: Shelf, machine: Machine) -> None:
        super().__init__(shelf.folder / machine.name)
        self._shelf, self._name = shelf, machine.name

    def read(self, probes, stop):  # type: ignore[no-untyped-def]
        self._shelf.looked.append(self._name)
        return super().read(probes, stop)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def controller(app: QApplication, qtbot: QtBot, shelf: Shelf) -> Iterator[Controller]:
    window = Window(Speech("en"))
    workers: list[SiteWorker] = []
    window.painted.connect(
        lambda: workers.append(
            open_machine(window, lambda: (JobRunner(shelf, demo.PROFILES[0]), demo.PROFILES))
        )
    )
    window.open_on_screen()
    qtbot.waitUntil(lambda: bool(window.findChildren(Controller)), timeout=20_000)
    controller = window.findChildren(Controller)[0]
    settle(qtbot, controller)
    yield controller
    for worker in workers:
        worker.close()
    window.is_watched = False
    window.leave()


def table(controller: Controller) -> QTreeWidget:
    page = controller.window.pages[Page.MACHINE].inside(controller)
    return next(tree for tree in page.findChildren(QTreeWidget) if tree.isVisible())


def choose(qtbot: QtBot, controller: Controller, *keys: Qt.Key) -> None:
    rows = table(controller)
    rows.setFocus()
    for key in keys:
        qtbot.keyClick(rows, key)
    settle(qtbot, controller)


def test_the_default_distro_is_chosen_and_nothing_else_is_looked_at(
    controller: Controller, shelf: Shelf
) -> None:
    assert controller.state.machine == DEBIAN
    assert (set(shelf.opened), set(shelf.looked)) == ({"Debian"}, {"Debian"})
    assert table(controller).currentItem().text(0) == "Debian ★"
    assert "What do you want to do on Debian?" in words(controller.window)


def test_a_stopped_distro_is_chosen_by_keyboard_and_not_started(
    controller: Controller, qtbot: QtBot, shelf: Shelf
) -> None:
    choose(qtbot, controller, Qt.Key.Key_Down)
    assert controller.state.site.name.endswith("Ubuntu")
    assert "Ubuntu" not in shelf.looked
    assert "Ubuntu is stopped." in words(controller.window)
    press(qtbot, controller)
    press(qtbot, controller)
    assert "Ubuntu" in shelf.looked
    for _ in range(2):
        press(qtbot, controller, BACK)
    assert table(controller).currentItem().text(2) == "running"


def test_walking_fast_ends_where_the_person_stopped(controller: Controller, qtbot: QtBot) -> None:
    rows = table(controller)
    rows.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(rows, key)
    settle(qtbot, controller)
    assert controller.state.machine == UBUNTU
    assert controller.state.site.name.endswith("Ubuntu")
    assert rows.hasFocus()


def test_a_distro_that_cannot_be_opened_says_so_and_the_others_stay(
    controller: Controller, qtbot: QtBot
) -> None:
    choose(qtbot, controller, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert "This distro is lost." in words(controller.window)
    assert not controller.window.button(NEXT).isEnabled()
    choose(qtbot, controller, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert "This distro is lost." not in words(controller.window)
    assert controller.window.button(NEXT).isEnabled()


def test_only_the_chosen_one_is_changed(controller: Controller, qtbot: QtBot, shelf: Shelf) -> None:
    before = {name: (shelf.folder / name / "etc/fstab").read_bytes() for name in ("Debian", "Ubuntu")}
    choose(qtbot, controller, Qt.Key.Key_Down)
    for _ in range(4):
        press(qtbot, controller)
    until_seen(qtbot, controller)
    press(qtbot, controller)
    press(qtbot, controller)
    assert controller.state.page is Page.VERIFY
    assert (shelf.folder / "Ubuntu/etc/fstab").read_bytes() != before["Ubuntu"]
    assert (shelf.folder / "Debian/etc/fstab").read_bytes() == before["Debian"]
    press(qtbot, controller, EXTRA)
    assert (shelf.folder / "Ubuntu/etc/fstab").read_bytes() == before["Ubuntu"]


def test_a_click_opens_a_distro_once(controller: Controller, qtbot: QtBot) -> None:
    rows, before = table(controller), controller.state.generation
    place = rows.visualItemRect(rows.topLevelItem(1)).center()
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, controller)
    assert controller.state.machine == UBUNTU
    assert controller.state.generation == before + 1

"""What a person does on the second page becomes a profile, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QListWidget, QPushButton

from tests.gui import states
from tests.gui.conftest import Show
from wizard.gui.controller import Controller
from wizard.gui.flow.steps import Page
from wizard.gui.widgets.cards import ChoiceCard
from wizard.gui.widgets.needs.memory_slider import MemoryGauge
from wizard.model.wanted import Wanted


@pytest.fixture
def page(show: Show) -> Controller:
    return show(replace(states.fresh(), glance=states.glance(), page=Page.NEEDS))


def wanted(page: Controller) -> Wanted:
    QApplication.processEvents()
    return page.state.wanted


def body(page: Controller) -> Any:
    return page.window.pages[Page.NEEDS].inside(page).body


def visible(page: Controller, kind: type, place: int = 0) -> Any:
    return [widget for widget in body(page).findChildren(kind) if widget.isVisible()][place]


def line(page: Controller, hint: str) -> QLineEdit:
    found: QLineEdit = next(
        edit for edit in body(page).findChildren(QLineEdit) if edit.placeholderText() == hint
    )
    return found


def choose(page: Controller, words: str) -> None:
    """Go to *words* in the box that has them, by keys."""
    box = next(box for box in body(page).findChildren(QComboBox) if box.findText(words) >= 0)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.findText(words)):
        QTest.keyClick(box, Qt.Key.Key_Down)


def test_a_card_is_a_profile(page: Controller) -> None:
    QTest.mouseClick(visible(page, ChoiceCard, 1), Qt.MouseButton.LeftButton)
    assert wanted(page) == states.OTHER


def test_cards_are_chosen_by_key(page: Controller) -> None:
    card = visible(page, ChoiceCard, 1)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert wanted(page) == states.OTHER


def test_a_version_of_ones_own(page: Controller) -> None:
    choose(page, "this version:")
    assert wanted(page).go.version is None, "until there is one, Go is left alone"
    version = line(page, "1.25.5")
    assert version.isVisible()
    QTest.keyClicks(version, "1.2")
    assert wanted(page).go.version == "1.2"
    QTest.keyClicks(version, "x")
    assert wanted(page).go.version is None
    QTest.keyClick(version, Qt.Key.Key_Backspace)
    QTest.keyClicks(version, "5.5")
    assert wanted(page).go.version == "1.25.5"
    assert version.text() == "1.25.5"


def test_the_newest_stable_go(page: Controller) -> None:
    choose(page, "newest stable Go")
    assert wanted(page).go.version == "stable"


def test_the_size_of_tmp_is_chosen_on_a_gauge(page: Controller) -> None:
    choose(page, "in memory, this size:")
    assert wanted(page).tmpfs.size == "8g"
    gauge = visible(page, MemoryGauge)
    QTest.keyClick(gauge, Qt.Key.Key_Right)
    assert wanted(page).tmpfs.size == "9g"
    assert (gauge.minimum(), gauge.maximum()) == (0, 16)
    QTest.keyClick(gauge, Qt.Key.Key_Home)
    assert wanted(page).tmpfs.size == "2g", "less is no size for a Go build"
    assert gauge.value() == 2


def test_systemd_is_a_tick(page: Controller) -> None:
    box = next(box for box in body(page).findChildren(QCheckBox) if "systemd" in box.text())
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert wanted(page).wsl.systemd is None
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert wanted(page) == states.BASELINE


def test_settings_come_and_go(page: Controller) -> None:
    setting = line(page, "netdns=go")
    QTest.keyClicks(setting, "nonsense")
    QTest.keyClick(setting, Qt.Key.Key_Return)
    assert wanted(page).godebug == {}
    assert page.state.page is Page.NEEDS, "Enter in a line does not press the next button"
    setting.clear()
    QTest.keyClicks(setting, "netdns=go")
    QTest.keyClick(setting, Qt.Key.Key_Return)
    assert wanted(page).godebug == {"netdns": "go"}
    remove = next(button for button in body(page).findChildren(QPushButton) if button.text() == "Remove")
    assert not remove.isEnabled()
    remove.parentWidget().findChild(QListWidget).setCurrentRow(0)
    QTest.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert wanted(page).godebug == {}


def test_folders_belong_to_the_distro(page: Controller) -> None:
    folder = line(page, "~/src/app")
    for words in ("C:\\src", "~/src/app"):
        folder.clear()
        QTest.keyClicks(folder, words)
        QTest.keyClick(folder, Qt.Key.Key_Return)
    assert wanted(page).projects.folders == ("~/src/app",)

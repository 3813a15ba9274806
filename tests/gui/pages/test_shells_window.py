"""The window with what each kind of shell gets."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.gui.at_window import words
from tests.gui.conftest import Show
from tests.gui.galleries.proof import shells
from tests.gui.gallery import PC_SITE, pictures
from wizard.gui.controller import Controller
from wizard.gui.flow import jobs
from wizard.gui.pages.shells_window import ShellsWindow
from wizard.model.ports import SiteKind

PICTURES = shells(pictures()["findings"])


def opened(show: Show, name: str) -> tuple[Controller, ShellsWindow]:
    controller = show(PICTURES[name])
    assert controller.shells is not None
    assert controller.shells.isVisible()
    return controller, controller.shells


def button(window: ShellsWindow, text: str) -> QPushButton:
    (found,) = (each for each in window.findChildren(QPushButton) if each.text() == text and each.isVisible())
    return found


def test_a_column_for_each_group_and_a_row_for_each_setting(show: Show) -> None:
    _, window = opened(show, "shells-read")
    cells = window.cells
    heads = [cells.horizontalHeaderItem(place).text() for place in range(cells.columnCount())]
    assert heads == ["a new terminal\na terminal inside VS Code or tmux", "an sh script"]
    found = {
        cells.verticalHeaderItem(number).text(): [
            cells.item(number, place).text() for place in range(cells.columnCount())
        ]
        for number in range(cells.rowCount())
    }
    assert found["version"] == ["1.27.3", "could not be found out"]
    assert found["go"][1].startswith("<b>bold</b>")


def test_it_says_whether_it_read_or_measured(show: Show) -> None:
    _, window = opened(show, "shells-read")
    assert "The shells were not started." in words(window)
    _, window = opened(show, "shells-measured")
    assert "Measured: your shells were started" in words(window)
    assert "The shells were not started." not in words(window)


def test_the_button_measures_and_stop_stops_it(show: Show) -> None:
    controller, window = opened(show, "shells-read")
    button(window, "&Start the shells and measure").click()
    assert controller.state.busy is not None
    assert isinstance(controller.state.busy.job, jobs.DoShells)
    assert controller.state.busy.job.measures
    button(window, "S&top").click()
    assert controller.state.working is None
    assert window.isVisible(), "what is known stays to be read"


def test_why_it_cannot_be_measured_stands_beside_the_button(show: Show) -> None:
    _, window = opened(show, "shells-still")
    assert not button(window, "&Start the shells and measure").isEnabled()
    assert "Nothing runs on this machine now" in words(window)


def test_escape_closes_it_and_nothing_else(show: Show) -> None:
    controller, window = opened(show, "shells-read")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert controller.state.shells is None
    assert not window.isVisible()
    assert controller.window.isVisible()


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_every_control_has_a_name_and_a_failure_is_said_there(show: Show, name: str) -> None:
    _, window = opened(show, name)
    for widget in (window.cells, *window.findChildren(QPushButton)):
        if widget.isVisible():
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    assert ("It did not work." in words(window)) is (name == "shells-failed")


def test_it_opens_from_the_findings_and_only_where_there_are_shells(show: Show) -> None:
    controller = show(pictures()["findings"])
    page = controller.window.pages[controller.state.page].inside(controller).body
    (shells_button,) = (each for each in page.findChildren(QPushButton) if each.text() == "&Shells")
    assert shells_button.isVisible()
    shells_button.click()
    QApplication.processEvents()
    assert controller.shells is not None
    assert controller.shells.isVisible()
    assert PC_SITE.kind is SiteKind.WINDOWS
    show(replace(pictures()["findings"], site=PC_SITE))
    assert not shells_button.isVisible()
    assert not controller.shells.isVisible()

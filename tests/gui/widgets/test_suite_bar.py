"""The acceptance suite on the page: run, watched, read and saved by what a person can reach."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QTreeWidgetItem

from tests.gui.at_window import words
from tests.gui.conftest import Show
from tests.gui.gallery import pictures
from wizard.gui.controller import Controller
from wizard.gui.flow import jobs
from wizard.gui.widgets.suite_bar import SuiteBar
from wizard.gui.widgets.trees import Rows


def body(controller: Controller) -> Any:
    return controller.window.pages[controller.state.page].inside(controller).body


def button(controller: Controller, text: str) -> QPushButton:
    (found,) = (each for each in body(controller).findChildren(QPushButton) if each.text() == text)
    return found


def groups(controller: Controller) -> list[QTreeWidgetItem]:
    rows = body(controller).findChild(Rows)
    return [rows.topLevelItem(number) for number in range(rows.topLevelItemCount())]


def test_the_button_runs_it(show: Show) -> None:
    controller = show(pictures()["verify-suite"])
    button(controller, "Run &acceptance suite").click()
    assert controller.state.busy is not None
    assert isinstance(controller.state.busy.job, jobs.DoProve)
    assert "The acceptance suite is running." in words(controller.window)


def test_results_stand_above_the_checks_of_the_setup(show: Show) -> None:
    controller = show(pictures()["verify-suite"])
    texts = [group.text(0) for group in groups(controller)]
    assert texts[0] == "Build and test"
    assert texts[-1] == "Checks of the setup"
    assert "Acceptance suite: 1 check failed." in words(controller.window)


def test_the_first_failure_is_what_is_seen(show: Show) -> None:
    controller = show(pictures()["verify-suite"])
    QApplication.processEvents()
    rows = body(controller).findChild(Rows)
    failed = next(
        group.child(number)
        for group in groups(controller)
        for number in range(group.childCount())
        if group.child(number).text(2) == "Failed"
    )
    assert 0 <= rows.visualItemRect(failed).top() < rows.viewport().height()


def test_without_a_run_the_list_has_no_headings(show: Show) -> None:
    controller = show(pictures()["verify-well"])
    assert [group.text(0).partition("\n")[0] for group in groups(controller)] == ["title of one"]


@pytest.mark.parametrize("name", ["machines-pc", "restart-ask"])
def test_it_is_not_there_where_it_cannot_be(show: Show, name: str) -> None:
    controller = show(pictures()[name])
    assert not any(bar.isVisible() for bar in controller.window.findChildren(SuiteBar))


def test_a_screen_reader_hears_the_row_and_how_it_ended(show: Show) -> None:
    from PySide6.QtCore import Qt

    controller = show(pictures()["verify-suite"])
    said = groups(controller)[0].child(0).data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("A new terminal finds Go")
    assert said.endswith("Passed")

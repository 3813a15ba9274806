"""The page that asks: what Enter means, and what the keys of the other answer are."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Show
from tests.gui.gallery import pictures
from wizard.gui.controller import Controller
from wizard.gui.flow import jobs
from wizard.gui.flow.intents import JobFinished
from wizard.gui.flow.state import Busy
from wizard.gui.flow.steps import Page
from wizard.gui.window import CANCEL, EXTRA, NEXT
from wizard.model.text import plain

UNAGREED = pictures()["apply-unagreed"]


@pytest.fixture
def asked(show: Show) -> Controller:
    """The plan was being applied, *Stop* had the focus, and the hand did not go on."""
    plan = UNAGREED.plan
    assert plan is not None
    controller = show(pictures()["apply-ask"])
    controller.state = pictures()["apply-work"]
    controller.window.button(CANCEL).setFocus()
    busy = controller.state.busy
    assert isinstance(busy, Busy)
    controller.do(JobFinished(busy.generation, jobs.Unagreed(plan, UNAGREED.unagreed)))
    return controller


def test_enter_leaves_everything_as_it_is(asked: Controller, qtbot: QtBot) -> None:
    assert asked.window.focusWidget() is asked.window.button(NEXT)
    qtbot.keyClick(asked.window.button(NEXT), Qt.Key.Key_Return)
    assert (asked.state.page, asked.state.busy) == (Page.FINDINGS, None)


def test_applying_anyway_takes_a_key_of_its_own(asked: Controller, qtbot: QtBot) -> None:
    button = asked.window.button(EXTRA)
    assert button.shortcut().toString() == "Alt+W"
    qtbot.keyClick(asked.window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert asked.window.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert asked.state.busy is not None
    assert asked.state.busy.job == jobs.DoApply(UNAGREED.plan)


def test_a_very_long_text_is_read_to_its_end_by_keyboard(show: Show, qtbot: QtBot) -> None:
    """What differs may be a long list. The buttons that the focus is on scroll nothing by themselves."""
    lines = tuple(plain(f"Line {number} of a long list.") for number in range(200))
    controller = show(msgspec.structs.replace(UNAGREED, unagreed=lines))
    bar = max(
        (
            area.verticalScrollBar()
            for area in controller.window.findChildren(QScrollArea)
            if area.isVisible()
        ),
        key=lambda bar: bar.maximum(),
    )
    assert (bar.value(), bar.maximum() > 0) == (0, True)
    button = controller.window.button(NEXT)
    button.setFocus()
    for _ in range(bar.maximum() // bar.pageStep() + 1):
        qtbot.keyClick(button, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(button, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()

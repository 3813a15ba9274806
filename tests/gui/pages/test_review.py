"""The review on the screen: when a difference counts as seen."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel

from tests.gui.conftest import Show
from tests.gui.galleries.diff_pane import table
from tests.gui.gallery import PLANS, pictures
from tests.gui.states import DIFF, setup
from wizard.gui.controller import Controller
from wizard.gui.flow import jobs
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal


@pytest.fixture
def review(show: Show) -> Controller:
    return show(replace(pictures()["review"], diff=DIFF))


def test_a_difference_counts_as_seen_when_it_was_painted(show: Show) -> None:
    controller = show(replace(pictures()["review"], seen=None, diff=DIFF))
    table(controller).viewport().repaint()
    QApplication.processEvents()
    assert controller.state.seen == PLANS.id


def test_a_plan_behind_another_page_is_not_seen(show: Show) -> None:
    controller = show(replace(pictures()["findings"], plan=PLANS, diff=DIFF))
    QApplication.processEvents()
    assert controller.state.seen is None


def test_edits_can_be_kept_where_there_are_any(show: Show) -> None:
    controller = show(pictures()["review-edited"])
    (box,) = [each for each in controller.window.findChildren(QCheckBox) if "edited files" in each.text()]
    assert box.isVisible()
    assert not box.isChecked()
    box.click()
    job = controller.state.busy.job if controller.state.busy is not None else None
    assert job == jobs.DoBack(setup(7), keeps_edits=True)
    show(replace(pictures()["review-edited"], keeps_edits=True))
    assert box.isChecked()
    show(pictures()["review"])
    assert not box.isVisible()


def test_a_rehearsal_stands_below_the_difference(show: Show) -> None:
    told = replace(PLANS, rehearsal=NotRehearsed(RehearsalRefusal.WSL1))
    controller = show(replace(pictures()["review"], plan=told, diff=DIFF))
    words = [label.text() for label in table(controller).window().findChildren(QLabel) if label.isVisible()]
    assert "Not rehearsed, because WSL 1 cannot run programs in isolation." in words

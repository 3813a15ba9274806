"""The button that saves a report asks for a name, and tells the flow."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.gui.conftest import Show
from tests.gui.gallery import pictures
from wizard.gui.flow import jobs
from wizard.gui.widgets.report_button import ReportButton


@pytest.mark.parametrize("name", ["verify-suite", "done-kept"])
def test_a_name_that_is_chosen_has_the_report_saved(
    show: Show, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    offered: list[str] = []

    def choose(_parent: object, _title: str, _name: str, forms: str) -> tuple[str, str]:
        offered.append(forms)
        return "/tmp/report.pdf", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    controller = show(pictures()[name])
    body = controller.window.pages[controller.state.page].inside(controller).body
    (button,) = body.findChildren(ReportButton)
    button.click()
    assert controller.state.busy is not None
    asked = controller.state.busy.job
    assert isinstance(asked, jobs.DoSaveReport)
    assert (asked.path, asked.suite) == ("/tmp/report.pdf", controller.state.suite)
    assert all(form in offered[0] for form in ("HTML", "PDF", "JUnit", "JSON"))


def test_no_name_saves_nothing(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    controller = show(pictures()["verify-suite"])
    body = controller.window.pages[controller.state.page].inside(controller).body
    body.findChildren(ReportButton)[0].click()
    assert controller.state.busy is None

"""The pane beside the findings says all there is to say of one, and no heading stands over nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.gallery import MARKUP, pictures
from tests.gui.states import msgspec_replace
from wizard.app.texts import Speech
from wizard.gui.style.theme import current
from wizard.gui.views.findings import FindingRow, FindingsView
from wizard.gui.widgets.details import Details
from wizard.model.text import say


@pytest.fixture
def details(app: QApplication, qtbot: QtBot) -> Details:
    made = Details()
    qtbot.addWidget(made)
    made.resize(400, 600)
    made.show()
    return made


def row(rule: str) -> FindingRow:
    view = FindingsView.of(pictures()["findings"])
    return next(row for group in view.groups for row in group.rows if row.rule == rule)


def shown(details: Details, rule: str) -> list[str]:
    details.display(row(rule), Speech("en"), current())
    quotes = [quote.toPlainText() for quote in details.findChildren(QPlainTextEdit) if not quote.isHidden()]
    return [label.text() for label in details.findChildren(QLabel) if not label.isHidden()] + quotes


def test_what_was_seen_and_what_would_be_done_is_there(details: Details) -> None:
    words = shown(details, "one")
    assert "title of one" in words
    assert "why it matters" in words
    assert any("/etc/wsl.conf:2" in text and "systemd=false" in text for text in words)
    assert any("[boot] systemd=true" in text for text in words)


def test_a_careful_repair_says_so_and_others_do_not(details: Details) -> None:
    """Its own risk stands under Risk, before what is so of all of them."""
    assert "Risk" not in shown(details, "one")
    careful = msgspec_replace(row("careful"), may_break=say("Containers for cgroup v1 stop."))
    details.display(careful, Speech("en"), current())
    labels = [label.text() for label in details.findChildren(QLabel) if not label.isHidden()]
    (risk,) = (text for head, text in pairwise(labels) if head == "Risk")
    assert risk.startswith("Containers for cgroup v1 stop.")


def test_no_heading_stands_over_nothing(details: Details) -> None:
    assert "What the repair changes" not in shown(details, "good")


def test_machine_text_is_shown_letter_by_letter(details: Details) -> None:
    assert any(MARKUP.replace("\u202e", "\\u202e") in text for text in shown(details, "wild"))


def test_what_the_check_is_based_on_can_be_opened(details: Details) -> None:
    known = msgspec_replace(row("one"), sources=("WSL §4.4",))
    details.display(known, Speech("en"), current())
    QApplication.processEvents()
    assert [button.text() for button in details.findChildren(QPushButton)] == ["WSL §4.4"]
    assert "How the wizard knows" not in shown(details, "good")

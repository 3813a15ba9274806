"""How the wizard knows: every paragraph of a check is a button that opens it; Esc leads back to the button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.app.explain.how_known import paragraph
from wizard.app.texts import Speech
from wizard.gui.widgets.fact_window import FactWindow
from wizard.gui.widgets.source_links import SourceLinks

SOURCES = ("WSL §4.4", "RULES 18")


@pytest.fixture
def window(app: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made).addWidget(SourceLinks())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def links(window: QWidget) -> SourceLinks:
    made = window.findChild(SourceLinks)
    assert made is not None
    made.display(SOURCES, Speech("en"))
    return made


def buttons(links: SourceLinks) -> dict[str, QPushButton]:
    QApplication.processEvents()
    own = links.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return {button.text(): button for button in own if not button.isHidden()}


def opened(links: SourceLinks) -> FactWindow | None:
    found = links.findChild(FactWindow)
    return found if found is not None and found.isVisible() else None


def test_every_paragraph_has_its_button_and_its_heading(links: SourceLinks) -> None:
    assert tuple(buttons(links)) == SOURCES
    shown = [label.text() for label in links.findChildren(QLabel) if not label.isHidden()]
    assert shown == ["tmpfs on /tmp", "tmpfs-tmp-foreign-fs"]
    assert buttons(links)["WSL §4.4"].accessibleName() == "WSL §4.4 tmpfs on /tmp"


def test_the_keyboard_opens_a_paragraph_and_comes_back_to_its_button(
    links: SourceLinks, window: QWidget, qtbot: QtBot
) -> None:
    button = buttons(links)["RULES 18"]
    buttons(links)["WSL §4.4"].setFocus()
    qtbot.keyClick(buttons(links)["WSL §4.4"], Qt.Key.Key_Tab)
    assert window.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    shown = opened(links)
    assert shown is not None
    (text,) = shown.findChildren(QPlainTextEdit)
    assert text.toPlainText() == "\n".join(paragraph("RULES 18").lines)
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert opened(links) is None
    qtbot.waitUntil(window.isActiveWindow)
    assert QApplication.focusWidget() is button


def test_the_next_paragraph_takes_the_place_of_the_first(links: SourceLinks) -> None:
    for source in SOURCES:
        buttons(links)[source].click()
    assert len(links.findChildren(FactWindow)) == 1
    shown = opened(links)
    assert shown is not None
    assert "RULES 18" in [label.text() for label in shown.findChildren(QLabel)]


def test_a_button_with_the_keyboard_keeps_it_when_the_page_is_drawn_anew(
    links: SourceLinks, window: QWidget
) -> None:
    button = buttons(links)["RULES 18"]
    button.setFocus()
    links.display(SOURCES, Speech("zh_CN"))
    assert buttons(links)["RULES 18"] is button, "the one that is shown, and not its successor"
    assert window.focusWidget() is button
    button.click()
    shown = opened(links)
    assert shown is not None
    assert shown.windowTitle() != "How the wizard knows"


def test_another_finding_has_its_own_and_one_without_has_none(links: SourceLinks) -> None:
    links.display(("GO §3.3",), Speech("en"))
    assert tuple(buttons(links)) == ("GO §3.3",)
    links.display((), Speech("en"))
    assert links.isHidden()


def test_what_is_open_goes_with_the_page(links: SourceLinks, window: QWidget) -> None:
    buttons(links)["WSL §4.4"].click()
    assert opened(links) is not None
    links.hide()
    assert opened(links) is None

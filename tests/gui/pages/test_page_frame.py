"""What all pages are, before there is anything below their title."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from wizard.app.texts import Speech
from wizard.gui.flow.steps import Page
from wizard.gui.pages.page_frame import PageFrame
from wizard.gui.style.theme import GRID, current


def test_the_title_is_at_the_top_while_the_machine_is_asked(qtbot: QtBot) -> None:
    """On a slow PC that takes seconds; a title that jumps looks as if the page were another."""
    page = PageFrame(Page.MACHINE)
    qtbot.addWidget(page)
    page.announce(Speech("en"), current())
    page.resize(800, 560)
    page.show()
    assert page._title.y() == 2 * GRID
    assert page._sentence.y() < 100

"""What files and programs say, letter by letter; and when something was."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.gui.widgets.text_widgets import Quote, moment

MARKUP = "<b>bold</b> &amp; more"


def test_a_quote_is_shown_letter_by_letter_and_cannot_be_changed(app: QApplication, qtbot: QtBot) -> None:
    quote = Quote()
    qtbot.addWidget(quote)
    quote.tell(MARKUP)
    assert quote.toPlainText() == MARKUP
    assert quote.isReadOnly()


def test_a_quote_is_as_high_as_it_is_long(app: QApplication, qtbot: QtBot) -> None:
    quote = Quote()
    qtbot.addWidget(quote)
    quote.resize(400, 10)
    quote.show()
    heights = []
    for lines in (1, 5):
        quote.tell("\n".join("line" for _ in range(lines)))
        QApplication.processEvents()
        heights.append(quote.height())
    assert heights[1] > 3 * heights[0]
    quote.tell("")
    assert quote.isHidden()


def test_a_moment_is_written_as_the_user_writes_it() -> None:
    noon = "2026-05-04T12:00:00+00:00"
    assert moment("", "en") == ""
    assert "2026" in moment(noon, "zh_CN")
    assert moment(noon, "en") != moment(noon, "zh_CN")

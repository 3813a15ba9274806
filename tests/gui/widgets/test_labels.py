"""Text on the screen is plain: nothing of it is markup or a mnemonic by accident."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from wizard.gui.widgets.labels import OneLine, Words, caption, tip

MARKUP = "<b>bold</b> & more"


def test_markup_is_shown_letter_by_letter(app: QApplication, qtbot: QtBot) -> None:
    for label in (Words(), OneLine()):
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert tip(MARKUP).count("<") == 2, "only the paragraph of the tooltip itself"
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in tip(MARKUP)
    assert tip("") == ""


def test_a_label_without_words_takes_no_room(app: QApplication, qtbot: QtBot) -> None:
    label = Words()
    qtbot.addWidget(label)
    label.tell("something")
    assert not label.isHidden()
    label.tell("")
    assert label.isHidden()


def test_a_long_line_shows_its_end_and_the_whole_in_the_tooltip(app: QApplication, qtbot: QtBot) -> None:
    label, path = OneLine(), "/home/me/" + "long/" * 40 + "end.go"
    qtbot.addWidget(label)
    label.resize(200, 20)
    label.show()
    label.tell(path)
    assert label.text().endswith("end.go")
    assert len(label.text()) < len(path)
    assert path in label.toolTip()
    assert label.accessibleName() == path


def test_the_letter_of_a_caption_leads_to_its_control(app: QApplication, qtbot: QtBot) -> None:
    line = QLineEdit()
    label = caption(line)
    qtbot.addWidget(line)
    qtbot.addWidget(label)
    assert label.buddy() is line

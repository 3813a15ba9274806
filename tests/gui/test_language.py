"""Qt's own words are in the user's language, too."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit

from wizard.gui.language import speak_qt


def test_qts_own_words_change_too(app: QApplication) -> None:
    speak_qt(app, "zh_CN")
    line = QLineEdit()
    chinese = [action.text() for action in line.createStandardContextMenu().actions()]
    speak_qt(app, "en")
    english = [action.text() for action in line.createStandardContextMenu().actions()]
    assert chinese != english
    assert any("\u4e00" <= letter <= "\u9fff" for letter in "".join(chinese))

"""A list that can be added to and taken from: it says what is wrong, and tells what was entered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from wizard.gui.widgets.editable_list import ListEditor
from wizard.gui.widgets.labels import Words


@pytest.fixture
def editor(app: QApplication, qtbot: QtBot) -> ListEditor:
    made = ListEditor(lambda words: "Too short." if len(words) < 3 else "")
    qtbot.addWidget(made)
    made.show()
    return made


def write(editor: ListEditor, qtbot: QtBot, words: str) -> QLineEdit:
    line = editor.findChildren(QLineEdit)[0]
    line.clear()
    qtbot.keyClicks(line, words)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    return line


def test_what_was_entered_is_told_and_the_line_is_empty_again(editor: ListEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.added) as added:
        line = write(editor, qtbot, "  ~/src  ")
    assert (added.args, line.text()) == (["~/src"], "")


def test_a_wrong_entry_stays_in_the_line_and_says_why(editor: ListEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.added):
        line = write(editor, qtbot, "ab")
    assert line.text() == "ab"
    assert "Too short." in [label.text() for label in editor.findChildren(Words) if label.isVisible()]
    qtbot.keyClicks(line, "c")
    assert "Too short." not in [label.text() for label in editor.findChildren(Words) if label.isVisible()]


def test_nothing_is_no_entry(editor: ListEditor, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.added):
        write(editor, qtbot, "   ")


def test_the_chosen_entry_is_removed_by_key(editor: ListEditor, qtbot: QtBot) -> None:
    editor.show_entries(["one", "two"])
    shown = editor.findChildren(QListWidget)[0]
    shown.setCurrentRow(1)
    shown.setFocus()
    with qtbot.waitSignal(editor.removed) as removed:
        qtbot.keyClick(shown, Qt.Key.Key_Delete)
    assert removed.args == ["two"]
    assert shown.count() == 2, "what is shown comes from outside only"


def test_the_choice_stays_near_after_a_removal(editor: ListEditor) -> None:
    editor.show_entries(["one", "two"])
    shown = editor.findChildren(QListWidget)[0]
    shown.setCurrentRow(1)
    editor.show_entries(["one"])
    assert shown.currentRow() == 0

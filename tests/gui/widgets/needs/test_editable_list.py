"""A list that can be added to, taken from and put in order: it tells what is done, and shows what it is given."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from wizard.gui.style.theme import current
from wizard.gui.widgets.labels import Words
from wizard.gui.widgets.needs.editable_list import ListEditor


@pytest.fixture
def editor(app: QApplication, qtbot: QtBot) -> ListEditor:
    made = ListEditor(is_ordered=True)
    made.name("&Proxies", "https://…", ["Add", "Remove", "Move up", "Move down"], current())
    qtbot.addWidget(made)
    made.show()
    return made


def line(editor: ListEditor) -> QLineEdit:
    return editor.findChildren(QLineEdit)[0]


def shown(editor: ListEditor) -> QListWidget:
    return editor.findChildren(QListWidget)[0]


def button(editor: ListEditor, words: str) -> QPushButton:
    (found,) = (each for each in editor.findChildren(QPushButton) if each.text() == words)
    return found


def complaints(editor: ListEditor) -> list[str]:
    return [label.text() for label in editor.findChildren(Words) if label.isVisible()]


def test_every_letter_is_told_and_enter_adds(editor: ListEditor, qtbot: QtBot) -> None:
    heard: list[str] = []
    editor.written.connect(heard.append)
    with qtbot.waitSignal(editor.added):
        qtbot.keyClicks(line(editor), "a.b")
        qtbot.keyClick(line(editor), Qt.Key.Key_Return)
    assert heard == ["a", "a.", "a.b"]
    assert line(editor).text() == "a.b", "what stands in the line comes from outside only"


def test_the_line_shows_what_is_typed_and_is_empty_when_it_was_added(editor: ListEditor) -> None:
    editor.show_entries([], "half")
    assert line(editor).text() == "half"
    editor.show_entries(["half"])
    assert line(editor).text() == ""


def test_what_is_wrong_is_said_below_the_line_which_gets_the_focus(editor: ListEditor) -> None:
    editor.show_entries(["one"], "x")
    shown(editor).setFocus()
    editor.show_entries(["one"], "x", "Enter an address.")
    assert "Enter an address." in complaints(editor)
    assert editor.focusWidget() is line(editor)
    assert line(editor).accessibleDescription() == "Enter an address."
    editor.show_entries(["one"], "xy")
    assert "Enter an address." not in complaints(editor)
    assert line(editor).accessibleDescription() == ""


def test_the_chosen_entry_is_removed_by_key(editor: ListEditor, qtbot: QtBot) -> None:
    editor.show_entries(["one", "two"])
    shown(editor).setCurrentRow(1)
    shown(editor).setFocus()
    with qtbot.waitSignal(editor.removed) as removed:
        qtbot.keyClick(shown(editor), Qt.Key.Key_Delete)
    assert removed.args == [1]
    assert shown(editor).count() == 2, "what is shown comes from outside only"


def test_the_choice_stays_near_after_a_removal(editor: ListEditor) -> None:
    editor.show_entries(["one", "two"])
    editor.choose(1)
    editor.show_entries(["one"])
    assert editor.place == 0


def test_an_entry_moves_as_far_as_there_is_room(editor: ListEditor, qtbot: QtBot) -> None:
    editor.show_entries(["one", "two", "three"])
    editor.choose(0)
    up, down = button(editor, "Move up"), button(editor, "Move down")
    assert (up.isEnabled(), down.isEnabled()) == (False, True)
    with qtbot.waitSignal(editor.moved) as moved:
        qtbot.mouseClick(down, Qt.MouseButton.LeftButton)
    assert moved.args == [0, 1]
    assert editor.place == 1, "the choice goes along"
    editor.choose(2)
    assert (up.isEnabled(), down.isEnabled()) == (True, False)


def test_the_order_cannot_be_changed_where_it_does_not_count(app: QApplication, qtbot: QtBot) -> None:
    made = ListEditor()
    qtbot.addWidget(made)
    made.name("Folders", "", ["Add", "Remove"], current())
    made.show()
    assert [each.text() for each in made.findChildren(QPushButton) if each.isVisible()] == ["Add", "Remove"]


def test_a_screen_reader_tells_lists_and_their_buttons_apart(editor: ListEditor) -> None:
    assert button(editor, "Add").accessibleName() == "Add: Proxies"
    editor.show_entries(["a |"], says=["a, then the next one after any error"])
    interface = QAccessible.queryAccessibleInterface(shown(editor))
    assert interface.child(0).text(QAccessible.Text.Name) == "a, then the next one after any error"

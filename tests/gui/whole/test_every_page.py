"""What holds of every page, in every state: nothing is clipped, all is reachable, machine text is plain text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from tests.gui.conftest import Show
from tests.gui.gallery import pictures
from wizard.gui.controller import Controller

NAMES = sorted(pictures())


SIZES = [(1040, 700), (800, 560)]


def shown(root: QWidget) -> list[QWidget]:
    return [child for child in root.findChildren(QWidget) if child.isVisibleTo(root) and child.isVisible()]


def focusable(root: QWidget) -> list[QWidget]:
    return [
        child
        for child in shown(root)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and child.focusProxy() is None
    ]


def area(controller: Controller) -> QScrollArea:
    inside = controller.window.pages[controller.state.page].inside(controller)
    found = inside.body.parentWidget().parentWidget()
    assert isinstance(found, QScrollArea)
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_clipped(show: Show, name: str, size: tuple[int, int], language: str) -> None:
    controller = show(pictures()[name])
    controller.switch_language(language)
    controller.window.resize(*size)
    for _ in range(5):  # a layout inside a layout asks for another round
        QApplication.processEvents()
    assert (controller.window.width(), controller.window.height()) == size, "a page forces the window wider"
    for label in shown(controller.window):
        if isinstance(label, QLabel) and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, label.text()
    assert area(controller).horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name(show: Show, name: str) -> None:
    controller = show(pictures()[name])
    for widget in focusable(controller.window):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), f"{type(widget).__name__} has no accessible name"


@pytest.mark.parametrize("name", NAMES)
def test_tab_goes_down_the_page(show: Show, name: str) -> None:
    controller = show(pictures()[name])
    window = controller.window
    chain: list[QWidget] = []
    widget: QWidget = window
    while (widget := widget.nextInFocusChain()) is not window:
        chain.append(widget)
    stops = [widget for widget in chain if widget in focusable(window)]
    for earlier, later in pairwise(stops):
        a, b = place(earlier, window), place(later, window)
        above = b.bottom() < a.top() and b.left() < a.right() and a.left() < b.right()
        same_page = area(controller).isAncestorOf(earlier) and area(controller).isAncestorOf(later)
        assert not (above and same_page), f"Tab goes up from {earlier} to {later}"


@pytest.fixture(autouse=True)
def _in_english(show: Show) -> None:
    show(pictures()["machine"]).switch_language("en")


def place(widget: QWidget, root: QWidget):  # type: ignore[no-untyped-def]
    return widget.rect().translated(widget.mapTo(root, QPoint(0, 0)))


@pytest.mark.parametrize("name", NAMES)
def test_no_two_controls_share_a_mnemonic(show: Show, name: str) -> None:
    controller = show(pictures()[name])
    texts = [w.text() for w in shown(controller.window) if isinstance(w, QAbstractButton)]
    texts += [w.text() for w in shown(controller.window) if isinstance(w, QLabel) and w.buddy() is not None]
    letters = Counter(
        text.replace("&&", "")[text.replace("&&", "").index("&") + 1].lower() for text in texts if "&" in text
    )
    assert [letter for letter, count in letters.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_text_is_plain_and_large_enough(show: Show, name: str) -> None:
    controller = show(pictures()[name])
    for widget in shown(controller.window):
        assert widget.font().pointSizeF() >= 9
        if isinstance(widget, QLabel) and widget.text():
            assert widget.textFormat() == Qt.TextFormat.PlainText, widget.text()
        assert "<img src='x'>" not in widget.toolTip()


@pytest.mark.parametrize("name", NAMES)
def test_the_first_control_can_be_used(show: Show, name: str) -> None:
    controller = show(pictures()[name])
    focus = controller.window.focusWidget()
    if controller.state.working is None:
        assert focus is not None
        assert focus.isEnabled()

"""What a person does with the list of proxies becomes a profile, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton

from tests.gui.conftest import Show
from tests.gui.gallery import pictures
from wizard.gui.controller import Controller
from wizard.gui.flow.steps import Page
from wizard.gui.widgets.needs.modules_card import ModulesCard


@pytest.fixture
def page(show: Show) -> Controller:
    return show(pictures()["needs-modules"])


def card(page: Controller) -> ModulesCard:
    found: Any = page.window.pages[Page.NEEDS].inside(page).body.findChild(ModulesCard)
    assert isinstance(found, ModulesCard)
    return found


def proxy(page: Controller) -> str | None:
    QApplication.processEvents()
    return page.state.wanted.modules.proxy


def press(page: Controller, words: str, place: int = 0) -> None:
    found = [each for each in card(page).findChildren(QPushButton) if each.text() == words]
    QTest.mouseClick(found[place], Qt.MouseButton.LeftButton)


def line(page: Controller, hint: str) -> QLineEdit:
    (found,) = (each for each in card(page).findChildren(QLineEdit) if each.placeholderText() == hint)
    return found


def test_proxies_are_moved_removed_and_added(page: Controller) -> None:
    card(page).chain.choose(1)
    press(page, "Move up")
    assert proxy(page) == "https://goproxy.cn,https://proxy.corp.example|direct"
    press(page, "Remove")
    assert proxy(page) == "https://proxy.corp.example|direct"
    QTest.keyClicks(line(page, "https://proxy.example.com"), "https://a.b")
    QTest.keyClick(line(page, "https://proxy.example.com"), Qt.Key.Key_Return)
    assert proxy(page) == "https://proxy.corp.example|https://a.b,direct"
    assert page.state.page is Page.NEEDS, "Enter in a line does not press the next button"


def test_a_tick_says_what_leads_from_the_chosen_proxy_to_the_next(page: Controller) -> None:
    (tick,) = (each for each in card(page).findChildren(QCheckBox) if "error" in each.text())
    card(page).chain.choose(-1)
    assert not tick.isEnabled()
    card(page).chain.choose(0)
    assert (tick.isEnabled(), tick.isChecked()) == (True, True)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert proxy(page) == "https://proxy.corp.example,https://goproxy.cn,direct"
    card(page).chain.choose(2)
    assert (tick.isEnabled(), tick.isChecked()) == (False, False), "nothing comes after the last one"


def test_a_ready_chain_fills_the_list(page: Controller) -> None:
    box = next(each for each in card(page).findChildren(QComboBox) if each.findText("the list below") >= 0)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert proxy(page) is None
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    modules = page.state.wanted.modules
    assert (modules.proxy, modules.sumdb) == ("https://goproxy.cn,direct", "sum.golang.google.cn")
    assert modules.private, "what else is wanted stays"


def test_patterns_and_the_database_are_chosen(page: Controller) -> None:
    QTest.keyClicks(line(page, "github.com/OWNER/*"), "gitlab.corp/x")
    press(page, "Add", 1)
    card(page).private.choose(0)
    press(page, "Remove", 1)
    assert page.state.wanted.modules.private == ("go.corp.example", "gitlab.corp/x")
    box = card(page).database.box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert page.state.wanted.modules.sumdb is None


def test_what_is_refused_is_announced_and_holds_the_check(page: Controller, show: Show) -> None:
    state = replace(page.state, wanted=replace(page.state.wanted, name="custom"))
    shown = show(state)
    QTest.keyClicks(line(shown, "https://proxy.example.com"), "ftp://x")
    press(shown, "Add")
    assert proxy(shown) == state.wanted.modules.proxy
    assert line(shown, "https://proxy.example.com").accessibleDescription().startswith("Enter an address")

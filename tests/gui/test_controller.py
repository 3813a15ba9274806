"""What is shown follows what is so: the language, the colours, and what a screen reader says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.gui.at_window import words
from tests.gui.conftest import Opened
from wizard.app.texts import Speech
from wizard.gui import controller as controllers
from wizard.gui.flow import intents
from wizard.gui.style.theme import own_palette
from wizard.gui.window import NEXT
from wizard.model.text import Text


def test_the_language_changes_while_it_runs(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def tagged(self: Speech, text: Text) -> str:
        return text.render() if self.language == "en" else f"〈{text.render()}〉"

    monkeypatch.setattr(Speech, "__call__", tagged)
    controller = opened()
    english = words(controller.window)
    controller.switch_language("zh_CN")
    QApplication.processEvents()
    untold = {line for line in words(controller.window).splitlines() if line and "〈" not in line}
    assert untold == {"WSL Go Wizard", controller.state.site.name}
    assert controller.window.button(NEXT).text() == "〈&Set up〉"
    controller.switch_language("en")
    assert words(controller.window) == english


def test_colours_follow_the_system_while_it_runs(opened: Opened, app: QApplication) -> None:
    controller = opened()
    light = controller.window.grab().toImage()
    app.styleHints().colorSchemeChanged.connect(lambda scheme: app.setPalette(own_palette(scheme)))
    app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    app.processEvents()
    dark = controller.window.grab().toImage()
    app.setPalette(own_palette(Qt.ColorScheme.Light))
    app.processEvents()
    assert dark.pixelColor(400, 20).lightness() < 60 < 200 < light.pixelColor(400, 20).lightness()


def test_a_screen_reader_hears_what_is_new(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    reader = controllers.QAccessible
    monkeypatch.setattr(reader, "isActive", staticmethod(lambda: True), raising=False)
    monkeypatch.setattr(
        reader,
        "updateAccessibility",
        staticmethod(lambda event: heard.append(event.message())),
        raising=False,
    )
    controller = opened()
    controller.do(intents.SetUp())
    assert heard[-1] == "What you need"

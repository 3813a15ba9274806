"""Colours in use: light and dark, each legible, and one scale of sizes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from wizard.gui.style import theme
from wizard.gui.style.colours import contrast

SCHEMES = (Qt.ColorScheme.Light, Qt.ColorScheme.Dark)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_written_can_be_read_on_every_ground(app: QApplication, scheme: Qt.ColorScheme) -> None:
    made = theme.theme_of(theme.own_palette(scheme))
    grounds = (made.window, made.base)
    inks = (made.text, made.muted, made.accent, *made.status.values())
    assert min(contrast(ink, ground) for ink in inks for ground in grounds) >= 4.5
    changed = (made.add, made.add_span, made.remove, made.remove_span)
    assert min(contrast(made.text, ground) for ground in changed) >= 4.5


def test_disabled_words_look_disabled(app: QApplication) -> None:
    palette = theme.own_palette(Qt.ColorScheme.Light)
    role = QPalette.ColorRole.ButtonText
    assert palette.color(QPalette.ColorGroup.Disabled, role) != palette.color(
        QPalette.ColorGroup.Active, role
    )


def test_an_icon_without_a_colour_of_its_own_is_muted(app: QApplication) -> None:
    made = theme.current()
    assert made.of("ok") != made.muted
    assert made.of("unknown") == made.muted


def test_a_size_holds_when_the_programs_font_grows(app: QApplication) -> None:
    assert theme.font(theme.TITLE_PT).pointSizeF() == 20.0
    assert theme.font(theme.BODY_PT, strong=True).weight() > theme.font(theme.BODY_PT).weight()

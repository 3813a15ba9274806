"""Everything that is written can be read: on any palette, ours and whatever a system brings."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from wizard.gui.style.colours import LEGIBLE, VISIBLE, Rgb, contrast, legible, luminance, mix
from wizard.gui.style.theme import Theme, own_palette, theme_of

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)
Role = QPalette.ColorRole


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert luminance((255, 0, 0)) == pytest.approx(0.2126)


@given(COLOURS, COLOURS)
def test_any_colour_can_be_made_legible_on_any_ground(colour: Rgb, ground: Rgb) -> None:
    assert contrast(legible(colour, ground), ground) >= LEGIBLE


@given(COLOURS, COLOURS)
def test_what_is_legible_already_is_left_as_it_is(colour: Rgb, ground: Rgb) -> None:
    if contrast(colour, ground) >= LEGIBLE:
        assert legible(colour, ground) == colour


@given(COLOURS, COLOURS, st.floats(0, 1))
def test_a_mix_lies_between(a: Rgb, b: Rgb, share: float) -> None:
    assert all(min(x, y) <= z <= max(x, y) for x, y, z in zip(a, b, mix(a, b, share), strict=True))


def pairs(theme: Theme) -> list[tuple[str, Rgb, Rgb, float]]:
    """What is written on what: name, ink, ground, least contrast."""
    written: list[tuple[str, Rgb, Rgb, float]] = []
    for name, ground in (("window", theme.window), ("base", theme.base)):
        inks = {"text": theme.text, "muted": theme.muted, "accent": theme.accent}
        written += [(f"{ink} on {name}", colour, ground, LEGIBLE) for ink, colour in inks.items()]
        written.append((f"outline on {name}", theme.outline, ground, VISIBLE))
        written += [(f"{sign} on {name}", colour, ground, LEGIBLE) for sign, colour in theme.status.items()]
    written += [
        ("muted on tint", theme.muted, theme.tint, LEGIBLE),
        ("text on tint", theme.text, theme.tint, LEGIBLE),
        ("added line", theme.text, theme.add, LEGIBLE),
        ("added words", theme.text, theme.add_span, LEGIBLE),
        ("removed line", theme.text, theme.remove, LEGIBLE),
        ("removed words", theme.text, theme.remove_span, LEGIBLE),
        ("chosen row", theme.on_chosen, theme.chosen, LEGIBLE),
    ]
    return written


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_our_two_schemes_are_legible(qapp: QApplication, scheme: Qt.ColorScheme) -> None:
    theme = theme_of(own_palette(scheme))
    assert (sum(theme.window) < sum(theme.text)) is (scheme is Qt.ColorScheme.Dark)
    poor = [name for name, ink, ground, least in pairs(theme) if contrast(ink, ground) < least]
    assert poor == []


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_our_palettes_are_legible_where_qt_paints_by_itself(
    qapp: QApplication, scheme: Qt.ColorScheme
) -> None:
    palette = own_palette(scheme)
    inked = [
        (Role.WindowText, Role.Window),
        (Role.Text, Role.Base),
        (Role.Text, Role.AlternateBase),
        (Role.ButtonText, Role.Button),
        (Role.HighlightedText, Role.Highlight),
        (Role.ToolTipText, Role.ToolTipBase),
        (Role.PlaceholderText, Role.Base),
        (Role.Link, Role.Base),
    ]
    for ink, ground in inked:
        assert contrast(rgb(palette.color(ink)), rgb(palette.color(ground))) >= LEGIBLE, (ink, ground)


@given(COLOURS, COLOURS)
def test_a_strange_palette_is_legible_too(window: Rgb, accent: Rgb) -> None:
    ink = (0, 0, 0) if luminance(window) > 0.18 else (255, 255, 255)
    palette = QPalette()
    for role in (Role.Window, Role.Base):
        palette.setColor(role, QColor(*window))
    for role in (Role.WindowText, Role.Text):
        palette.setColor(role, QColor(*ink))
    palette.setColor(Role.Accent, QColor(*accent))
    palette.setColor(Role.Highlight, QColor(*accent))
    theme = theme_of(palette)
    sure = [item for item in pairs(theme) if item[0] != "muted on tint"]
    assert [name for name, written, ground, least in sure if contrast(written, ground) < least] == []


def rgb(colour: QColor) -> Rgb:
    return colour.red(), colour.green(), colour.blue()

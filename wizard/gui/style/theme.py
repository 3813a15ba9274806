"""One look, light or dark: colours made from the palette in force, one type scale, one grid."""

from __future__ import annotations

import sys
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from wizard.gui.style.colours import VISIBLE, Rgb, legible, mix, tinged
from wizard.model.versions import WINDOWS_11

GRID = 8
TITLE_PT, HEADING_PT, BODY_PT = 20.0, 14.0, 10.5

_GREEN: Rgb = (26, 127, 55)
_AMBER: Rgb = (154, 103, 0)
_RED: Rgb = (207, 34, 46)
_BLUE: Rgb = (9, 105, 218)
_STATUS = {
    "ok": _GREEN,
    "advice": _BLUE,
    "fixable": _AMBER,
    "blocked": _RED,
}


class Theme(NamedTuple):
    """Colours in use. *status* by icon name; *add* and *remove* are grounds of changed lines, *add_span* and
    *remove_span* of changed words; everything written on them is legible."""

    window: Rgb
    base: Rgb
    text: Rgb
    muted: Rgb
    line: Rgb
    outline: Rgb
    accent: Rgb
    tint: Rgb
    chosen: Rgb
    on_chosen: Rgb
    add: Rgb
    add_span: Rgb
    remove: Rgb
    remove_span: Rgb
    status: dict[str, Rgb]

    def of(self, name: str) -> Rgb:
        """The colour of a status icon; muted for what has no colour of its own."""
        return self.status.get(name, self.muted)


def theme_of(palette: QPalette) -> Theme:
    """The theme that fits *palette*, whoever chose it."""
    key = palette.cacheKey()
    if key not in _made:
        if len(_made) > 200:
            _made.clear()
        _made[key] = _theme(palette)
    return _made[key]


_made: dict[int, Theme] = {}


def current() -> Theme:
    """The theme in force."""
    return theme_of(QApplication.palette())


def _theme(palette: QPalette) -> Theme:
    window, base = _rgb(palette.window().color()), _rgb(palette.base().color())
    text = legible(_rgb(palette.windowText().color()), window, base)
    accent = legible(_rgb(palette.accent().color()), window, base)
    tint = tinged(base, accent, 0.10, text)
    chosen, on_chosen = _rgb(palette.highlight().color()), _rgb(palette.highlightedText().color())
    if sys.platform == "win32" and not wears_fusion():  # Windows 11 only tints a chosen row
        chosen, on_chosen = mix(base, text, 0.06), text
    return Theme(
        window=window,
        base=base,
        text=text,
        muted=legible(mix(text, window, 0.38), window, base, tint),
        line=mix(window, text, 0.16),
        outline=legible(mix(window, text, 0.45), window, base, ratio=VISIBLE),
        accent=accent,
        tint=tint,
        chosen=chosen,
        on_chosen=legible(on_chosen, chosen),
        add=tinged(base, _GREEN, 0.13, text),
        add_span=tinged(base, _GREEN, 0.34, text),
        remove=tinged(base, _RED, 0.13, text),
        remove_span=tinged(base, _RED, 0.34, text),
        status={name: legible(colour, window, base, tint) for name, colour in _STATUS.items()},
    )


def _rgb(colour: QColor) -> Rgb:
    return colour.red(), colour.green(), colour.blue()


def paint(colour: Rgb) -> QColor:
    return QColor(*colour)


_LIGHT = {
    QPalette.ColorRole.Window: "#f6f7f9",
    QPalette.ColorRole.WindowText: "#1b1f24",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f6f7f9",
    QPalette.ColorRole.Text: "#1b1f24",
    QPalette.ColorRole.Button: "#fbfbfc",
    QPalette.ColorRole.ButtonText: "#1b1f24",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#ffffff",
    QPalette.ColorRole.ToolTipText: "#1b1f24",
    QPalette.ColorRole.PlaceholderText: "#5f6772",
    QPalette.ColorRole.Highlight: "#0b63c4",
    QPalette.ColorRole.Accent: "#0b63c4",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#0b63c4",
    QPalette.ColorRole.LinkVisited: "#6639ba",
}
_DARK = {
    QPalette.ColorRole.Window: "#1f2328",
    QPalette.ColorRole.WindowText: "#e7eaee",
    QPalette.ColorRole.Base: "#16191d",
    QPalette.ColorRole.AlternateBase: "#1f2328",
    QPalette.ColorRole.Text: "#e7eaee",
    QPalette.ColorRole.Button: "#2b3037",
    QPalette.ColorRole.ButtonText: "#e7eaee",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#2b3037",
    QPalette.ColorRole.ToolTipText: "#e7eaee",
    QPalette.ColorRole.PlaceholderText: "#9aa4b0",
    QPalette.ColorRole.Highlight: "#1f6fd0",
    QPalette.ColorRole.Accent: "#6cb0ff",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#6cb0ff",
    QPalette.ColorRole.LinkVisited: "#c297ff",
}
_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def own_palette(scheme: Qt.ColorScheme) -> QPalette:
    """Our colours for a style that has none of its own (Fusion)."""
    dark = scheme is Qt.ColorScheme.Dark
    colours = _DARK if dark else _LIGHT
    palette = QPalette(QColor(colours[QPalette.ColorRole.Button]), QColor(colours[QPalette.ColorRole.Window]))
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#8b949e" if dark else "#767d86"))
    return palette


def wears_fusion() -> bool:
    """Windows 11 and macOS have a style that follows the system's scheme. Elsewhere we wear Fusion, in colours
    of our own. (Asked of the system: asking Qt for its style costs ten times as much.)"""
    if sys.platform == "win32":
        return sys.getwindowsversion().build < WINDOWS_11
    return sys.platform != "darwin"


def follow_scheme(app: QApplication) -> None:
    """Wear the system's light or dark scheme now, and whenever it changes."""
    hints = QGuiApplication.styleHints()
    if wears_fusion():
        app.setPalette(own_palette(hints.colorScheme()))
        hints.colorSchemeChanged.connect(lambda scheme: app.setPalette(own_palette(scheme)))


def font(points: float, *, strong: bool = False) -> QFont:
    """The interface's font in one of the three sizes. All else follows the program's font, when that changes
    with the language too."""
    made = QFont()
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made

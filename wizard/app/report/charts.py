"""Bars as inline SVG: of counts, and of times. They are drawn from numbers; words in them are escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from wizard.model.shown.words import shown

WIDTH: Final = 1000
_HEIGHT: Final = 28
_GAP: Final = 4
_LEAST: Final = 10
_ROW: Final = 52

SCREEN: Final = {
    name: f"var(--{name})"
    for name in ("ok", "advice", "fixable", "blocked", "unknown", "none", "bar", "ink", "soft")
}
"""Colours by name, as the page's style sheet sets them."""
PAPER: Final = {
    "ok": "#1a7f37",
    "advice": "#0969da",
    "fixable": "#bf8700",
    "blocked": "#cf222e",
    "unknown": "#8250df",
    "none": "#c4cbd2",
    "bar": "#0969da",
    "ink": "#1f2328",
    "soft": "#59636e",
}
"""The same on paper."""


class Slice(NamedTuple):
    """*number* of what is called *name*, in the colour of that name."""

    colour: str
    name: str
    number: int


def stacked(parts: Sequence[Slice], colours: Mapping[str, str] = SCREEN) -> Markup:
    """One bar of all *parts* that are not 0, each as long as its count, and long enough to be seen."""
    there = [part for part in parts if part.number]
    lengths = _lengths([part.number for part in there])
    at = 0.0
    drawn = Markup()
    for part, length in zip(there, lengths, strict=True):
        drawn += Markup(
            '<rect x="{:.1f}" y="0" width="{:.1f}" height="{}" fill="{}"><title>{}</title></rect>'
        ).format(at, length, _HEIGHT, colours[part.colour], shown(f"{part.number} {part.name}"))
        at += length + _GAP
    label = " · ".join(f"{part.number} {part.name}" for part in there)
    return _svg(drawn, _HEIGHT, label)


def _lengths(counts: Sequence[int]) -> list[float]:
    if not counts:
        return []
    room = WIDTH - _GAP * (len(counts) - 1)
    spare = room - _LEAST * len(counts)
    return [_LEAST + spare * count / sum(counts) for count in counts]


class Bar(NamedTuple):
    """A bar of *value*; *name* stands before it, *shown* behind it, *note* is smaller."""

    name: str
    value: float
    shown: str
    note: str = ""


def bars(rows: Sequence[Bar], colours: Mapping[str, str] = SCREEN) -> Markup:
    """Bars below each other, the longest as long as there is room."""
    most = max((row.value for row in rows), default=0.0) or 1.0
    drawn = Markup()
    for number, row in enumerate(rows):
        top = number * _ROW
        length = max(4.0, (WIDTH - 170) * row.value / most)
        drawn += Markup(
            '<text x="0" y="{}" font-size="19" fill="{}">{}</text>'
            '<text x="{}" y="{}" font-size="15" text-anchor="end" fill="{}">{}</text>'
            '<rect x="0" y="{}" width="{:.1f}" height="16" rx="3" fill="{}"/>'
            '<text x="{:.1f}" y="{}" font-size="17" fill="{}">{}</text>'
        ).format(
            *(top + 17, colours["ink"], shown(row.name)),
            *(WIDTH, top + 17, colours["soft"], shown(row.note)),
            *(top + 25, length, colours["bar"]),
            *(length + 10, top + 39, colours["ink"], shown(row.shown)),
        )
    return _svg(drawn, _ROW * len(rows), " · ".join(f"{row.name}: {row.shown}" for row in rows))


def _svg(drawn: Markup, height: int, label: str) -> Markup:
    return Markup(
        '<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-label="{}"'
        ' font-family="system-ui, sans-serif">{}</svg>'
    ).format(WIDTH, max(height, 1), shown(label), drawn)

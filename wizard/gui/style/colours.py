"""Colours as numbers: how far two are apart for the eye, and how to make one legible on another (WCAG 2.2)."""

from __future__ import annotations

Rgb = tuple[int, int, int]
LEGIBLE = 4.5
"""Least contrast of text and its ground (WCAG 2.2, 1.4.3)."""
VISIBLE = 3.0
"""Least contrast of an icon or a border that carries meaning (WCAG 2.2, 1.4.11)."""


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(a: Rgb, b: Rgb) -> float:
    """Contrast ratio, 1 to 21."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(a: Rgb, b: Rgb, share: float) -> Rgb:
    """*a* with *share* (0 to 1) of *b* in it."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def legible(colour: Rgb, *grounds: Rgb, ratio: float = LEGIBLE) -> Rgb:
    """The colour nearest to *colour*, on its way to black or white, that has *ratio* on all *grounds*; black
    or white, whichever is better, if none has."""
    ends: tuple[Rgb, ...] = ((0, 0, 0), (255, 255, 255))
    end = max(ends, key=lambda end: min(contrast(end, ground) for ground in grounds))
    for step in range(0, 101, 4):
        tried = mix(colour, end, step / 100)
        if all(contrast(tried, ground) >= ratio for ground in grounds):
            return tried
    return end


def tinged(ground: Rgb, hue: Rgb, share: float, ink: Rgb) -> Rgb:
    """*ground* with as much of *hue* in it, up to *share*, as leaves *ink* legible on it."""
    for step in range(20, -1, -1):
        tried = mix(ground, hue, share * step / 20)
        if contrast(ink, tried) >= LEGIBLE:
            return tried
    return ground

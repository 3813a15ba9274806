"""Which row of the table ``golang-images`` an image is."""

from __future__ import annotations

from typing import Final

from wizard.patterns import lazy_pattern
from wizard.tables.read import table
from wizard.tables.rows import GolangImage

_NAME: Final = lazy_pattern(r"(?:docker\.io/(?:library/)?)?golang:(1\.\d+)(?:\.\d+)?-([a-z0-9.]+)(?:@.+)?")


def golang_image(name: str) -> GolangImage | None:
    """The row of ``golang:1.26-bookworm`` and ``golang:1.26.3-bookworm@sha256:…``. None of a tag
    that says no base, which moves on with the newest one, and of all other images."""
    match = _NAME.fullmatch(name)
    tag = f"golang:{match[1]}-{match[2]}" if match is not None else ""
    return next((row for row in table(GolangImage).rows if row.tag == tag), None)

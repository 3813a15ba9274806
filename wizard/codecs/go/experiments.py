"""The names in GOEXPERIMENT, and those that Go no longer knows (GO §1.3; packages internal/goexperiment of Go 1.21 to
1.27, last patch of each)."""

from __future__ import annotations

from typing import Final

from wizard.codecs.go.version import GoVersionNumber, parse

_LAST: Final = {
    "aliastypeparams": "1.25",
    "allocheaders": "1.22",
    "cacheprog": "1.25",
    "coverageredesign": "1.24",
    "exectracer2": "1.22",
    "goroutineleakprofile": "1.26",
    "pagetrace": "1.22",
    "rangefunc": "1.25",
    "spinbitmutex": "1.24",
    "swissmap": "1.25",
    "synchashtriemap": "1.25",
    "synctest": "1.25",
}
"""The last series of Go that knew an experiment. What is not here is known today, or to a Go that others build."""


def split(text: str) -> tuple[str, ...]:
    """The words of GOEXPERIMENT, as Go splits them."""
    return tuple(text.split(",")) if text else ()


def is_old(word: str) -> bool:
    """Whether some Go refuses *word*, which an older one knew."""
    return _last(word) is not None


def is_retired(word: str, version: GoVersionNumber) -> bool:
    """Whether Go *version* does."""
    last = _last(word)
    return last is not None and version > last and version.series != last.series


def _last(word: str) -> GoVersionNumber | None:
    """The last series that knew *word*; ``no`` before a name turns it off."""
    last = _LAST.get(word) or _LAST.get(word.removeprefix("no"))
    return parse(last) if last is not None else None

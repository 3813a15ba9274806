"""Go's own version numbers, which are not semver: 1.21 < 1.21rc1 < 1.21.0, but 1.20 is 1.20.0.

Reads and orders exactly as the go command does (its packages internal/gover and cmd/go/internal/gover).
What is not a version is None, never an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from wizard.patterns import lazy_pattern

_NUMBER: Final = r"(0|[1-9][0-9]*)"
_GRAMMAR: Final = lazy_pattern(rf"{_NUMBER}(?:\.{_NUMBER}(?:\.{_NUMBER}|([a-z]+){_NUMBER}?)?)?", re.ASCII)
_SUFFIX: Final = lazy_pattern(r"[ \t-]")

# Go compares numbers as decimal text, so that no number is too long: shorter first, then digit by digit.
_Decimal = tuple[int, str]


@dataclass(frozen=True, slots=True, order=True)
class GoVersionNumber:
    """A version, ordered and equal as Go orders it: the suffix a distributor appends does not count.

    *number* is the version without ``go`` and suffix (``1.25.5``, ``1.22rc1``).
    """

    _rank: tuple[_Decimal, _Decimal, _Decimal, str, _Decimal] = field(repr=False)
    number: str = field(compare=False)

    @property
    def series(self) -> str:
        """``1.25`` for ``1.25.5``."""
        return ".".join(self.number.split(".")[:2]) if not self.is_prerelease else _stem(self.number)

    @property
    def is_prerelease(self) -> bool:
        """A beta or release candidate."""
        return self._rank[3] != ""


def parse(text: str) -> GoVersionNumber | None:
    """``go1.27.3``, ``1.21``, ``go1.22rc1``, ``go1.21.13-custom``, ``go1.24.11 X:boringcrypto``.

    As for the go command, only a name that begins with ``go`` may have a suffix.
    """
    number = text
    if text.startswith("go"):
        number = _SUFFIX.split(text[2:], maxsplit=1)[0]
        # Go refuses a toolchain name with a path separator in it: it would run a program by that path.
        if "/" in text or "\\" in text:
            return None
    match = _GRAMMAR.fullmatch(number)
    if match is None:
        return None
    major, minor, patch, kind, pre = match.groups()
    if minor is None:
        minor, patch = "0", "0"
    elif patch is None and kind is None and _decimal(minor) < _decimal("21"):
        patch = "0"
    rank = (_decimal(major), _decimal(minor), _decimal(patch or ""), kind or "", _decimal(pre or ""))
    return GoVersionNumber(rank, number)


def from_version_file(data: bytes) -> GoVersionNumber | None:
    """The version in ``$GOROOT/VERSION``: its first line (a second one holds a time from Go 1.21 on)."""
    return parse(data.split(b"\n", 1)[0].removesuffix(b"\r").decode("utf-8", "replace"))


def can_switch(text: str) -> bool:
    """Whether a Go of that version can run another one for a project: from 1.21 on. Not if it is no version."""
    version, first = parse(text), parse("1.21")
    return version is not None and first is not None and not version < first


def _stem(number: str) -> str:
    return re.split("[a-z]", number, maxsplit=1)[0]


def _decimal(digits: str) -> _Decimal:
    return len(digits), digits

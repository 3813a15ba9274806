"""What WSL itself says on stderr when a distro starts: ``wsl: Unknown key 'x' in /etc/wsl.conf:7``.

Said of ``/etc/wsl.conf`` it is English, of ``.wslconfig`` in the user's language; file and line are the same in
all of them (WSL §1.7).
"""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.patterns import lazy_pattern

_PREFIX: Final = "wsl: "
_PLACE: Final = lazy_pattern(
    r"(/etc/wsl\.conf|/etc/wsl-distribution\.conf|(?:[A-Za-z]:\\(?:(?![A-Za-z]:\\)[^\r\n])*?)?\.wslconfig):(\d+)"
)


class Warned(msgspec.Struct, frozen=True):
    """What WSL said, in its own words, and the *file* and *line* (from 1) it said it of, if it named one."""

    text: str
    file: str | None = None
    line: int | None = None


def warnings(text: str) -> tuple[Warned, ...]:
    """The warnings among what came on stderr, each once, in their order."""
    lines = (line.removeprefix(_PREFIX).strip() for line in text.splitlines() if line.startswith(_PREFIX))
    return tuple(warned(words) for words in dict.fromkeys(lines) if words)


def warned(words: str) -> Warned:
    """What one warning, without its prefix, speaks of."""
    place = _PLACE.search(words)
    return Warned(words, place[1], int(place[2])) if place is not None else Warned(words)

"""What ``wsl.exe`` prints: bytes to text, and the lists and tables of its management commands (WSL §6).

Nothing here depends on translated words: states and table headers are English in every language, versions come in
a fixed order, and the rest is told by its place.
"""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.patterns import lazy_pattern

_UTF16_WARNING: Final = "wsl: ".encode("utf-16-le")
_LINE_END: Final = "\n".encode("utf-16-le")
_CONVINCING: Final = 6
"""From how many bytes on a line of letters is no accident."""

_CONTROL: Final = lazy_pattern(r"[\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]")

_ROW: Final = lazy_pattern(r"[* ] (\S.*?)\s+([A-Za-z]+)\s+(\d+)\s*")
_HEADER: Final = lazy_pattern(r"\s*NAME\s+STATE\s+VERSION\s*")
_ONLINE_HEADER: Final = lazy_pattern(r"\s*NAME\s+FRIENDLY NAME\s*")


def decode(raw: bytes) -> str:
    """The text of what wsl.exe printed, with plain line ends.

    It is UTF-8; UTF-16LE from a build that does not know ``WSL_UTF8``; or, where such a build passes on what
    a distro says, both in one stream. Raises `ValueError` if it is none of these.
    """
    pieces = []
    begin = 0
    while (at := raw.find(_UTF16_WARNING, begin + 1)) >= 0:
        pieces.append(raw[begin:at])
        begin = at
    return "".join(_decoded(piece) for piece in (*pieces, raw[begin:])).replace("\r\n", "\n")


def _decoded(raw: bytes) -> str:
    said = []
    while raw:
        text, length = _line(raw)
        said.append(text)
        raw = raw[length:]
    return "".join(said)


def _line(raw: bytes) -> tuple[str, int]:
    """The first line, and how many bytes of *raw* it is.

    The bytes of a few Chinese characters may be letters and even a line end in UTF-8, those of a longer line
    hardly are; and what wsl.exe says itself always holds zeros, if only in its line end.
    """
    end = raw.find(b"\n") + 1 or len(raw)
    if end >= _CONVINCING or b"\0" not in raw:
        return _utf8_line(raw, end) or _utf16_line(raw)
    try:
        return _utf16_line(raw)
    except ValueError:
        return _utf8_line(raw, end) or _utf16_line(raw)


def _utf8_line(raw: bytes, end: int) -> tuple[str, int] | None:
    if b"\0" in raw[: end + 1]:
        return None
    try:
        text = raw[:end].decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (text, end) if _CONTROL.search(text) is None else None


def _utf16_line(raw: bytes) -> tuple[str, int]:
    at = raw.find(_LINE_END)
    while at % 2 and at > 0:
        at = raw.find(_LINE_END, at + 1)
    end = at + 2 if at >= 0 else len(raw)
    text = raw[:end].decode("utf-16-le")
    if b"\0" not in raw[:end] or _CONTROL.search(text) is not None:
        raise ValueError("neither UTF-8 nor UTF-16")
    return text, end


class ListedDistro(msgspec.Struct, frozen=True):
    """One line of ``--list --verbose``: a distro's *name*, its *state* (``Stopped``, ``Running``,
    ``Installing``, ``Uninstalling``, ``Converting``, ``Exporting``), and whether it is WSL 1 or 2."""

    name: str
    state: str
    version: int

    @property
    def is_running(self) -> bool:
        return self.state == "Running"


class AvailableDistro(msgspec.Struct, frozen=True):
    """One line of ``--list --online``: a *name* to install by, and the name for people."""

    name: str
    friendly_name: str


def listing(text: str) -> tuple[ListedDistro, ...]:
    """The distros of ``--list --verbose``. Raises `ValueError` if this is none of its tables."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or _HEADER.fullmatch(lines[0]) is None:
        raise ValueError("no table of distros")
    return tuple(_listed(line) for line in lines[1:])


def _listed(line: str) -> ListedDistro:
    row = _ROW.fullmatch(line)
    if row is None:
        raise ValueError(line)
    return ListedDistro(row[1], row[2], int(row[3]))


def has_no_distros(text: str) -> bool:
    """Whether this is what ``--list`` says, in any language, if there is nothing to list: how to install a
    distro, in a few lines that name these commands (older builds: an address)."""
    commands = "--list" in text and "--online" in text and "--install" in text
    return (commands or "aka.ms/wslstore" in text) and text.count("\n") < 16


def online(text: str) -> tuple[AvailableDistro, ...]:
    """What ``--list --online`` offers; older builds put a star before the usual one. Raises `ValueError` if
    there is no table."""
    lines = text.splitlines()
    begin = next((at for at, line in enumerate(lines) if _ONLINE_HEADER.fullmatch(line)), None)
    if begin is None:
        raise ValueError("no table of distros")
    rows = (line.removeprefix("*").split(maxsplit=1) for line in lines[begin + 1 :])
    return tuple(AvailableDistro(row[0], row[-1].strip()) for row in rows if row)

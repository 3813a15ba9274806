"""Line ends other than LF, with which WSL reads lines otherwise than their writer meant them (WSL §1.2, §1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from wizard.codecs.wslconf.document import Document
from wizard.codecs.wslconf.edit import Splice, spliced
from wizard.codecs.wslconf.keys import slot
from wizard.codecs.wslconf.nodes import Broken, Header, Pair, Span
from wizard.patterns import lazy_pattern

_LONE: Final = lazy_pattern(rb"\r(?!\r*\n)")
_CONTINUED: Final = lazy_pattern(rb"^[^#\n]*(?<!\\)(?:\\\\)*\\\r+\n", re.MULTILINE)
"""A line that ends in a backslash and CRLF, and in no comment. (A ``#`` in quotes hides one: then nothing is said.)"""

_CHARACTER: Final = lazy_pattern(rb".[\x80-\xbf]*", re.DOTALL)
"""What is one character, if the text is UTF-8."""


def broken_continuation(document: Document) -> tuple[int, str] | None:
    """A setting, its line and text, that goes on with the next line to its writer, and not to WSL, for lines end in
    CRLF."""
    for node in () if document.dialect.on_windows else document.nodes:
        match = _CONTINUED.search(document.body, node.span.start, node.span.end)
        if match is not None and not isinstance(node, Header):
            line = document.body.count(b"\n", 0, match.start()) + 1
            text = document.body[node.span.start : match.end()].decode("utf-8", "replace").rstrip("\r\n")
            return line, text
    return None


def hidden_by_comment(document: Document) -> tuple[int, tuple[Splice, ...] | None] | None:
    """The line whose comment goes on over what its writer meant as lines of their own, where these end in CR alone, as
    on old Macs; and the repair, which ends each in LF, if it changes no setting that is in force. None where every
    line is read as it was meant."""
    body = document.body[: document.end]
    found = [match.start() for match in _LONE.finditer(body)]
    hiding = next((at for at in found if b"#" in body[body.rfind(b"\n", 0, at) + 1 : at]), None)
    if hiding is None:
        return None
    apart = spliced(document, _ends(found))
    if _says(apart) == _says(document):
        return None
    broken = _broken(document, found)
    left_out = broken | _rivals(document, spliced(document, [*_ends(found), *_comments(body, broken)]))
    splices = tuple(
        Splice(Span(place, place + 1), b"\n# " if place + 1 in left_out else b"\n") for place in found
    )
    later = spliced(document, splices).values
    is_safe = all(later.get(name) == value for name, value in document.values.items())
    return body.count(b"\n", 0, hiding) + 1, splices if is_safe else None


def _ends(places: Iterable[int]) -> list[Splice]:
    return [Splice(Span(place, place + 1), b"\n") for place in places]


def _comments(body: bytes, lines: Iterable[int]) -> list[Splice]:
    """Each of *lines* as a comment, with no byte more than it had, and no character cut in two."""
    firsts = (match for start in lines if (match := _CHARACTER.match(body, start)))
    return [Splice(Span(*match.span()), b"#" * len(match[0])) for match in firsts]


def _broken(document: Document, places: Sequence[int]) -> frozenset[int]:
    """Where lines begin, if those at *places* end there, at which WSL would stop or complain: they stay comments. What
    is below such a line shows only once it is one."""
    starts = {place + 1 for place in places}
    found: frozenset[int] = frozenset()
    while True:
        apart = spliced(document, [*_ends(places), *_comments(document.body, found)])
        new = {node.span.start for node in apart.nodes if isinstance(node, Broken)} & starts - found
        if not new:
            return found
        found |= new


def _rivals(document: Document, apart: Document) -> frozenset[int]:
    """Where lines begin that would win over a setting that is in force in *document*: they stay comments. In *apart*,
    every byte is where it was."""
    pairs = (each for each in apart.pairs if apart.is_effective(each))
    names = ((pair.span.start, slot(document.dialect, pair.name)) for pair in pairs)
    in_force = {
        slot(document.dialect, each.name): each for each in document.pairs if document.is_effective(each)
    }
    return frozenset(start for start, name in names if name in in_force and in_force[name].span.start > start)


def _says(document: Document) -> list[tuple[str, ...]]:
    """All that the lines say, wherever they stand."""
    said: list[tuple[str, ...]] = []
    for node in document.nodes:
        match node:
            case Pair():
                said.append((node.section, node.key, node.value))
            case Header():
                said.append((node.name,))
            case Broken():
                said.append(())
    return said

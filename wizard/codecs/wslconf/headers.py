"""Headers of sections that their writer meant, and WSL does not see: misspelt, commented out, or missing above the
first settings. Everything below them is dead, and one repair of the header brings it all to life."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from wizard.codecs.wslconf.document import Document
from wizard.codecs.wslconf.edit import Splice, line_end
from wizard.codecs.wslconf.guess import home_of, is_like
from wizard.codecs.wslconf.keys import KEYS, Dialect, find, known_section
from wizard.codecs.wslconf.nodes import Broken, Header, Node, Pair, Span, full_name
from wizard.patterns import lazy_pattern

_COMMENTED: Final = lazy_pattern(rb"^[ \t]*(#[# \t]*)\[([A-Za-z][A-Za-z0-9]*)\][ \t]*\r?$", re.MULTILINE)


class DeadHeader(msgspec.Struct, frozen=True):
    """At *line*, which reads *text*, the header ``[section]`` is meant; *repair* puts it there. *pairs* are the
    settings below that WSL ignores without it."""

    line: int
    text: str
    section: str
    repair: Splice
    pairs: tuple[Pair, ...]


class _CommentedHeader(msgspec.Struct, frozen=True):
    """A header behind ``#``, which are the bytes of *marks*."""

    span: Span
    marks: Span
    name: str


def dead_headers(document: Document) -> tuple[DeadHeader, ...]:
    """All of *document*."""
    found = (_dead(document, opener, pairs) for opener, pairs in _groups(document))
    return tuple(each for each in found if each is not None)


_Opener = Header | _CommentedHeader | None
_Event = Node | _CommentedHeader


def _groups(document: Document) -> Iterator[tuple[_Opener, Sequence[Pair]]]:
    """What stands above settings, and these; nothing below a header that is broken itself."""
    opener: _Opener = None
    pairs: list[Pair] = []
    is_whole = True
    for event in _events(document):
        if isinstance(event, Pair):
            pairs.append(event)
            continue
        if isinstance(event, Broken):
            is_header = document.body[event.span.start : event.span.end].lstrip(b" \t").startswith(b"[")
            is_whole = is_whole and not is_header
            continue
        if pairs and is_whole:
            yield opener, pairs
        opener, pairs, is_whole = event, [], True
    if pairs and is_whole:
        yield opener, pairs


def _events(document: Document) -> list[_Event]:
    """Nodes, and between them headers that are comments, as they follow each other."""
    inside = [(node.span.start, node.span.end) for node in document.nodes if not isinstance(node, Header)]
    comments = [
        _CommentedHeader(Span(*match.span()), Span(*match.span(1)), match[2].decode())
        for match in _COMMENTED.finditer(document.body)
        if known_section(document.dialect, match[2].decode())
        and not any(start < match.start() < end for start, end in inside)
    ]
    return sorted([*document.nodes, *comments], key=lambda event: event.span.start)


def _dead(document: Document, opener: _Opener, pairs: Sequence[Pair]) -> DeadHeader | None:
    """What is wrong above *pairs*, of which those do not matter that belong in another file."""
    dialect = document.dialect
    pairs = [pair for pair in pairs if home_of(dialect, pair.section, pair.key) is None]
    is_dead = bool(pairs) and all(
        find(dialect, pair.name) is None and pair.name == full_name(pair.section, pair.key) for pair in pairs
    )
    if not is_dead or any(_goes_on(document, pair) for pair in pairs):
        return None
    match opener:
        case None:
            return _missing(document, pairs)
        case Header():
            return _misspelt(document, opener, pairs)
        case _:
            return _commented(document, opener, pairs)


def _goes_on(document: Document, pair: Pair) -> bool:
    """Whether *pair* takes more than its line: what it means with another header is not for us to say."""
    raw = document.body[pair.span.start : pair.span.end].rstrip(b"\r\n")
    return b"\n" in raw or raw.endswith(b"\\")


def _missing(document: Document, pairs: Sequence[Pair]) -> DeadHeader | None:
    fitting = _fitting(document.dialect, pairs)
    if len(fitting) != 1:
        return None
    start = pairs[0].span.start
    header = b"[" + fitting[0].encode() + b"]" + line_end(document)
    text = document.body[start : pairs[0].span.end].decode("utf-8", "replace").strip()
    return DeadHeader(pairs[0].line, text, fitting[0], Splice(Span(start, start), header), tuple(pairs))


def _misspelt(document: Document, header: Header, pairs: Sequence[Pair]) -> DeadHeader | None:
    if known_section(document.dialect, header.name):
        return None
    like = [each for each in _fitting(document.dialect, pairs) if is_like(each, header.name)]
    if len(like) != 1:
        return None
    raw = document.body[header.span.start : header.span.end]
    start = header.span.start + raw.index(b"[") + 1
    place = Span(start, header.span.start + raw.index(b"]"))
    text = raw.decode("utf-8", "replace").strip()
    return DeadHeader(header.line, text, like[0], Splice(place, like[0].encode()), tuple(pairs))


def _commented(document: Document, header: _CommentedHeader, pairs: Sequence[Pair]) -> DeadHeader | None:
    section = known_section(document.dialect, header.name)
    if section is None or section not in _fitting(document.dialect, pairs):
        return None
    line = document.body.count(b"\n", 0, header.span.start) + 1
    text = document.body[header.span.start : header.span.end].decode().strip()
    return DeadHeader(line, text, section, Splice(header.marks, b""), tuple(pairs))


def _fitting(dialect: Dialect, pairs: Sequence[Pair]) -> list[str]:
    """The sections that have keys of all these names."""
    sections = dict.fromkeys(key.section for key in KEYS[dialect])
    return [each for each in sections if all(_lives_in(dialect, each, pair.key) for pair in pairs)]


def _lives_in(dialect: Dialect, section: str, word: str) -> bool:
    key = find(dialect, f"{section}.{word}")
    return key is not None and key.section == section

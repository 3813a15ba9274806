"""Everything that is wrong with a file of WSL's grammar, each with its repair where there is a safe one.

`defects` looks past the line at which WSL stops, so that a file is repaired at once: after a repair of the stop
alone, WSL would stop at the next bad line. Repairs of keys and values never change a setting that is in force and
valid; a line made readable brings into force what it says, unless its key is in force from further below.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from functools import cached_property
from typing import Final

import msgspec

from wizard.codecs.wslconf.document import Document, parse
from wizard.codecs.wslconf.edit import (
    Splice,
    commenting,
    glued_header,
    line_end,
    quoted,
    spliced,
    written,
)
from wizard.codecs.wslconf.encoding import is_utf16, recoded
from wizard.codecs.wslconf.guess import better_value, home_of, nearest_key
from wizard.codecs.wslconf.headers import DeadHeader, dead_headers
from wizard.codecs.wslconf.keys import Dialect, Key, ValueType, find, removed_in
from wizard.codecs.wslconf.line_ends import broken_continuation, hidden_by_comment
from wizard.codecs.wslconf.lost_words import Loss, lost_words
from wizard.codecs.wslconf.nodes import Broken, Fault, Node, Pair, Span, full_name
from wizard.codecs.wslconf.reader import CONTROL_Z
from wizard.codecs.wslconf.repair import meant_text, repaired_line, unexpanded, without_marks
from wizard.codecs.wslconf.values import take
from wizard.patterns import lazy_pattern


class DefectKind(enum.Enum):
    """What is wrong. The values are stable; their order is that in which one line is repaired."""

    UTF16 = "utf-16"
    """The file is in a form of UTF-16 that WSL does not read: nothing of it is in force."""
    BYTE_ORDER_MARK = "byte-order-mark"
    """A byte order mark that WSL takes for text. At the start of a `wsl.conf`, nothing of it is in force."""
    CONTROL_Z = "control-z"
    """`.wslconfig` ends here for Windows, although there is more below."""
    UNREADABLE_LINE = "unreadable-line"
    """WSL stops here, or would if it came here; in `.wslconfig` it skips the line."""
    DEAD_HEADER = "dead-header"
    """A header that is misspelt, commented out or missing: WSL ignores the settings below it."""
    BACKSLASH_AT_END = "backslash-at-end"
    """A `wsl.conf` ends in a backslash: the distro may not start."""
    FATAL_VALUE = "fatal-value"
    """A value that keeps WSL from starting."""
    MISSING_FILE = "missing-file"
    """A file that WSL does not start without, and that is not there. Not seen in the text: `files`."""
    GLUED_HEADER = "glued-header"
    """The value has swallowed the header of a section, as in ``default=me[boot]``."""
    NEXT_LINE = "next-line"
    """The backslash at the end of the line makes the next setting part of this value."""
    BAD_VALUE = "bad-value"
    """WSL does not take the value, and keeps its default."""
    DUPLICATE_KEY = "duplicate-key"
    """The key stands above already, and WSL takes the first."""
    SILENT_ESCAPE = "silent-escape"
    r"""A Windows path in which WSL reads ``\t``, ``\n`` or ``\b`` as a control character."""
    CUT_OFF = "cut-off"
    """``#`` begins a comment in the middle of what is meant as the value."""
    QUOTES = "quotes"
    """A command without its double quotes, which WSL takes away."""
    HALF_READ = "half-read"
    """A list of ports of which WSL reads only part."""
    NON_ASCII = "non-ascii"
    """A value in `.wslconfig` that WSL garbles."""
    UNEXPANDED = "unexpanded"
    """A path in `.wslconfig` that names a variable. WSL expands none."""
    OUTSIDE_SECTION = "outside-section"
    """The key stands above the first section, and WSL does not know it there."""
    UNKNOWN_KEY = "unknown-key"
    """WSL does not know the key in this section of this file."""
    LONE_CR = "lone-cr"
    """Lines end in CR alone, and a comment hides those below it: to WSL it goes on to the next LF."""
    CRLF_CONTINUATION = "crlf-continuation"
    """A backslash before CRLF in a `wsl.conf`: WSL ends the value there, or stops; its writer meant it to go on."""
    CRLF = "crlf"
    """Lines of a `wsl.conf` end in CRLF: WSL before 2.5.8 ignores the file."""
    NO_FINAL_NEWLINE = "no-final-newline"
    """The last line has no end, and the next program that appends a line will glue it to this one."""


class Recode(msgspec.Struct, frozen=True):
    """The whole file again, as `recoded` gives it."""


Repair = tuple[Splice, ...] | Recode


class Defect(msgspec.Struct, frozen=True):
    """*kind* is wrong at *line*, as an editor counts, with *text*: the line, or the value of *key*.

    *suggestion* is what should stand there instead: a value for a bad one, a full key name for an unknown key,
    which then may belong in another file, *home*. *repair* is None where nothing safe can be done. *says* is what WSL
    says of a line that it cannot read, in its own English words.
    """

    kind: DefectKind
    line: int
    text: str
    key: str = ""
    suggestion: str = ""
    home: Dialect | None = None
    repair: Repair | None = None
    says: str = ""


_DRIVE: Final = lazy_pattern(r"[A-Za-z]:[\\\b\t\n]")
_CONTROL: Final = lazy_pattern(r"[\b\t\n]")
_RAW_CONTROL: Final = lazy_pattern(rb"[\b\t\n]")
_WHOLE_FILE: Final = frozenset((DefectKind.CRLF, DefectKind.NO_FINAL_NEWLINE))


def defects(document: Document) -> tuple[Defect, ...]:
    """All defects of *document*, by line."""
    if is_utf16(document.data, document.dialect):
        return (Defect(DefectKind.UTF16, document.stops_at or 1, "", repair=Recode()),)
    odd = _odd_line_ends(document)
    if odd is not None:
        return (odd,)  # what the lines mean shows only with LF
    headers = dead_headers(document)
    dead = {pair.line for header in headers for pair in header.pairs}
    pairs = (each for each in _of_pairs(document) if each.line not in dead)
    found = [*_of_file(document), *_of_lines(document), *map(_dead_header, headers), *pairs]
    return tuple(sorted(found, key=lambda defect: defect.line))


def repair_defect(document: Document, defect: Defect) -> Document:
    """*document* with *defect* repaired; unchanged if it is not (or no longer) there, or has no repair."""
    if defect.repair is None or defect not in defects(document):
        return document
    return with_repair(document, defect.repair)


def with_repair(document: Document, repair: Repair) -> Document:
    """*document* with *repair* made, which is that of one of its defects."""
    if isinstance(repair, Recode):
        return parse(recoded(document.data, document.dialect), document.dialect)
    return spliced(document, repair)


def repair_line(document: Document, line: int) -> Document:
    """*document* with *line* repaired, the line (as an editor counts) at which WSL stops, or complains.

    Nothing that is written on it is lost: what cannot be made readable becomes a comment. WSL does not stop at
    this line again. A line with nothing to repair leaves the document as it is.
    """
    for _ in range(len(document.data) + 1):
        here = [each for each in defects(document) if _is_of(each, line)]
        for worst in sorted(here, key=lambda each: _RANK[each.kind]):
            if worst.repair is not None:
                document = with_repair(document, worst.repair)
                break
        else:
            return document
        if document.stops_at != line:
            return document
    return document


def _is_of(defect: Defect, line: int) -> bool:
    """Whether *defect* is one of *line*, or decides what is on it."""
    if defect.kind in (DefectKind.LONE_CR, DefectKind.CRLF_CONTINUATION):
        return True
    return defect.line == line and defect.kind not in _WHOLE_FILE


_RANK: Final = {kind: rank for rank, kind in enumerate(DefectKind)}


def _of_file(document: Document) -> Iterator[Defect]:
    body = document.body
    if document.stop is not None and document.stop.fault is Fault.CONTROL_Z:
        yield Defect(DefectKind.CONTROL_Z, document.stop.line, "", repair=(_past_control_z(document),))
    crlf = -1 if document.dialect.on_windows else body.find(b"\r\n")
    if crlf >= 0:
        yield Defect(DefectKind.CRLF, body.count(b"\n", 0, crlf) + 1, "", repair=Recode())
    if document.end == len(body) and body and not body.endswith((b"\n", b"\r", b"\\")):
        end = Splice(Span(len(body), len(body)), line_end(document))
        yield Defect(DefectKind.NO_FINAL_NEWLINE, body.count(b"\n") + 1, "", repair=(end,))


def _dead_header(header: DeadHeader) -> Defect:
    meant = f"[{header.section}]"
    return Defect(DefectKind.DEAD_HEADER, header.line, header.text, suggestion=meant, repair=(header.repair,))


def _odd_line_ends(document: Document) -> Defect | None:
    hidden = hidden_by_comment(document)
    if hidden is not None:
        text = document.body.split(b"\n")[hidden[0] - 1].decode("utf-8", "replace").rstrip("\r")
        return Defect(DefectKind.LONE_CR, hidden[0], text, repair=hidden[1])
    broken = broken_continuation(document)
    return None if broken is None else Defect(DefectKind.CRLF_CONTINUATION, *broken, repair=Recode())


def _past_control_z(document: Document) -> Splice:
    """Lets the rest of the file be read, from a new line on, so that what is in force stays so."""
    before, rest = document.body[: document.end], document.body[document.end :].replace(CONTROL_Z, b"")
    lead = b"" if not before or before.endswith(b"\n") else line_end(document)
    return Splice(Span(document.end, len(document.body)), lead + rest)


def _of_lines(document: Document) -> Iterator[Defect]:
    for node in document.nodes:
        if (path := unexpanded(document, node)) is not None:
            yield _unexpanded(document, node, path)
        if path is not None or not isinstance(node, Broken):
            continue
        unmarked = without_marks(document, node)
        kind = DefectKind.UNREADABLE_LINE
        if unmarked is not None:
            kind = DefectKind.BYTE_ORDER_MARK
        elif node.fault is Fault.BACKSLASH_AT_END and not document.dialect.on_windows:
            kind = DefectKind.BACKSLASH_AT_END
        line = document.body[node.span.start : node.span.end]
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        yield Defect(
            kind, node.line, text, repair=(unmarked or repaired_line(document, node),), says=node.says
        )


def _unexpanded(document: Document, node: Node, path: tuple[str, str]) -> Defect:
    comment = repaired_line(document, node) if isinstance(node, Broken) else None
    if isinstance(node, Pair):
        comment = commenting(document, node)
    repair = (comment,) if comment is not None else None
    return Defect(DefectKind.UNEXPANDED, node.line, path[1], path[0], repair=repair)


def _of_pairs(document: Document) -> Iterator[Defect]:
    apart: list[Pair] = []
    glued = ""
    for node in document.nodes:
        if not isinstance(node, Pair):
            glued = ""
        elif (header := glued_header(document, node)) is not None:
            glued = document.body[header.start : header.end].strip(b" \t[]").decode()
            split = Splice(Span(header.start, document.body.index(b"[", header.start)), line_end(document))
            yield Defect(
                DefectKind.GLUED_HEADER, node.line, node.value, node.name, f"[{glued}]", repair=(split,)
            )
        elif not glued or find(document.dialect, f"{glued}.{node.key}") is None:
            apart.append(node)
    settings: dict[str, _Occurrences] = {}
    for pair in apart:
        key = find(document.dialect, pair.name)
        if key is not None:
            settings.setdefault(key.name, _Occurrences(document, key)).rivals.append(pair)
    for pair in apart:
        key = find(document.dialect, pair.name)
        yield from _unknown(document, pair) if key is None else settings[key.name].defects(pair)


def _unknown(document: Document, pair: Pair) -> Iterator[Defect]:
    dialect = document.dialect
    if pair.name != full_name(pair.section, pair.key):
        return  # the malformed header above is the defect
    kind = DefectKind.UNKNOWN_KEY if pair.section else DefectKind.OUTSIDE_SECTION
    there = home_of(dialect, pair.section, pair.key)
    home, suggestion = (there[0], there[1].name) if there is not None else (None, "")
    suggestion = suggestion or nearest_key(dialect, pair.section, pair.key)
    is_removed = removed_in(dialect, pair.name) is not None
    repair = (commenting(document, pair),) if is_removed else None
    yield Defect(kind, pair.line, pair.value, pair.name, "" if is_removed else suggestion, home, repair)


class _Occurrences:
    """One known *key* and all its *rivals* in file order, of which WSL takes the first, good or not.

    If the first is bad, the first good one below is what its writer came to mean: its value moves up. If none
    is good, a value that can mean only one thing (``yes``) is put right.
    """

    def __init__(self, document: Document, key: Key) -> None:
        self.rivals: list[Pair] = []
        self._document = document
        self._key = key
        self._windows = document.dialect.on_windows

    def defects(self, pair: Pair) -> Iterator[Defect]:
        """What is wrong with *pair*, one of the rivals."""
        first = self.rivals[0]
        if pair is first:
            yield from self._of_first(pair)
            return
        repair: tuple[Splice, ...] = (commenting(self._document, pair),)
        if self._donor is not None and self._donor[0] is pair:
            repair = (*repair, Splice(first.written, self._donor[1]))
        yield self._defect(DefectKind.DUPLICATE_KEY, pair, repair=repair)

    def _of_first(self, pair: Pair) -> Iterator[Defect]:
        raw = self._document.body[pair.written.start : pair.written.end]
        lost = lost_words(self._document, self._key, pair)
        if lost is not None:
            yield self._defect(DefectKind(lost.loss.value), pair, repair=lost.repair)
        if not self._is_good(pair) and not (lost and lost.loss is Loss.NEXT_LINE):
            yield self._of_bad_value(pair)
        if self._windows and not raw.isascii():
            yield self._defect(DefectKind.NON_ASCII, pair)
        elif _DRIVE.match(pair.value) and _CONTROL.search(pair.value) and not _RAW_CONTROL.search(raw):
            text = quoted(meant_text(raw))
            yield self._defect(DefectKind.SILENT_ESCAPE, pair, repair=(Splice(pair.written, text),))

    def _of_bad_value(self, pair: Pair) -> Defect:
        suggestion, repair = "", None
        if self._donor is not None:
            donor, text = self._donor
            suggestion = text.decode("utf-8", "replace")
            moved = () if donor is pair else (commenting(self._document, donor),)
            repair = (Splice(pair.written, text), *moved)
        elif not pair.value:
            repair = (commenting(self._document, pair),)  # says nothing, and its default is in force already
        if self._key.kind is not ValueType.MAC:
            return self._defect(DefectKind.BAD_VALUE, pair, suggestion, repair)
        fallback = (commenting(self._document, pair),)
        return self._defect(DefectKind.FATAL_VALUE, pair, suggestion, repair or fallback)

    @cached_property
    def _donor(self) -> tuple[Pair, bytes] | None:
        """The rival whose value the first should have, and that value as written; the first itself if good."""
        for pair in self.rivals:
            if self._is_good(pair):
                return pair, self._document.body[pair.written.start : pair.written.end]
        for pair in self.rivals:
            guess = better_value(self._key, pair.value, on_windows=self._windows)
            if guess is not None:
                return pair, written(guess, self._document.dialect)
        return None

    def _is_good(self, pair: Pair) -> bool:
        return not take(self._key, pair.value, on_windows=self._windows).refusals

    def _defect(
        self, kind: DefectKind, pair: Pair, suggestion: str = "", repair: tuple[Splice, ...] | None = None
    ) -> Defect:
        return Defect(kind, pair.line, pair.value, self._key.name, suggestion, repair=repair)

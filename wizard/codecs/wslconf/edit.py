"""Safe edits of a file of WSL's grammar: a key is set or removed, and all else keeps its bytes.

Values are written as WSL §1.8 says. Where WSL's own settings app edits in ways that lose or misplace
things (WSL §7), this does not follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import msgspec

from wizard.codecs.lines import Unwritable
from wizard.codecs.wslconf.document import Document, parse
from wizard.codecs.wslconf.keys import Dialect, ValueType, find, fold, known_section, slot
from wizard.codecs.wslconf.nodes import Broken, Fault, Header, Node, Pair, Span, full_name
from wizard.codecs.wslconf.values import take
from wizard.model.errors import InputError
from wizard.model.text import say
from wizard.patterns import lazy_pattern

_NAME: Final = lazy_pattern(r"[A-Za-z][A-Za-z0-9]*", re.ASCII)
_RISKY: Final = lazy_pattern(rb'[#"\\\b\t\n]|\A | \Z')
_FORBIDDEN: Final = lazy_pattern(r"[\x00-\x07\x0b-\x1f\x7f]")
_GLUED: Final = lazy_pattern(rb"[ \t]*\[([A-Za-z][A-Za-z0-9]*)\]\Z")
_BLANK_LAST: Final = lazy_pattern(rb"(?:\A|\n)[ \t]*\r?\n\Z")
_SWALLOWED: Final = lazy_pattern(rb"\\\r?\n[ \t]*[A-Za-z][A-Za-z0-9]*[ \t]*=")
_MEANT_COMMENT: Final = lazy_pattern(rb"[ \t]((?:;|//)[^\"]*)\Z")
_CONTINUED: Final = lazy_pattern(rb"\\\r+\n\Z")
_ESCAPES: Final = {b"\\": rb"\\", b'"': rb"\"", b"\b": rb"\b", b"\t": rb"\t", b"\n": rb"\n"}


class Unreachable(InputError):
    """WSL gives up at *line* (as an editor counts), so a key put into the file would not take effect."""

    def __init__(self, line: int) -> None:
        super().__init__(
            "wslconf-unreachable",
            say("WSL stops reading at line {line}, so a setting below it has no effect.", line=line),
        )
        self.line = line


class Splice(msgspec.Struct, frozen=True):
    """*text* in place of the bytes of *span* of a document's body."""

    span: Span
    text: bytes


def spliced(document: Document, splices: Iterable[Splice]) -> Document:
    """*document* with all *splices* made; their places are those in *document*, and none overlap."""
    pieces: list[bytes] = []
    at = 0
    for splice in sorted(splices, key=lambda each: (each.span.start, each.span.end)):
        pieces += (document.body[at : splice.span.start], splice.text)
        at = splice.span.end
    pieces.append(document.body[at:])
    return parse(document.source.data(b"".join(pieces)), document.dialect)


def quoted(raw: bytes) -> bytes:
    """*raw* between quotes, with all the escapes WSL knows and needs."""
    return b'"' + re.sub(rb'[\\"\b\t\n]', lambda match: _ESCAPES[match[0]], raw) + b'"'


def written(value: str, dialect: Dialect) -> bytes:
    """*value* as it is written in a file *dialect*: plain if it may be. Raises `Unwritable`."""
    forbidden = _FORBIDDEN.search(value)
    if forbidden is not None:
        code = ord(forbidden[0])
        raise Unwritable(
            say(
                "The value contains the control character {code}, which WSL cannot read.",
                code=f"U+{code:04X}",
            )
        )
    if dialect.on_windows and not value.isascii():
        raise Unwritable(say("WSL misreads non-ASCII characters in .wslconfig: {value}", value=value))
    try:
        raw = value.encode()
    except UnicodeEncodeError:
        raise Unwritable(say("The value contains characters that cannot be saved in a file.")) from None
    return quoted(raw) if _RISKY.search(raw) or _glued(raw, dialect) else raw


def line_end(document: Document) -> bytes:
    """How a line of ours ends: LF, unless the file has CRLF – in `.wslconfig` mostly, elsewhere throughout.

    A `wsl.conf` with CRLF is kept uniform, because repairing it is a step of its own.
    """
    crlf = document.body.count(b"\r\n")
    alone = document.body.count(b"\n") - crlf
    has_crlf = crlf > alone if document.dialect.on_windows else crlf > 0 and alone == 0
    return b"\r\n" if has_crlf else b"\n"


def glued_header(document: Document, pair: Pair) -> Span | None:
    """The header that *pair*'s value has swallowed, as in ``default=me[boot]``, with blanks before it."""
    raw = document.body[pair.written.start : pair.written.end]
    match = _glued(raw, document.dialect)
    return None if match is None else Span(pair.written.start + match.start(), pair.written.end)


def _glued(raw: bytes, dialect: Dialect) -> re.Match[bytes] | None:
    match = _GLUED.search(raw)
    return match if match and known_section(dialect, match[1].decode()) else None


def put(document: Document, section: str, key: str, value: str) -> Document:
    """*document* with ``[section] key=value`` in force.

    The first line of the key (under any of its names) gets the value, if it has another, and keeps its blanks,
    comment and line end; its later lines become comments. A key that is not there comes after the last
    key of the first section of that name, or with a new section at the end. A header glued to the old value
    (`glued_header`) gets a line of its own.

    Raises `Unreachable` if WSL gives up above where the key would be, or throws; `Unwritable` for a value that it could
    not read, and if the key would not be in force for another reason.
    """
    text = _checked(document.dialect, section, key, value)
    first = document.pair(section, key)
    others = [pair for pair in _all_of(document, section, key) if pair is not first]
    splices = [commenting(document, pair) for pair in others]
    if first is None:
        splices.append(_insertion(document, section, key.encode() + b"=" + text))
    elif first.value != value:
        splices.append(_replacement(document, first, text))
    after = spliced(document, splices) if splices else document
    if after.exception is None and after.get(section, key) == value:
        return after
    if document.stop is not None:
        raise Unreachable(document.stop.line)
    name = full_name(section, key)
    raise Unwritable(say("WSL would not read {key} in this file because of the lines around it.", key=name))


def _checked(dialect: Dialect, section: str, key: str, value: str) -> bytes:
    """*value* as it will be written. Raises `Unwritable` for it or for the names."""
    for name in (section, key):
        if _NAME.fullmatch(name) is None:
            rule = say(
                "Section and key names must start with a letter and contain only letters and digits: {name}",
                name=name,
            )
            raise Unwritable(rule)
    known = find(dialect, full_name(section, key))
    if known is not None and known.kind is ValueType.MAC and take(known, value, on_windows=True).refusals:
        raise Unwritable(say("This hardware address keeps WSL from starting: {value}", value=value))
    return written(value, dialect)


def remove(document: Document, section: str, key: str) -> Document:
    """*document* without the key: all its lines become comments, under any of its names, also those below a stop,
    because a person wrote them. A header glued to a value stays one.
    """
    gone = _all_of(document, section, key)
    return spliced(document, [commenting(document, pair) for pair in gone]) if gone else document


def _all_of(document: Document, section: str, key: str) -> list[Pair]:
    wanted = slot(document.dialect, full_name(section, key))
    return [
        pair for pair in (*document.pairs, *document.unread) if slot(document.dialect, pair.name) == wanted
    ]


def commenting(document: Document, pair: Pair) -> Splice:
    """*pair*'s line, or lines, as comments; a header glued to its value gets a line of its own."""
    span = _own(document, pair)
    text = document.body[span.start : span.end]
    content = text.removesuffix(b"\n").removesuffix(b"\r")
    end = text[len(content) :]
    if end == b"\r" or span != pair.span:
        end = line_end(document)  # a CR alone would not end the comment
    return Splice(span, commented(content) + end)


def commented(content: bytes) -> bytes:
    """All lines of *content* as comments, at their indentation."""
    return b"\n".join(
        re.sub(rb"\A([ \t]*)", rb"\1# ", line) if line.strip(b" \t\r") else line
        for line in content.split(b"\n")
    )


def _own(document: Document, pair: Pair) -> Span:
    """*pair*'s line without a header glued to its value."""
    header = glued_header(document, pair)
    if header is None:
        return pair.span
    return Span(pair.span.start, document.body.index(b"[", header.start))


def _replacement(document: Document, pair: Pair, text: bytes) -> Splice:
    header = glued_header(document, pair)
    if header is None:
        return _instead(document, pair, text)
    bracket = document.body.index(b"[", header.start)
    return Splice(Span(pair.written.start, bracket), text + line_end(document))


def _instead(document: Document, pair: Pair, text: bytes) -> Splice:
    """*text* in place of *pair*'s value. What a person wrote behind it for a comment becomes one; a value that has
    swallowed the next setting stays as comments below."""
    old = document.body[pair.written.start : pair.written.end]
    if _SWALLOWED.search(old):
        comment = commenting(document, pair)
        line = document.body[pair.span.start : pair.written.start] + text + line_end(document)
        return Splice(comment.span, line + comment.text)
    behind = _MEANT_COMMENT.search(old)
    return Splice(pair.written, text + (b" # " + behind[1] if behind is not None else b""))


def _insertion(document: Document, section: str, line: bytes) -> Splice:
    end = line_end(document)
    above = _last_of_section(document, section)
    if above is not None:
        place = above.span.end
        is_last = place == len(document.body) or document.dialect.on_windows
        if not is_last and _CONTINUED.search(document.body, above.span.start, place):
            raise Unreachable(above.line)  # with LF, a line of ours would belong to the value above
        return Splice(Span(place, place), _gap(document, above, end) + line + end)
    if document.stop is not None and document.stop.place < document.end:
        raise Unreachable(document.stop.line)
    last = document.nodes[-1] if document.nodes else None
    if isinstance(last, Broken) and last.fault is Fault.BACKSLASH_AT_END:
        raise Unreachable(last.line)  # a line end of ours would make it a setting that goes on
    place, before = document.end, document.body[: document.end]
    lead = b"" if not before or before.endswith(b"\n") else end
    if before and not _BLANK_LAST.search(before):
        lead += end
    return Splice(Span(place, place), lead + b"[" + section.encode() + b"]" + end + line + end)


def _gap(document: Document, node: Node, end: bytes) -> bytes:
    """The line end that *node* lacks. A CR ends a line too, but not a comment; an LF after a backslash does not."""
    if isinstance(node, Pair) and node.written.end == node.span.end:
        return end
    line = document.body[node.span.start : node.span.end]
    ended = line.endswith(b"\n") or (line.endswith(b"\r") and b"#" not in line)
    return b"" if ended else end


def _last_of_section(document: Document, section: str) -> Header | Pair | None:
    """The last key line, else the header, of the first section of that name that WSL gets to see.

    The section ends where the page says so, even if WSL does not see it yet: at a malformed or a glued header.
    """
    last: Header | Pair | None = None
    for node in document.nodes:
        if document.stop is not None and node.span.start >= document.stop.place:
            break
        if last is None:
            last = node if isinstance(node, Header) and fold(node.name) == fold(section) else None
        elif _ends_section(document, node, section):
            break
        elif isinstance(node, Pair):
            last = node
    return last


def _ends_section(document: Document, node: Node, section: str) -> bool:
    match node:
        case Header():
            return True
        case Broken():
            return fold(node.section) != fold(section)
        case Pair():
            # Below a header that WSL cannot read, it gives keys another section than the page does (WSL §1.4).
            is_here = fold(node.name) == fold(full_name(section, node.key))
            return not is_here or glued_header(document, node) is not None

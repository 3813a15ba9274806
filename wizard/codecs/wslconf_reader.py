"""The lines of a file of WSL's grammar, as WSL's reader tells them apart (WSL-FACTS §1.1, §1.2, §1.4).

WSL reads with one character-at-a-time machine (`src/shared/configfile/configfile.cpp`). `scan` has the same
states, but takes a run of characters at a step, and instead of acting on what it reads it says where it is:
every header, pair and bad line with its place. It never stops at a bad line, as WSL does in `wsl.conf`: what
stands below is told too, and it is for the caller to know that WSL does not see it.

All that the grammar looks at is ASCII, so bytes are scanned. Two lines counts run side by side: *line*, as an
editor counts (LF, CRLF and a lone CR each end a line), and *wsl_line*, as WSL's messages count.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.codecs.wsl_keys import Dialect, fold

CONTROL_Z: Final = b"\x1a"
"""Where a CRT text file ends, whatever follows (WSL-FACTS §1.3)."""


class Span(msgspec.Struct, frozen=True):
    """The bytes from *start* up to, not including, *end*."""

    start: int
    end: int


class Fault(enum.Enum):
    """Why WSL cannot read a line."""

    KEY_NAME = "key-name"
    SECTION_NAME = "section-name"
    NO_BRACKET = "no-bracket"
    AFTER_HEADER = "after-header"
    NO_EQUALS = "no-equals"
    NO_QUOTE = "no-quote"
    ESCAPE = "escape"
    BACKSLASH_AT_END = "backslash-at-end"


_SAYS: Final = {
    Fault.KEY_NAME: "Invalid key name",
    Fault.SECTION_NAME: "Invalid section name",
    Fault.NO_BRACKET: "Expected ']'",
    Fault.AFTER_HEADER: "Expected ' ' or '\\n'",
    Fault.NO_EQUALS: "Expected '='",
    Fault.NO_QUOTE: 'Expected "',
}


class Header(msgspec.Struct, frozen=True):
    """``[name]``. *span* is the whole line with its indentation, comment and line end."""

    span: Span
    line: int
    name: str


class Pair(msgspec.Struct, frozen=True):
    """``key = value``. *span* as of a header; *written* is the value as it stands, without outer blanks.

    *section* and *key* are as written; *name* is what WSL makes of them. They differ only in `.wslconfig`
    below a malformed header, which garbles the section name in WSL's memory (WSL-FACTS §1.4).
    """

    span: Span
    written: Span
    line: int
    wsl_line: int
    section: str
    key: str
    name: str
    value: str


class Broken(msgspec.Struct, frozen=True):
    """A line WSL cannot read, and *says* so in its own English words (without file and line)."""

    span: Span
    line: int
    wsl_line: int
    fault: Fault
    says: str


Node = Header | Pair | Broken

_NAME: Final = rb"([A-Za-z][A-Za-z0-9]*)"
_GAP: Final = re.compile(rb"(?:[ \t\r\n]++|#[^\n]*+)*+")
_BLANKS: Final = re.compile(rb"[ \t]*")
_BRACKET: Final = re.compile(rb"\[" + _NAME)
_KEY: Final = re.compile(_NAME + rb"[ \t]*")
_PLAIN: Final = re.compile(rb'[^"\\#\r\n]*')
_TOKEN: Final = {
    False: re.compile(rb'(?P<run>[^"\\#\r\n]+)|(?P<mark>["#])|\\(?P<escape>.?)', re.DOTALL),
    True: re.compile(rb'(?P<run>[^"\\#\r\n]+)|(?P<mark>["#])|\\(?P<escape>\r\n|.?)', re.DOTALL),
}
_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_TAIL: Final = re.compile(rb"[ \t]*(?:(#)[^\n]*\n?|\r\n|\r|\n|)")
_MEANT: Final = re.compile(rb"""[ \t]*\[[\[ \t"']*([^\]"'#\r\n]*)""")
_CHARACTER: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+|.", re.DOTALL)
_ESCAPED: Final = {b"\\": b"\\", b'"': b'"', b"b": b"\b", b"n": b"\n", b"t": b"\t"}


def meant_section(line: bytes) -> str:
    """The name that a malformed header on *line* gives to a reader of the page; empty if there is none."""
    match = _MEANT.match(line)
    name = re.sub(rb"[^A-Za-z0-9]", b"", match[1]) if match else b""
    return name.decode() if name[:1].isalpha() else ""


class _Unread(Exception):
    """The reader is at a loss: *fault*, seen at *at*, from where a reader that skips bad lines skips."""

    def __init__(self, fault: Fault, at: int, says: str = "") -> None:
        super().__init__()
        self.fault = fault
        self.at = at
        self.says = says or _SAYS.get(fault, "")


class _Value(msgspec.Struct, frozen=True):
    """A decoded value, where it is *written*, and how many continuation lines it has."""

    raw: bytes
    written: Span
    continued: int = 0


class Scanner:
    """One reading of *body*. *text_errors* is how bytes that are no UTF-8 are shown in names and values."""

    def __init__(self, body: bytes, dialect: Dialect, *, text_errors: str = "replace") -> None:
        self._body = body
        self._windows = dialect.on_windows
        self._errors = text_errors
        self._starts = [match.end() for match in _LINE_END.finditer(body)]
        cut = body.find(CONTROL_Z) if self._windows else -1
        self.end = len(body) if cut < 0 else cut
        self._at = 0
        self._wsl_line = 1
        self._section = ""
        self._garbled = ""

    def nodes(self) -> Iterator[Node]:
        """All headers, pairs and bad lines up to where the file ends for its C library."""
        while True:
            start = self._skip_gap()
            if self._at >= self.end:
                return
            yield self._node(start)

    def _skip_gap(self) -> int:
        """Move over blank and comment lines and indentation; where the line begins that comes next."""
        gap = _GAP.match(self._body, self._at, self.end)
        stop = self._at if gap is None else gap.end()
        self._wsl_line += self._body.count(b"\n", self._at, stop)
        newline = max(self._body.rfind(b"\n", self._at, stop), self._body.rfind(b"\r", self._at, stop))
        start = self._at if newline < 0 else newline + 1
        self._at = stop
        return start

    def _node(self, start: int) -> Node:
        line = bisect_right(self._starts, start) + 1
        try:
            if self._body.startswith(b"[", self._at):
                return self._header(start, line)
            return self._pair(start, line)
        except _Unread as unread:
            return self._broken(start, line, unread)

    def _header(self, start: int, line: int) -> Header:
        bracket = _BRACKET.match(self._body, self._at, self.end)
        if bracket is None:
            raise _Unread(Fault.SECTION_NAME, self._at + 1)
        name = bracket[1].decode()
        if not self._is(b"]", bracket.end()):
            self._garble(name)
            raise _Unread(Fault.NO_BRACKET, bracket.end())
        after = self._past_blanks(bracket.end() + 1)
        if after < self.end and self._body[after] not in b"#\r\n":
            self._garble(name)
            raise _Unread(Fault.AFTER_HEADER, after)
        self._section = self._garbled = name
        return Header(Span(start, self._finish(after)), line, name)

    def _garble(self, name: str) -> None:
        """A header that goes wrong after its name: WSL keeps the length of the old section, with new text."""
        size = len(self._garbled)
        self._garbled = name[:size].ljust(size, "\0")

    def _pair(self, start: int, line: int) -> Pair:
        key = _KEY.match(self._body, self._at, self.end)
        if key is None:
            raise _Unread(Fault.KEY_NAME, self._at)
        if not self._is(b"=", key.end()):
            raise _Unread(Fault.NO_EQUALS, key.end())
        value = self._value(key.end() + 1)
        self._wsl_line += value.continued
        wsl_line = self._wsl_line
        word = key[1].decode()
        seen = self._garbled if self._windows else self._section
        return Pair(
            span=Span(start, self._finish(value.written.end)),
            written=value.written,
            line=line,
            wsl_line=wsl_line,
            section=self._section,
            key=word,
            name=(f"{seen}.{word}" if seen else word).partition("\0")[0],
            value=self._text(value.raw),
        )

    def _value(self, after_equals: int) -> _Value:
        start = self._past_blanks(after_equals)
        plain = _PLAIN.match(self._body, start, self.end)
        if plain is None or (plain.end() < self.end and self._body[plain.end()] in b'"\\'):
            return self._marked_value(start)
        raw = plain[0].rstrip(b" \t")
        if not raw:
            return _Value(b"", self._empty_place(after_equals, start))
        return _Value(raw, Span(start, start + len(raw)))

    def _empty_place(self, after_equals: int, stop: int) -> Span:
        """Where a value belongs that is not there: one blank is left before a comment, if there are any."""
        if not self._is(b"#", stop):
            return Span(stop, stop)
        place = after_equals + (stop - after_equals > 1)
        return Span(place, place)

    def _marked_value(self, start: int) -> _Value:
        """A value with quotes or escapes. Blanks at its end count only if a quote or an escape follows them."""
        raw, kept, quoted, continued = bytearray(), 0, False, 0
        at = kept_at = start
        while (token := _TOKEN[self._windows].match(self._body, at, self.end)) is not None:
            at = token.end()
            run, mark, escape = token.groups()
            if run is not None:
                raw += run
                trimmed = run.rstrip(b" \t")
                if trimmed:
                    kept, kept_at = len(raw) - len(run) + len(trimmed), token.start() + len(trimmed)
                continue
            if mark == b"#" and not quoted:
                break
            if mark == b'"':
                quoted = not quoted
            else:
                raw += mark or self._unescape(escape, at)
                continued += mark is None and escape.endswith(b"\n")
            kept, kept_at = len(raw), at
        else:
            token = None
        if quoted:
            raise _Unread(Fault.NO_QUOTE, at)
        return _Value(bytes(raw[:kept]), Span(start, kept_at), continued)

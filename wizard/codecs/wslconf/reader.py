"""The lines of a file of WSL's grammar, as WSL's reader tells them apart (WSL §1.1, §1.2, §1.4).

WSL reads with one character-at-a-time machine (`src/shared/configfile/configfile.cpp`). `Scanner` has the
same states, but takes a run of characters at a step, and instead of acting on what it reads it says where it
is: every header, pair and bad line with its place. It does not stop at a bad line, as WSL does in `wsl.conf`:
what stands below is told too, and it is for the caller to know that WSL does not see it.

All that the grammar looks at is ASCII, so bytes are scanned. Two line counts run side by side: *line*, as an
editor counts LFs, and *wsl_line*, as WSL's messages count (§1.3: a CRLF after a key or a section counts twice
in `wsl.conf`, and a lone CR ends a line, too).

One character is read otherwise than by Windows: U+FFFF, which the CRT cannot tell from the end of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from wizard.codecs.wslconf.keys import Dialect
from wizard.codecs.wslconf.nodes import Broken, Fault, Header, Node, Pair, Span, full_name, meant_header
from wizard.patterns import lazy_pattern

CONTROL_Z: Final = b"\x1a"
"""Where a CRT text file ends, whatever follows (WSL §1.3)."""

_SAYS: Final = {
    Fault.KEY_NAME: "Invalid key name",
    Fault.SECTION_NAME: "Invalid section name",
    Fault.NO_BRACKET: "Expected ']'",
    Fault.AFTER_HEADER: "Expected ' ' or '\\n'",
    Fault.NO_EQUALS: "Expected '='",
    Fault.NO_QUOTE: 'Expected "',
}

_NAME: Final = rb"([A-Za-z][A-Za-z0-9]*)"
_NEWLINE: Final = lazy_pattern(rb"\n")
_GAP: Final = lazy_pattern(rb"(?:[ \t\r\n]++|#[^\n]*+)*+")
_BLANKS: Final = lazy_pattern(rb"[ \t]*")
_BRACKET: Final = lazy_pattern(rb"\[" + _NAME)
_KEY: Final = lazy_pattern(_NAME + rb"[ \t]*")
_PLAIN: Final = lazy_pattern(rb'[^"\\#\r\n]*')
_LINUX_TOKEN: Final = lazy_pattern(rb'([^"\\#\r\n]+)|(["#])|\\(.?)', re.DOTALL)
_WINDOWS_TOKEN: Final = lazy_pattern(rb'([^"\\#\r\n]+)|(["#])|\\(\r\n|.?)', re.DOTALL)
_TAIL: Final = lazy_pattern(rb"[ \t]*(?:(#)[^\n]*\n?|\r\n|\r|\n|)")
_ESCAPED: Final = {b"\\": b"\\", b'"': b'"', b"b": b"\b", b"n": b"\n", b"t": b"\t"}


class _Unread(Exception):
    """The line cannot be read: *fault* is what is wrong, seen at *at*, from where a reader that skips bad lines
    goes on."""

    def __init__(self, fault: Fault, at: int, says: str = "") -> None:
        super().__init__()
        self.fault = fault
        self.at = at
        self.says = says or _SAYS.get(fault, "")


class Scanner:
    """One reading of *body*. *text_errors*: how UTF-8 is decoded where the C library sees wide characters."""

    def __init__(self, body: bytes, dialect: Dialect, *, text_errors: str = "replace") -> None:
        self._body = body
        self._windows = dialect.on_windows
        self._token = _WINDOWS_TOKEN if dialect.on_windows else _LINUX_TOKEN
        self._errors = text_errors
        self._newlines = [match.start() for match in _NEWLINE.finditer(body)]
        cut = body.find(CONTROL_Z) if self._windows else -1
        self.end = len(body) if cut < 0 else cut
        self._at = 0
        self._wsl_line = 1
        self._section = ""
        self._seen = ""

    def nodes(self) -> Iterator[Node]:
        """All headers, pairs and bad lines up to *end*, where the file ends for its C library."""
        while True:
            start = self._skip_gap()
            if self._at >= self.end:
                return
            yield self._node(start)

    def line_at(self, place: int) -> int:
        """The editor's number of the line that *place* is on."""
        return bisect_left(self._newlines, place) + 1

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
        try:
            if self._has(b"[", self._at):
                return self._header(start)
            return self._pair(start)
        except _Unread as unread:
            return self._broken(start, unread)

    def _header(self, start: int) -> Header:
        bracket = _BRACKET.match(self._body, self._at, self.end)
        if bracket is None:
            raise _Unread(Fault.SECTION_NAME, self._at + 1)
        name = bracket[1].decode()
        if not self._has(b"]", bracket.end()):
            self._garble(name)
            raise _Unread(Fault.NO_BRACKET, bracket.end())
        after = self._past_blanks(bracket.end() + 1)
        if after < self.end and self._body[after] not in b"#\r\n":
            self._garble(name)
            raise _Unread(Fault.AFTER_HEADER, after)
        self._section = self._seen = name
        return Header(Span(start, self._finish(after)), self.line_at(start), name)

    def _garble(self, name: str) -> None:
        """A header went wrong after its name: WSL keeps the old section's length, but now with this text."""
        size = len(self._seen)
        self._seen = name[:size].ljust(size, "\0")

    def _pair(self, start: int) -> Pair:
        match = _KEY.match(self._body, self._at, self.end)
        if match is None:
            raise _Unread(Fault.KEY_NAME, self._at)
        if not self._has(b"=", match.end()):
            raise _Unread(Fault.NO_EQUALS, match.end())
        raw, written = self._value(match.end() + 1)
        wsl_line, key = self._wsl_line, match[1].decode()
        return Pair(
            span=Span(start, self._finish(written.end)),
            written=written,
            line=self.line_at(start),
            wsl_line=wsl_line,
            section=self._section,
            key=key,
            name=full_name(self._seen, key).partition("\0")[0],
            value=self._text(raw),
        )

    def _value(self, after_equals: int) -> tuple[bytes, Span]:
        """The value with its escapes resolved, and where it is written."""
        start = self._past_blanks(after_equals)
        plain = _PLAIN.match(self._body, start, self.end)
        stop = start if plain is None else plain.end()
        if stop < self.end and self._body[stop] in b'"\\':
            return self._marked_value(start)
        raw = self._body[start:stop].rstrip(b" \t")
        if raw:
            return raw, Span(start, start + len(raw))
        if self._has(b"#", stop) and stop - after_equals > 1:
            after_equals += 1  # a value put here keeps a blank on either side
        place = after_equals if self._has(b"#", stop) else stop
        return raw, Span(place, place)

    def _marked_value(self, start: int) -> tuple[bytes, Span]:
        """A value with quotes or escapes. Its last blanks count if a quote or an escape follows them."""
        raw, kept, quoted = bytearray(), 0, False
        at = written_end = start
        while (token := self._token.match(self._body, at, self.end)) is not None:
            run, mark, escape = token.groups()
            if mark == b"#" and not quoted:
                break
            at = token.end()
            if run is not None:
                raw += run
                blanks = len(run) - len(run.rstrip(b" \t"))
                kept, written_end = len(raw) - blanks, at - blanks
                continue
            if mark == b'"':
                quoted = not quoted
            else:
                raw += mark or self._unescape(escape, at)
            kept, written_end = len(raw), at
        if quoted:
            raise _Unread(Fault.NO_QUOTE, at)
        return bytes(raw[:kept]), Span(start, written_end)

    def _unescape(self, escape: bytes, at: int) -> bytes:
        """What a backslash and *escape* stand for; *at* is where *escape* ends."""
        if escape in _ESCAPED:
            return _ESCAPED[escape]
        if escape == b"\r":
            return b""  # eaten alone: an LF after it ends the value
        if escape in (b"\n", b"\r\n"):
            self._wsl_line += 1
            return b""
        shown = self._character(at - len(escape))
        fault = Fault.ESCAPE if escape else Fault.BACKSLASH_AT_END
        raise _Unread(fault, at, f"Invalid escaped character: '{shown}'")

    def _character(self, at: int) -> str:
        """The character at *at* as the C library hands it over: a byte on Linux, 16 bits on Windows."""
        if not self._windows:
            return self._text(self._body[at : at + 1])
        first = self._body[at : min(at + 4, self.end)].decode("utf-8", "replace")[:1] or "\uffff"
        return "\ufffd" if first > "\uffff" else first.rstrip("\0")

    def _text(self, raw: bytes) -> str:
        """*raw* as the C string WSL keeps. On Windows every 16-bit character loses its upper half (§1.3)."""
        if self._windows and not raw.isascii():
            raw = raw.decode("utf-8", self._errors).encode("utf-16-le", "surrogatepass")[::2]
        return raw.partition(b"\0")[0].decode("utf-8", "replace")

    def _broken(self, start: int, unread: _Unread) -> Broken:
        """WSL skips to the next LF in `.wslconfig`; so does this in all files."""
        newline = self._body.find(b"\n", unread.at, self.end)
        stop = self.end if newline < 0 else newline + 1
        header = meant_header(self._body[start:stop])
        if header is not None:
            self._section = header.name
        if not self._windows:
            self._seen = self._section
        wsl_line = self._wsl_line
        self._wsl_line += 1
        self._at = stop
        return Broken(
            span=Span(start, stop),
            line=self.line_at(start),
            wsl_line=wsl_line,
            section=self._section,
            fault=unread.fault,
            says=unread.says,
        )

    def _finish(self, at: int) -> int:
        """Move over what follows a header or a value on its line; where the next line begins."""
        tail = _TAIL.match(self._body, at, self.end)
        if tail is None:
            return at
        twice = tail[1] is None and tail[0].endswith(b"\r\n") and not self._windows
        self._wsl_line += 2 if twice else 1
        self._at = tail.end()
        return self._at

    def _past_blanks(self, at: int) -> int:
        blanks = _BLANKS.match(self._body, at, self.end)
        return at if blanks is None else blanks.end()

    def _has(self, character: bytes, at: int) -> bool:
        return at < self.end and self._body.startswith(character, at)

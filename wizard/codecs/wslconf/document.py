"""A file of WSL's grammar as a whole: what WSL gets out of it, what it says about it, and where it stops.

`parse` takes any bytes and never fails; a file WSL cannot read is a document that says so. The document gives
its bytes back unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from wizard.codecs.lines import BOM
from wizard.codecs.wslconf.encoding import BOM_UTF16_BE, BOM_UTF16_LE
from wizard.codecs.wslconf.keys import KEYS, Dialect, Key, SettingValue, ValueType, find, slot
from wizard.codecs.wslconf.nodes import Broken, Fault, Node, Pair, full_name
from wizard.codecs.wslconf.reader import Scanner
from wizard.codecs.wslconf.values import take

_EILSEQ: Final = "Illegal byte sequence"
"""The text of the C library's EILSEQ, with which init gives up (WSL §1.4, last item)."""

_REFUSALS: Final = {
    ValueType.FLAG: "Invalid boolean value '{value}' for key '{name}' in {place}",
    ValueType.NUMBER: "Invalid integer value '{value}' for key '{name}' in {place}",
    ValueType.PORTS: "Invalid integer value '{value}' for key '{name}' in {place}",
    ValueType.SIZE: "Invalid memory string '{value}' for .wslconfig entry '{name}' in {place}",
    ValueType.CHOICE: "Invalid value '{value}' for config key '{name}' in {place} (Valid values: {choices})",
    ValueType.ADDRESS: "Invalid IP value '{value}' for key '{name}' in {place}",
    ValueType.MAC: "Invalid mac address '{value}' for key '{name}' in {place}",
}

JsonValue = bool | int | str | list[int] | None
"""A setting as JSON has it."""


class ParseStop(msgspec.Struct, frozen=True):
    """Where reading ends before the file does: the line, its *place* in the body, and why."""

    line: int
    place: int
    fault: Fault


class Source(msgspec.Struct, frozen=True):
    """The bytes of a file, of which *body* is read. *is_wide*: *body* is UTF-8 here, and UTF-16LE in the file."""

    lead: bytes
    body: bytes
    rest: bytes = b""
    is_wide: bool = False

    def data(self, body: bytes) -> bytes:
        """The file with *body* in place of its own."""
        return self.lead + self.as_stored(body) + self.rest

    def as_stored(self, body: bytes) -> bytes:
        """*body*, or a part of it, in the encoding of the file."""
        if not self.is_wide:
            return body
        return body.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")


class Document(msgspec.Struct, frozen=True):
    """A file as WSL reads it. Made by `parse` only.

    *nodes* is the whole tree, past any stop; *pairs* are the settings WSL sees, in file order, *unread* those
    below the line where it stops; *complaints* are its warnings, in its own words. *rc* is what WSL's parser
    returns: 0, -1 if it stopped at a bad line, None if it threw *exception*.
    """

    dialect: Dialect
    source: Source
    end: int
    nodes: tuple[Node, ...]
    pairs: tuple[Pair, ...]
    unread: tuple[Pair, ...]
    complaints: tuple[str, ...]
    stop: ParseStop | None
    rc: int | None
    exception: str | None
    first: Mapping[str, Pair]
    values: Mapping[str, SettingValue]

    @property
    def data(self) -> bytes:
        """The file's bytes, exactly as they were parsed."""
        return self.source.data(self.source.body)

    @property
    def body(self) -> bytes:
        """The text that all spans count in; WSL reads it up to *end*."""
        return self.source.body

    @property
    def stops_at(self) -> int | None:
        """The line, as an editor counts, at which WSL stops reading; None if it reads all of the file."""
        return None if self.stop is None else self.stop.line

    def get(self, section: str, key: str) -> str | None:
        """The value in force as WSL sees it, valid or not; None if WSL finds none above where it stops."""
        pair = self.pair(section, key)
        return None if pair is None else pair.value

    def pair(self, section: str, key: str) -> Pair | None:
        """The pair that decides about a setting: the first under any of its names."""
        return self.first.get(slot(self.dialect, full_name(section, key)))

    def is_effective(self, pair: Pair) -> bool:
        """Whether *pair* of this document is the one that counts for its setting."""
        return self.first.get(slot(self.dialect, pair.name)) is pair

    def effective(self) -> dict[str, JsonValue]:
        """Every setting WSL knows in this file, by its full name, with the value it has after reading."""
        return {key.name: _shown(self.values.get(key.name, key.default)) for key in KEYS[self.dialect]}

    def resolved(self) -> dict[str, JsonValue]:
        """The settings of `effective` that differ from their defaults."""
        return {
            key.name: _shown(self.values[key.name])
            for key in KEYS[self.dialect]
            if self.values.get(key.name, key.default) != key.default
        }


def _shown(value: SettingValue) -> JsonValue:
    return list(value) if isinstance(value, tuple) else value


def parse(data: bytes, dialect: Dialect) -> Document:
    """*data* as WSL would read it as the file *dialect*. Takes any bytes."""
    source = _open(data, dialect)
    if source is None:
        return _unopened(data, dialect)
    scanner = Scanner(source.body, dialect, text_errors="surrogatepass" if source.is_wide else "replace")
    judge = _Interpreter(dialect)
    nodes = tuple(scanner.nodes())
    for node in nodes:
        judge.hear(node)
    if source.body[scanner.end :].strip(b"\x1a \t\r\n"):
        judge.halt(ParseStop(scanner.line_at(scanner.end), scanner.end, Fault.CONTROL_Z))
    return judge.document(source, scanner.end, nodes)


def _open(data: bytes, dialect: Dialect) -> Source | None:
    """What the C library hands to the reader (WSL §1.3); None if it does not open such a file."""
    if not dialect.on_windows:
        return Source(b"", data)
    if data.startswith(BOM):
        return Source(BOM, data[len(BOM) :])
    if data.startswith(BOM_UTF16_BE):
        return None
    if data.startswith(BOM_UTF16_LE):
        even = len(data) & ~1
        text = data[2:even].decode("utf-16-le", "surrogatepass")
        return Source(BOM_UTF16_LE, text.encode("utf-8", "surrogatepass"), data[even:], is_wide=True)
    return Source(b"", data)


def _unopened(data: bytes, dialect: Dialect) -> Document:
    judge = _Interpreter(dialect)
    text = f"Failed to open config file {dialect.shown}"
    judge.complaints.append(text)
    judge.halt(ParseStop(1, 0, Fault.UNOPENED))
    return judge.document(Source(data, b""), 0, ())


class _Interpreter:
    """Takes the nodes of a file in order and does with each what WSL does: accepts it, warns, or stops."""

    def __init__(self, dialect: Dialect) -> None:
        self.complaints: list[str] = []
        self._dialect = dialect
        self._pairs: list[Pair] = []
        self._unread: list[Pair] = []
        self._first: dict[str, Pair] = {}
        self._values: dict[str, SettingValue] = {}
        self._stop: ParseStop | None = None
        self._rc: int | None = 0
        self._exception: str | None = None

    def hear(self, node: Node) -> None:
        match node:
            case Pair() if self._stop is not None:
                self._unread.append(node)
            case Pair():
                self._pairs.append(node)
                self._set(node)
            case Broken() if self._stop is None:
                self._reject(node)
            case _:
                pass

    def halt(self, stop: ParseStop) -> None:
        """Nothing further is read, unless reading has stopped before."""
        self._stop = self._stop or stop

    def document(self, source: Source, end: int, nodes: tuple[Node, ...]) -> Document:
        return Document(
            dialect=self._dialect,
            source=source,
            end=end,
            nodes=nodes,
            pairs=tuple(self._pairs),
            unread=tuple(self._unread),
            complaints=tuple(self.complaints),
            stop=self._stop,
            rc=self._rc,
            exception=self._exception,
            first=MappingProxyType(self._first),
            values=MappingProxyType(self._values),
        )

    def _reject(self, node: Broken) -> None:
        if node.fault is Fault.BACKSLASH_AT_END and not self._dialect.on_windows:
            self._throw(_EILSEQ, node, node.fault)
            return
        self.complaints.append(f"{node.says} in {self._place(node)}")
        if not self._dialect.on_windows:
            self._rc = -1
            self.halt(ParseStop(node.line, node.span.start, node.fault))

    def _set(self, pair: Pair) -> None:
        key = find(self._dialect, pair.name)
        earlier = self._first.setdefault(slot(self._dialect, pair.name), pair)
        if key is None:
            self.complaints.append(f"Unknown key '{pair.name}' in {self._place(pair)}")
        elif earlier is not pair:
            conflict = f"(Conflicting key: '{earlier.name}' in {self._place(earlier)})"
            self.complaints.append(f"Duplicated config key '{pair.name}' in {self._place(pair)} {conflict}")
        else:
            self._take(key, pair)

    def _take(self, key: Key, pair: Pair) -> None:
        taken = take(key, pair.value, on_windows=self._dialect.on_windows)
        if not taken.refusals or key.kind is ValueType.PORTS:
            self._values[key.name] = taken.value
        elif key.kind is ValueType.ADDRESS:
            self._values["wsl2.dnsTunneling"] = False
        if not taken.refusals:
            return
        names = ", ".join(choice.name for choice in key.choices)
        text = _REFUSALS[key.kind].format(
            value=pair.value, name=pair.name, place=self._place(pair), choices=names
        )
        if key.kind is ValueType.MAC:
            self._throw(text, pair, Fault.FATAL_VALUE)
            return
        self.complaints += [text] * taken.refusals

    def _throw(self, exception: str, node: Pair | Broken, fault: Fault) -> None:
        """WSL's parser throws: nothing of the file takes effect."""
        self._rc, self._exception = None, exception
        self._values.clear()
        self.halt(ParseStop(node.line, node.span.start, fault))

    def _place(self, node: Pair | Broken) -> str:
        return f"{self._dialect.shown}:{node.wsl_line}"


def explain(data: bytes, dialect: Dialect) -> dict[str, object]:
    """What WSL makes of *data*, for JSON: its pairs, its settings and its messages, a line of them an item.

    *pairs* are ``[name, value, line]`` with WSL's line numbers, *lines* are those of the same as an editor counts;
    bytes that are no text are shown as U+FFFD.
    """
    document = parse(data, dialect)
    return {
        "rc": document.rc,
        "exception": document.exception,
        "stops_at": document.stops_at,
        "pairs": [[pair.name, pair.value, pair.wsl_line] for pair in document.pairs],
        "lines": [pair.line for pair in document.pairs],
        "resolved": document.resolved(),
        "errors": [line for complaint in document.complaints for line in complaint.split("\n")],
        "effective": document.effective(),
    }

"""The file of ``go env -w`` (GOENV), read byte for byte as Go reads it, and edited line by line.

A line counts only if its first byte is A-Z and it holds ``=``; the key is all before the first ``=``, the
value all after it, verbatim; the last line of a key wins (GO §1.2, tried with Go 1.21 to 1.27). So
lines end with LF alone here: a CR is part of the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec

from wizard.codecs.lines import BOM, Line, Unwritable, bytes_of, join, split, text_of
from wizard.model.text import say
from wizard.patterns import lazy_pattern

_HONOURED: Final = """
    AR CC CGO_CFLAGS CGO_CFLAGS_ALLOW CGO_CFLAGS_DISALLOW CGO_CPPFLAGS CGO_CPPFLAGS_ALLOW
    CGO_CPPFLAGS_DISALLOW CGO_CXXFLAGS CGO_CXXFLAGS_ALLOW CGO_CXXFLAGS_DISALLOW CGO_ENABLED CGO_FFLAGS
    CGO_FFLAGS_ALLOW CGO_FFLAGS_DISALLOW CGO_LDFLAGS CGO_LDFLAGS_ALLOW CGO_LDFLAGS_DISALLOW CXX FC GCCGO
    GO111MODULE GO386 GOAMD64 GOARCH GOARM GOARM64 GOAUTH GOBIN GOCACHE GOCACHEPROG GOEXPERIMENT GOFIPS140
    GOFLAGS GOINSECURE GOMIPS GOMIPS64 GOMODCACHE GONOPROXY GONOSUMDB GOOS GOPATH GOPPC64 GOPRIVATE GOPROXY
    GORISCV64 GOROOT GOSUMDB GOTMPDIR GOTOOLCHAIN GOVCS GOWASM GOWORK GO_EXTLINK_ENABLED PKG_CONFIG
"""

HONOURED: Final = frozenset(_HONOURED.split())
"""Keys that have an effect from this file; GOROOT and GOWORK do, although ``go env -w`` refuses them."""

_IDLE: Final = """
    GODEBUG GOENV GOEXE GOGCCFLAGS GOHOSTARCH GOHOSTOS GOMAXPROCS GOMOD GOPACKAGESDRIVER GOTELEMETRY
    GOTELEMETRYDIR GOTOOLDIR GOTRACEBACK GOGC GOMEMLIMIT GOVERSION
"""

IDLE: Final = frozenset(_IDLE.split())
"""Keys of Go that never have an effect from this file."""

_QUOTABLE: Final = lazy_pattern(r"GOAUTH|GOCACHEPROG|AR|CC|CXX|FC|GCCGO|PKG_CONFIG|CGO_\w+", re.ASCII)
"""Go or a compiler splits these into words itself, so quotes, ``$`` and ``#`` may be meant."""
_FLAGS: Final = "GOFLAGS"
"""Go splits this into words, each of which has to be a flag; quotes keep the blanks of one flag together."""
_FLAG_WORDS: Final = lazy_pattern(r"""(?:'[^']*'|"[^"]*"|[^\s'"]|[ \t]+(?!\#))*""")
_SEVERAL_FLAGS: Final = lazy_pattern(
    r"""(["'])--?(?:a|n|v|x|p|mod|race|msan|asan|work|cover|count|trimpath|buildvcs|modcacherw)"""
    r"""(?:=[^\s"']*)?[ \t]+-[^"']*\1(?:[ \t]+\#.*)?"""
)

_NAME: Final = lazy_pattern(r"[A-Z][A-Z0-9_]*", re.ASCII)
_MEANT: Final = lazy_pattern(r"([ \t]*)(export[ \t]+)?([A-Za-z_]\w*)([ \t]*)=(.*)", re.ASCII | re.DOTALL)
_COMMENT: Final = lazy_pattern(r"[ \t]+#.*", re.DOTALL)
_QUOTED: Final = lazy_pattern(r"""(["'])(.*)\1(?:[ \t]+#.*)?""", re.DOTALL)
_HOME: Final = lazy_pattern(r"\$HOME\b|\$\{HOME\}|(?<![^:])~(?=/|$)")
_VARIABLE: Final = lazy_pattern(r"\$[A-Za-z_{]|(?<![^:])~")
_BLANKS: Final = " \t"


class EnvSetting(msgspec.Struct, frozen=True):
    """A line that counts, its number from 1, and its value verbatim."""

    line: int
    key: str
    value: str


class EnvDefectKind(StrEnum):
    """What is wrong with a line (RULES 41)."""

    BOM = "bom"
    CR = "cr"
    LEADING_SPACE = "leading-space"
    EXPORT = "export"
    BLANKS = "blanks"
    QUOTES = "quotes"
    VARIABLE = "variable"
    COMMENT = "comment"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    """Go never takes this key from this file."""
    UNKNOWN = "unknown"
    """A name like Go's that we do not know; a newer Go may."""
    IGNORED = "ignored"
    """Neither a comment nor a setting."""


class EnvDefect(msgspec.Struct, frozen=True):
    """One thing wrong with *line*, which reads *text* and should read *becomes*.

    *text* is without byte order mark and the CR of a CRLF, as it is after those are removed (`Reencode`). All
    defects of a line have the same *becomes*: None if the line is to go, *text* itself if nothing but those
    is to be removed, or if only its author can repair it.
    """

    line: int
    kind: EnvDefectKind
    text: str
    becomes: str | None


class _ParsedLine(msgspec.Struct, frozen=True):
    """A line as a person meant it. An *is_active* one counts for Go as it stands."""

    line: int
    text: str
    key: str
    value: str
    kinds: tuple[EnvDefectKind, ...]
    is_active: bool


def parse(data: bytes) -> tuple[EnvSetting, ...]:
    """All lines that count, in order."""
    settings = []
    for number, line in enumerate(data.split(b"\n"), 1):
        key, equals, value = line.partition(b"=")
        if equals and b"A" <= line[:1] <= b"Z":
            settings.append(EnvSetting(number, text_of(key), text_of(value)))
    return tuple(settings)


def effective(data: bytes) -> dict[str, str]:
    """What Go takes from the user's file: the last line of a key wins."""
    return {setting.key: setting.value for setting in parse(data)}


def put(data: bytes, key: str, value: str) -> bytes:
    """*data* with one line for *key*: its last one, changed, or a new one at the end.

    Earlier lines of the key go, as they go with ``go env -w``; all others stay as they are, and so do comments that a
    person wrote behind a value.
    Raises `Unwritable` for what ``go env -w`` would call no key or no value.
    """
    if not _NAME.fullmatch(key):
        raise Unwritable(say("{key} is not valid as the name of a Go setting.", key=key))
    if any(character in value for character in "\n\r\v\0"):
        raise Unwritable(say("The value of {key} cannot contain a line ending.", key=key))
    content = bytes_of(f"{key}={value}")
    numbers = _numbers(data, key)
    if not numbers:
        return _terminated(data) + content + b"\n"
    kept = _without(split(data), numbers[:-1])
    return join(each for number, line in kept for each in _set_at(number, line, numbers[-1], content))


def _set_at(number: int, line: Line, last: int, content: bytes) -> tuple[Line, ...]:
    """*line*, or what takes its place if it is the *last* one of its key."""
    changed = Line(content, line.end and b"\n")
    if number != last or line == changed:
        return (line,)
    comment = bytes_of(comment_behind(text_of(line.content)))
    return (Line(comment, line.end or b"\n"), changed) if comment else (changed,)


def unset(data: bytes, key: str) -> bytes:
    """*data* without any line that counts for *key*; what a person wrote behind one stays."""
    return join(line for _, line in _without(split(data), _numbers(data, key)))


def defects(data: bytes, home: str) -> tuple[EnvDefect, ...]:
    """All that is wrong, line by line. *home* is the absolute path that ``$HOME`` and ``~`` stand for."""
    readings, found = [], []
    for number, line in enumerate(split(data), 1):
        text = text_of(line.content.removeprefix(BOM) if number == 1 else line.content)
        marks = _marks(line, number)
        reading = _read(number, text, marks)
        if reading is not None:
            readings.append(reading)
        elif text.strip(_BLANKS) and not text.lstrip(_BLANKS).startswith("#"):
            found.append(EnvDefect(number, EnvDefectKind.IGNORED, text, None))
        elif EnvDefectKind.BOM in marks:
            found.append(EnvDefect(number, EnvDefectKind.BOM, text, text))
    winners = _winners(readings)
    for reading in readings:
        found += _defects(reading, is_winner=winners[reading.key] == reading.line, home=home)
    return tuple(sorted(found, key=lambda defect: defect.line))


def comment_behind(text: str) -> str:
    """What a person wrote behind the value of the line *text*, from its ``#`` on; empty if there is nothing. To Go it
    is part of the value."""
    meant = _MEANT.fullmatch(text)
    if meant is None or _QUOTABLE.fullmatch(meant[3]):
        return ""
    value = meant[5].strip(_BLANKS)
    if meant[3] == _FLAGS:
        return _behind_flags(value).lstrip(_BLANKS)
    quoted = _QUOTED.fullmatch(value)
    start = quoted.end(2) if quoted is not None and quoted[1] not in quoted[2] else 0
    found = _COMMENT.search(value, start)
    return found[0].lstrip(_BLANKS) if found is not None else ""


def _numbers(data: bytes, key: str) -> list[int]:
    return [setting.line for setting in parse(data) if setting.key == key]


def _without(lines: Iterable[Line], numbers: Iterable[int]) -> list[tuple[int, Line]]:
    """*lines* without those of *numbers*; what a person wrote behind one stays."""
    unwanted = frozenset(numbers)
    kept = []
    for number, line in enumerate(lines, 1):
        comment = bytes_of(comment_behind(text_of(line.content))) if number in unwanted else b""
        if number not in unwanted or comment:
            kept.append((number, Line(comment, line.end) if comment else line))
    return kept


def _terminated(data: bytes) -> bytes:
    return data if not data or data.endswith(b"\n") else data + b"\n"


def _marks(line: Line, number: int) -> tuple[EnvDefectKind, ...]:
    has_cr = line.end == b"\r\n" or (line.end == b"" and line.content.endswith(b"\r"))
    has_bom = number == 1 and line.content.startswith(BOM)
    return ((EnvDefectKind.BOM,) if has_bom else ()) + ((EnvDefectKind.CR,) if has_cr else ())


def _read(number: int, text: str, marks: tuple[EnvDefectKind, ...]) -> _ParsedLine | None:
    match = _MEANT.fullmatch(text)
    if match is None:
        return None
    indent, export, key, gap, value = match.groups()
    kinds = [*marks]
    kinds += [EnvDefectKind.LEADING_SPACE] if indent else []
    kinds += [EnvDefectKind.EXPORT] if export else []
    value = value.removesuffix("\r")
    kinds += [EnvDefectKind.BLANKS] if gap or value != value.strip(_BLANKS) else []
    kinds += _kinds_of_value(key, value.strip(_BLANKS)) if not _QUOTABLE.fullmatch(key) else []
    kinds += _kinds_of_key(key)
    is_active = (
        not (indent or export or gap or EnvDefectKind.BOM in marks) and _NAME.fullmatch(key) is not None
    )
    return _ParsedLine(number, text, key, value, tuple(kinds), is_active)


def _kinds_of_value(key: str, value: str) -> list[EnvDefectKind]:
    is_quoted = value[:1] in ('"', "'") or value[-1:] in ('"', "'")
    if key == _FLAGS:
        is_quoted = _SEVERAL_FLAGS.fullmatch(value) is not None
    quotes = [EnvDefectKind.QUOTES] if is_quoted else []
    variable = [EnvDefectKind.VARIABLE] if key != _FLAGS and _VARIABLE.search(value) else []
    has_comment = _behind_flags(value) if key == _FLAGS else _COMMENT.search(value)
    comment = [EnvDefectKind.COMMENT] if has_comment else []
    return quotes + variable + comment


def _kinds_of_key(key: str) -> list[EnvDefectKind]:
    if key in HONOURED:
        return []
    if not _NAME.fullmatch(key):
        return [EnvDefectKind.IGNORED]
    is_like_go = key.startswith(("GO", "CGO_")) and key not in IDLE
    return [EnvDefectKind.UNKNOWN] if is_like_go else [EnvDefectKind.REFUSED]


def _winners(readings: list[_ParsedLine]) -> dict[str, int]:
    """For each key the line that stays: the one that counts now, else the last one meant to."""
    meant = {reading.key: reading.line for reading in readings}
    return meant | {reading.key: reading.line for reading in readings if reading.is_active}


def _defects(reading: _ParsedLine, *, is_winner: bool, home: str) -> list[EnvDefect]:
    kinds = reading.kinds if is_winner else (*reading.kinds, EnvDefectKind.DUPLICATE)
    is_lost = not is_winner or EnvDefectKind.REFUSED in kinds or EnvDefectKind.IGNORED in kinds
    becomes = None if is_lost else f"{reading.key}={_repaired(reading, home)}"
    return [EnvDefect(reading.line, kind, reading.text, becomes) for kind in kinds]


def _repaired(reading: _ParsedLine, home: str) -> str:
    value = reading.value.strip(_BLANKS)
    if _QUOTABLE.fullmatch(reading.key):
        return value
    if reading.key == _FLAGS:
        return _plain_flags(value)
    while (better := _plainer(value)) != value:
        value = better
    return _HOME.sub(lambda _: home, value)


def _plain_flags(value: str) -> str:
    """Flags without the comment behind them, and without quotes that make several flags one."""
    flags = value.removesuffix(_behind_flags(value))
    return _plainer(flags) if _SEVERAL_FLAGS.fullmatch(flags) else flags


def _behind_flags(value: str) -> str:
    """The comment behind the flags *value*, with the blanks before it; empty if there is none."""
    words = _FLAG_WORDS.match(value)
    rest = value[words.end() :] if words is not None else ""
    return rest if _COMMENT.fullmatch(rest) else ""


def _plainer(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    if quoted is not None and quoted[1] not in quoted[2]:
        return quoted[2].strip(_BLANKS)
    return _COMMENT.sub("", value) if value[:1] not in ('"', "'") else value

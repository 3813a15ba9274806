"""What Go writes into each program that it builds: its version, the module, and how it was built.

Format: debug/buildinfo of Go's standard library. 32 bytes begin with a magic of 14, the size of a pointer and flags;
from Go 1.18 on two strings with their lengths as varints follow: the version, and the lines of the module between two
marks of 16 bytes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

MAGIC: Final = b"\xff Go buildinf:"
ALIGNED: Final = 16
"""The magic begins at a multiple of this in its segment."""
_HEADER: Final = 32
_INLINE: Final = 2
_MARK: Final = 16


class GoBuild(msgspec.Struct, frozen=True):
    """The *version* of Go (``go1.27.3``, empty: older than 1.18 and not read), the *path* of the package main, the
    *module* with its version, and the *settings* of the build (``CGO_ENABLED``, ``-tags``, ``vcs.revision``)."""

    version: str
    path: str = ""
    module: str = ""
    module_version: str = ""
    settings: dict[str, str] = {}

    @property
    def cgo(self) -> bool | None:
        """Whether cgo was on; None if it does not say."""
        said = self.settings.get("CGO_ENABLED")
        return None if said is None else said == "1"

    @property
    def fips(self) -> str:
        """The module of FIPS 140 that it was built with; empty if with none."""
        return self.settings.get("GOFIPS140", "")

    @property
    def tags(self) -> tuple[str, ...]:
        """The build tags that were given."""
        return tuple(each for each in self.settings.get("-tags", "").split(",") if each)

    @property
    def vcs(self) -> str:
        """The revision it was built from, with a plus if files had been changed; empty if it does not say."""
        changed = "+" if self.settings.get("vcs.modified") == "true" else ""
        revision = self.settings.get("vcs.revision", "")
        return f"{revision}{changed}" if revision else ""


def find(data: bytes) -> GoBuild | None:
    """The build that *data*, a segment or the begin of it, tells of; None if it has none."""
    at = data.find(MAGIC)
    while at >= 0 and at % ALIGNED:
        at = data.find(MAGIC, at + 1)
    return _read(data[at:]) if at >= 0 else None


def _read(data: bytes) -> GoBuild | None:
    if len(data) < _HEADER:
        return None
    if not data[15] & _INLINE:
        return GoBuild("")
    version, rest = _string(data[_HEADER:])
    lines, _ = _string(rest)
    text = lines[_MARK:-_MARK] if len(lines) > 2 * _MARK and lines[-_MARK - 1 : -_MARK] == b"\n" else b""
    return _build(version.decode("utf-8", "replace"), text.decode("utf-8", "replace"))


def _string(data: bytes) -> tuple[bytes, bytes]:
    """The string that *data* begins with, and what follows; what is cut short is empty."""
    size = shift = 0
    for place, byte in enumerate(data[:10]):
        size |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            end = place + 1 + size
            return (data[place + 1 : end], data[end:]) if end <= len(data) else (b"", b"")
    return b"", b""


def _build(version: str, text: str) -> GoBuild:
    fields = [line.split("\t") for line in text.split("\n")]
    path = next((each[1] for each in fields if each[0] == "path" and len(each) > 1), "")
    module = next((each for each in fields if each[0] == "mod" and len(each) > 2), ["", "", ""])
    return GoBuild(version, path, module[1], module[2], dict(_settings(fields)))


def _settings(fields: list[list[str]]) -> Iterator[tuple[str, str]]:
    for each in fields:
        if each[0] == "build" and len(each) > 1:
            key, _, value = "\t".join(each[1:]).partition("=")
            yield _unquoted(key), _unquoted(value)


def _unquoted(text: str) -> str:
    """Go quotes what has blanks or quotes in it, with the escapes that Python has too."""
    if not text.startswith(('"', "`")):
        return text
    try:
        return str(ast.literal_eval(text)) if text.startswith('"') else text.strip("`")
    except (ValueError, SyntaxError):
        return text


def in_words(build: GoBuild) -> Mapping[str, str]:
    """What people ask first, by the names that Go has for it; without what is not said."""
    said = {
        "CGO_ENABLED": build.settings.get("CGO_ENABLED", ""),
        "GOFIPS140": build.fips,
        "-tags": ",".join(build.tags),
        "-trimpath": build.settings.get("-trimpath", ""),
        "vcs.revision": build.vcs,
    }
    return {name: value for name, value in said.items() if value}

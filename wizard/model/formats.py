"""What outlives the version that wrote it carries ``"format": N``; here a file of any version becomes one of today's.

Plans, the notes of journals, recordings and the notes of an installation are JSON objects of this kind; the manifest
of a journal says its version in its first line (`wizard.transports.journal`). Whoever adds to such a file a field, a
kind of state, edit, probe or answer raises its version: a wizard that does not know it must not read over it. A
field that older files lack gets its default, and needs no converter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

Converter = Callable[[dict[str, Any]], dict[str, Any]]
T = TypeVar("T")


class Newer(ValueError):
    """A file that a newer version wrote, and that this one cannot read."""


class _FormatOnly(msgspec.Struct, frozen=True):
    format: int


class Format(msgspec.Struct, frozen=True):
    """A kind of file, today in *version*. *converters* make an object of the version that is their key one of the
    next; a version without one needed no more than defaults."""

    version: int
    converters: Mapping[int, Converter] = msgspec.field(default_factory=dict)

    def upgraded(self, value: object) -> dict[str, Any]:
        """*value*, an object of any version, as one of today's. Raises `Newer`, `ValueError`."""
        if not isinstance(value, dict):
            raise ValueError("not an object")
        version = self._known(value.get("format"))
        for each in range(version, self.version):
            value = {**self.converters.get(each, dict)(value), "format": each + 1}
        return value

    def decode(self, data: bytes, kind: type[T]) -> T:
        """The *kind* that *data* holds in any version. Raises `Newer`, `ValueError` (msgspec's too)."""
        if self._known(msgspec.json.decode(data, type=_FormatOnly).format) == self.version:
            return msgspec.json.decode(data, type=kind)
        return msgspec.convert(self.upgraded(msgspec.json.decode(data)), kind)

    def _known(self, version: object) -> int:
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise ValueError(f"{version!r} is no version")
        if version > self.version:
            raise Newer(f"version {version}")
        return version

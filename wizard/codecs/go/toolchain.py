"""The value of GOTOOLCHAIN, as the go command reads it (GO §3.1; cmd/go/internal/toolchain, `Select`)."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs.go import version as goversion

_MODES: Final = ("auto", "path")
_FIRST_WITH_PATCH: Final = 21


class Toolchain(msgspec.Struct, frozen=True):
    """What GOTOOLCHAIN says: the *pin* (``go1.25.5``; empty if none, so that the Go that is started stays), and
    whether other versions are looked for in PATH alone."""

    pin: str = ""
    is_path_only: bool = False

    @property
    def number(self) -> str:
        """The pinned version without ``go`` and suffix; empty if none is."""
        version = goversion.parse(self.pin)
        return version.number if version is not None else ""

    @property
    def has_suffix(self) -> bool:
        """Whether it is a build of somebody's own (``go1.25.5-custom``)."""
        return self.pin != f"go{self.number}"

    @property
    def is_language(self) -> bool:
        """Whether it names a language and no release: from Go 1.21 on, the first release is 1.21.0."""
        parts = self.number.split(".")
        is_whole = all(part.isdigit() for part in parts)
        return bool(self.number) and is_whole and len(parts) == 2 and int(parts[1]) >= _FIRST_WITH_PATCH


def read(text: str) -> Toolchain | None:
    """What *text* says; None if every go command refuses it: ``invalid GOTOOLCHAIN``."""
    if text in _MODES:
        return Toolchain(is_path_only=text == "path")
    name, plus, mode = text.partition("+")
    if plus and mode not in _MODES:
        return None
    if name == "local":
        return Toolchain(is_path_only=mode == "path")
    is_named = name.startswith("go1") and goversion.parse(name) is not None
    return Toolchain(name, mode == "path") if is_named else None

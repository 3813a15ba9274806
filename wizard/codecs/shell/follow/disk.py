"""What is known of the files of a machine while start files are followed, and what is not asked yet."""

from __future__ import annotations

from typing import Protocol

import msgspec


class Seen(msgspec.Struct, frozen=True):
    """What is at a path: *kind* is ``file``, ``folder``, ``missing``, ``denied`` or ``other``. *data* is None if
    only its existence was asked for, or if it is too large. *link* is where it really is, if that is elsewhere."""

    kind: str
    data: bytes | None = None
    is_executable: bool = False
    link: str = ""


class KnownFiles(Protocol):
    """Answers come from memory: None is *not asked yet*."""

    def at(self, path: str) -> Seen | None: ...

    def glob(self, pattern: str) -> tuple[str, ...] | None: ...

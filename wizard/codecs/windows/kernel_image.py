"""A Linux kernel's file: which release it holds. Only what a loader reads of it (the x86 boot protocol of Linux)."""

from __future__ import annotations

from typing import Final

from wizard.patterns import lazy_pattern

HEAD_BYTES: Final = 64 * 1024
"""How much of the file is enough: the text lies in its setup code, at most 32 KiB behind `_SETUP`."""

_SETUP: Final = 0x200
_MAGIC: Final = slice(0x202, 0x206)
_WHERE: Final = slice(0x20E, 0x210)
_RELEASE: Final = lazy_pattern(rb"(\d{1,3}\.\d{1,5}[\w.+-]{0,60})[ \0]")


def release_of(head: bytes) -> str | None:
    """The release (``6.6.87.2-microsoft-standard-WSL2``) of the kernel whose file begins with *head*; None if
    it does not say, as kernels of other machines do not."""
    if head[_MAGIC] != b"HdrS":
        return None
    place = _SETUP + int.from_bytes(head[_WHERE], "little")
    found = _RELEASE.match(head, place) if place > _SETUP else None
    return found[1].decode("ascii") if found is not None else None

"""Reads a program, whatever its form."""

from __future__ import annotations

from typing import IO, Final

from wizard.codecs.binaries.program import NOT_A_PROGRAM, NotReadable, Program
from wizard.model.text import say

_ELF: Final = b"\x7fELF"
_PE: Final = b"MZ"


def read(stream: IO[bytes]) -> Program:
    """What is in *stream*, which can seek. Raises `NotReadable`."""
    stream.seek(0)
    head = stream.read(4)
    stream.seek(0)
    # The readers are imported when there is something to read: both are large.
    if head == _ELF:
        from wizard.codecs.binaries import elf

        return elf.read(stream)
    if head[:2] == _PE:
        from wizard.codecs.binaries import pe

        return pe.read(stream)
    if head[:2] == b"#!":
        raise NotReadable(say("is a script"))
    raise NotReadable(say("is empty") if not head else NOT_A_PROGRAM)

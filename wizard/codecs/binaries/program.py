"""What a file that is a program says of itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from wizard.codecs.go.build_info import GoBuild
from wizard.model.text import Text, say

NOT_A_PROGRAM: Final = say("is not a program for Linux or Windows")
DAMAGED: Final = say("is damaged or cut short")


class ProgramFormat(StrEnum):
    """Whose programs have this form."""

    ELF = "elf"
    PE = "pe"


class BinaryKind(StrEnum):
    """What the file is for."""

    PROGRAM = "program"
    LIBRARY = "library"
    OBJECT = "object"


class Program(msgspec.Struct, frozen=True):
    """A program: its processor in Go's words (empty: another one), the *interpreter* that starts it, the libraries that
    it *needs* (DLLs for Windows), and the highest version of *glibc* that they must have. *go* is what Go wrote into it
    (None: it is not built by Go, or does not say so). *is_signed* says that there is a signature, not that it is good;
    it is None where programs have none. *hides_glibc*: it needs some version of glibc, and the table that says which
    was taken out."""

    format: ProgramFormat
    kind: BinaryKind
    arch: str
    interpreter: str | None = None
    needs: tuple[str, ...] = ()
    glibc: str | None = None
    go: GoBuild | None = None
    is_signed: bool | None = None
    hides_glibc: bool = False

    @property
    def is_static(self) -> bool:
        """Whether nothing is loaded beside it: it has no interpreter, and needs no library (RULES 67)."""
        return self.format is ProgramFormat.ELF and self.interpreter is None and not self.needs


class NotReadable(Exception):
    """The file is not what can be read here; *why* is a phrase that ends a sentence about it."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.render())
        self.why = why

"""PE, the form of Windows' programs, read with pefile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, Final

import pefile  # type: ignore[import-untyped]

from wizard.codecs.binaries.program import (
    DAMAGED,
    NOT_A_PROGRAM,
    BinaryKind,
    NotReadable,
    Program,
    ProgramFormat,
)
from wizard.codecs.go import build_info
from wizard.codecs.go.build_info import GoBuild

_ARCHES: Final = {0x14C: "386", 0x8664: "amd64", 0x1C4: "arm", 0xAA64: "arm64"}
_IS_DLL: Final = 0x2000
_WRITABLE: Final = 0x80000000
_IMPORTS: Final = 1
_SECURITY: Final = 4
_MOST: Final = 256 << 20
_MOST_DLLS: Final = 256


def read(stream: IO[bytes]) -> Program:
    """The program in *stream*. Raises `NotReadable`."""
    data = stream.read(_MOST)
    try:
        with pefile.PE(data=data, fast_load=True) as pe:
            if any(each.PointerToRawData + each.SizeOfRawData > len(data) for each in pe.sections):
                raise NotReadable(DAMAGED)
            return _program(pe)
    except pefile.PEFormatError as error:
        is_dos = b"PE\0\0" not in data[: 1 << 16]
        raise NotReadable(NOT_A_PROGRAM if is_dos else DAMAGED) from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # What a damaged file leads the reader to: it asserts little of what it reads.
        raise NotReadable(DAMAGED) from error


def _program(pe: Any) -> Program:
    pe.parse_data_directories(directories=[_IMPORTS])
    is_library = pe.FILE_HEADER.Characteristics & _IS_DLL
    return Program(
        ProgramFormat.PE,
        BinaryKind.LIBRARY if is_library else BinaryKind.PROGRAM,
        _ARCHES.get(pe.FILE_HEADER.Machine, ""),
        needs=tuple(_dlls(pe)),
        go=_go(pe),
        is_signed=_is_signed(pe),
    )


def _dlls(pe: Any) -> Iterator[str]:
    for each in getattr(pe, "DIRECTORY_ENTRY_IMPORT", ())[:_MOST_DLLS]:
        yield each.dll.decode("ascii", "replace")


def _is_signed(pe: Any) -> bool:
    found = pe.OPTIONAL_HEADER.DATA_DIRECTORY
    return len(found) > _SECURITY and found[_SECURITY].VirtualAddress > 0 and found[_SECURITY].Size > 0


def _go(pe: Any) -> GoBuild | None:
    for section in pe.sections:
        if section.Characteristics & _WRITABLE:
            found = build_info.find(section.get_data())
            if found is not None:
                return found
    return None

"""ELF, the form of Linux' programs, read with pyelftools."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any, Final

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection

from wizard.codecs.binaries.program import DAMAGED, BinaryKind, NotReadable, Program, ProgramFormat
from wizard.codecs.go import build_info
from wizard.codecs.go.build_info import GoBuild
from wizard.model.versions import Version, version

_ARCHES: Final = {
    ("EM_386", 32): "386",
    ("EM_X86_64", 64): "amd64",
    ("EM_ARM", 32): "arm",
    ("EM_AARCH64", 64): "arm64",
    ("EM_RISCV", 64): "riscv64",
    ("EM_PPC64", 64): "ppc64le",
    ("EM_S390", 64): "s390x",
    ("EM_LOONGARCH", 64): "loong64",
}
_GLIBC: Final = "GLIBC_"
_VERSIONS: Final = ".gnu.version_r"
_PIE: Final = 0x08000000
"""``DF_1_PIE``: a program, though it could be a library by its type."""
_SEEK_END: Final = 2
_MOST: Final = 4096
"""More entries than that no table of a program has."""
_MOST_DATA: Final = 16 << 20
"""As much of a segment as is searched for what Go wrote: it is at its begin."""
_MOST_BYTES: Final = 256 << 20
_MOST_TIMES: Final = 2_000_000
"""More than any program takes to be read."""


class _BoundedStream:
    """A stream that gives up: tables of a file can make its reader go over the same bytes for ever."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._bytes, self._times = _MOST_BYTES, _MOST_TIMES
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        """Raises `OSError` if that was too much."""
        data = self._stream.read(size)
        self._bytes -= len(data)
        self._times -= 1
        if self._bytes < 0 or self._times < 0:
            raise OSError(errno.EFBIG, "")
        return data


def read(stream: IO[bytes]) -> Program:
    """The program in *stream*. Raises `NotReadable`."""
    measured: Any = _BoundedStream(stream)
    try:
        return _program(ELFFile(measured), measured)
    except (ELFError, ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        # What a damaged file leads the reader to: it asserts little of what it reads.
        raise NotReadable(DAMAGED) from error


def _program(elf: Any, stream: IO[bytes]) -> Program:
    segments = tuple(islice(elf.iter_segments(), _MOST))
    is_loaded = elf["e_type"] in ("ET_EXEC", "ET_DYN")
    if is_loaded and (not segments or _end(segments) > stream.seek(0, _SEEK_END)):
        raise NotReadable(DAMAGED)
    interpreter = next((each.get_interp_name() for each in segments if each["p_type"] == "PT_INTERP"), None)
    tags = tuple(_tags(segments))
    is_pie = any(name == "DT_FLAGS_1" and value & _PIE for name, value in tags)
    return Program(
        ProgramFormat.ELF,
        _kind(elf["e_type"], is_program=interpreter is not None or is_pie),
        _ARCHES.get((elf["e_machine"], elf.elfclass), ""),
        interpreter,
        tuple(str(value) for name, value in tags if name == "DT_NEEDED"),
        _glibc(elf),
        go=_go(elf, segments, stream),
        hides_glibc=any(name == "DT_VERNEED" for name, _ in tags)
        and elf.get_section_by_name(_VERSIONS) is None,
    )


def _end(segments: tuple[Any, ...]) -> int:
    """The first byte after all that is loaded."""
    return max(
        (each["p_offset"] + each["p_filesz"] for each in segments if each["p_type"] == "PT_LOAD"), default=0
    )


def _kind(form: str, *, is_program: bool) -> BinaryKind:
    if form == "ET_EXEC" or (form == "ET_DYN" and is_program):
        return BinaryKind.PROGRAM
    return BinaryKind.LIBRARY if form == "ET_DYN" else BinaryKind.OBJECT


def _tags(segments: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    for segment in segments:
        if segment["p_type"] == "PT_DYNAMIC":
            for tag in islice(segment.iter_tags(), _MOST):
                yield tag.entry.d_tag, tag.needed if tag.entry.d_tag == "DT_NEEDED" else tag.entry.d_val


def _glibc(elf: Any) -> str | None:
    """The highest version of glibc that a symbol of it needs; None if none does."""
    section = elf.get_section_by_name(_VERSIONS)
    found = tuple(_versions(section)) if isinstance(section, GNUVerNeedSection) else ()
    return max(found).text if found else None


def _versions(section: Any) -> Iterator[Version]:
    for _, needs in islice(section.iter_versions(), _MOST):
        for each in islice(needs, _MOST):
            number = version(str(each.name).removeprefix(_GLIBC)) if each.name.startswith(_GLIBC) else None
            if number is not None:
                yield number


def _go(elf: Any, segments: tuple[Any, ...], stream: IO[bytes]) -> GoBuild | None:
    """By the section that has it, else at the begin of each segment that can be written: sections may be stripped."""
    section = elf.get_section_by_name(".go.buildinfo")
    parts = [] if section is None else [(section["sh_offset"], section["sh_size"])]
    parts += [
        (each["p_offset"], each["p_filesz"])
        for each in segments
        if each["p_type"] == "PT_LOAD" and each["p_flags"] & 2
    ]
    for offset, size in parts:
        stream.seek(offset)
        found = build_info.find(stream.read(min(size, _MOST_DATA)))
        if found is not None:
            return found
    return None

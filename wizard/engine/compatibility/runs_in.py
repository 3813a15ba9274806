"""Whether a program runs in a distro or an image, judged by what the file says (RULES 67)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

from wizard.codecs.binaries.program import BinaryKind, Program, ProgramFormat
from wizard.engine.compatibility.loaders import GLIBC, MUSL, has_loader
from wizard.model.text import Text, join, say
from wizard.model.versions import version

_OF_GLIBC: Final = frozenset(
    f"lib{name}.so.{number}"
    for name, number in (
        ("c", 6),
        ("m", 6),
        ("pthread", 0),
        ("dl", 2),
        ("rt", 1),
        ("resolv", 2),
        ("util", 1),
        ("anl", 1),
        ("mvec", 1),
    )
)
"""Libraries that are glibc itself."""
_NOT_FOUND: Final = "{path}: cannot execute: required file not found"
_NO_SUCH: Final = "exec {path}: no such file or directory"
_FORMAT: Final = "{path}: cannot execute binary file: Exec format error"
_EXEC_FORMAT: Final = "exec {path}: exec format error"
_GLIBC_TOO_OLD: Final = "{path}: libc.so.6: version `GLIBC_{version}' not found (required by {path})"
_NO_LIBRARY: Final = (
    "{path}: error while loading shared libraries: {name}: cannot open shared object file:"
    " No such file or directory"
)
_NO_LIBRARY_MUSL: Final = "Error loading shared library {name}: No such file or directory (needed by {path})"


class RunVerdict(StrEnum):
    """Whether it runs; ``DEPENDS`` on what is not known here, or is still to be installed there."""

    RUNS = "runs"
    FAILS = "fails"
    DEPENDS = "depends"


class RunPlace(msgspec.Struct, frozen=True):
    """Where a program is to run: a distro, or an image. *libc* is ``glibc 2.41``, ``musl``, ``none``, or empty if it is
    not known. *libraries* are there beside it. What was looked at in a distro is said exactly: the processor *arch*,
    whether the interpreter is there, and whether it starts programs of Windows; None is not known."""

    name: str
    libc: str
    libraries: tuple[str, ...] = ()
    arch: str = ""
    has_interpreter: bool | None = None
    runs_windows: bool | None = False
    is_image: bool = True


class RunResult(msgspec.Struct, frozen=True):
    """How it ends in *place*: with *why* and the *error* that a user would see; both empty if it runs."""

    place: str
    verdict: RunVerdict
    why: Text | None = None
    error: str = ""


def runs_in(program: Program, place: RunPlace, path: str) -> RunResult:
    """Whether *program* runs in *place*. *path* is how it is named in messages."""
    for verdict, why, error in _obstacles(program, place):
        return RunResult(place.name, verdict, why, error.replace("{path}", path))
    return RunResult(place.name, RunVerdict.RUNS)


def _obstacles(program: Program, place: RunPlace) -> Iterator[tuple[RunVerdict, Text, str]]:
    """What is in its way, the first thing that fails first."""
    no_format = _EXEC_FORMAT if place.is_image else _FORMAT
    if program.kind is not BinaryKind.PROGRAM:
        yield RunVerdict.FAILS, say("It is a library or an object file, not a program."), ""
    elif program.format is ProgramFormat.PE:
        yield from _of_windows(place, no_format)
    elif place.arch and program.arch != place.arch:
        arch = program.arch or say("another processor")
        yield RunVerdict.FAILS, say("It is built for {arch}.", arch=arch), no_format
    else:
        yield from _loading(program, place)


def _of_windows(place: RunPlace, error: str) -> Iterator[tuple[RunVerdict, Text, str]]:
    if place.runs_windows is None:
        yield (
            RunVerdict.DEPENDS,
            say("It is a Windows program. Could not find out whether WSL starts such programs here."),
            error,
        )
    elif not place.runs_windows:
        yield RunVerdict.FAILS, say("It is a Windows program."), error


def _loading(program: Program, place: RunPlace) -> Iterator[tuple[RunVerdict, Text, str]]:
    """What happens when it is loaded; nothing is, if it is static."""
    if program.interpreter is not None:
        yield from _interpreter(program, program.interpreter, place)
    if program.needs:
        yield from _glibc(program, place)
        yield from _libraries(program, place)


def _interpreter(program: Program, path: str, place: RunPlace) -> Iterator[tuple[RunVerdict, Text, str]]:
    error = _NO_SUCH if place.is_image else _NOT_FOUND
    is_there = place.has_interpreter
    if is_there is None and place.libc:
        is_there = has_loader(place.libc, path, program.arch)
    if is_there is None:
        yield (
            RunVerdict.DEPENDS,
            say("It needs {path}. Could not find out whether that is there.", path=path),
            error,
        )
    elif not is_there:
        yield RunVerdict.FAILS, say("{path}, which starts it, is not there.", path=path), error


def _glibc(program: Program, place: RunPlace) -> Iterator[tuple[RunVerdict, Text, str]]:
    needed, there = version(program.glibc or ""), version(place.libc.removeprefix(f"{GLIBC} "))
    if program.hides_glibc:
        yield RunVerdict.DEPENDS, say("Could not read from the file which glibc it needs."), ""
    elif needed is not None and there is not None and needed > there:
        why = say("It needs glibc {needed}, and there is {there}.", needed=needed.text, there=there.text)
        yield RunVerdict.FAILS, why, _GLIBC_TOO_OLD.replace("{version}", needed.text)
    elif needed is not None and there is None:
        why = say(
            "It needs glibc {needed} or later. Could not find out which version is there.", needed=needed.text
        )
        yield RunVerdict.DEPENDS, why, _GLIBC_TOO_OLD.replace("{version}", needed.text)


def _libraries(program: Program, place: RunPlace) -> Iterator[tuple[RunVerdict, Text, str]]:
    missing = [name for name in other_libraries(program) if name not in place.libraries]
    if missing:
        error = _NO_LIBRARY_MUSL if place.libc == MUSL else _NO_LIBRARY
        why = say("It needs libraries that must be installed: {names}.", names=join(missing))
        yield RunVerdict.DEPENDS, why, error.replace("{name}", missing[0])


def other_libraries(program: Program) -> tuple[str, ...]:
    """The libraries it needs beside the C library."""
    own = ("ld-linux", "ld64", "ld-musl", "libc.so", "libc.musl")
    return tuple(each for each in program.needs if each not in _OF_GLIBC and not each.startswith(own))

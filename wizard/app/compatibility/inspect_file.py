"""What a program says of itself, and where it runs: read from the file, which is not started."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, Final

import msgspec

from wizard.app.session import Session
from wizard.codecs.binaries.program import NotReadable, Program, ProgramFormat
from wizard.codecs.binaries.read import read
from wizard.codecs.go import build_info
from wizard.engine.compatibility.runs_in import RunPlace, RunResult, RunVerdict, other_libraries, runs_in
from wizard.engine.waves import gather
from wizard.facts.distro import LIBC, RELEASE
from wizard.facts.go import ARCH
from wizard.facts.wsl import KERNEL, WSL_CONF, Kernel
from wizard.model.errors import InputError
from wizard.model.events import never
from wizard.model.facts import Fact, Side, Snapshot
from wizard.model.ports import SiteKind
from wizard.model.probes import (
    Answers,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Matches,
    Missing,
    Probe,
    Special,
    TooBig,
)
from wizard.model.text import Text, join, plain, reason_of, say
from wizard.patterns import lazy_pattern
from wizard.tables.distros import row_of
from wizard.tables.read import table
from wizard.tables.rows import BaseImage, FipsModule

LIMIT: Final = 1 << 30
"""No program comes near that many bytes."""
_NAME_ONE: Final = say("Name a Linux or Windows program, such as one that go build has made.")
_THROUGH_DOOR: Final = 512 << 20
_LIBRARY_FOLDERS: Final = (
    "/lib/*",
    "/lib",
    "/lib64",
    "/usr/lib/*",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/local/lib64",
)
_LIBRARY: Final = lazy_pattern(r"[\w.+@~-]+")
"""A name, and no pattern or path, which a program may have in its place."""
_OF_REGISTRY: Final = lazy_pattern(r"([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[^/\s]+)*)/([^/\s]+)")
"""An image with the host of its registry, which no name of a distro looks like."""
_MOST_LIBRARIES: Final = 256
_FACTS: Final[tuple[Fact[Any], ...]] = (LIBC, RELEASE, ARCH, KERNEL, WSL_CONF)


_OF_DISTRO: Final = lazy_pattern(r"[\\/]{2}(?:wsl\.localhost|wsl\$)[\\/]+([^\\/]+)[\\/].*", re.IGNORECASE)


def distro_of(path: str) -> str | None:
    """The distro that a path of Windows leads into: ``\\\\wsl.localhost\\Ubuntu\\home\\me\\app``. None of any other."""
    match = _OF_DISTRO.fullmatch(path)
    return match[1] if match is not None else None


class Inspected(msgspec.Struct, frozen=True):
    """The *program* in the file at *path*, and how it ends in each place: first here, then in the images of the table,
    which was *made* on that day."""

    path: str
    program: Program
    runs: tuple[RunResult, ...]
    made: str


def inspect_file(path: str, session: Session, *, is_local: bool) -> Inspected:
    """Read the program at *path*: of this computer if it *is_local*, else of the machine of *session*. Raises
    `InputError`."""
    try:
        program = _local(Path(path)) if is_local else read(BytesIO(_of_machine(path, session)))
    except NotReadable as error:
        raise InputError(
            "no-program", say("{path} {why}.", path=path, why=error.why), None, _NAME_ONE
        ) from error
    name = PurePosixPath(path.replace("\\", "/")).name
    here = () if session.site.kind is SiteKind.WINDOWS else (_here(program, session),)
    results = [runs_in(program, place, f"./{name}") for place in here]
    results += [runs_in(program, place, f"/{name}") for place in _images()]
    return Inspected(path, program, tuple(results), table(BaseImage).made)


def _local(path: Path) -> Program:
    try:
        mode = path.stat().st_mode
        _check(str(path), is_folder=stat.S_ISDIR(mode), is_file=stat.S_ISREG(mode), size=path.stat().st_size)
        with path.open("rb") as stream:
            return read(stream)
    except OSError as error:
        why = reason_of(error)
        raise InputError(
            "unreadable",
            say("{path} cannot be read: {why}.", path=str(path), why=why),
            None,
            say("Check the path and its permissions."),
        ) from error


def _check(path: str, *, is_folder: bool, is_file: bool, size: int, most: int = LIMIT) -> None:
    if is_folder:
        raise InputError("no-program", say("{path} is a folder, not a program.", path=path), None, _NAME_ONE)
    if not is_file:
        raise InputError("no-program", say("{path} is not a regular file.", path=path), None, _NAME_ONE)
    if size > most:
        raise InputError("too-big", say("{path} is too big for a program.", path=path), None, _NAME_ONE)


def _of_machine(path: str, session: Session) -> bytes:
    """The file as the door to the machine gives it."""
    probe = FileProbe(path, limit=_THROUGH_DOOR)
    answer = session.transport.read((probe,), never)[probe]
    match answer:
        case Found():
            return answer.content
        case Missing():
            do = say("Check the path. It is a path on {site}.", site=session.site.name)
            raise InputError("unreadable", say("{path} does not exist.", path=path), None, do)
        case Special() | TooBig():
            is_folder = isinstance(answer, Special) and answer.kind == "directory"
            size = answer.size if isinstance(answer, TooBig) else 0
            _check(
                path, is_folder=is_folder, is_file=isinstance(answer, TooBig), size=size, most=_THROUGH_DOOR
            )
        case Denied():
            do = say("Choose a user who can read it: {option}", option="--user NAME")
            raise InputError("unreadable", say("You are not allowed to read {path}.", path=path), None, do)
    raise InputError(
        "unreadable",
        say("{path} cannot be read on {site}.", path=path, site=session.site.name),
        None,
        say("Copy the program to where the wizard runs, and inspect the copy."),
    )


def _images() -> Iterator[RunPlace]:
    for row in table(BaseImage).rows:
        yield RunPlace(row.image, row.libc, row.libraries)


def _here(program: Program, session: Session) -> RunPlace:
    """The distro of *session*, as far as it was looked at."""
    interpreter = FileProbe(program.interpreter, limit=0, head=True) if program.interpreter else None
    places = {
        name: [GlobProbe(f"{folder}/{name}", limit=0) for folder in _LIBRARY_FOLDERS]
        for name in other_libraries(program)[:_MOST_LIBRARIES]
        if _LIBRARY.fullmatch(name)
    }
    probes: list[Probe] = [probe for each in places.values() for probe in each]
    if interpreter is not None:
        probes.append(interpreter)

    def ask(side: Side, asked: tuple[Probe, ...]) -> Answers:
        return (session.transport if side is Side.DISTRO else session.host).read(asked, never)

    see, answers = gather(_FACTS, session.wanted, ask, also={Side.DISTRO: tuple(probes)})
    own = answers[Side.DISTRO]
    there = (name for name, each in places.items() if any(_matches(own[probe]) for probe in each))
    return RunPlace(
        session.site.name,
        _libc(see),
        tuple(there),
        "" if see.unknown(ARCH) is not None else see[ARCH],
        _is_there(own[interpreter]) if interpreter is not None else None,
        _runs_windows(see),
        is_image=False,
    )


def _matches(answer: object) -> bool:
    return isinstance(answer, Matches) and bool(answer.entries)


def _is_there(answer: object) -> bool | None:
    if isinstance(answer, Found):
        return True
    return False if isinstance(answer, Missing | Special) else None


def _libc(see: Snapshot) -> str:
    """As the distro says, else as the table says of its release."""
    said = "" if see.unknown(LIBC) is not None else see[LIBC]
    if said or see.unknown(RELEASE) is not None:
        return said
    row = row_of(see[RELEASE].id, see[RELEASE].version)
    return row.libc or "" if row is not None else ""


def _runs_windows(see: Snapshot) -> bool | None:
    kernel = None if see.unknown(KERNEL) is not None else see[KERNEL]
    if kernel is Kernel.LINUX:
        return False
    if kernel not in (Kernel.WSL1, Kernel.WSL2) or see.unknown(WSL_CONF) is not None:
        return None
    return see[WSL_CONF].on("interop", "enabled") is not False


def sentences(found: Inspected) -> Iterator[Text]:
    """The same for people, line by line."""
    yield from _of_program(found.program)
    yield from _of_go(found.program)
    for verdict, heading in (
        (RunVerdict.RUNS, say("Runs in:")),
        (RunVerdict.DEPENDS, say("May run in:")),
        (RunVerdict.FAILS, say("Does not run in:")),
    ):
        groups: dict[tuple[Text | None, str], list[str]] = {}
        for each in found.runs:
            if each.verdict is verdict:
                groups.setdefault((each.why, each.error), []).append(each.place)
        if groups:
            yield heading
        for (why, error), places in groups.items():
            yield from _of_places(places)
            if why is not None:
                yield say("    {why}", why=why)
            if error:
                yield say("    The error is: {error}", error=error)
    yield say(
        "The table of images was made on {day}. Images for other processors are left out.", day=found.made
    )


def _of_places(places: Sequence[str]) -> Iterator[Text]:
    """The distro and images, those of one registry on a line of their own."""
    folders: dict[str, list[str]] = {}
    for place in places:
        found = _OF_REGISTRY.fullmatch(place)
        folder, name = (found[1], found[2]) if found is not None else ("", place)
        folders.setdefault(folder, []).append(name)
    for folder, names in folders.items():
        if folder:
            yield say("  {folder}: {names}", folder=folder, names=join(names))
        else:
            yield say("  {places}", places=join(names))


def _of_program(program: Program) -> Iterator[Text]:
    arch = program.arch or say("another processor")
    if program.format is ProgramFormat.PE:
        yield say("A Windows program for {arch}.", arch=arch)
        yield (
            say("It is signed. Only Windows can check whether the signature is valid.")
            if program.is_signed
            else say("It is not signed.")
        )
    elif program.is_static:
        yield say("A static Linux program for {arch}: it needs no library.", arch=arch)
    else:
        yield say("A dynamic Linux program for {arch}.", arch=arch)
    if program.interpreter is not None:
        yield say("It is started by {path}.", path=program.interpreter)
    if program.needs:
        yield say("It needs: {names}", names=join(program.needs))
    if program.glibc is not None:
        yield say("It needs glibc {version} or later.", version=program.glibc)


def _of_go(program: Program) -> Iterator[Text]:
    go = program.go
    if go is None:
        yield say("It contains no build information from Go.")
        return
    yield say("Built by {go}.", go=go.version) if go.version else say("Built by Go 1.17 or older.")
    if go.module or go.path:
        yield say(
            "Module: {module}",
            module=" ".join(each for each in (go.module or go.path, go.module_version) if each),
        )
    for name, value in build_info.in_words(go).items():
        yield plain(f"  {name}={value}")
    for row in table(FipsModule).rows if go.fips else ():
        if go.fips.startswith(row.module):
            yield say("FIPS 140 module {module}: {status}", module=row.module, status=row.status)

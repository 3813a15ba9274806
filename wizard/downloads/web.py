"""Fetching the list of Go releases, and an archive it names, from websites, mirrors and local folders.

The list vouches for everything: it must come by https, from a loopback address or from a local folder. An
archive may come from anywhere, for its size and SHA-256 are checked before the file gets its name.
"""

from __future__ import annotations

import contextlib
import errno
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

import filelock

from wizard.codecs.go import releases
from wizard.downloads.durable import FULL_DISK
from wizard.downloads.http import Head, HttpOptions, RangeRefused, Unreached, system_trust
from wizard.downloads.partial_file import Part, digest_of, part_of
from wizard.downloads.stream import ANSWER_S, Failures, join_source, stream
from wizard.model.errors import InputError, MachineError, Stopped
from wizard.model.events import Stop, never
from wizard.model.text import reason_of, say

INDEX_FILE: Final = "index.json"
"""The list's name in a local folder: what ``https://go.dev/dl/?mode=json&include=all`` answers, saved."""

_STALL_S: Final = 30.0

Measure = Callable[[int, int], None]
"""Told as bytes arrive: how many are there, of how many."""


class KnownFile(Protocol):
    """A file known by name, size in bytes and SHA-256 (64 lower-case hex digits) before it is loaded."""

    @property
    def filename(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...


class _TooLarge(Unreached):
    pass


class _OtherBytes(Unreached):
    pass


class _OtherFile(Unreached):
    pass


def fetch(url: str, *, limit_bytes: int, timeout_s: float, stop: Stop = never) -> bytes:
    """The whole content of *url* (https, a loopback address, or the path of a local file).

    Raises `MachineError`: ``unreachable``, ``too-large`` (more than *limit_bytes*); `Stopped`.
    """
    try:
        options = HttpOptions(system_trust(), timeout_s, timeout_s, is_believed=True)
        return _fetched(url, limit_bytes, options, stop)
    except Unreached as failure:
        raise MachineError(
            "too-large" if isinstance(failure, _TooLarge) else "unreachable",
            say("Could not read {place}: {why}.", place=url, why=failure.why),
        ) from None


def download(
    archive: KnownFile,
    sources: Sequence[str],
    into: Path,
    *,
    tell: Measure,
    stop: Stop,
    stall_s: float = _STALL_S,
) -> Path:
    """The file *archive* in the folder *into*, from the first of *sources* that delivers it whole.

    A source is a base address (``https://go.dev/dl/``) or a local folder. What an interrupted run left in
    ``<filename>.part`` is continued. A second download of the same file waits for the first and takes its
    result. A whole file that is there already is not loaded again; another file of that name is put aside
    as ``<filename>.aside-N``. Never are more than *archive.size* bytes written.

    Raises `MachineError`: ``archive-unreachable``, ``archive-digest`` (a source sent other bytes; ours are
    removed), ``archive-unreadable`` (it is there, and another user's), ``disk-full``, ``folder-unwritable``;
    `InputError` (``archive-unfit``);
    `Stopped` within a fraction of a second (what was loaded is kept for the next run).
    """
    _check(archive)
    options = HttpOptions(system_trust(), stall_s)
    target = into / archive.filename
    with _writing(archive, into):
        into.mkdir(parents=True, exist_ok=True)
        with _download_lock(target, stop):
            if _digest_there(target, archive, stop) != archive.sha256:
                with part_of(target, archive.size, stop) as part:
                    _check_room(archive, part, into)
                    _load(archive, sources, part, options, tell, stop)
                    part.become(target)
    tell(archive.size, archive.size)
    return target


def _digest_there(target: Path, archive: KnownFile, stop: Stop) -> str | None:
    """The digest of what has the archive's name already, if that could be it. Raises `MachineError`, `Stopped`."""
    try:
        return digest_of(target, archive.size, stop)
    except PermissionError as error:
        raise MachineError(
            "archive-unreadable",
            say("Could not read {file}: {why}.", file=str(target), why=reason_of(error)),
            next_step=say("Delete the file, or let your user read it, then try again."),
        ) from None


def _fetched(url: str, limit_bytes: int, options: HttpOptions, stop: Stop) -> bytes:
    content = bytearray()
    with contextlib.closing(stream(url, 0, options, stop)) as items:
        for item in items:
            if isinstance(item, Head):
                continue
            content += item
            if len(content) > limit_bytes:
                raise _TooLarge(say("the file is larger than {limit} bytes", limit=limit_bytes))
    return bytes(content)


def _check(archive: KnownFile) -> None:
    """Refuse an archive whose name, size or digest no list of releases could hold. It may come from a plan file,
    which is not trusted."""
    is_fit = (
        releases.FILENAME.fullmatch(archive.filename) is not None
        and releases.SHA256.fullmatch(archive.sha256) is not None
        and 0 < archive.size <= releases.SIZE_LIMIT
    )
    if not is_fit:
        raise InputError(
            "archive-unfit",
            say("{name} ({size} bytes) is not a Go archive.", name=archive.filename, size=archive.size),
        )


@contextlib.contextmanager
def _download_lock(target: Path, stop: Stop) -> Iterator[None]:
    """Hold the lock on *target*; wait for who else loads it. Raises `Stopped`."""
    lock = filelock.FileLock(f"{target}.lock")
    while not lock.is_locked:
        if stop():
            raise Stopped
        try:
            lock.acquire(timeout=ANSWER_S, poll_interval=ANSWER_S)
        except filelock.Timeout:
            continue
        except NotImplementedError:
            raise OSError(errno.ENOTSUP, "files cannot be locked there") from None
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _writing(archive: KnownFile, into: Path) -> Iterator[None]:
    """Turn trouble with our own folder into words; a source's never gets here as an `OSError`."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL_DISK:
            raise _disk_full(archive, into) from None
        raise MachineError(
            "folder-unwritable",
            say(
                "Could not save {name} in {folder}: {why}.",
                name=archive.filename,
                folder=str(into),
                why=reason_of(error),
            ),
        ) from None


def _disk_full(archive: KnownFile, into: Path) -> MachineError:
    mebibytes = -(-archive.size // (1 << 20))
    return MachineError(
        "disk-full",
        say(
            "The disk is full. {name} needs {size} MiB in {folder}.",
            name=archive.filename,
            size=mebibytes,
            folder=str(into),
        ),
        next_step=say("Free some space, then try again."),
    )


def _check_room(archive: KnownFile, part: Part, into: Path) -> None:
    if shutil.disk_usage(into).free < archive.size - part.length:
        raise _disk_full(archive, into)


def _load(
    archive: KnownFile, sources: Sequence[str], part: Part, options: HttpOptions, tell: Measure, stop: Stop
) -> None:
    """Make *part* the whole archive. Raises `MachineError`, `Stopped`, `OSError`."""
    if part.length == archive.size and part.sha256 == archive.sha256:
        return
    failures = Failures()
    code = "archive-unreachable"
    for source in sources:
        try:
            _from(join_source(source, archive.filename), archive, part, options, tell, stop)
            return
        except Unreached as failure:
            if isinstance(failure, _OtherBytes):
                code = "archive-digest"
            failures.add(source, failure.why)
    raise MachineError(
        code,
        say("Could not download {name}. {failures}.", name=archive.filename, failures=failures.text),
        unchanged=say("Nothing was installed or changed."),
        next_step=say(
            "Check the network, the proxy and the download sources in the profile, then try again."
        ),
    )


def _from(
    place: str, archive: KnownFile, part: Part, options: HttpOptions, tell: Measure, stop: Stop
) -> None:
    """The rest from *place*, else all: it is not blamed for wrong bytes of another place or run, and gets a second try
    if it answers nonsense to the question for the rest. What is there is kept until the whole file comes."""
    if part.length >= archive.size:
        part.restart()
    if part.length:
        with contextlib.suppress(_OtherBytes, _OtherFile, RangeRefused):
            _append(place, part.length, archive, part, options, tell, stop)
            return
    _append(place, 0, archive, part, options, tell, stop)


def _append(
    place: str, begin: int, archive: KnownFile, part: Part, options: HttpOptions, tell: Measure, stop: Stop
) -> None:
    """Complete *part* with the bytes from *begin* on, or drop all if they turn out wrong. Raises `Unreached`."""
    with contextlib.closing(stream(place, begin, options, stop)) as items:
        for item in items:
            if isinstance(item, Head):
                _begin(item, archive, part)
            else:
                _add(item, archive, part)
            tell(part.length, archive.size)
    if part.length < archive.size:
        # Nothing for the rest, politely: that is no transfer cut off, and would come again at every try.
        is_none = 0 < begin == part.length
        raise (_OtherFile if is_none else Unreached)(
            say("the transfer stopped after {some} of {size} bytes", some=part.length, size=archive.size)
        )
    if part.sha256 != archive.sha256:
        part.restart()
        raise _OtherBytes(say("the SHA-256 differs from the list of releases, so the download was deleted"))


def _begin(head: Head, archive: KnownFile, part: Part) -> None:
    if head.is_page and head.size != archive.size:
        raise _OtherFile(say("it sent a web page, possibly the sign-in page of the network"))
    if head.size not in (None, archive.size):
        raise _OtherFile(
            say("the file has {size} bytes instead of {wanted}", size=head.size or 0, wanted=archive.size)
        )
    if head.start != part.length:
        part.restart()


def _add(chunk: bytes, archive: KnownFile, part: Part) -> None:
    try:
        part.append(chunk)
    except OverflowError:
        part.restart()
        raise _OtherBytes(say("it sent more than the expected {size} bytes", size=archive.size)) from None

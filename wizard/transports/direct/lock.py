"""The lock of a journal, so that only one process changes a machine at a time, and who holds it.

Where a disk has no room for one more link, the folder ``spare`` is renamed instead (`wizard.transports.journal`).
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psutil

from wizard.transports.direct.floor import below
from wizard.transports.direct.journal import DirectJournal
from wizard.transports.journal import FREE, HELD, LOCK, SPARE, STALE, WINDOWS_SPACE, Holder, parse_holder
from wizard.transports.refusals import refusal

_TRIES: Final = 5
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)
_START: Final = 19  # field 22 of /proc/PID/stat, counted behind the name, which may hold anything
_STATE: Final = 0
_DEAD: Final = ("Z", "X")


@contextlib.contextmanager
def journal_lock(book: DirectJournal) -> Iterator[None]:
    """The lock of *book*, as long as the context is open. Raises `BusyError`, `OSError`."""
    mine = _myself()
    _take(book, mine)
    try:
        yield
    finally:
        # What was done is done; a lock that cannot be removed ends with this process.
        with contextlib.suppress(OSError):
            _release(book, mine)


def make_spare(book: DirectJournal) -> None:
    """Have what the lock is made of where there is no room for a link. The lock is held. Raises `OSError`."""
    disk, spare = book.disk, below(book.place, SPARE)
    if not disk.keeps_owners or _is_folder(book, LOCK):
        return
    for name in _held(book):
        _erase(book, name)
    if not _is_folder(book, SPARE):
        disk.mkdir(spare, 0o700, *book.owner)
    if not disk.names(spare):
        with disk.create(below(spare, FREE)) as file:
            file.chown(*book.owner)
        disk.sync(spare)


def _take(book: DirectJournal, mine: Holder) -> None:
    for _ in range(_TRIES):
        try:
            book.set_mark(LOCK, mine.text())
        except FileExistsError:
            pass
        except OSError as error:
            if error.errno not in _NO_ROOM or not _take_spare(book, mine):
                raise
            return
        else:
            return
        theirs = _word(book, LOCK)
        if theirs is not None:
            _take_away(book, theirs, mine)
    raise refusal("busy", ["?"])


def _take_spare(book: DirectJournal, mine: Holder) -> bool:
    """Make the spare folder the lock. False if there is none, or the lock is taken by now."""
    disk, held = book.disk, below(book.place, HELD + mine.name())
    if not any(_move(book, name, HELD + mine.name()) for name in (SPARE, *_held(book))):
        return False
    for name in disk.names(held):
        disk.replace(below(held, name), below(held, mine.name()))
    if _move(book, HELD + mine.name(), LOCK):
        return True
    _move(book, HELD + mine.name(), SPARE)
    return False


def _take_away(book: DirectJournal, theirs: str, mine: Holder) -> None:
    holder = parse_holder(theirs)
    if holder is None or not _is_gone(holder, book):
        raise refusal("busy", [(holder.who if holder is not None else "") or "?"])
    is_folder = _is_folder(book, LOCK)
    aside = HELD + mine.name() if is_folder else f"{STALE}{os.getpid()}"
    try:
        book.disk.replace(below(book.place, LOCK), below(book.place, aside))
    except FileNotFoundError:
        return
    # Between the look and the rename somebody else may have been as quick as we wanted to be.
    if _word(book, aside) != theirs:
        _move(book, aside, LOCK)
        raise refusal("busy", ["?"])
    if not is_folder:
        book.disk.unlink(below(book.place, aside))
    elif not _move(book, aside, SPARE):
        _erase(book, aside)


def _release(book: DirectJournal, mine: Holder) -> None:
    word = _word(book, LOCK)
    if word == mine.text() and not _is_folder(book, LOCK):
        book.disk.unlink(below(book.place, LOCK))
    elif word == mine.name():
        _move(book, LOCK, SPARE)


def _move(book: DirectJournal, name: str, to: str) -> bool:
    """Rename within the journal, to a name that is free. Whether that was possible."""
    try:
        book.disk.move(below(book.place, name), below(book.place, to))
    except (FileExistsError, FileNotFoundError, NotADirectoryError):
        return False
    return True


def _erase(book: DirectJournal, name: str) -> None:
    place = below(book.place, name)
    for inner in book.disk.names(place):
        book.disk.unlink(below(place, inner))
    book.disk.rmdir(place)


def _held(book: DirectJournal) -> list[str]:
    """Spare folders that somebody took who ended before it was the lock."""
    names = [name for name in book.disk.names(book.place) if name.startswith(HELD)]
    holders = ((name, parse_holder(name.removeprefix(HELD))) for name in names)
    return [name for name, holder in holders if holder is not None and _is_gone(holder, book)]


def _is_folder(book: DirectJournal, name: str) -> bool:
    found = book.disk.stat(below(book.place, name))
    return found is not None and found.kind == "directory"


def _word(book: DirectJournal, name: str) -> str | None:
    """Who holds the lock that has that name; None if there is none."""
    try:
        if _is_folder(book, name):
            return (*book.disk.names(below(book.place, name)), "")[0]
        return book.mark(name)
    except FileNotFoundError:
        return None


def _myself() -> Holder:
    pid = os.getpid()
    return Holder(pid, started(pid) or 0, _space(), f"{_user()}@{platform.node() or 'localhost'}")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "somebody"


def _is_gone(holder: Holder, book: DirectJournal) -> bool:
    # A distro's journal is reached from that distro only; Windows' own from every distro that runs.
    in_wsl = book.disk.keeps_owners and "microsoft" in platform.release().lower()
    return holder.is_gone(_space(), started(holder.pid), started(1), in_wsl)


def started(pid: int) -> int | None:
    """When process *pid* began (clock ticks after boot; on Windows seconds since 1970); None if it does not
    live: one that ended and was not yet waited for does nothing any more."""
    if sys.platform == "win32":
        try:
            return int(psutil.Process(pid).create_time())
        except psutil.Error:
            return None
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    return None if fields[_STATE].decode() in _DEAD else int(fields[_START])


def _space() -> str:
    """Within which boot and PID namespace a process number means something, as ``BOOT-INODE``."""
    if sys.platform == "win32":
        return WINDOWS_SPACE
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return f"{boot.partition('-')[0]}-{os.readlink('/proc/self/ns/pid').partition('[')[2].rstrip(']')}"

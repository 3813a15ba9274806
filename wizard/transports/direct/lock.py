"""The lock of a journal, so that only one process changes a machine at a time, and who holds it."""

from __future__ import annotations

import contextlib
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
from wizard.transports.journal import WINDOWS_SPACE, Holder, parse_holder
from wizard.transports.refusals import refusal

LOCK: Final = "lock"
_TRIES: Final = 5
_START: Final = 19  # field 22 of /proc/PID/stat, counted behind the name, which may hold anything
_STATE: Final = 0
_DEAD: Final = ("Z", "X")


@contextlib.contextmanager
def journal_lock(book: DirectJournal) -> Iterator[None]:
    """The lock of *book*, as long as the context is open. Raises `BusyError`, `OSError`."""
    mine = _myself()
    _take(book, mine.text())
    try:
        yield
    finally:
        # What was done is done; a lock that cannot be removed ends with this process.
        with contextlib.suppress(OSError):
            if _mark(book, LOCK) == mine.text():
                book.disk.unlink(below(book.place, LOCK))


def _take(book: DirectJournal, mine: str) -> None:
    for _ in range(_TRIES):
        with contextlib.suppress(FileExistsError):
            book.set_mark(LOCK, mine)
            return
        theirs = _mark(book, LOCK)
        if theirs is not None:
            _take_away(book, theirs)
    raise refusal("busy", ["?"])


def _take_away(book: DirectJournal, theirs: str) -> None:
    holder = parse_holder(theirs)
    if holder is None or not _is_gone(holder, book):
        raise refusal("busy", [holder.who if holder is not None else "?"])
    stale = f"stale-{os.getpid()}"
    lock, aside = below(book.place, LOCK), below(book.place, stale)
    try:
        book.disk.replace(lock, aside)
    except FileNotFoundError:
        return
    # Between the look and the rename somebody else may have been as quick as we wanted to be.
    if _mark(book, stale) != theirs:
        with contextlib.suppress(FileExistsError):
            book.disk.move(aside, lock)
        raise refusal("busy", ["?"])
    book.disk.unlink(aside)


def _mark(book: DirectJournal, name: str) -> str | None:
    try:
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

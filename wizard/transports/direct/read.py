"""The looking half of the direct hand: the answers of ``resources/agent/look.sh``, found in this process.

It never writes. What only a running machine can tell is `Unavailable`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import cached_property

import msgspec

from wizard.model.errors import MachineError, Stopped
from wizard.model.events import Stop
from wizard.model.orders import Phase
from wizard.model.probes import (
    GLOB_LIMIT,
    MIB,
    Account,
    AccountProbe,
    Answer,
    Answers,
    CommandProbe,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Journal,
    JournalEntry,
    JournalProbe,
    Linked,
    LinkProbe,
    Matches,
    Missing,
    PathAnswer,
    Probe,
    Special,
    TooBig,
    Unavailable,
)
from wizard.model.text import system_words
from wizard.patterns import lazy_pattern
from wizard.transports import commands
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import below, normal
from wizard.transports.direct.journal import MANIFEST_LIMIT, DirectJournal
from wizard.transports.direct.resolve import Credentials, Resolver
from wizard.transports.journal import JOURNAL, NOTE, OPEN, moment, number_of, phase_of

READ_LIMIT = 64 * MIB
NOTE_LIMIT = 16 * MIB
"""The most of one batch's note that is read."""

_CONTROL = lazy_pattern(r"[\x00-\x1f\x7f]")


class DirectLook(msgspec.Struct, frozen=True, dict=True):
    """A look at *disk* for the user *account*, whose journal lies at *journal*."""

    disk: Disk
    account: Account
    journal: str = JOURNAL

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """Answer all *probes*, until 64 MiB are told. Raises `Stopped`."""
        pairs: list[tuple[Probe, Answer]] = []
        total_bytes = 0
        once = msgspec.structs.replace(self)  # what is on the way and groups are remembered for one look only
        for probe in probes:
            if stop():
                raise Stopped
            answer = (
                once._answer(probe) if total_bytes < READ_LIMIT else Unavailable("the output is too long")
            )
            total_bytes += _length(answer)
            pairs.append((probe, answer))
        return Answers(tuple(pairs))

    def _answer(self, probe: Probe) -> Answer:
        try:
            match probe:
                case FileProbe(path) | LinkProbe(path) | GlobProbe(path) if not _is_path(path):
                    return Unavailable("a distro cannot report this")
                case FileProbe():
                    path = self._whole(probe.path)
                    return self._file(self._resolver_for(path), path, probe.limit, probe.head)
                case LinkProbe():
                    path = self._whole(probe.path)
                    return self._link(self._resolver_for(path), path)
                case GlobProbe():
                    return self._matches(probe)
                case AccountProbe():
                    return self.account
                case JournalProbe():
                    return self._batches(probe)
                case CommandProbe():
                    return Unavailable("commands cannot run in a folder")
                case _:
                    return Unavailable("a distro cannot report this")
        except PermissionError:
            return Denied()
        except OSError as error:
            return Unavailable(system_words(error))

    def _whole(self, path: str) -> str:
        return f"{self.account.home.rstrip('/')}/{path[2:]}" if path.startswith("~/") else path

    def _resolver_for(self, path: str) -> Resolver:
        """The resolver for *path*: what is in the home is read with the user's permissions only."""
        account = self.account
        is_root = sys.platform != "win32" and os.geteuid() == 0
        in_home = path.startswith(normal(account.home) + "/")
        if not is_root or account.uid == 0 or not in_home:
            return self._of_system
        return self._of_user

    @cached_property
    def _of_system(self) -> Resolver:
        return Resolver(self.disk, seen={})

    @cached_property
    def _of_user(self) -> Resolver:
        rights = Credentials(self.account.uid, groups_of(self.disk, self.account))
        return Resolver(self.disk, rights, seen={})

    def _file(self, resolver: Resolver, path: str, limit: int, head: bool) -> PathAnswer:
        spot = resolver.follow(path)
        found = spot.found
        if found is None:
            return Missing(self._target(resolver, path))
        link = spot.path if spot.path != path else None
        if found.kind != "file":
            return Special(found.kind, found.mode, found.uid, found.gid, link)
        resolver.check_readable(found)
        if not head and found.size > limit:
            return TooBig(found.size)
        content = self.disk.content(spot.path, limit if head else limit + 1)
        if len(content) > limit:
            return TooBig(max(found.size, len(content)))
        mtime = found.mtime_ns // 10**9
        return Found(content, found.mode, found.uid, found.gid, mtime, found.size, link)

    def _target(self, resolver: Resolver, path: str) -> str | None:
        spot = resolver.lstat(path)
        is_link = spot.found is not None and spot.found.kind == "symlink"
        return self.disk.readlink(spot.path) if is_link else None

    def _link(self, resolver: Resolver, path: str) -> Linked | PathAnswer:
        spot = resolver.lstat(path)
        found = spot.found
        if found is None:
            return Missing()
        if found.kind == "symlink":
            return Linked(self.disk.readlink(spot.path))
        return Special(found.kind, found.mode, found.uid, found.gid)

    def _matches(self, probe: GlobProbe) -> Matches:
        path = self._whole(probe.pattern)
        paths = [self.account.home.rstrip("/") or "/" if probe.pattern.startswith("~/") else "/"]
        resolver = self._resolver_for(path)
        for part in probe.pattern.split("/")[1:]:
            paths = [inner for folder in paths for inner in self._inside(resolver, folder, part)]
        there = [path for path in sorted(paths, key=os.fsencode) if self._is_there(resolver, path)]
        answers = ((path, self._seen(resolver, path, probe)) for path in there[:GLOB_LIMIT])
        return Matches(tuple(answers))

    def _seen(self, resolver: Resolver, path: str, probe: GlobProbe) -> PathAnswer:
        try:
            return self._file(resolver, path, probe.limit, probe.head)
        except PermissionError:
            return Denied()

    def _inside(self, resolver: Resolver, folder: str, part: str) -> list[str]:
        if "*" not in part and "?" not in part:
            return [below(folder, part)]
        try:
            spot = resolver.follow(folder)
        except PermissionError:
            return []
        fits = _matcher(part)
        return [below(folder, name) for name in resolver.names(spot.path) if fits(name)]

    def _is_there(self, resolver: Resolver, path: str) -> bool:
        try:
            return not _CONTROL.search(path) and resolver.lstat(path).found is not None
        except PermissionError:
            return False

    # The journal is read with the rights of this process: it is the hand's own.

    def _batches(self, probe: JournalProbe) -> Journal:
        book = DirectJournal(self.disk, self.account, self.journal)
        found = self.disk.stat(self.journal)
        if found is None or found.kind != "directory":
            return Journal()
        number = _open_number(book)
        entries: list[JournalEntry] = []
        total_bytes = 0
        try:
            for each in book.numbers():
                if len(entries) == probe.last or total_bytes > READ_LIMIT:
                    break
                entry = _entry(book, each) if probe.before is None or each < probe.before else None
                if entry is not None:
                    entries.append(entry)
                    total_bytes += len(entry.note) + len(entry.manifest)
        except PermissionError:
            return Journal(tuple(entries), number, readable=False)
        return Journal(tuple(entries), number)


def groups_of(disk: Disk, account: Account) -> frozenset[int]:
    """The ids of all groups that etc/group puts the user into, and his own."""
    spot = Resolver(disk).follow("/etc/group")
    groups = {account.gid}
    if spot.found is not None and spot.found.kind == "file":
        for line in disk.content(spot.path, MIB).decode("utf-8", "surrogateescape").splitlines():
            fields = line.split(":")
            if len(fields) == 4 and fields[2].isdigit() and account.name in fields[3].split(","):
                groups.add(int(fields[2]))
    return frozenset(groups)


def _is_path(path: str) -> bool:
    return path.startswith(("/", "~/")) and "\0" not in path


def _open_number(book: DirectJournal) -> int | None:
    """The number of the batch that waits or was cut off; None if it was cut off before it did anything, or after all
    was done but the mark."""
    try:
        number = number_of(book.mark(OPEN) or "")
    except MachineError:
        return None
    try:
        return None if number is not None and (book.is_blank(number) or _is_over(book, number)) else number
    except PermissionError:
        return number


def _is_over(book: DirectJournal, number: int) -> bool:
    """Whether a batch is accepted or undone, whatever the mark says."""
    try:
        phase = book.phase(number)
    except MachineError:
        return False
    return phase is not None and not phase.is_open


def _entry(book: DirectJournal, number: int) -> JournalEntry | None:
    folder = book.disk.stat(book.folder(number))
    if folder is None or folder.kind != "directory":
        return None
    phases = [name for name in book.disk.names(book.folder(number)) if phase_of(name) is not None]
    if len(phases) != 1:
        return None
    manifest = _content(book, number, phases[0], MANIFEST_LIMIT)
    if manifest is None:
        return None
    note = _content(book, number, NOTE, NOTE_LIMIT) or b""
    undone_at = moment(folder.mtime_ns // 10**9) if phases[0] == Phase.UNDONE.value else None
    ran = commands.known(_content(book, number, commands.COMMANDS, commands.LIMIT) or b"")
    return JournalEntry(number, phases[0], manifest, note, undone_at, ran)


def _content(book: DirectJournal, number: int, name: str, limit: int) -> bytes | None:
    path = below(book.folder(number), name)
    found = book.disk.stat(path)
    return book.disk.content(path, limit) if found is not None and found.kind == "file" else None


def _matcher(part: str) -> Callable[[str], bool]:
    """Whether a name matches, byte by byte, as in a shell with ``LC_ALL=C``."""
    special = {ord("*"): b".*", ord("?"): b"."}
    pattern = b"".join(special.get(byte, re.escape(bytes([byte]))) for byte in os.fsencode(part))
    compiled = lazy_pattern(pattern, re.DOTALL)
    shows_hidden = part.startswith(".")
    return lambda name: (shows_hidden or name[0] != ".") and compiled.fullmatch(os.fsencode(name)) is not None


def _length(answer: Answer) -> int:
    match answer:
        case Found():
            return len(answer.content)
        case Matches():
            return sum(_length(entry) for _, entry in answer.entries)
        case Journal():
            return sum(len(entry.manifest) + len(entry.note) for entry in answer.entries)
        case _:
            return 0

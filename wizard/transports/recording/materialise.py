"""A recorded machine laid out as a folder again, so that it can be changed: the demo, and tests.

Only what was seen is there: of a file that was looked at by its head, the head. Owners are given where this
process may give them. A recording may come from anywhere: no link is followed on the way, and nothing lands
outside of the folder (`wizard.transports.direct.disk`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wizard.model.errors import InputError
from wizard.model.probes import (
    FILE_LIMIT,
    Account,
    AccountProbe,
    Answers,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Linked,
    LinkProbe,
    Matches,
    Missing,
    PathAnswer,
    Special,
    TooBig,
)
from wizard.model.text import Text, say
from wizard.transports.direct.disk import Disk, floor_at
from wizard.transports.direct.floor import normal, parent_of
from wizard.transports.direct.floor_plain import SIGN, has_links
from wizard.transports.direct.resolve import Resolver
from wizard.transports.recording.recorded import Recording
from wizard.transports.refusals import refusal_of

_PASSWD: Final = "/etc/passwd"
_STATE: Final = "/var/lib"
_FLEETING: Final = ("/dev/", "/proc/", "/run/", "/sys/", "/tmp/")
_PERMISSIONS: Final = 0o777
_STICKY: Final = 0o1000

_RecordedPath = PathAnswer | Linked


def materialise(machine: Recording, root: Path, *, running: bool) -> None:
    """Lay *machine* out in the folder *root*, which is made, or is empty.

    Not *running*: without what only a running machine has (``/proc``, ``/run``, ``/tmp`` …), so that the
    folder is an image, for which every restart is still to come. Where links cannot be made (Windows), they
    are noted (`wizard.transports.direct.floor_plain`). Raises `InputError` if the recording names no user or
    holds a path that is none, `MachineError`.
    """
    answers = Answers(machine.distro)
    account = answers[AccountProbe()]
    if not isinstance(account, Account):
        raise _unusable(say("The recorded machine {name} does not contain its user.", name=machine.name))
    try:
        root.mkdir(parents=True, exist_ok=True)
        root.chmod(0o755)  # it is a `/`, which every user may search
        if sys.platform == "win32" and not has_links(root):
            (root / SIGN).touch()
        _Layout(Disk(floor_at(root)), account).lay(answers, running)
    except ValueError as error:
        raise _unusable(
            say("The recorded machine {name} contains an invalid path.", name=machine.name)
        ) from error
    except OSError as error:
        raise refusal_of(error) from error


def _unusable(text: Text) -> InputError:
    return InputError("machine-unusable", text)


def _seen(answers: Answers) -> Iterator[tuple[str, _RecordedPath]]:
    """Every path that was looked at, with what was there."""
    for probe, answer in answers.pairs:
        match probe, answer:
            case (
                (FileProbe() | LinkProbe()),
                (Found() | Linked() | Missing() | Special() | Denied() | TooBig()),
            ):
                yield probe.path, answer
            case GlobProbe(), Matches():
                yield from answer.entries


def _sort_key(seen: tuple[str, _RecordedPath]) -> tuple[int, int, str]:
    """Links first, for what lies behind them; of two looks at a file, the one that saw more of it."""
    path, answer = seen
    match answer:
        case Linked() | Missing():
            return 0, 0, path
        case Special():
            return 1, 0, path
        case Found():
            return 2, -len(answer.content), path
        case _:
            return 3, 0, path


@dataclass(frozen=True, slots=True)
class _Layout:
    disk: Disk
    account: Account

    def lay(self, answers: Answers, running: bool) -> None:
        everything = [(self._whole(path), answer) for path, answer in _seen(answers)]
        seen = sorted(
            (pair for pair in everything if running or not f"{pair[0]}/".startswith(_FLEETING)), key=_sort_key
        )
        self._home(everything)
        for path, answer in seen:
            self._lay(path, answer)
        for path, answer in seen:
            if isinstance(answer, Found | Special) and answer.link is not None:
                self._name(path, answer.link)
        self._folder(self._real(_STATE))  # nobody asks for it, and every distro has it
        self._file(_PASSWD, self._passwd().encode("utf-8", "surrogateescape"))

    def _home(self, seen: Sequence[tuple[str, _RecordedPath]]) -> None:
        """Make the home, with its mode and owner if it was looked at."""
        home = normal(self.account.home)
        for path, answer in seen:
            if path == home and isinstance(answer, Special) and answer.kind == "directory":
                mode = answer.mode & (_PERMISSIONS | _STICKY)
                self._folder(self._real(home), mode, self._ids(home, (answer.uid, answer.gid)))
        self._folder(self._real(home))

    def _whole(self, path: str) -> str:
        return normal(f"{self.account.home}/{path[2:]}" if path.startswith("~/") else path)

    def _lay(self, path: str, answer: _RecordedPath) -> None:
        match answer:
            case Linked():
                self._name(path, answer.target)
            case Missing(link=str(target)):
                self._name(path, target)
            case Special(kind="directory"):
                ids = self._ids(path, (answer.uid, answer.gid))
                self._folder(self._real(answer.link or path), answer.mode & (_PERMISSIONS | _STICKY), ids)
            case Found():
                ids = self._ids(path, (answer.uid, answer.gid))
                self._file(answer.link or path, answer.content, answer.mode, ids, answer.mtime)
            case Denied():
                self._file(path, b"", 0, self._ids(path, (0, 0)))
            case TooBig():
                self._file(path, bytes(min(answer.size, FILE_LIMIT + 1)))

    def _name(self, path: str, target: str) -> None:
        """Make a link *path* to *target*, unless the name is taken by now."""
        place = self._real(parent_of(path)).rstrip("/") + path[path.rindex("/") :]
        if self.disk.stat(place) is not None:
            return
        self._folder(parent_of(place))
        self.disk.symlink(place, target, *self._ids(place))

    def _file(
        self,
        path: str,
        content: bytes,
        mode: int = 0o644,
        ids: tuple[int, int] | None = None,
        mtime: int | None = None,
    ) -> None:
        """A file, unless there is something by now."""
        place = self._real(path)
        if self.disk.stat(place) is not None:
            return
        self._folder(parent_of(place))
        with self.disk.create(place) as file:
            file.write(content)
            file.chown(*(ids or self._ids(place)))
            # Whoever sends a recording shall not make a program that runs with another's rights.
            file.chmod(mode & _PERMISSIONS)
            if mtime is not None:
                file.utime(mtime * 10**9, mtime * 10**9)

    def _folder(self, path: str, mode: int = 0o755, ids: tuple[int, int] | None = None) -> None:
        if self.disk.stat(path) is not None:
            return
        self._folder(parent_of(path))
        self.disk.mkdir(path, mode, *(ids or self._ids(path)))

    def _real(self, path: str) -> str:
        """*path* without the links on its way, whether or not anything is there."""
        known, rest = path, ""
        while known != "/" and Resolver(self.disk).follow(known).found is None:
            known, rest = parent_of(known), known[known.rindex("/") :] + rest
        return Resolver(self.disk).follow(known).path.rstrip("/") + rest

    def _ids(self, path: str, recorded: tuple[int, int] | None = None) -> tuple[int, int]:
        """The owner that *path* gets: the recorded one if this process may give it away."""
        if sys.platform == "win32":
            return 0, 0
        if os.geteuid() != 0:
            return os.geteuid(), os.getegid()
        home = normal(self.account.home)
        inside = path == home or path.startswith(f"{home}/")
        own = (self.account.uid, self.account.gid) if inside else (0, 0)
        return recorded if recorded is not None else own

    def _passwd(self) -> str:
        """Content of ``/etc/passwd`` with only the recorded user."""
        account = self.account
        rows = [] if account.uid == 0 else [("root", "x", "0", "0", "root", "/root", "/bin/sh")]
        uid, gid = max(account.uid, 0), max(account.gid, 0)
        rows.append((account.name, "x", str(uid), str(gid), "", account.home, account.shell))
        return "".join(":".join(row) + "\n" for row in rows)

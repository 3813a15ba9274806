"""What first-time setup keeps between its runs: one small strict file in the user's local app data. An update of the
wizard may come between two runs, so the file has a version; 1 is 0.1.0's."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

import msgspec

from wizard.downloads.durable import sync_file, sync_folder
from wizard.engine.setup.pc import SetupRecord
from wizard.model.errors import MachineError, newer
from wizard.model.events import Note, Tell
from wizard.model.first_time import Choice, Operation
from wizard.model.formats import Format, Newer
from wizard.model.text import reason_of, say

FORMAT: Final = 1
NOTES: Final = Format(FORMAT)
_SIZE_LIMIT: Final = 64 * 1024
_CLOCK_S: Final = 120
"""Two readings of one start of Windows may differ by this much: it is reckoned from a clock that is set."""


class SetupProgress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """*choice* is what the user chose, *ran* the operations that wait for a restart of the Windows that was
    started at *boot* (seconds since 1970); see `wizard.model.first_time.PcState` for *resumes* and *settled*."""

    format: int = FORMAT
    choice: Choice = Choice()
    ran: tuple[Operation, ...] = ()
    boot: int = 0
    resumes: int = 0
    settled: tuple[str, ...] = ()

    @property
    def so_far(self) -> SetupRecord:
        return SetupRecord(frozenset(self.ran), self.resumes, frozenset(self.settled))

    def arrived(self, boot: int) -> SetupProgress:
        """The same in a Windows that was started at *boot*: after a restart that was waited for, one more
        resume, and nothing waits any more."""
        if not self.ran or abs(boot - self.boot) <= _CLOCK_S:
            return self
        return msgspec.structs.replace(self, ran=(), boot=boot, resumes=self.resumes + 1)

    def noting(self, ran: frozenset[Operation], boot: int) -> SetupProgress:
        """The same, once *ran* have gone well."""
        if not ran:
            return self
        both = sorted({*self.ran, *ran}, key=lambda operation: operation.value)
        return msgspec.structs.replace(self, ran=tuple(both), boot=boot)


class ProgressFile:
    """The file at *path*. If it is lost, the PC is looked at again, and nothing else is lost."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, tell: Tell) -> SetupProgress:
        """What it says; a fresh beginning if it is not there. One that is damaged is told of, in one sentence.
        Raises `InputError` for one of a newer version."""
        try:
            with self._path.open("rb") as file:
                data = file.read(_SIZE_LIMIT + 1)
            if len(data) <= _SIZE_LIMIT:
                return NOTES.decode(data, SetupProgress)
        except FileNotFoundError:
            return SetupProgress()
        except Newer as error:
            raise newer(str(self._path)) from error
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass
        tell(
            Note(
                say(
                    "Could not read the progress of an earlier WSL installation ({path}). The wizard checks"
                    " again from the start.",
                    path=str(self._path),
                )
            )
        )
        return SetupProgress()

    def write(self, progress: SetupProgress) -> None:
        """Keep *progress*, all of it or what was there before. Raises `MachineError`."""
        staged = self._path.with_name(f"{self._path.name}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(msgspec.json.encode(progress))
            sync_file(staged)
            os.replace(staged, self._path)
            sync_folder(self._path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                staged.unlink(missing_ok=True)
            why = reason_of(error)
            raise MachineError(
                "notes-not-written",
                say("Could not write {path}: {why}.", path=str(self._path), why=why),
            ) from error

    def forget(self) -> None:
        """Begin afresh. Raises `MachineError`."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            why = reason_of(error)
            raise MachineError(
                "notes-not-written", say("Could not remove {path}: {why}.", path=str(self._path), why=why)
            ) from error

"""One window for each user: a second one asks the first to come forward, and does not open."""

from __future__ import annotations

import atexit
import contextlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QFileSystemWatcher, QLockFile, QObject, Signal

from wizard.model.errors import BusyError
from wizard.model.text import say

_LOCK: Final = "window.lock"
_BELL: Final = "window.bell"


class OnlyOne(QObject):
    """The right to be the one window, as a file in *folder* that ends with this process, however it ends. *called*
    is sent when another window wanted to open."""

    called = Signal()

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = QDir(folder)
        self._lock = QLockFile(self._folder.filePath(_LOCK))
        self._lock.setStaleLockTime(0)  # only that its process is dead makes it stale

    def take(self) -> None:
        """Be the one. Raises `BusyError`, and calls the other one when this process ends. Where nothing can be
        written, there is nobody to ask, and this is one of several."""
        if not self._folder.mkpath("."):
            return
        if self._lock.tryLock(0):
            self._folder.remove(_BELL)
        elif self._lock.error() is QLockFile.LockError.LockFailedError:
            # Not at once: a window that comes forward would cover the box that says so.
            atexit.register(self._ring)
            raise BusyError(
                "already-open",
                say("WSL Go Wizard is already open."),
                next_step=say("Continue in its window, or close it first."),
            )

    def listen(self) -> None:
        """From now on, hear who wants to open another one. Needs an application."""
        watcher = QFileSystemWatcher([self._folder.path()], self)
        watcher.directoryChanged.connect(self._answer)

    def _ring(self) -> None:
        with contextlib.suppress(OSError):  # a full disk: the other one stays where it is
            Path(self._folder.filePath(_BELL)).touch()

    def _answer(self) -> None:
        if self._folder.remove(_BELL):
            self.called.emit()

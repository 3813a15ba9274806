"""What Qt gives up over, such as a screen that it cannot draw on: written to the log folder, and said, before it ends
the program. Qt itself would say it on a terminal that may not be there, and leave no file."""

from __future__ import annotations

import os
import sys
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QLibraryInfo,
    QMessageLogContext,
    QtMsgType,
    qFormatLogMessage,
    qInstallMessageHandler,
)

_REMEMBERED = 50
"""How much of what Qt said before goes into the file."""


@contextmanager
def told(log: Path | None) -> Iterator[None]:
    """While this lasts, Qt's giving up ends the program with exit code 1, after it was told; more is in *log*. All else
    that Qt says is printed, as without this."""
    before: deque[str] = deque(maxlen=_REMEMBERED)

    def hear(kind: QtMsgType, context: QMessageLogContext, words: str | None) -> None:
        said = qFormatLogMessage(kind, context, words or "")
        before.append(said)
        if kind is not QtMsgType.QtFatalMsg:
            _print(said)
            return
        try:
            _tell("\n".join(before), log)
        finally:
            os._exit(1)  # Qt would abort, which says nothing

    qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(None)


def _tell(why: str, log: Path | None) -> None:
    from wizard.app.faults.crash_log import says_of
    from wizard.app.texts import speech_of_faults
    from wizard.gui.process.failure_box import show_without_qt

    words = speech_of_faults()(says_of(f"{why}\n{''.join(traceback.format_stack())}", log))
    _print(words)
    show_without_qt(words)


def _print(words: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()


def check_platform() -> None:
    """Raises `ImportError` if that part of Qt is lost that draws on Windows: of this Qt tells in a box of its own."""
    if sys.platform == "win32":
        name = "platforms/qwindows.dll"
        if not os.path.isfile(f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)}/{name}"):
            raise ImportError(name=name)

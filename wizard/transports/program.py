"""One program, asked once: its answer in raw bytes, within a time, without a window, and with nothing on stdin."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Mapping
from typing import IO, Final

import psutil

from wizard.model.errors import Stopped
from wizard.model.events import Stop, never
from wizard.model.probes import OUTPUT_LIMIT, Exited, Unavailable

_TICK_S: Final = 0.05
_LINGER_S: Final = 1.0
_CHUNK: Final = 64 * 1024


def ask(
    argv: tuple[str, ...],
    timeout_s: float,
    *,
    limit: int = OUTPUT_LIMIT,
    env: Mapping[str, str] | None = None,
    stop: Stop = never,
) -> Exited | Unavailable:
    """Run *argv*, whose first word is an absolute path. At most *limit* bytes of each stream are kept.

    `Unavailable` if it cannot be started or takes longer than *timeout_s*. When this returns or raises, the
    process is gone, as far as we may end it. Raises `Stopped`.
    """
    try:
        process = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=dict(env) if env is not None else None,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        return Unavailable(f"{argv[0]} could not be started: {why or error}")
    streams = [_Stream(pipe, limit) for pipe in (process.stdout, process.stderr) if pipe is not None]
    try:
        if not _ended(process, time.monotonic() + timeout_s, stop):
            return Unavailable(f"took longer than {timeout_s:g} s")
    finally:
        _end(process)
        out, err = (stream.told() for stream in streams)
    return Exited(process.returncode, out, err)


def _ended(process: subprocess.Popen[bytes], deadline: float, stop: Stop) -> bool:
    while time.monotonic() < deadline:
        if stop():
            raise Stopped
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_TICK_S)
            return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    with contextlib.suppress(psutil.Error):
        for child in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                child.kill()
    with contextlib.suppress(OSError):
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_LINGER_S)


class _Stream:
    """What comes out of a pipe, read in a thread of its own; what is beyond the limit is read and dropped."""

    def __init__(self, pipe: IO[bytes], limit: int) -> None:
        self._pipe = pipe
        self._limit = limit
        self._kept = bytearray()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError, ValueError), self._pipe:
            while chunk := self._pipe.read(_CHUNK):
                self._kept += chunk[: self._limit - len(self._kept)]

    def told(self) -> bytes:
        """All of it; of a pipe that somebody else still holds open, what came until now."""
        self._thread.join(_LINGER_S)
        return bytes(self._kept)

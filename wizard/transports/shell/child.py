"""Runs one child process: writes a text to its stdin, reads its lines, and ends it after a time or size limit.

Three threads move bytes; the caller's thread takes the lines, asks whether to stop, and checks the time. Works the
same on Linux and Windows.
"""

from __future__ import annotations

import contextlib
import enum
import math
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Final

import psutil

from wizard.model.events import Stop

_TICK_S: Final = 0.05
_LINGER_S: Final = 2.0
"""How long a process may live on after its output ended, or its output after the process did."""

_CHUNK_BYTES: Final = 64 * 1024
_AHEAD: Final = 64
_TAIL_BYTES: Final = 4096
_HEAD_BYTES: Final = 4096
_OPENING_BYTES: Final = 512


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start a process. *env* replaces the environment if given. *keeps_terminal*: it may have to ask
    for a password there, so it stays in the terminal's foreground group. *listens*: its stdin is what it is
    told; otherwise it has none."""

    argv: tuple[str, ...]
    env: Mapping[str, str] | None = None
    keeps_terminal: bool = False
    listens: bool = True


class End(enum.Enum):
    """Why a conversation ended."""

    OWN = "it ended by itself"
    STOPPED = "the caller wanted to stop"
    LATE = "its time was up"
    FLOODED = "it said more than it may"


@dataclass(frozen=True, slots=True)
class Ended:
    """*code* is the exit code (negative: a signal), *complaint* the tail of what it wrote to stderr, *stdout_start*
    how its output began, and *stderr_start* how its stderr did."""

    end: End
    code: int
    complaint: bytes
    stdout_start: bytes
    stderr_start: bytes = b""


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """How long a child may run, in seconds, and how much it may say, in bytes. Once *stop* answers true its stdin
    ends, and *grace_s* later it is killed; but not while *waits* answers true: the child then still restores
    files. Its time is up sooner if *has_begun* does not answer true within *begins_s*. Of its output,
    *opening_bytes* are kept for `Ended.stdout_start`."""

    stop: Stop
    limit_s: float
    limit_bytes: int
    grace_s: float = 0.0
    waits: Callable[[], bool] = bool
    begins_s: float = math.inf
    has_begun: Callable[[], bool] = bool
    opening_bytes: int = _OPENING_BYTES


Hear = Callable[[bytes], bytes | None]
"""Takes in a line that a child wrote. What it returns, the child is told."""


def converse(launch: Launch, text: bytes, hear: Hear, leash: ChildLimits) -> Ended:
    """Start a process, give it *text*, and call *hear* with each line it writes (without the line end).

    Its stdin stays open until it ends or shall stop. When this returns (or *hear* raises), neither the
    process nor any that it started is alive, as far as we may end them. Raises `OSError` if it cannot start.
    """
    talk = _Child(launch, text)
    try:
        end = talk.listen(hear, leash)
    except BaseException:
        talk.finish(kill=True)
        raise
    return talk.finish(end)


class _Child:
    def __init__(self, launch: Launch, text: bytes) -> None:
        self.process = subprocess.Popen(
            launch.argv,
            stdin=subprocess.PIPE if launch.listens else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=dict(launch.env) if launch.env is not None else None,
            start_new_session=not launch.keeps_terminal,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.has_group = not launch.keeps_terminal and sys.platform != "win32"
        self.chunks: queue.Queue[bytes] = queue.Queue(_AHEAD)
        self.words: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        """What the child is told, in turn; nothing is the end of it."""
        self.is_hung_up = False
        self.complaint = bytearray()
        self.stderr_start = self.stdout_start = b""
        self.died = self.patience_ends = 0.0
        self.threads = [
            threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True),
            threading.Thread(target=self._read_complaints, args=(self.process.stderr,), daemon=True),
        ]
        if launch.listens:
            self.words.put(text)
            writer = threading.Thread(target=self._write, args=(self.process.stdin,), daemon=True)
            self.threads.append(writer)
        for thread in self.threads:
            thread.start()

    # In threads of their own.

    def _write(self, stdin: IO[bytes]) -> None:
        # A child that is gone, or that wants no more, says so in its own way.
        with contextlib.suppress(OSError):
            while rest := memoryview(self.words.get()):
                while rest:
                    rest = rest[stdin.write(rest[:_CHUNK_BYTES]) :]
        with contextlib.suppress(OSError):
            stdin.close()

    def _read(self, stdout: IO[bytes]) -> None:
        with contextlib.suppress(OSError), stdout:
            while chunk := stdout.read(_CHUNK_BYTES):
                self.chunks.put(chunk)
        self.chunks.put(b"")

    def _read_complaints(self, stderr: IO[bytes]) -> None:
        with contextlib.suppress(OSError), stderr:
            while chunk := stderr.read(_CHUNK_BYTES):
                self.stderr_start += chunk[: _HEAD_BYTES - len(self.stderr_start)]
                self.complaint += chunk
                del self.complaint[:-_TAIL_BYTES]

    # In the caller's thread.

    def listen(self, hear: Hear, leash: ChildLimits) -> End:
        began = time.monotonic()
        lines = _Lines()
        while (end := self._cut_short(leash, time.monotonic() - began, lines.length)) is None:
            try:
                chunk = self.chunks.get(timeout=_TICK_S)
            except queue.Empty:
                if self._is_held_open():
                    return End.OWN
                continue
            if not chunk:
                return End.OWN
            self.stdout_start += chunk[: leash.opening_bytes - len(self.stdout_start)]
            for line in lines.split(chunk):
                if words := hear(line):
                    self.words.put(words)
        return end

    def _cut_short(self, leash: ChildLimits, passed_s: float, said: int) -> End | None:
        if said > leash.limit_bytes:
            return End.FLOODED
        if passed_s > leash.limit_s or (passed_s > leash.begins_s and not leash.has_begun()):
            return End.LATE
        if not self.is_hung_up and leash.stop():
            self._hang_up()
            self.patience_ends = time.monotonic() + leash.grace_s
        is_over = self.is_hung_up and time.monotonic() >= self.patience_ends
        return End.STOPPED if is_over and not leash.waits() else None

    def _is_held_open(self) -> bool:
        """Whether the process has been dead for a while, and something else holds its output open."""
        if self.process.poll() is None:
            return False
        self.died = self.died or time.monotonic()
        return time.monotonic() - self.died > _LINGER_S

    def finish(self, end: End = End.OWN, *, kill: bool = False) -> Ended:
        self._hang_up()
        if end is not End.OWN or kill or not self._ends_by_itself():
            self._kill()
        self._drain()
        return Ended(
            end, self.process.poll() or 0, bytes(self.complaint), self.stdout_start, self.stderr_start
        )

    def _hang_up(self) -> None:
        self.is_hung_up = True
        self.words.put(b"")

    def _ends_by_itself(self) -> bool:
        try:
            self.process.wait(_LINGER_S)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _drain(self) -> None:
        """Let the threads end. One whose pipe a process beyond our reach holds open is left behind."""
        deadline = time.monotonic() + 0.1
        while any(thread.is_alive() for thread in self.threads) and time.monotonic() < deadline:
            with contextlib.suppress(queue.Empty):
                self.chunks.get(timeout=0.01)

    def _kill(self) -> None:
        """Kill the process, its group, and what it started in other groups (`timeout` has its own)."""
        if self.has_group:
            self._signal_group("SIGSTOP")
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(self.process.pid).children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    child.kill()
        if self.has_group:
            self._signal_group("SIGKILL")
        with contextlib.suppress(OSError):
            self.process.kill()
        # What runs as somebody else we may not kill; it has lost its stdin, and will find out.
        self._ends_by_itself()

    def _signal_group(self, name: str) -> None:
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.Signals[name])


class _Lines:
    """Cuts what comes in pieces into lines. What follows the last line end was cut off, and is not one."""

    def __init__(self) -> None:
        self.length = 0
        self._begun = bytearray()

    def split(self, chunk: bytes) -> list[bytes]:
        self.length += len(chunk)
        first, *more = chunk.split(b"\n")
        self._begun += first
        if not more:
            return []
        whole = [bytes(self._begun), *more[:-1]]
        self._begun = bytearray(more[-1])
        return whole

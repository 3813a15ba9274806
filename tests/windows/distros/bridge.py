"""The Linux end of `relay.c`: does the work of programs of a Windows in wine, each call by a process of this system."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

_HEAD: Final = struct.Struct("<cI")
_PIECE: Final = 65536


@dataclass
class Call:
    """One call of a *program*: its *words*, the variables and the folder it was started with, and, once it has ended,
    its exit *code* (None: it was ended from outside)."""

    program: str = ""
    words: list[str] = field(default_factory=list)
    environ: dict[str, str] = field(default_factory=dict)
    folder: str = ""
    code: int | None = None
    has_ended: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Work:
    """What does the work of a call: *argv*, with *environ* and in *folder*. *ends_with* makes the exit code of Windows
    of the process's own, before the caller hears of it."""

    argv: Sequence[str | Path]
    environ: Mapping[str, str] = field(default_factory=dict)
    folder: Path = Path("/")
    ends_with: Callable[[int], int] = int


Worker = Callable[[Call], Work]


class Bridge:
    """Listens on `port` of the loopback while it is entered. *workers* by the name of the program, in small letters."""

    def __init__(self, workers: Mapping[str, Worker]) -> None:
        self._workers = workers
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.calls: list[Call] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def called(self, program: str) -> list[list[str]]:
        """The words of all calls of *program* so far."""
        return [call.words for call in self.calls if call.program == program]

    @property
    def is_idle(self) -> bool:
        """Whether all calls have ended."""
        return all(call.has_ended.is_set() for call in self.calls)

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        call, line = Call(), _Line(connection)
        try:
            with connection:
                frames = line.frames()
                _introduced(call, frames)
                self.calls.append(call)
                call.code = _done(self._workers[call.program](call), line, frames)
                line.send(b"X", struct.pack("<I", call.code & 0xFFFFFFFF))
        except OSError:
            call.code = None
        finally:
            call.has_ended.set()


class _Line:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self.is_lost = False

    def send(self, kind: bytes, data: bytes) -> None:
        with self._sending:
            self._connection.sendall(_HEAD.pack(kind, len(data)) + data)

    def frames(self) -> Iterator[tuple[bytes, bytes]]:
        """What comes, until the other end goes away: the line is lost then."""
        with contextlib.suppress(EOFError, OSError):
            while True:
                kind, length = _HEAD.unpack(self._exactly(_HEAD.size))
                yield kind, self._exactly(length)
        self.is_lost = True

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self._connection.recv(count - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data


def _introduced(call: Call, frames: Iterator[tuple[bytes, bytes]]) -> None:
    for kind, data in frames:
        text = data.decode("utf-8", "surrogateescape")
        match kind:
            case b"P":
                call.program = text.lower()
            case b"A":
                call.words.append(text)
            case b"E":
                name, _, value = text.partition("=")
                call.environ[name] = value
            case b"C":
                call.folder = text
            case _:
                return


def _done(work: Work, line: _Line, frames: Iterator[tuple[bytes, bytes]]) -> int:
    """The exit code of *work*, for Windows. Raises `OSError` if the caller was ended: so is the work then."""
    process = subprocess.Popen(
        list(map(str, work.argv)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(work.environ),
        cwd=work.folder,
        bufsize=0,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    unread: set[bytes] = set()
    passing = [
        threading.Thread(target=_pass_on, args=(process.stdout, line, b"O", unread), daemon=True),
        threading.Thread(target=_pass_on, args=(process.stderr, line, b"R", unread), daemon=True),
    ]
    threading.Thread(target=_feed, args=(process, frames, unread), daemon=True).start()
    for thread in passing:
        thread.start()
    for thread in passing:
        thread.join()
    code = process.wait()
    with contextlib.suppress(OSError):
        process.stdin.close()
    if line.is_lost:
        raise ConnectionAbortedError
    return work.ends_with(code)


def _pass_on(stream: IO[bytes], line: _Line, kind: bytes, unread: set[bytes]) -> None:
    """Until nobody reads it any more: then it is closed, and whoever writes to it hears of that."""
    with contextlib.suppress(OSError), stream:
        while kind not in unread and (data := stream.read(_PIECE)):
            line.send(kind, data)


def _feed(
    process: subprocess.Popen[bytes], frames: Iterator[tuple[bytes, bytes]], unread: set[bytes]
) -> None:
    """Pass on what the caller says, until it is gone; if its work is not done by then, it is ended."""
    assert process.stdin is not None
    for kind, data in frames:
        with contextlib.suppress(OSError, ValueError):  # it may have ended, or have closed its input
            if kind == b"I":
                _write_all(process.stdin, data)
            elif kind == b"i":
                process.stdin.close()
            else:
                unread.add(kind.upper())
    if process.poll() is None:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)


def _write_all(stream: IO[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) :]

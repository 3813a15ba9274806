"""A file of a website or a local folder, as a stream that never keeps the caller waiting.

Everything that may block (names, proxies, handshakes, sleeping network drives) happens in a thread of its own,
which only hands over chunks; the caller asks `stop` between them and can go on at once, even if the other end
never responds.
"""

from __future__ import annotations

import contextlib
import queue
import re
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Final

from wizard.downloads import http
from wizard.downloads.http import CHUNK_BYTES, CONNECT_S, Head, HttpOptions, StreamItem, Unreached
from wizard.model.errors import Stopped
from wizard.model.events import Stop
from wizard.model.text import Text, reason_of, say

ANSWER_S: Final = 0.05
"""How soon a wish to stop is heard."""

FLOOR_BYTES: Final = 64 * 1024
"""A source that brings less than this in *stall_s* is given up: an archive would take hours."""

_AHEAD: Final = 8
_Handed = queue.Queue[StreamItem | BaseException | None]


def is_web(source: str) -> bool:
    """Whether *source* is an address rather than a local path."""
    return "://" in source


def join_source(source: str, name: str) -> str:
    """The place of *name* in *source*: a base address, whose query is dropped, or a folder."""
    if not is_web(source):
        return str(Path(source) / name)
    return re.split("[?#]", source, maxsplit=1)[0].rstrip("/") + "/" + name


class Failures:
    """Which sources failed, and why, for one sentence."""

    def __init__(self) -> None:
        self._text: Text | None = None

    def add(self, source: str, why: Text) -> None:
        """*why* is a phrase; a name and password in *source* are masked."""
        failure = say("{place}: {why}", place=source, why=why)
        self._text = failure if self._text is None else say("{told}. {more}", told=self._text, more=failure)

    @property
    def text(self) -> Text:
        """All failures, joined to one text."""
        return say("The profile has no download source") if self._text is None else self._text


def stream(source: str, offset: int, options: HttpOptions, stop: Stop) -> Generator[StreamItem, None, None]:
    """A `Head`, then the bytes of the file *source* (address or path) from *offset*, or all of them if the
    other end begins anew. Close it to let go.

    Raises `Unreached`, and `Stopped` within a fraction of a second of the user's word.
    """
    items = http.items(source, offset, options) if is_web(source) else _disk(Path(source), offset)
    return _in_thread(items, options, stop)


def _disk(path: Path, offset: int) -> Generator[StreamItem, None, None]:
    try:
        if not path.is_file():
            raise Unreached(say("the file {name} does not exist", name=path.name))
        with path.open("rb") as file:
            yield Head(offset, path.stat().st_size)
            file.seek(offset)
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
    except OSError as error:
        raise Unreached(reason_of(error)) from None
    except ValueError:
        raise Unreached(say("the download source must be an http or https address, or a folder")) from None


def _in_thread(
    items: Generator[StreamItem, None, None], options: HttpOptions, stop: Stop
) -> Generator[StreamItem, None, None]:
    """The *items* of a generator that may block, made in a daemon thread. When the caller lets go, that
    thread ends at its next chunk, or when its own socket gives up."""
    handed: _Handed = queue.Queue(_AHEAD)
    is_over = threading.Event()
    threading.Thread(target=_produce, args=(items, handed, is_over), name="download", daemon=True).start()
    try:
        yield from _taken(handed, options, stop)
    finally:
        is_over.set()


def _produce(items: Generator[StreamItem, None, None], handed: _Handed, is_over: threading.Event) -> None:
    try:
        with contextlib.closing(items):
            for item in items:
                if not _hand_over(item, handed, is_over):
                    return
    except BaseException as error:
        # Whatever it is, it belongs to the caller's thread.
        _hand_over(error, handed, is_over)
    else:
        _hand_over(None, handed, is_over)


def _hand_over(item: StreamItem | BaseException | None, handed: _Handed, is_over: threading.Event) -> bool:
    while not is_over.is_set():
        with contextlib.suppress(queue.Full):
            handed.put(item, timeout=ANSWER_S)
            return True
    return False


def _taken(handed: _Handed, options: HttpOptions, stop: Stop) -> Generator[StreamItem, None, None]:
    now = time.monotonic()
    ends, silence_ends = now + options.total_s, now + options.stall_s + CONNECT_S
    brought = 0
    while True:
        if stop():
            raise Stopped
        if time.monotonic() > min(ends, silence_ends):
            raise Unreached(say("the transfer stopped or is too slow"))
        try:
            item = handed.get(timeout=ANSWER_S)
        except queue.Empty:
            continue
        if item is None:
            return
        if isinstance(item, BaseException):
            raise item
        yield item
        brought += FLOOR_BYTES if isinstance(item, Head) else len(item)
        if brought >= FLOOR_BYTES:
            brought, silence_ends = 0, time.monotonic() + options.stall_s

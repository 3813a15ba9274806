"""Standard output of one call, with what may go wrong on its way."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

CRASHED = 5
"""The lowest byte of 0xC0000005, with which a program ends on Windows that broke off."""


class Stream:
    """Writes to a handle, whole. The knobs (`faults`): *drip* seconds before every byte, *crash* or *hang*
    after so many bytes, *flood* of so many bytes first."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.drip = 0.0
        self.crash_after: int | None = None
        self.hang_after: int | None = None
        self._written = 0

    def obey(self, fault: dict[str, Any]) -> None:
        match fault["knob"]:
            case "drip":
                self.drip = fault.get("seconds", 0.01)
            case "crash":
                self.crash_after = fault.get("after", 0)
            case "hang":
                self.hang_after = fault.get("after", 0)
            case _:
                pass

    def write(self, data: bytes) -> None:
        limits = [limit for limit in (self.crash_after, self.hang_after) if limit is not None]
        if limits and self._written + len(data) >= min(limits):
            self._put(data[: max(0, min(limits) - self._written)])
            self._break()
        self._put(data)

    def _break(self) -> None:
        if self.crash_after is not None:
            os._exit(CRASHED)
        while True:
            signal.pause()

    def _put(self, data: bytes) -> None:
        self._written += len(data)
        step = 1 if self.drip else max(len(data), 1)
        for start in range(0, len(data), step):
            if self.drip:
                time.sleep(self.drip)
            part = data[start : start + step]
            while part:
                part = part[os.write(self.handle, part) :]

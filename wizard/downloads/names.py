"""The addresses of a name, as the resolver of this computer finds them."""

from __future__ import annotations

import queue
import socket
import threading
import time
from typing import Final

from wizard.model.errors import Stopped
from wizard.model.events import Stop

_TICK_S: Final = 0.05


def addresses(host: str, timeout_s: float, stop: Stop) -> tuple[str, ...]:
    """The IPv4 addresses of *host*, sorted; none if it is unknown. A system's resolver cannot be interrupted: it is
    left behind if it takes longer. Raises `TimeoutError`, `Stopped`."""
    found: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()
    threading.Thread(target=lambda: found.put(_resolved(host)), daemon=True).start()
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        if stop():
            raise Stopped
        try:
            return found.get(timeout=_TICK_S)
        except queue.Empty:
            continue
    raise TimeoutError


def _resolved(host: str) -> tuple[str, ...]:
    try:
        known = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(sorted({str(address[0]) for *_, address in known}))

"""The unelevated side: writes the order, has the task started with an administrator's rights, reads its result."""

from __future__ import annotations

import contextlib
import os
import secrets
import site
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wizard.elevated import task
from wizard.elevated.order import (
    FORMAT,
    LIFETIME_S,
    SIZE_LIMIT,
    ElevationRequest,
    ElevationResult,
    Reply,
    RequestFiles,
    decode_result,
    digest,
    encode,
    refused,
)
from wizard.elevated.system import ElevatedSystem
from wizard.model.errors import MachineError, Stopped
from wizard.model.events import Stop
from wizard.model.first_time import Operation
from wizard.model.text import reason_of, say

StartElevated = Callable[[Sequence[str], float, Stop], int]
"""Starts these words elevated and gives the exit code; asks *stop* now and then, which ends nothing by itself
(see `wizard.elevated.windows.run_elevated`)."""

_LIMIT_S: Final = task.LIMIT_S + LIFETIME_S


def command_line() -> tuple[str, ...]:
    """How this program is started anew as the elevated task: not by PATH, and loading nothing from the
    current folder or the user's variables; nor from the user's own packages, unless it is one of them."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "elevated")
    is_users = Path(__file__).is_relative_to(site.getusersitepackages())
    return (sys.executable, *(("-E", "-P") if is_users else ("-I",)), "-m", "wizard.elevated")


@dataclass(frozen=True, slots=True)
class ElevationClient:
    """The way to the elevated task. *folder* is the user's own (local app data), *start* leads through
    Windows' question."""

    folder: Path
    system: ElevatedSystem
    start: StartElevated

    def carry_out(self, operation: Operation, stop: Stop) -> ElevationResult:
        """Have *operation* done. The result may say that it failed.

        Raises `InputError` (elevation-declined, elevated-*), `MachineError`, `Stopped`.
        """
        nonce = secrets.token_hex(16)
        order = ElevationRequest(FORMAT, operation, self.system.account(), nonce, int(self.system.now()))
        place = self._write(order)
        words = (*command_line(), str(place.order), digest(encode(order)))
        try:
            code = self.start(words, _LIMIT_S, _forwarding(place, stop))
            if code != Reply.DONE:
                raise refused(code)
            return _result(place, order)
        finally:
            _clear(place)

    def _write(self, order: ElevationRequest) -> RequestFiles:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            place = RequestFiles(Path(os.path.realpath(self.folder)), order.nonce)
            with place.order.open("xb") as file:
                file.write(encode(order))
        except OSError as error:
            why = reason_of(error)
            raise MachineError(
                "order-not-written",
                say("Could not write {path}: {why}.", path=str(self.folder), why=why),
            ) from error
        return place


def _forwarding(place: RequestFiles, stop: Stop) -> Stop:
    """*stop*, passed on to the elevated task, which nobody without its rights can end."""

    def ask() -> bool:
        wanted = stop()
        if wanted:
            with contextlib.suppress(OSError):
                place.stop.touch()
        return wanted

    return ask


def _result(place: RequestFiles, order: ElevationRequest) -> ElevationResult:
    try:
        with place.result.open("rb") as file:
            result = decode_result(file.read(SIZE_LIMIT), order)
    except (OSError, ValueError) as error:
        raise MachineError(
            "result-unreadable", say("The administrator task did not report a result."), unchanged=None
        ) from error
    if result.code is None and place.stop.exists():
        raise Stopped(say("Stopped. The last step may be only partly done. Check again."))
    return result


def _clear(place: RequestFiles) -> None:
    for path in (place.order, place.result, place.stop):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def this_pc(folder: Path) -> ElevationClient:
    """The `ElevationClient` of this PC. Raises `MachineError` elsewhere."""
    if sys.platform == "win32":
        from wizard.elevated.windows import WindowsSystem, run_elevated

        return ElevationClient(folder, WindowsSystem(), run_elevated)
    raise MachineError("not-windows", say("These changes can only be made in Windows."))

"""The elevated task itself: checks its order strictly, does that one thing, writes how it ended."""

from __future__ import annotations

import hmac
import os
import stat
import sys
from pathlib import Path
from typing import Final

from wizard.elevated.order import (
    AHEAD_S,
    FORMAT,
    LIFETIME_S,
    SIZE_LIMIT,
    ElevationRequest,
    ElevationResult,
    Reply,
    RequestFiles,
    decode_order,
    digest,
    encode,
)
from wizard.elevated.system import ADMINISTRATORS, ElevatedSystem
from wizard.engine.setup.steps import ELEVATED_COMMANDS
from wizard.model.errors import Stopped
from wizard.model.probes import Exited
from wizard.model.shown.words import shown
from wizard.transports.shell.program import ask
from wizard.transports.wslexe import decoded

LIMIT_S: Final = 45 * 60
"""How long one operation may take."""

_SAID: Final = 2000
_CONSOLE: Final = "oem" if sys.platform == "win32" else "utf-8"


class _Refused(Exception):
    def __init__(self, answer: Reply) -> None:
        super().__init__(answer.name)
        self.answer = answer


def carry_out(path: Path, promised: str, system: ElevatedSystem) -> Reply:
    """Carry out the order in the file *path*, whose SHA-256 must be *promised*. Raises nothing."""
    try:
        place = _place(path)
        order = _order(place, promised, system)
        return _run(order, place, system)
    except _Refused as refused:
        return refused.answer
    except (OSError, ValueError):
        return Reply.UNREADABLE


def _place(path: Path) -> RequestFiles:
    place = RequestFiles.of(path)
    if place is None:
        raise _Refused(Reply.NO_ORDER)
    # A folder behind a link could become another one while we look.
    if os.path.realpath(path.parent) != os.path.normpath(path.parent):
        raise _Refused(Reply.UNSAFE)
    return place


def _order(place: RequestFiles, promised: str, system: ElevatedSystem) -> ElevationRequest:
    if not system.is_elevated():
        raise _Refused(Reply.NOT_ELEVATED)
    data = _bytes(place.order)
    if not hmac.compare_digest(digest(data).encode(), promised.lower().encode()):
        raise _Refused(Reply.CHANGED)
    try:
        order = decode_order(data)
    except (ValueError, RecursionError) as error:
        raise _Refused(Reply.NO_ORDER) from error
    if order.operation not in ELEVATED_COMMANDS or order.nonce != place.nonce:
        raise _Refused(Reply.NO_ORDER)
    if order.sid != system.account():
        raise _Refused(Reply.OTHER_USER)
    if system.owner(place.order) not in (order.sid, ADMINISTRATORS):
        raise _Refused(Reply.UNSAFE)
    if not -AHEAD_S <= system.now() - order.made <= LIFETIME_S:
        raise _Refused(Reply.OLD)
    return order


def _bytes(path: Path) -> bytes:
    """The bytes of *path*, if it is a plain file and no link of any kind. Raises `OSError`."""
    named = path.lstat()
    _must_be_plain(named)
    flags = (
        os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 (it is open already)
        opened = os.fstat(file.fileno())
        _must_be_plain(opened)
        if (opened.st_dev, opened.st_ino) != (named.st_dev, named.st_ino) or opened.st_size > SIZE_LIMIT:
            raise _Refused(Reply.UNSAFE)
        return file.read(SIZE_LIMIT + 1)


def _must_be_plain(found: os.stat_result) -> None:
    is_link = bool(getattr(found, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_REPARSE_POINT)
    if is_link or not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        raise _Refused(Reply.UNSAFE)


def _run(order: ElevationRequest, place: RequestFiles, system: ElevatedSystem) -> Reply:
    """Do it. That the result's file was not there before is what makes an order good for once."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        claimed = os.open(place.result, flags, 0o600)
    except FileExistsError as error:
        raise _Refused(Reply.USED) from error
    with open(claimed, "wb") as file:  # noqa: PTH123 (it is open already)
        place.order.unlink(missing_ok=True)
        code, said = _command(order, place, system)
        file.write(encode(ElevationResult(FORMAT, order.operation, order.nonce, code, said)))
        file.flush()
        os.fsync(file.fileno())
    return Reply.DONE


def _command(order: ElevationRequest, place: RequestFiles, system: ElevatedSystem) -> tuple[int | None, str]:
    name, *words = ELEVATED_COMMANDS[order.operation]
    try:
        outcome = ask(
            (system.program(name), *words), LIMIT_S, env=system.environ(), stop=lambda: place.stop.exists()
        )
    except Stopped:
        return None, "stopped"
    if not isinstance(outcome, Exited):
        return None, shown(f"{name}: {outcome.why}")
    raw = outcome.out + outcome.err
    return outcome.code, _shown(decoded(raw) if name == "wsl.exe" else raw.decode(_CONSOLE, "replace"))


def _shown(text: str) -> str:
    lines = (shown(line.strip()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[-_SAID:]

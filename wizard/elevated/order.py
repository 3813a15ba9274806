"""What is handed to the elevated task, and what it hands back: two small strict files, named by one number.

They live for minutes, between two processes of one installation, so there is one version and no converter: an order
of another is refused like any other that cannot be read, and nothing is done.
"""

from __future__ import annotations

import enum
import hashlib
from pathlib import Path
from typing import Annotated, Final

import msgspec

from wizard.model.errors import InputError
from wizard.model.first_time import Operation
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

FORMAT: Final = 1
LIFETIME_S: Final = 600
"""How long an order may wait for the user's yes."""

AHEAD_S: Final = 60
"""How far an order's clock may be ahead."""

SIZE_LIMIT: Final = 16 * 1024

Nonce = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
Sid = Annotated[str, msgspec.Meta(pattern=r"^S-1-[0-9]+(-[0-9]+)+\Z", max_length=184)]


class ElevationRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One *operation* for the user with this *sid*. *made* is when, in seconds since 1970."""

    format: int
    operation: Operation
    sid: Sid
    nonce: Nonce
    made: int


class ElevationResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the operation ended: exit *code* (None: it did not end by itself), and the end of what was *said*."""

    format: int
    operation: Operation
    nonce: Nonce
    code: int | None
    said: str


class Reply(enum.IntEnum):
    """The elevated task's own exit code: what it did with its order."""

    DONE = 0
    NOT_ELEVATED = 20
    UNREADABLE = 21
    CHANGED = 22
    NO_ORDER = 23
    OTHER_USER = 24
    OLD = 25
    USED = 26
    UNSAFE = 27


REFUSALS: Final[dict[Reply, Text]] = {
    Reply.NOT_ELEVATED: say("The administrator task did not get administrator rights."),
    Reply.UNREADABLE: say("The administrator task could not read its request."),
    Reply.CHANGED: say("The request was changed before it reached the administrator task."),
    Reply.NO_ORDER: say("The administrator task does not accept this request."),
    Reply.OTHER_USER: say(
        "A different user approved the administrator prompt. Each distro belongs to one Windows"
        " user, so nothing was done."
    ),
    Reply.OLD: say("The administrator prompt was approved too late."),
    Reply.USED: say("This request was already completed."),
    Reply.UNSAFE: say("The request is in a folder that other users can write to."),
}


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def encode(value: ElevationRequest | ElevationResult) -> bytes:
    """*value* as a file."""
    return msgspec.json.encode(value)


def decode_order(data: bytes) -> ElevationRequest:
    """Raises `ValueError` for anything that is no order of this version."""
    order = msgspec.json.decode(data, type=ElevationRequest)
    if order.format != FORMAT:
        raise ValueError("another format")
    return order


def decode_result(data: bytes, order: ElevationRequest) -> ElevationResult:
    """The result of *order*. Raises `ValueError` for anything else."""
    result = msgspec.json.decode(data, type=ElevationResult)
    if (result.format, result.nonce, result.operation) != (FORMAT, order.nonce, order.operation):
        raise ValueError("another order's")
    return result


_NAME: Final = lazy_pattern(r"order-([0-9a-f]{32})\.json")


class RequestFiles(msgspec.Struct, frozen=True):
    """Where the files of one order lie: *folder* and its *nonce*."""

    folder: Path
    nonce: str

    @classmethod
    def of(cls, path: Path) -> RequestFiles | None:
        """The place that *path*, an order's file, is in; None if it is not called as one."""
        named = _NAME.fullmatch(path.name)
        return cls(path.parent, named[1]) if named and path.is_absolute() else None

    @property
    def order(self) -> Path:
        return self.folder / f"order-{self.nonce}.json"

    @property
    def result(self) -> Path:
        return self.folder / f"result-{self.nonce}.json"

    @property
    def stop(self) -> Path:
        """Made by who asked, to end the operation before its time."""
        return self.folder / f"stop-{self.nonce}"


def refused(answer: int) -> InputError:
    """The error for the elevated task's exit code *answer*."""
    known = answer in REFUSALS
    text = (
        REFUSALS[Reply(answer)]
        if known
        else say("The administrator task exited with code {code}.", code=answer)
    )
    code = Reply(answer).name.lower().replace("_", "-") if known else "ended"
    return InputError(f"elevated-{code}", text)

"""One program, asked once: its answer in raw bytes, within a time, without a window, and with nothing on stdin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.model.errors import Stopped
from wizard.model.events import Stop, never
from wizard.model.probes import MIB, OUTPUT_LIMIT, Exited, Unavailable
from wizard.model.text import system_words
from wizard.transports.shell.child import ChildLimits, End, Launch, converse

_FLOOD: Final = 64 * MIB


def ask(
    argv: tuple[str, ...],
    timeout_s: float,
    *,
    limit: int = OUTPUT_LIMIT,
    env: Mapping[str, str] | None = None,
    stop: Stop = never,
) -> Exited | Unavailable:
    """Run *argv*, whose first word is an absolute path. The first *limit* bytes of its output are kept, and how its
    stderr began.

    `Unavailable` if it cannot be started, or takes longer than *timeout_s*. Raises `Stopped`.
    """
    leash = ChildLimits(stop, timeout_s, _FLOOD, opening_bytes=limit)
    try:
        ended = converse(Launch(argv, env, listens=False), b"", _unheard, leash)
    except (OSError, ValueError) as error:
        why = system_words(error) if isinstance(error, OSError) else "the program could not be started"
        return Unavailable(why)
    match ended.end:
        case End.STOPPED:
            raise Stopped
        case End.LATE:
            return Unavailable("it took too long")
        case End.FLOODED:
            return Unavailable("the output is too long")
        case End.OWN:
            return Exited(
                ended.code if ended.code >= 0 else 128 - ended.code, ended.stdout_start, ended.stderr_start
            )


def _unheard(line: bytes) -> None:
    """The raw beginning of the output is what is wanted, not its lines."""

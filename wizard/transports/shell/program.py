"""Runs one program and returns its output as raw bytes: with a time limit, without a window, with nothing on stdin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from wizard.model.commands.command import Attempt, Stage
from wizard.model.errors import Stopped
from wizard.model.events import Stop, never
from wizard.model.probes import MIB, OUTPUT_LIMIT, Exited, Unavailable
from wizard.model.shown.words import shown
from wizard.model.text import system_words
from wizard.transports.commands import LATE, OUTPUT_BYTES
from wizard.transports.shell.child import ChildLimits, End, Launch, converse

_FLOOD: Final = 64 * MIB
_LINE_CHARS: Final = 500
_NOT_THERE: Final = 127


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
        ended = converse(Launch(argv, env, listens=False), b"", _ignore, leash)
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


def run(
    argv: tuple[str, ...], limit_s: float, hear: Callable[[str], None], env: Mapping[str, str] | None = None
) -> Attempt:
    """Run *argv*, whose first word is an absolute path, to its end, and pass on what it prints, line by line. Its time
    up, it is ended, and its exit code is 124; it is 127 if there is no such program."""
    said: list[str] = []

    def take(line: bytes) -> None:
        words = shown(line.replace(b"\0", b"").decode("utf-8", "replace").strip())[:_LINE_CHARS]
        if words:
            said.append(words)
            hear(words)

    try:
        ended = converse(Launch(argv, env, listens=False), b"", take, ChildLimits(never, limit_s, _FLOOD))
    except (OSError, ValueError) as error:
        return Attempt(Stage.ENDED, _NOT_THERE, shown(str(error)))
    complaint = ended.complaint.replace(b"\0", b"").decode("utf-8", "replace").splitlines()
    said += [shown(line)[:_LINE_CHARS] for line in complaint if line.strip()]
    code = LATE if ended.end is End.LATE else ended.code if ended.code >= 0 else 128 - ended.code
    return Attempt(Stage.ENDED, code, "\n".join(said)[-OUTPUT_BYTES:])


def _ignore(line: bytes) -> None:
    """The raw beginning of the output is what is wanted, not its lines."""

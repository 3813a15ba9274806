"""Runs the commands of Windows and WSL of first-time setup: their output is passed on line by line, and each is stopped
after a time limit."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Final

from wizard.model.errors import MachineError, Stopped
from wizard.model.events import Note, Progress, Stop, Tell, never
from wizard.model.probes import KIB, MIB
from wizard.model.shown.words import shown
from wizard.model.text import Text, plain, say
from wizard.patterns import lazy_pattern
from wizard.transports.shell.child import ChildLimits, End, Ended, Launch, converse
from wizard.transports.wslexe import WslExe, decoded, environment, no_wsl_exe

_PERCENT: Final = lazy_pattern(r"\b(\d{1,3})(?:[.,]\d+)?\s?%")
_WORDS: Final = 400


def show(argv: Sequence[str], tell: Tell) -> None:
    """Tell which command is about to run."""
    tell(Note(plain(f"> {subprocess.list2cmdline(argv)}")))


def run_wsl(
    exe: WslExe, argv: Sequence[str], limit_s: float, tell: Tell, stop: Stop = never, text: bytes = b""
) -> Ended:
    """Run *argv*, whose first word stands for *exe*. With a *text*, that is its whole stdin, and it is not
    stopped. Raises `MachineError` (no-wsl-exe, wsl-late), `Stopped`."""
    show(argv, tell)
    launch = Launch((exe.path, *argv[1:]), environment(exe.environ), listens=bool(text))
    # Once it shall stop, its stdin ends, and with the patience of its whole time it is not cut off for that.
    leash = (
        ChildLimits(lambda: True, limit_s, 16 * MIB, grace_s=limit_s, opening_bytes=256 * KIB)
        if text
        else ChildLimits(stop, limit_s, 16 * MIB, opening_bytes=256 * KIB)
    )
    try:
        ended = converse(launch, text, lambda line: _pass_on(line, tell), leash)
    except OSError as error:
        raise no_wsl_exe(exe.path, error) from error
    if ended.end is End.STOPPED and not text:
        raise Stopped(say("Stopped. The last step may be only partly done. Check again."))
    if ended.end is not End.OWN:
        raise MachineError(
            "wsl-late",
            say(
                "wsl.exe {words} did not finish within {seconds} seconds.",
                words=argv[1],
                seconds=int(limit_s),
            ),
            unchanged=None,
            next_step=say("The last step may be only partly done. Check again."),
        )
    return ended


def _pass_on(line: bytes, tell: Tell) -> None:
    if b"\0" in line:  # UTF-16 cut at a byte: an old build, whose lines cannot be told one by one
        return
    words = shown(decoded(line).strip())[:_WORDS]
    percent = _PERCENT.findall(words)
    if percent:
        tell(Progress(min(int(percent[-1]), 100), 100))
    elif words:
        tell(Note(plain(words)))


def said(ended: Ended) -> Text:
    """What a command complained of, in one line."""
    words = decoded(ended.complaint) or decoded(ended.stdout_start)
    said = shown(" ".join(words.split()))[:_WORDS]
    return plain(said) if said else say("exit code {code}", code=ended.code)

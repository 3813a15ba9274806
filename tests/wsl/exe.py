"""The process behind `wsl.exe`: ``exe.py FOLDER PACKAGES ARGUMENTS…``, started without Python's site."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.wsl import faults, state
from tests.wsl.commands import listing
from tests.wsl.commands.arguments import Launch, Managed, flags, parsed
from tests.wsl.commands.errors import FAILED, Said, WslError
from tests.wsl.commands.output import Console
from tests.wsl.place import Place
from tests.wsl.windows import command_line

TOOLS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""Where the stand-in's own tools lie, whatever the caller's PATH is."""

LONGEST = 32766
"""A command line of Windows, in characters; what is longer never becomes a process."""


def main(place: Place, argv: list[str]) -> int:
    """One call. Fails with the error text on stdout and the lowest byte of -1 (WSL §5, §6)."""
    now = state.load(place)
    _remember(place, argv)
    console = Console(now.language, os.environ)
    os.environ["PATH"] = TOOLS
    line = command_line(argv)
    if len(f"{place.exe} {line}") > LONGEST:
        raise SystemExit("Windows starts no process with so long a command line")
    wrong = faults.taken(place, line)
    try:
        faults.begin(console, wrong)
        return _done(place, console, now, line, wrong)
    except faults.Ended as end:
        return end.code
    except WslError as error:
        console.fail(error)
    except Said:
        pass
    _note_failure()
    return FAILED


def _note_failure() -> None:
    """That `wsl.exe` failed itself is -1 on Windows; who calls from there asks for a file that says so, as here it is
    the exit code of many a program too."""
    if file := os.environ.get("STANDIN_FAILED"):
        Path(file).touch()


def _remember(place: Place, argv: list[str]) -> None:
    line = json.dumps(argv).encode() + b"\n"
    handle = os.open(place.calls, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    os.write(handle, line)
    os.close(handle)


def _done(place: Place, console: Console, now: state.State, line: str, wrong: list[dict[str, Any]]) -> int:
    def known(name: str) -> str:
        distro = now.named(name)
        if distro is None:
            raise WslError("Wsl/Service/WSL_E_DISTRO_NOT_FOUND")
        return distro.guid

    asked = parsed(line, console, known)
    if isinstance(asked, Launch):
        from tests.wsl.commands.launch import launched  # only calls that start something pay for it

        return launched(place, console, asked, wrong)
    return _managed(place, console, now, asked, wrong)


def _managed(
    place: Place, console: Console, now: state.State, asked: Managed, wrong: list[dict[str, Any]]
) -> int:
    quick: dict[str, Callable[[], None]] = {
        "--list": lambda: listing.list_distros(
            console, now, frozenset(flags(asked.line, listing.OPTIONS, console))
        ),
        "--status": lambda: listing.status(console, now),
        "--version": lambda: listing.version(console, now),
    }
    if asked.command in quick:
        quick[asked.command]()
        return 0
    if asked.command == "--help":
        console.say("usage")
        return FAILED
    from tests.wsl.commands.manage import managed

    return managed(place, console, asked, wrong)


if __name__ == "__main__":
    sys.path.append(sys.argv[2])
    try:
        sys.exit(main(Place(Path(sys.argv[1])), sys.argv[3:]))
    except state.Closed:
        sys.exit("this world of wsl.exe is closed")

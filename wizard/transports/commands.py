"""The commands of a batch as its journal holds them, in the file ``commands`` of its folder (0600).

One line for each run, ASCII, words (`wizard.transports.journal.word`) separated by one space::

    wsl-go-wizard-commands 1
    command K STAGE CODE OUTPUT WHO LIMIT WORD...
    undo K STAGE CODE OUTPUT WHO LIMIT WORD...      what takes command K back; absent if nothing does
    end DIGEST                                      SHA-256 (hex) of all lines before this one

STAGE is ``waiting``, ``begun`` or ``ended``; CODE the exit code, ``late`` if its time was up, ``-`` if it has none;
OUTPUT base64 of the end of what it wrote, or ``-``; WHO ``root`` or ``user``; LIMIT in seconds.
The file is written anew as ``commands.new``, synced, and renamed before each run begins and after it ended. What
the first version of the journal knows does not change by it: it puts files back, and leaves this file alone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

from wizard.model.commands.command import Argv, Attempt, Ran, Stage
from wizard.model.shown.secrets import mask
from wizard.transports.journal import END, Damaged, unword, word

COMMANDS: Final = "commands"
COMMANDS_NEW: Final = "commands.new"
LIMIT: Final = 1 << 20
OUTPUT_BYTES: Final = 4000
LATE: Final = 124
"""The exit code of a command whose time was up, as ``timeout`` has it."""

_MAGIC: Final = "wsl-go-wizard-commands 1"


def lines(commands: Sequence[Ran]) -> Iterator[str]:
    """The lines of *commands*, which count from 1."""
    for number, ran in enumerate(commands, 1):
        rest = f"{'root' if ran.as_root else 'user'} {ran.limit_s}"
        yield f"command {number} {_attempt(ran.did)} {rest} {_words(ran.argv)}"
        if ran.undo is not None:
            yield f"undo {number} {_attempt(ran.undid)} {rest} {_words(ran.undo)}"


def text(commands: Sequence[Ran]) -> str:
    """The file of *commands* in the journal, with a digest of itself as its last line."""
    body = "\n".join([_MAGIC, *lines(commands), ""])
    return f"{body}{END} {hashlib.sha256(body.encode('ascii')).hexdigest()}\n"


def parse(data: bytes) -> tuple[Ran, ...]:
    """Read the file back. Raises `Damaged` for anything that no hand would have written."""
    head, _, end = data.rpartition(f"\n{END} ".encode("ascii"))
    body = head + b"\n"
    if not head or end != f"{hashlib.sha256(body).hexdigest()}\n".encode("ascii"):
        raise Damaged("not a whole list of commands")
    first, *rows = head.decode("ascii", "replace").split("\n")
    if first != _MAGIC:
        raise Damaged("not a list of commands")
    return of_lines(rows)


def known(data: bytes) -> tuple[Ran, ...]:
    """What is known of a batch's commands; nothing if the file is damaged."""
    try:
        return parse(data)
    except Damaged:
        return ()


def of_lines(rows: Sequence[str]) -> tuple[Ran, ...]:
    """Read lines back. Raises `Damaged`."""
    made: list[Ran] = []
    try:
        for row in rows:
            kind, number, stage, code, output, who, limit, *words = row.split(" ")
            attempt = _read_attempt(stage, code, output)
            argv = tuple(map(unword, words))
            if kind == "command" and int(number) == len(made) + 1 and argv and who in ("root", "user"):
                made.append(Ran(argv, who == "root", int(limit), None, attempt))
            elif kind == "undo" and int(number) == len(made) and argv and made[-1].undo is None:
                known = made.pop()
                made.append(Ran(known.argv, known.as_root, known.limit_s, argv, known.did, attempt))
            else:
                raise Damaged(f"not a line of commands: {row[:40]!r}")
    except (ValueError, IndexError) as error:
        raise Damaged(f"not a line of commands: {error}") from error
    return tuple(made)


def _attempt(attempt: Attempt) -> str:
    code = "-" if attempt.code is None else str(attempt.code)
    kept = attempt.output.encode("utf-8", "surrogateescape")[-OUTPUT_BYTES:]
    return f"{attempt.stage.value} {code} {base64.b64encode(kept).decode('ascii') or '-'}"


def _read_attempt(stage: str, code: str, output: str) -> Attempt:
    number = None if code == "-" else LATE if code == "late" else int(code)
    try:
        raw = b"" if output == "-" else base64.b64decode(output, validate=True)
    except binascii.Error as error:
        raise Damaged("not base64") from error
    return Attempt(Stage(stage), number, mask(raw.decode("utf-8", "replace")))


def _words(argv: Argv) -> str:
    return " ".join(map(word, argv))

"""What the boot command of ``/etc/wsl.conf`` starts by hand, and the command without that.

WSL forks ``/bin/sh -c COMMAND`` as root before systemd is there (WSL §4.3): systemd does not know of a service
that it starts, and ``systemctl`` has no effect in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from wizard.codecs.shell import start_file
from wizard.codecs.shell.nodes import Statement

_NOTHING: Final = ":"
"""The command that does nothing: it keeps a list of commands a list."""
_JOINS: Final = ("&&", ";")
_STARTING: Final = ("start", "restart", "reload-or-restart", "enable", "reenable")
_INIT_D: Final = ("/etc/init.d/", "/etc/rc.d/")


class ServiceStart(msgspec.Struct, frozen=True):
    """A service that is started: its *name* as systemd knows it, without ``.service``; by *systemctl* or not; and
    where the command stands in the text."""

    name: str
    systemctl: bool
    start: int
    end: int


def service_starts(command: str) -> tuple[ServiceStart, ...]:
    """All services that *command* starts, in its order."""
    return tuple(
        ServiceStart(name, by_systemctl, statement.start, statement.end)
        for statement in start_file.SH.statements(command)
        for name, by_systemctl in _services(statement)
    )


def without(command: str, starts: Iterable[ServiceStart]) -> str:
    """*command* without these *starts*: empty if nothing else is left."""
    places = sorted({(each.start, each.end) for each in starts}, reverse=True)
    for start, end in places:
        command = _cut(command, start, end)
    return command.strip()


def _cut(command: str, start: int, end: int) -> str:
    """*command* without that statement and one of the ``;`` or ``&&`` around it, or with one that does nothing."""
    before, behind = command[:start].rstrip(), command[end:].lstrip()
    left = next((join for join in _JOINS if before.endswith(join)), "")
    right = next((join for join in _JOINS if behind.startswith(join)), "")
    if right and (left or not before) and (left, right) != ("&&", ";"):
        gap = " " if before else ""
        return f"{before}{gap}{behind.removeprefix(right).lstrip()}"
    if left and (right or not behind):
        return f"{before.removesuffix(left).rstrip()}{behind}"
    if not before and not behind:
        return ""
    return f"{command[:start]}{_NOTHING}{command[end:]}"


def _services(statement: Statement) -> tuple[tuple[str, bool], ...]:
    words = [word.strip("\"'") for word in statement.words]
    while words and (words[0] in ("sudo", "exec") or words[0].startswith("-")):
        del words[0]
    match words:
        case [program, name, verb, *_] if _base(program) == "service" and verb in _STARTING:
            return ((name, False),)
        case [program, verb, *_] if program.startswith(_INIT_D) and verb in _STARTING:
            return ((_base(program), False),)
        case [program, *rest] if _base(program) == "systemctl":
            return _of_systemctl([word for word in rest if not word.startswith("-")])
        case _:
            return ()


def _of_systemctl(words: list[str]) -> tuple[tuple[str, bool], ...]:
    if not words or words[0] not in _STARTING:
        return ()
    return tuple((name.removesuffix(".service"), True) for name in words[1:])


def _base(program: str) -> str:
    return program.rpartition("/")[2]

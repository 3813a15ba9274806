"""What the boot command of ``/etc/wsl.conf`` starts by hand, and the command without that.

WSL forks ``/bin/sh -c COMMAND`` as root before systemd is there (WSL §4.3): systemd does not know of a service
that it starts, and ``systemctl`` has no effect in it.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from typing import Final

import msgspec

from wizard.codecs.shell import start_file
from wizard.codecs.shell.nodes import Statement
from wizard.patterns import lazy_pattern

_NOTHING: Final = ":"
"""The command that does nothing: it keeps a list of commands a list."""
_JOINS: Final = ("&&", ";")
_STARTING: Final = ("start", "restart", "reload-or-restart", "enable", "reenable", "--full-restart")
_INIT_D: Final = ("/etc/init.d/", "/etc/rc.d/")
_BY_NAME: Final = ("service", "invoke-rc.d", "rc-service")
_ASSIGNMENT: Final = lazy_pattern(r"[A-Za-z_][A-Za-z0-9_]*=.*", re.DOTALL)
_WRAPPERS: Final = {
    **dict.fromkeys(("nohup", "setsid", "command", "builtin", "busybox", "!"), ("", 0)),
    "sudo": ("ugCDhpRrtTU", 0),
    "doas": ("uC", 0),
    "exec": ("a", 0),
    "time": ("fo", 0),
    "timeout": ("ks", 1),
    "env": ("uC", 0),
    "nice": ("n", 0),
    "ionice": ("cnpPu", 0),
    "stdbuf": ("ioe", 0),
}
"""Programs that run the one behind them: the letters of options with a value, and how many words come first."""
_SHELLS: Final = ("sh", "bash", "dash", "ash", "zsh", "ksh")
_TEXTS: Final = {
    **dict.fromkeys(_SHELLS, lazy_pattern(r"-[a-z]*c")),
    **dict.fromkeys(("su", "runuser"), lazy_pattern(r"-[a-z]*c|--command")),
}
"""Programs that run a text, and the option in front of it."""
_HARMLESS: Final = frozenset(
    (
        *(":", "[", "[[", "break", "cat", "cd", "chgrp", "chmod", "chown"),
        *("continue", "cp", "cut", "date", "dd", "dmesg", "echo", "ethtool", "exit"),
        *("export", "false", "findmnt", "grep", "head", "hostname", "hwclock", "id", "install"),
        *("ip", "ip6tables", "iptables", "ldconfig", "ln", "losetup", "ls", "mkdir", "mkfifo"),
        *("mknod", "mkswap", "modprobe", "mount", "mountpoint", "mv", "nft", "printf", "pwd"),
        *("read", "readlink", "realpath", "return", "rm", "rmdir", "route", "sed", "set"),
        *("setfacl", "shift", "sleep", "stat", "swapoff", "swapon", "sync", "sysctl", "tail"),
        *("tee", "test", "touch", "tr", "true", "truncate", "tune2fs", "udevadm", "ulimit"),
        *("umask", "umount", "uname", "unset", "wait", "wc", "which", "whoami"),
    )
)
"""Programs that start no service, whatever they are given."""
_DEEPEST: Final = 4


class ServiceStart(msgspec.Struct, frozen=True):
    """A service that is started: its *name* as systemd knows it, without ``.service``; by *systemctl* or not; and
    where the command stands in the text. Not *alone*: the same command does something else, too."""

    name: str
    systemctl: bool
    start: int
    end: int
    alone: bool = True


class _Started(msgspec.Struct, frozen=True):
    """What a command runs: the services that it starts, and the programs of which nobody can say whether they do.
    *does_more*: it runs anything else."""

    starts: tuple[tuple[str, bool], ...] = ()
    unknown: tuple[str, ...] = ()
    does_more: bool = True


def service_starts(command: str) -> tuple[ServiceStart, ...]:
    """All services that *command* starts, in its order, as far as they can be seen."""
    return tuple(
        ServiceStart(name, by_systemctl, statement.start, statement.end, not run.does_more)
        for statement in _statements(command)
        for run in (_run(statement.words, 0),)
        for name, by_systemctl in run.starts
    )


def unknown_programs(command: str) -> tuple[str, ...]:
    """The programs that *command* runs and that may start a service for all that is known, each once."""
    found = (name for each in _statements(command) for name in _run(each.words, 0).unknown)
    return tuple(dict.fromkeys(found))


def _statements(command: str) -> Iterable[Statement]:
    """What a shell runs of *command*: nothing if a quote in it does not end, for then it runs none of the line."""
    try:
        shlex.split(command.removesuffix("\\"))
    except ValueError:
        return ()
    return start_file.SH.statements(command)


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
    if behind.rstrip() == "&" and (left == ";" or not before):
        behind = ""  # nothing is left to run in the background
    if right and (left or not before) and (left, right) != ("&&", ";"):
        gap = " " if before else ""
        return f"{before}{gap}{behind.removeprefix(right).lstrip()}"
    if left and (right or not behind):
        return f"{before.removesuffix(left).rstrip()}{behind}"
    if not before and not behind:
        return ""
    return f"{command[:start]}{_NOTHING}{command[end:]}"


def _run(raw: Iterable[str], depth: int) -> _Started:
    """What the command of these words runs."""
    given = [word.strip("\"'") for word in raw]
    words = _unwrapped(given)
    if not words:
        return _Started(unknown=tuple(filter(_substitutes, given)))
    program = _base(words[0])
    if program in _SHELLS and _text_of(words) is None and _script(words).startswith(_INIT_D):
        words = words[words.index(_script(words)) :]
    elif program in _TEXTS or program == "eval":
        return _of_text(words, depth)
    starts = _started(words)
    if starts:
        return _Started(starts, does_more=False)
    if any(map(_substitutes, words)):
        return _Started(unknown=(words[0],))
    is_known = program in _HARMLESS or program in (*_BY_NAME, "systemctl") or words[0].startswith(_INIT_D)
    return _Started() if is_known else _Started(unknown=(words[0],))


def _substitutes(word: str) -> bool:
    """Whether what stands in it is run for its output."""
    return "$(" in word or "`" in word


def _unwrapped(words: list[str]) -> list[str]:
    """*words* from the program on that is run in the end; none if nothing is."""
    while words:
        program = _base(words[0])
        if _ASSIGNMENT.fullmatch(words[0]):
            words = words[1:]
        elif program == "command" and words[1:2] in (["-v"], ["-V"]):
            return []
        elif program in _WRAPPERS:
            letters, count = _WRAPPERS[program]
            words = _past_options(words[1:], letters)[count:]
        else:
            break
    return words


def _past_options(words: list[str], letters: str) -> list[str]:
    while words and words[0].startswith("-"):
        has_value = len(words[0]) == 2 and words[0][1] in letters
        words = words[2 if has_value else 1 :]
    return words


def _of_text(words: list[str], depth: int) -> _Started:
    """What a shell runs that is given a text, or ``eval``."""
    text = _text_of(words)
    if text is None or depth >= _DEEPEST:
        return _Started(unknown=(words[0],))
    inner = [_run(each.words, depth + 1) for each in start_file.SH.statements(text)]
    return _Started(
        tuple(start for each in inner for start in each.starts),
        tuple(name for each in inner for name in each.unknown),
        any(each.does_more for each in inner),
    )


def _script(words: list[str]) -> str:
    """The file that a shell is to run."""
    return next(iter(_past_options(words[1:], "oO")), "")


def _text_of(words: list[str]) -> str | None:
    if words[0] == "eval":
        return " ".join(words[1:])
    option = _TEXTS[_base(words[0])]
    for number, word in enumerate(words[1:-1], 1):
        if option.fullmatch(word):
            return words[number + 1]
    return next(
        (word.removeprefix("--command=").strip("\"'") for word in words if "--command=" in word), None
    )


def _started(words: list[str]) -> tuple[tuple[str, bool], ...]:
    match words:
        case [program, *rest] if _base(program) in _BY_NAME:
            return _by_name([word for word in rest if not word.startswith("-") or word in _STARTING])
        case [program, verb, *_] if program.startswith(_INIT_D) and verb in _STARTING:
            return ((_base(program), False),)
        case [program, *rest] if _base(program) == "systemctl":
            return _of_systemctl([word for word in rest if not word.startswith("-")])
        case _:
            return ()


def _by_name(words: list[str]) -> tuple[tuple[str, bool], ...]:
    return ((words[0], False),) if len(words) > 1 and words[1] in _STARTING else ()


def _of_systemctl(words: list[str]) -> tuple[tuple[str, bool], ...]:
    if not words or words[0] not in _STARTING:
        return ()
    return tuple((name.removesuffix(".service"), True) for name in words[1:])


def _base(program: str) -> str:
    return program.rpartition("/")[2]

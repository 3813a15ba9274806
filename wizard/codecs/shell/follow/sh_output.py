"""Builtins and small programs that print, or put what they print into a variable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.follow.state import BEFORE, ShellVariable
from wizard.codecs.shell.values import UNKNOWN

Args = Sequence[str]
_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def doubt_names(runner: Runner, names: Sequence[str]) -> None:
    """What *names* hold is not known any more."""
    for name in names:
        if _NAME.fullmatch(name):
            old = runner.state.get(name)
            runner.state.put(
                name, ShellVariable((UNKNOWN,), False, True, old.is_exported, runner.place, runner.place)
            )
        elif UNKNOWN in name:
            runner.leave_out(name)


def echo(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    is_bare = "-n" in args[:1]
    words = list(args[1:] if is_bare or args[:1] in (["-e"], ["-E"]) else args)
    joined = " ".join(words)
    runner.show(UNKNOWN if "\\" in joined else joined + ("" if is_bare else "\n"))


def printf(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    if args[:1] == ["-v"] and len(args) > 2:
        doubt_names(runner, args[1:2])
        return
    if args[:1] in (["%s"], ["%s\\n"]) and len(args) == 2:
        runner.show(args[1] + ("\n" if "\\n" in args[0] else ""))
    elif len(args) == 1 and not re.search(r"[%\\]", args[0]):
        runner.show(args[0])
    else:
        runner.show(UNKNOWN)


def print_(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    flags = [word for word in args if word.startswith("-")]
    words = [word for word in args if not word.startswith("-")]
    is_plain = set(flags) <= {"-r", "-n", "-rn", "-", "--"}
    runner.show(" ".join(words) + "\n" if is_plain and "\\" not in "".join(words) else UNKNOWN)


def id(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    account = runner.account
    known = {
        ("-u",): str(account.uid),
        ("-un",): account.name,
        ("-u", "-n"): account.name,
        ("-nu",): account.name,
    }
    runner.show(known.get(tuple(args), UNKNOWN))


def whoami(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    runner.show(runner.account.name)


def dirname(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    path = [word for word in args if word != "--"]
    head = path[0].rstrip("/").rpartition("/")[0] if len(path) == 1 and "/" in path[0] else UNKNOWN
    runner.show(head or "/")


def cd(runner: Runner, args: Args, text: str) -> None:
    runner.status = None
    path = args[-1] if args else runner.state.get("HOME").text
    is_known = path.startswith("/") and UNKNOWN not in path and "." not in path.split("/")
    seen = runner.look(path) if is_known else None
    runner.status = None if seen is None else seen.kind == "folder"
    value = path.rstrip("/") or "/" if is_known else UNKNOWN
    runner.state.put("PWD", ShellVariable((value,), False, True, True, BEFORE))


def pwd(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    runner.show(runner.read("PWD").text or UNKNOWN)

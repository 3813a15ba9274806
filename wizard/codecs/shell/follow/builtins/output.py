"""Builtins that print, or that put what they print into a variable; and the folder a shell is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wizard.codecs.shell.follow.builtins.shapes import Args
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.follow.state import BEFORE, ShellVariable
from wizard.codecs.shell.kinds import dialect
from wizard.codecs.shell.values import UNKNOWN
from wizard.patterns import lazy_pattern

_NAME: Final = lazy_pattern(r"[A-Za-z_]\w*", re.ASCII)
_PLAIN_FORMAT: Final = lazy_pattern(r"(?:[^%\\]|%[s%]|\\[nt\\])*")
_DIRECTIVE: Final = lazy_pattern(r"%[s%]|\\[nt\\]")
_LITERAL: Final = {"%%": "%", "\\n": "\n", "\\t": "\t", "\\\\": "\\"}


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
    """Its words; options that only some shells know make that unknown, as a backslash does."""
    runner.status = True
    known = ("-n", "-e", "-E") if dialect(runner.account.shell) in ("bash", "zsh") else ("-n",)
    flag = args[0] if args and re.fullmatch(r"-[A-Za-z]*", args[0]) else ""
    words = args[1:] if flag else args
    joined = " ".join(words)
    is_known = "\\" not in joined and (not flag or flag in known) and words[:1] not in (["-n"], ["-e"])
    runner.show(joined + ("" if flag == "-n" else "\n") if is_known else UNKNOWN)


def printf(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    if args[:1] == ["-v"] and len(args) > 2 and dialect(runner.account.shell) in ("bash", "zsh"):
        _print_into(runner, args[1], formatted(args[2:]))
    else:
        runner.show(formatted(args[1:] if args[:1] == ["--"] else args))


def _print_into(runner: Runner, name: str, text: str) -> None:
    if text == UNKNOWN or not _NAME.fullmatch(name):
        doubt_names(runner, [name])
        return
    old = runner.state.get(name)
    runner.state.put(name, ShellVariable((text,), False, True, old.is_exported, runner.place, runner.doubt))


def formatted(args: Args) -> str:
    """What ``printf`` makes of a format of ``%s`` and plain text: it is used again until no argument is left."""
    template = args[0] if args else UNKNOWN
    if UNKNOWN in template or not _PLAIN_FORMAT.fullmatch(template):
        return UNKNOWN
    rest = list(args[1:])
    found = [_filled(template, rest)]
    while rest and "%s" in template.replace("%%", ""):
        found.append(_filled(template, rest))
    return "".join(found)


def _filled(template: str, rest: list[str]) -> str:
    """*template* once; the arguments that it uses are taken from *rest*."""
    return _DIRECTIVE.sub(
        lambda m: (rest.pop(0) if rest else "") if m[0] == "%s" else _LITERAL[m[0]], template
    )


def print_(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    flags = [word for word in args if word.startswith("-")]
    words = [word for word in args if not word.startswith("-")]
    if any(re.fullmatch(r"-\w*v", flag) for flag in flags):
        doubt_names(runner, words[:1])
    is_plain = set(flags) <= {"-r", "-n", "-rn", "-", "--"}
    end = "" if {"-n", "-rn"} & set(flags) else "\n"
    runner.show(" ".join(words) + end if is_plain and "\\" not in "".join(words) else UNKNOWN)


def cd(runner: Runner, args: Args, text: str) -> None:
    runner.status = None
    words = [word for word in args if word not in ("--", "-L")]
    path = words[0] if words else runner.read("HOME").text
    target = _folder_from(runner, path) if len(words) < 2 else UNKNOWN
    seen = runner.look(target)
    runner.status = None if seen is None or runner.doubt else seen.kind == "folder"
    if runner.status is not False:
        value = target if runner.status else UNKNOWN
        runner.state.put("PWD", ShellVariable((value,), False, True, True, BEFORE))


def _folder_from(runner: Runner, path: str) -> str:
    """Where ``cd`` goes: a *path* that is not absolute begins where the shell is."""
    if not path.startswith("/"):
        is_plain = path[:1] not in ("", "-", "+") and not runner.state.get("CDPATH").is_set
        path = f"{runner.read('PWD').text}/{path}" if is_plain else UNKNOWN
    return UNKNOWN if UNKNOWN in path else normal(path)


def normal(path: str) -> str:
    """An absolute path without ``.``, ``..`` and empty parts."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def pwd(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    runner.show((runner.read("PWD").text or UNKNOWN) + "\n" if not args else UNKNOWN)

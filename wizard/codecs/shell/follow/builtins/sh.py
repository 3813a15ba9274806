"""Builtins of sh, bash and zsh that matter to variables, by name, and names of commands that never do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from wizard.codecs.shell.follow.builtins import output
from wizard.codecs.shell.follow.builtins.lookup import LOOKED_FOR, located
from wizard.codecs.shell.follow.builtins.shapes import ALIKE, Args, Builtin, evaluate, undecided
from wizard.codecs.shell.follow.builtins.small_programs import PROGRAMS
from wizard.codecs.shell.follow.flow import Flow
from wizard.codecs.shell.follow.programs import AUTOLOADED, SH_QUIET, is_quiet_program
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.follow.state import UNSET
from wizard.codecs.shell.kinds import dialect
from wizard.codecs.shell.tree import Function
from wizard.codecs.shell.values import UNKNOWN
from wizard.patterns import lazy_pattern


def _source(runner: Runner, args: Args, text: str) -> Flow | None:
    args = args[1:] if args[:1] == ["--"] else args
    printed = _PROCESS.fullmatch(text)
    if printed is not None:
        return _source_printed(runner, printed[1].strip(), text)
    if not args:
        return None
    path = args[0]
    if path.startswith(("/dev/", "/proc/")) or "/" not in path or UNKNOWN in path:
        runner.leave_out(text)
        return None
    return runner.source(path, args[1:] or None, text)


def _source_printed(runner: Runner, command: str, text: str) -> Flow | None:
    if is_quiet_program(tuple(command.split())):
        runner.status = None
        return None
    return runner.run_printed(command, text)


_PROCESS: Final = lazy_pattern(r"(?:source|\.)\s+(?:/dev/stdin\s+<\s*)?<\((.*)\)", re.DOTALL)
_PRINTED: Final = lazy_pattern(
    r"""\s*"?(?:\$\(|(?P<old>`))(?P<command>(?(old)[^`]*|[^()]*(?:\([^()]*\))?[^()]*))(?(old)`|\))"?\s*;?\s*"""
)


def _eval(runner: Runner, args: Args, text: str) -> Flow | None:
    return evaluate(runner, args, text, _PRINTED)


def _unset(runner: Runner, args: Args, text: str) -> None:
    is_function = args[:1] == ["-f"]
    runner.status = True
    for name in args:
        if name.startswith("-"):
            continue
        if UNKNOWN in name or "[" in name:
            output.doubt_names(runner, [name.partition("[")[0]])
        elif is_function:
            runner.state.functions.pop(name, None)
        elif name in runner.state.readonly:
            runner.leave_out(text)
        else:
            runner.state.put(name, msgspec.structs.replace(UNSET, place=runner.place))


def _set(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    rest = list(args)
    while rest and re.fullmatch(r"[-+][A-Za-z]+", rest[0]):
        word = rest.pop(0)
        names = [rest.pop(0)] if word[1:] == "o" and rest else []
        names += {"a": ["allexport"], "e": ["errexit"], "f": ["noglob"]}.get(word[1:], [])
        _options(runner, names, word[0] == "-")
        if word[1:] not in ("o", *"abefhkmnptuvxBCEHPT"):
            runner.leave_out(text)
    if rest[:1] == ["--"] or rest:
        values = rest[1:] if rest[:1] == ["--"] else rest
        runner.state.args = None if any(UNKNOWN in value for value in values) else tuple(values)


def _options(runner: Runner, names: Sequence[str], is_on: bool) -> None:
    plain = frozenset(name.lower().replace("_", "") for name in names)
    runner.state.options = runner.state.options | plain if is_on else runner.state.options - plain
    if "errexit" in plain and is_on:
        runner.frames[0].exits.append((runner.state.copy(), runner.place))


def _setopt(is_on: bool) -> Builtin:
    def setopt(runner: Runner, args: Args, text: str) -> None:
        runner.status = True
        known = [name.lower().replace("_", "") for name in args]
        denied = [name[2:] for name in known if name.startswith("no") and name not in ("notify", "nomatch")]
        _options(runner, [name for name in known if name[2:] not in denied and name != "nomatch"], is_on)
        _options(runner, [name for name in known if name == "nomatch"], not is_on)
        _options(runner, denied, not is_on)

    return setopt


def _shopt(runner: Runner, args: Args, text: str) -> None:
    runner.status = None
    if "-s" in args or "-u" in args:
        _options(runner, [name for name in args if not name.startswith("-")], "-s" in args)
    if args[:1] == ["-oq"] and args[1:2] == ["posix"]:
        runner.status = False


def _shift(runner: Runner, args: Args, text: str) -> None:
    known = runner.state.args
    count = int(args[0]) if args and args[0].isdecimal() else 1
    runner.state.args = None if known is None or (args and not args[0].isdecimal()) else known[count:]
    runner.status = None if known is None else len(known) >= count


def _alias(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    for word in args:
        name, equals, value = word.partition("=")
        if equals and not name.startswith("-"):
            runner.state.aliases[name] = value
            runner.alias_places[name] = runner.place
            runner.notes.defined[name] = runner.place


def _unalias(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    for name in args:
        runner.state.aliases.pop(name, None)
    if "-a" in args:
        runner.state.aliases.clear()


def _command(runner: Runner, args: Args, text: str) -> Flow | None:
    rest = list(args)
    if rest[:1] and rest[0] in ("-v", "-V"):
        _tell(runner, rest[1:], is_path=rest[0] == "-v")
        return None
    while rest and rest[0] in ("-p", "--"):
        rest.pop(0)
    return run_again(runner, rest, text)


def _tell(runner: Runner, names: Args, *, is_path: bool) -> None:
    """What a name is: of a program its path, where that *is_path*."""
    runner.status = found(runner, names[0]) if len(names) == 1 else None
    names_all = runner.state.functions.keys() | runner.state.aliases.keys()
    path = located(runner, names[0]) if runner.status and names[0] not in names_all else None
    if not is_path or path is None:
        runner.show(UNKNOWN if runner.status is not False else "")
    else:
        runner.show(f"{path}\n" if path else "")


def run_again(runner: Runner, rest: Args, text: str) -> Flow | None:
    """``command``, ``builtin`` and their like run what follows; a function of that name is passed over."""
    builtin = BUILTINS.get(rest[0]) if rest else None
    if builtin is not None:
        return builtin(runner, list(rest[1:]), text.partition(" ")[2]) or Flow.NEXT
    if rest and rest[0] in ("export", "declare", "typeset", "readonly", "local"):
        return runner.command(tuple(text.split()[-len(rest) :])) if len(text.split()) >= len(rest) else None
    runner.show(UNKNOWN)
    runner.status = None
    return None


def _hash(runner: Runner, args: Args, text: str) -> None:
    if "-p" in args or any("=" in word for word in args):
        runner.leave_out(text, only_in_terminal=True)  # it says where a program is, whatever PATH is
        return
    runner.status = found(runner, args[0]) if len(args) == 1 else None


def _type(runner: Runner, args: Args, text: str) -> None:
    """``type``, and what is called as it is; some of them print a path only."""
    names = [name for name in args if not name.startswith("-")]
    flags = tuple(name for name in args if name.startswith("-"))
    shell, command = dialect(runner.account.shell), text.partition(" ")[0]
    _tell(runner, names, is_path=(command, flags) in _PATH_ONLY.get(shell, _WHICH))


_WHICH: Final = frozenset({("which", ())})
_PATH_ONLY: Final = {
    "bash": _WHICH | {("type", ("-p",)), ("type", ("-P",))},
    "zsh": _WHICH | {("whence", ()), ("whence", ("-p",)), ("which", ("-p",))},
}
"""Commands with their options that print where a program is, and nothing else of it."""


def found(runner: Runner, name: str) -> bool | None:
    """Whether *name* is a command: a function, a builtin, or a program that is looked for in PATH."""
    if name in runner.state.aliases:
        return None
    if runner.state.functions.get(name) is not None or (name in BUILTINS and name not in LOOKED_FOR):
        return True
    path = located(runner, name)
    return None if path is None else path != ""


_WITH_VALUE: Final = lazy_pattern(r"-\w*[dinNptuk]")


def _read(runner: Runner, args: Args, text: str) -> None:
    """Its input is not known, nor whether there is any."""
    runner.status = None
    names: list[str] = []
    skips = False
    for word in args:
        if skips or word.startswith("-"):
            skips = not skips and _WITH_VALUE.fullmatch(word) is not None
            continue
        names.append(re.split(r"[?\[]", word)[0])
    output.doubt_names(runner, names or ["REPLY"])


def _doubts_first(runner: Runner, args: Args, text: str) -> None:
    runner.status = None
    output.doubt_names(runner, [word for word in args if not word.startswith("-")][-1:])


def _trap(runner: Runner, args: Args, text: str) -> None:
    """What is trapped on exit or on a signal runs when nobody looks any more."""
    runner.status = True
    if {"DEBUG", "ERR", "RETURN", "ZERR"} & set(args) and args[:1] not in (["-"], [""]):
        runner.leave_out(text)


def _emulate(runner: Runner, args: Args, text: str) -> Flow | None:
    runner.status = True
    if "-c" in args:
        rest = args[list(args).index("-c") + 1 :]
        if rest and UNKNOWN not in rest[0] and args[:1] != ["csh"]:
            return runner.evaluate(rest[0])
        runner.leave_out(text)
    elif "-L" not in args and args[:1] not in ([], ["zsh"]):
        _options(runner, ["shwordsplit"], True)
    return None


def _autoload(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    for name in args:
        if re.fullmatch(r"[\w.:-]+", name) and not name.startswith("-") and name != "add-zsh-hook":
            quiet = Function((name,), ()) if name in AUTOLOADED else None
            runner.state.functions.setdefault(name, quiet)
            runner.notes.defined.setdefault(name, runner.place)


def _add_hook(runner: Runner, args: Args, text: str) -> None:
    runner.notes.hooks |= dict.fromkeys(args)
    undecided(runner, args, text)


def _unfunction(runner: Runner, args: Args, text: str) -> None:
    runner.status = True
    for name in args:
        runner.state.functions.pop(name, None)


def _getopts(runner: Runner, args: Args, text: str) -> None:
    runner.status = None
    output.doubt_names(runner, [*args[1:2], "OPTARG", "OPTIND"])


BUILTINS: Final[dict[str, Builtin]] = {
    **dict.fromkeys(SH_QUIET, undecided),
    **PROGRAMS,
    **ALIKE,
    "add-zsh-hook": _add_hook,
    ".": _source,
    "source": _source,
    "eval": _eval,
    "unset": _unset,
    "set": _set,
    "setopt": _setopt(True),
    "unsetopt": _setopt(False),
    "shopt": _shopt,
    "shift": _shift,
    "alias": _alias,
    "unalias": _unalias,
    "command": _command,
    "builtin": run_again,
    "noglob": run_again,
    "nocorrect": run_again,
    "-": run_again,
    "hash": _hash,
    "type": _type,
    "which": _type,
    "whence": _type,
    "echo": output.echo,
    "printf": output.printf,
    "print": output.print_,
    "read": _read,
    "mapfile": _doubts_first,
    "readarray": _doubts_first,
    "vared": _doubts_first,
    "getopts": _getopts,
    "let": lambda runner, args, text: output.doubt_names(runner, [word.partition("=")[0] for word in args]),
    "trap": _trap,
    "emulate": _emulate,
    "autoload": _autoload,
    "unfunction": _unfunction,
    "functions": undecided,
    "cd": output.cd,
    "pushd": output.cd,
    "popd": lambda runner, args, text: output.doubt_names(runner, ["PWD"]),
    "pwd": output.pwd,
}

"""Builtins and functions of fish that matter to variables, by name."""

from __future__ import annotations

import re
from typing import Final

from wizard.codecs.shell.follow.builtins import output
from wizard.codecs.shell.follow.builtins.lookup import located
from wizard.codecs.shell.follow.builtins.shapes import ALIKE, Args, BuiltinOf, evaluate, undecided
from wizard.codecs.shell.follow.builtins.small_programs import PROGRAMS
from wizard.codecs.shell.follow.fish_variables import FishVariables
from wizard.codecs.shell.follow.flow import Flow
from wizard.codecs.shell.follow.programs import FISH_QUIET, is_quiet_program
from wizard.codecs.shell.follow.state import ShellVariable
from wizard.codecs.shell.patterns import matches
from wizard.codecs.shell.values import UNKNOWN
from wizard.patterns import lazy_pattern

_SUBSTITUTION: Final = lazy_pattern(r"""\s*"?\$?\((?P<command>[^()]*)\)"?\s*""")


def _source(runner: FishVariables, args: Args, text: str) -> Flow | None:
    if not args or args[0] in ("-", "/dev/stdin") or not args[0].startswith("/"):
        printed = re.search(r"\((.*?)\s*\|\s*psub\)", text)
        if printed is not None and is_quiet_program(tuple(printed[1].split())):
            return None
        return runner.run_printed(printed[1] if printed is not None else "", text)
    return runner.source(args[0], list(args[1:]), text)


def _eval(runner: FishVariables, args: Args, text: str) -> Flow | None:
    return evaluate(runner, args, text, _SUBSTITUTION)


def _status(runner: FishVariables, args: Args, text: str) -> None:
    account = runner.account
    word = args[0].removeprefix("--") if args else ""
    known = {
        "is-interactive": account.is_interactive,
        "-i": account.is_interactive,
        "is-login": account.is_login,
        "-l": account.is_login,
    }
    runner.status = known.get(word)
    names = {"filename": 0, "current-filename": 0, "-f": 0, "dirname": 1, "current-dirname": 1}
    shown = (runner.file, runner.file.rpartition("/")[0])
    runner.show(f"{shown[names[word]]}\n" if word in names else UNKNOWN if runner.status is None else "")
    runner.status = True if word in names else runner.status


def _contains(runner: FishVariables, args: Args, text: str) -> None:
    rest = [word for word in args if word not in ("--", "-i", "--index")]
    is_there = len(rest) > 1 and rest[0] in rest[1:]
    if {"-i", "--index"} & set(args[:1]):
        runner.show(f"{rest.index(rest[0], 1)}\n" if is_there else "")
    if not rest or runner.doubt is not None or any(UNKNOWN in word for word in rest):
        runner.show(UNKNOWN)
        runner.status = None
    else:
        runner.status = is_there


def _count(runner: FishVariables, args: Args, text: str) -> None:
    is_known = runner.doubt is None and not any(UNKNOWN in word or word.startswith("-") for word in args)
    runner.status = bool(args) if is_known else None
    runner.show(f"{len(args)}\n" if is_known else UNKNOWN)


def _found(runner: FishVariables, args: Args, text: str) -> None:
    names = [word for word in args if not word.startswith("-")]
    flags = [word for word in args if word.startswith("-")]
    path = located(runner, names[0]) if len(names) == 1 and names[0] not in runner.state.functions else None
    runner.status = None if path is None else path != ""
    if not {"-q", "--query"} & set(flags):
        runner.show(
            UNKNOWN if path is None or not _is_path_asked(text, flags) else f"{path}\n" if path else ""
        )


def _is_path_asked(text: str, flags: Args) -> bool:
    name = text.partition(" ")[0]
    asked = {"command": ("-v", "-s", "--search"), "type": ("-p", "-P", "--path", "--force-path"), "which": ()}
    return all(flag in asked.get(name, ()) for flag in flags) and (bool(flags) or name == "which")


def _functions(runner: FishVariables, args: Args, text: str) -> None:
    names = [word for word in args if not word.startswith("-")]
    if {"-e", "--erase"} & set(args):
        for name in names:
            runner.state.functions.pop(name, None)
    is_known = len(names) == 1 and runner.state.functions.get(names[0]) is not None
    runner.status = True if is_known else None


def _command(runner: FishVariables, args: Args, text: str) -> Flow | None:
    if args[:1] and args[0].startswith("-"):
        _found(runner, args, text)
        return None
    program = PROGRAMS.get(args[0], undecided) if args else undecided
    return program(runner, args[1:], text.partition(" ")[2])


def _builtin(runner: FishVariables, args: Args, text: str) -> Flow | None:
    if args[:1] == ["set"]:
        return runner.command(tuple(text.split()[1:]))
    builtin = BUILTINS.get(args[0]) if args else None
    return builtin(runner, args[1:], text.partition(" ")[2]) if builtin is not None else None


def _export(runner: FishVariables, args: Args, text: str) -> Flow | None:
    """fish's own function ``export``."""
    for word in args:
        name, equals, value = word.partition("=")
        values = [value] if equals else list(runner.state.get(name).values)
        _set(runner, ["-gx", name, *values], text)
    return None


def _set(runner: FishVariables, args: Args, text: str) -> None:
    runner.set_command(args, text)


def _read(runner: FishVariables, args: Args, text: str) -> None:
    runner.status = None
    flags = "".join(word[1:] for word in args if re.fullmatch(r"-[A-Za-z]+", word))
    scope = [f"-{letter}" for letter in "lgUx" if letter in flags]
    for name in [word for word in args if re.fullmatch(r"[A-Za-z_]\w*", word)]:
        _set(runner, [*scope, name, UNKNOWN], text)


def _add_path(runner: FishVariables, args: Args, text: str) -> None:
    """``fish_add_path`` (share/functions/fish_add_path.fish): folders that exist, in front of what it names."""
    long = {
        "--global": "g",
        "--universal": "U",
        "--path": "P",
        "--prepend": "p",
        "--append": "a",
        "--move": "m",
    }
    flags: set[str] = set()
    folders: list[str] = []
    for word in args:
        if word.startswith("-"):
            flags |= set(long.get(word, "") if word.startswith("--") else word[1:])
        else:
            folders.append(output.normal(word) if word.startswith("/") else UNKNOWN)
    if flags & {"n", "h"}:
        return
    name = "PATH" if "P" in flags else "fish_user_paths"
    old = runner.state.get(name)
    new, is_sure = _new_folders(runner, folders, old, "m" in flags)
    if any(UNKNOWN in folder for folder in new):
        is_sure = False
    if not new:
        runner.status = False
        return
    kept = [folder for folder in old.values if folder not in new]
    scope = ["-g"] if flags & {"g", "P"} else ["-U"] if "U" in flags or not old.is_set else []
    values = [*kept, *new] if "a" in flags else [*new, *kept]
    if not is_sure:
        runner.doubt = runner.doubt or runner.place
    runner.doubt = runner.doubt or old.doubt
    _set(runner, [*scope, name, *values], text)
    runner.status = True if is_sure else None


def _new_folders(
    runner: FishVariables, folders: Args, old: ShellVariable, moves: bool
) -> tuple[list[str], bool]:
    """Those that are there and new, and whether that is sure."""
    new: list[str] = []
    is_sure = True
    for folder in folders:
        seen = runner.look(folder)
        if seen is None or seen.kind == "denied":
            is_sure = False
        elif seen.kind != "folder":
            continue
        if folder not in new and (moves or folder not in old.values):
            new.append(folder)
    return new, is_sure


def _string(runner: FishVariables, args: Args, text: str) -> None:
    """A few of its many verbs; of all others what they print is not known."""
    verb, rest = args[0] if args else "", [word for word in args[1:] if word != "--"]
    runner.status = None
    known = runner.doubt is None and not any(UNKNOWN in word for word in rest)
    flags = [word for word in rest if word.startswith("-") and len(word) > 1]
    words = [word for word in rest if word not in flags]
    if not known or len(words) < 2:
        runner.show(UNKNOWN)
    elif verb == "match" and set(flags) <= {"-q", "--quiet"}:
        fits = [matches([(words[0], False)], word) for word in words[1:]]
        runner.status = True if True in fits else None if None in fits else False
        runner.show("".join(f"{word}\n" for word, fit in zip(words[1:], fits, strict=True) if fit))
    elif verb == "split" and not flags:
        runner.show("".join("\n".join(word.split(words[0])) + "\n" for word in words[1:]))
    elif verb in ("join", "replace") and (not flags or flags == ["-a"]):
        runner.show(_joined(words) if verb == "join" else _replaced(words, bool(flags)))
    else:
        runner.show(UNKNOWN)


def _joined(words: Args) -> str:
    return words[0].join(words[1:]) + "\n"


def _replaced(words: Args, is_all: bool) -> str:
    count = -1 if is_all else 1
    return "".join(word.replace(words[0], words[1], count) + "\n" for word in words[2:])


BUILTINS: Final[dict[str, BuiltinOf[FishVariables]]] = {
    **dict.fromkeys(FISH_QUIET, undecided),
    **PROGRAMS,
    **ALIKE,
    ".": _source,
    "source": _source,
    "eval": _eval,
    "status": _status,
    "contains": _contains,
    "count": _count,
    "type": _found,
    "which": _found,
    "command": _command,
    "builtin": _builtin,
    "functions": _functions,
    "export": _export,
    "read": _read,
    "fish_add_path": _add_path,
    "string": _string,
    "echo": output.echo,
    "printf": output.printf,
    "cd": output.cd,
    "pwd": output.pwd,
}

"""A shell started in thought: its start files followed in order, and what it would have afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.codecs.shell.follow.disk import KnownFiles
from wizard.codecs.shell.follow.fish_runner import FishRunner
from wizard.codecs.shell.follow.fish_start import is_certain, snippets
from wizard.codecs.shell.follow.fish_variables import USER_PATHS
from wizard.codecs.shell.follow.fish_words import is_path_variable
from wizard.codecs.shell.follow.flow import Flow, RanCommand, ShellOwner, Unclear
from wizard.codecs.shell.follow.programs import AMBIENT
from wizard.codecs.shell.follow.prompts import OF_FISH, leave_out_prompts
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.follow.sh_runner import ShRunner
from wizard.codecs.shell.follow.state import BEFORE, PathEntry, Place, ShellVariable
from wizard.codecs.shell.follow.universal import universal_variables
from wizard.codecs.shell.kinds import Aside, Kind, ReadStep, dialect, steps
from wizard.codecs.shell.values import UNKNOWN

_OPEN: Final = "SHLVL=\0 PWD=/\0 PPID=\0 RANDOM=\0 SECONDS=\0 LINENO=\0 EPOCHSECONDS=\0 OPTIND=1"
_SET: Final = {
    "bash": f"{_OPEN} BASH=/bin/bash BASH_VERSION=5\0 BASHPID=\0 BASH_VERSINFO=5\0 HOSTNAME=\0 OSTYPE=linux-gnu "
    "MACHTYPE=\0 SHELLOPTS=\0 BASHOPTS=\0 HOSTTYPE=\0 FUNCNAME=\0",
    "sh": "PS1=$ PS2=> PPID=\0 PWD=/\0 OPTIND=1",
    "zsh": f"{_OPEN} ZSH_VERSION=5\0 ZSH_NAME=zsh HOST=\0 OSTYPE=linux-gnu MACHTYPE=\0 CPUTYPE=\0 VENDOR=\0 "
    "PS1=\0% PROMPT=\0% FPATH=/\0 TTY=\0 ZSH_EVAL_CONTEXT=\0",
    "fish": "FISH_VERSION=3\0 version=3\0 SHLVL=\0 PWD=/\0 hostname=\0 fish_pid=\0 "
    "__fish_data_dir=/usr/share/fish fish_greeting=\0",
}
"""What a shell sets itself."""
_OWN: Final = frozenset({"PATH", "PWD", "SHLVL", *AMBIENT})
"""What an inner shell has from elsewhere than the variables of the outer one."""


class ShellValue(msgspec.Struct, frozen=True):
    """A variable after all start files: its *text* (None if it is not set), whether programs get it, and the line that
    said so last. With *unclear* that line could not be decided, and the rest is a guess."""

    text: str | None
    is_exported: bool
    place: Place
    unclear: Place | None = None


class Followed(msgspec.Struct, frozen=True):
    """What one kind of shell has after its start files. *path* is PATH in order of search; *unclear* are the commands
    that could not be followed; *files* all that was read, in order; *reads* where variables were used; *wanted* paths
    (with whether their content is) and *patterns* are what is to be looked at to know more."""

    values: Mapping[str, ShellValue]
    path: tuple[PathEntry, ...]
    unclear: tuple[Unclear, ...]
    files: tuple[str, ...]
    reads: tuple[tuple[str, Place], ...]
    wanted: tuple[tuple[str, bool], ...]
    patterns: tuple[str, ...]
    asked: tuple[str, ...] = ()
    """Variables that a program was asked for, so that they have to be exported."""
    rest: Place | None = None
    """Where something was run that may have set any variable, if there was such."""
    ran: tuple[RanCommand, ...] = ()
    """What was run, if that was asked for."""
    functions: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()

    def get(self, name: str) -> ShellValue:
        """The variable *name*."""
        known = self.values.get(name)
        return known if known is not None else ShellValue(None, False, BEFORE, self.rest)


def follow(
    kind: Kind | Aside,
    *,
    shell: str,
    user: str,
    uid: int,
    home: str,
    environment: Mapping[str, str],
    disk: KnownFiles,
    outer: Followed | None = None,
    is_traced: bool = False,
    sourced: str = "",
) -> Followed:
    """Start *shell* (a path) of *user* as *kind*, with *environment*, on the machine that *disk* knows. With *outer*,
    it is started from that shell, and inherits what it exports. If it *is traced*, what it runs is told too. The file
    *sourced* is read after those that such a shell reads."""
    account = ShellOwner(user, uid, home, shell, kind.is_login, kind.is_interactive)
    runner = _runner(account, disk, environment)
    runner.notes.ran = {} if is_traced else None
    _begin(runner, environment)
    if outer is not None:
        _inherit(runner, outer)
    flow = Flow.NEXT
    for step in steps(shell, kind):
        if flow is not Flow.EXIT:
            flow = _step(runner, step)
    if sourced:
        _file(runner, sourced)
    runner.rejoin(runner.frames[0])
    if isinstance(runner, FishRunner) and account.is_interactive:
        for name in OF_FISH:
            runner.autoload(name)
    leave_out_prompts(runner)
    return _followed(runner)


def _runner(account: ShellOwner, disk: KnownFiles, environment: Mapping[str, str]) -> Runner:
    language = dialect(account.shell)
    if language == "fish":
        base = environment.get("XDG_CONFIG_HOME") or f"{account.home}/.config"
        return FishRunner(account, disk, f"{base}/fish")
    return ShRunner(account, disk, language)


def _begin(runner: Runner, environment: Mapping[str, str]) -> None:
    """The variables before the first file."""
    account, is_fish = runner.account, runner.is_fish
    language = dialect(account.shell)
    state = runner.state
    for name in AMBIENT:
        state.variables[name] = ShellVariable((UNKNOWN,), is_fish, True, True)
    own = dict(pair.partition("=")[::2] for pair in _SET[language].split(" "))
    own |= {} if language == "sh" else {"UID": str(account.uid), "EUID": str(account.uid)}
    own |= {"PS1": "\\s\0"} if language == "bash" and account.is_interactive else {}
    for name, text in own.items():
        state.variables[name] = ShellVariable((text,), is_fish, True, name in ("PWD", "SHLVL"), BEFORE)
    for name, text in environment.items():
        values = tuple(text.split(":")) if is_fish and is_path_variable(name) else (text,)
        state.put(name, ShellVariable(values, is_fish, True, True, BEFORE))
    state.options = frozenset({"rcs", "globalrcs"})
    if isinstance(runner, FishRunner):
        _begin_fish(runner)


def _inherit(runner: Runner, outer: Followed) -> None:
    """What programs of *outer* get, with its doubts, and with the lines that put it there."""
    state = runner.state
    for name, value in outer.values.items():
        if value.is_exported and value.text is not None and name not in _OWN:
            state.variables[name] = _inherited(runner, name, value)
    path = outer.get("PATH")
    values = tuple(entry.path for entry in outer.path)
    values = values if runner.is_fish else (":".join(values),)
    state.variables["PATH"] = ShellVariable(values, runner.is_fish, True, True, path.place, path.unclear)
    state.entries, state.doubt = outer.path, outer.rest


def _inherited(runner: Runner, name: str, value: ShellValue) -> ShellVariable:
    text = (value.text or "").replace("…", UNKNOWN)
    values = tuple(text.split(":")) if runner.is_fish and is_path_variable(name) else (text,)
    return ShellVariable(values, runner.is_fish, True, True, value.place, value.unclear)


def _begin_fish(runner: FishRunner) -> None:
    runner.state.variables["__fish_config_dir"] = ShellVariable((runner.config,), True, True)
    path = f"{runner.config}/fish_variables"
    seen = runner.look(path, whole=True)
    if seen is None:
        _leave_out(runner, path)
    elif seen.data is not None:
        runner.state.universal = universal_variables(path, seen.data)
        if USER_PATHS in runner.state.universal:
            runner.fixed = runner.state.universal[USER_PATHS].place
            runner.rebuild_path()
            runner.fixed = None


def _leave_out(runner: Runner, path: str, since: Place | None = None) -> None:
    """A start file that is not known: no line of it can be named, but the line *since* which its name is not."""
    runner.fixed = since or Place(path, 0)
    runner.leave_out("")
    runner.fixed = None


def _step(runner: Runner, step: ReadStep) -> Flow:
    is_own = not step.paths[0].startswith("/")
    if not {"rcs"} <= runner.state.options or (not is_own and "globalrcs" not in runner.state.options):
        return Flow.NEXT
    for path in step.paths:
        if path == "$SNIPPETS" and isinstance(runner, FishRunner):
            return _snippets(runner)
        place = _place_of(runner, path)
        if place is None:
            _leave_out(runner, path, _since(runner, path))
            return Flow.NEXT
        flow = _file(runner, place) if place else None
        if flow is not None:
            return flow
    return Flow.NEXT


def _place_of(runner: Runner, path: str) -> str | None:
    """*path* with its folder put in; None if that is not known, empty if it is no file."""
    if path in ("$ENV", "$BASH_ENV"):
        return _named_file(runner, path[1:])
    head, _, tail = path.partition("/")
    if head == "$CONFIG" and isinstance(runner, FishRunner):
        return f"{runner.config}/{tail}"
    if head == "$ZDOTDIR":
        folder = runner.state.get("ZDOTDIR")
        if folder.doubt is not None:
            return None
        return f"{folder.text or runner.account.home}/{tail}"
    return f"{runner.account.home}/{tail}" if head == "~" else path


def _named_file(runner: Runner, name: str) -> str | None:
    """The file that a variable names, which the shell expands once more. A command that cannot be followed is not
    taken to set it where nothing else does."""
    variable = runner.state.get(name)
    if not variable.is_set:
        return ""
    runner.forget_doubt()
    path = runner.words.text(variable.text, is_quoted=True) if isinstance(runner, ShRunner) else ""
    if variable.doubt is not None or runner.doubt is not None or UNKNOWN in path:
        return None
    return path if path.startswith("/") else ""


def _since(runner: Runner, path: str) -> Place | None:
    """The line since which the variable is in doubt that says where *path* is."""
    variable = runner.state.get(path.partition("/")[0].lstrip("$"))
    place = variable.doubt or variable.place
    return place if place != BEFORE else None


def _file(runner: Runner, path: str) -> Flow | None:
    """Read one start file; None if it is not there."""
    seen = runner.look(path, whole=True)
    if seen is not None and seen.kind in ("missing", "folder"):
        return None
    if seen is None or seen.data is None:
        _leave_out(runner, path)
        return Flow.NEXT
    return runner.run_file(path, seen.data)


def _snippets(runner: FishRunner) -> Flow:
    """Of files with one name in fish's folders only the first is read, or nothing if that is no file."""
    read: set[str] = set()
    for pattern in tuple(snippets(runner, runner.config)):
        names = runner.glob(pattern)
        if names is None:
            _leave_out(runner, pattern)
        for path in names or ():
            name = path.rpartition("/")[2]
            if name not in read and _snippet(runner, path, is_sure=is_certain(runner, pattern)) is Flow.EXIT:
                return Flow.EXIT
            read.add(name)
    return Flow.NEXT


def _snippet(runner: FishRunner, path: str, *, is_sure: bool) -> Flow:
    seen = runner.look(path, whole=True)
    if seen is not None and seen.kind in ("other", "folder"):
        return Flow.NEXT
    runner.fixed, outer = None if is_sure else Place(path, 1), runner.fixed
    if is_sure:
        flow = _file(runner, path) or Flow.NEXT
    else:
        flow = runner.fork([lambda: _file(runner, path) or Flow.NEXT, lambda: Flow.NEXT])
    runner.fixed = outer
    return flow


def _followed(runner: Runner) -> Followed:
    state, notes = runner.state, runner.notes
    names = state.variables.keys() | state.universal.keys()
    return Followed(
        {name: _value(runner, name) for name in sorted(names)},
        state.entries,
        tuple(notes.unclear),
        tuple(notes.files),
        tuple((name, place) for name, place in notes.reads),
        tuple(notes.wanted.items()),
        tuple(notes.patterns),
        tuple(notes.asked),
        state.doubt,
        tuple(notes.ran or ()),
        frozenset(state.functions),
        frozenset(state.aliases),
    )


def _value(runner: Runner, name: str) -> ShellValue:
    variable = runner.state.get(name)
    separator = ":" if is_path_variable(name) else " "
    text = separator.join(variable.values)
    if not runner.is_fish and variable.is_list:
        text = variable.values[0] if variable.values else ""
    doubt = variable.doubt if variable.doubt != BEFORE else Place("", 0)
    return ShellValue(
        text.replace(UNKNOWN, "…") if variable.is_set else None,
        variable.is_exported and variable.is_set,
        variable.place,
        doubt,
    )

"""What a shell holds at one moment: variables, functions, aliases; and what of it is in doubt, since where."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs.shell.tree import Function
from wizard.codecs.shell.values import UNKNOWN

PATH: Final = "PATH"


class Place(msgspec.Struct, frozen=True):
    """A line of a file, from 1; line 0 of no file stands for what was there before the first file."""

    file: str
    line: int


BEFORE: Final = Place("", 0)


class ShellVariable(msgspec.Struct, frozen=True):
    """A variable that was last changed at *place*. *values* is one text, or the elements of an *is_list*.

    With a *doubt*, that is the place since which nothing certain can be said of it: *values* are a guess.
    """

    values: tuple[str, ...] = ()
    is_list: bool = False
    is_set: bool = False
    is_exported: bool = False
    place: Place = BEFORE
    doubt: Place | None = None

    @property
    def text(self) -> str:
        return " ".join(self.values)


UNSET: Final = ShellVariable()


class PathEntry(msgspec.Struct, frozen=True):
    """One folder of PATH, and the line that brought it (*file* empty and *line* 0 if it was there before).

    Not *certain*: the line hangs on a condition that cannot be decided, or what it puts there cannot be told (then
    `UNKNOWN` is part of *path*, and it may stand for any number of folders).
    """

    path: str
    file: str
    line: int
    certain: bool


class ShellState:
    """What is known of a shell: its variables, its PATH, its arguments. It is changed in place; a fork works on a
    `copy`."""

    __slots__ = (
        "aliases",
        "args",
        "doubt",
        "entries",
        "functions",
        "hidden",
        "options",
        "readonly",
        "unique",
        "universal",
        "variables",
    )

    def __init__(self) -> None:
        self.variables: dict[str, ShellVariable] = {}
        self.universal: dict[str, ShellVariable] = {}
        self.functions: dict[str, Function | None] = {}
        self.aliases: dict[str, str] = {}
        self.options: frozenset[str] = frozenset()
        self.readonly: frozenset[str] = frozenset()
        self.unique: frozenset[str] = frozenset()
        self.hidden: tuple[dict[str, ShellVariable | None], ...] = ()
        self.doubt: Place | None = None
        self.args: tuple[str, ...] | None = ()
        self.entries: tuple[PathEntry, ...] = ()

    def copy(self) -> ShellState:
        """An independent state with the same in it."""
        other = ShellState()
        other.variables = dict(self.variables)
        other.universal = dict(self.universal)
        other.functions = dict(self.functions)
        other.aliases = dict(self.aliases)
        other.options, other.readonly, other.unique = self.options, self.readonly, self.unique
        other.hidden = tuple(dict(each) for each in self.hidden)
        other.doubt, other.entries, other.args = self.doubt, self.entries, self.args
        return other

    def get(self, name: str) -> ShellVariable:
        """The variable; an unset one too, which is in doubt if anything may have been set."""
        found = self.variables.get(name) or self.universal.get(name)
        if found is not None:
            return found
        return UNSET if self.doubt is None else ShellVariable(doubt=self.doubt)

    def put(self, name: str, variable: ShellVariable) -> None:
        """*variable* is what *name* is from here on."""
        if any(UNKNOWN in value for value in variable.values) and variable.doubt is None:
            variable = msgspec.structs.replace(variable, doubt=variable.place)
        self.variables[name] = variable
        if name == PATH:
            self._follow_path(variable)

    def _follow_path(self, variable: ShellVariable) -> None:
        known = {entry.path: entry for entry in reversed(self.entries)}
        place, entries = variable.place, []
        for folder in path_elements(variable):
            new = PathEntry(folder, place.file, place.line, UNKNOWN not in folder)
            entries.append(known.get(folder, new))
        self.entries = tuple(entries)

    def hide(self, name: str) -> None:
        """*name* becomes local to the innermost scope."""
        if self.hidden and name not in self.hidden[-1]:
            self.hidden[-1][name] = self.variables.get(name)

    def push(self) -> None:
        """A scope with variables of its own begins."""
        self.hidden = (*self.hidden, {})

    def pop(self) -> None:
        """The innermost scope ends; what it hid is back."""
        *outer, last = self.hidden
        self.hidden = tuple(outer)
        for name, variable in last.items():
            self._restore(name, variable)

    def _restore(self, name: str, variable: ShellVariable | None) -> None:
        if variable is None:
            self.variables.pop(name, None)
        else:
            self.put(name, variable)

    def doubt_all(self, place: Place) -> None:
        """Anything may be set, unset or exported at *place*; what was in doubt before is so since then."""
        self.doubt = self.doubt or place
        for name, variable in self.variables.items():
            self.variables[name] = msgspec.structs.replace(variable, doubt=variable.doubt or place)
        self.entries = tuple(doubted(entry) for entry in self.entries)


def path_elements(variable: ShellVariable) -> tuple[str, ...]:
    """The folders of a PATH, whether it is a text or a list."""
    if not variable.is_set:
        return ()
    return tuple(folder for value in variable.values for folder in value.split(":") if value)


def doubted(entry: PathEntry) -> PathEntry:
    return msgspec.structs.replace(entry, certain=False)


def merged(one: ShellState, other: ShellState, place: Place) -> ShellState:
    """What is known if either may be: where they differ is in doubt since *place*. *one* is the better guess."""
    result = one.copy()
    result.doubt = one.doubt or other.doubt
    for name in one.variables.keys() | other.variables.keys():
        left, right = one.get(name), other.get(name)
        if left != right:
            guess = left if left.is_set else right
            doubt = left.doubt or right.doubt or place
            if _without_places(left) != _without_places(right):
                guess = msgspec.structs.replace(guess, doubt=doubt)
            result.variables[name] = guess
    for name in one.universal.keys() | other.universal.keys():
        if one.universal.get(name) != other.universal.get(name):
            guess = one.universal.get(name) or other.universal[name]
            result.universal[name] = msgspec.structs.replace(guess, doubt=place)
    _merge_rest(result, one, other)
    return result


def _without_places(variable: ShellVariable) -> ShellVariable:
    return msgspec.structs.replace(variable, place=BEFORE)


def _merge_rest(result: ShellState, one: ShellState, other: ShellState) -> None:
    for name in one.functions.keys() | other.functions.keys():
        if one.functions.get(name) != other.functions.get(name):
            result.functions[name] = None
    result.aliases = {**other.aliases, **one.aliases}
    result.args = one.args if one.args == other.args else None
    result.unique = one.unique | other.unique
    if one.entries != other.entries:
        kept = {entry.path for entry in one.entries} & {entry.path for entry in other.entries}
        mine = [entry if entry.path in kept else doubted(entry) for entry in one.entries]
        theirs = [doubted(entry) for entry in other.entries if entry.path not in kept]
        result.entries = (*mine, *theirs)

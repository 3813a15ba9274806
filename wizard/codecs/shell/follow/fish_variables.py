"""The variables of fish: what ``set`` does to them, in which scope, and what fish does when one changes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from wizard.codecs.shell.follow.disk import KnownFiles
from wizard.codecs.shell.follow.fish_words import is_path_variable
from wizard.codecs.shell.follow.flow import Flow, ShellOwner
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.follow.state import UNSET, ShellVariable
from wizard.codecs.shell.tree import Function
from wizard.codecs.shell.values import UNKNOWN
from wizard.model.override import override
from wizard.patterns import lazy_pattern

USER_PATHS: Final = "fish_user_paths"
_ADDED: Final = "__fish_added_user_paths"
_SCOPES: Final = {"--local": "l", "--global": "g", "--universal": "U", "--function": "f"}
_FLAGS: Final = {
    **_SCOPES,
    "--export": "x",
    "--unexport": "u",
    "--append": "a",
    "--prepend": "p",
    "--erase": "e",
    "--query": "q",
    "--show": "S",
    "--names": "n",
    "--path": "P",
    "--unpath": "Q",
    "--long": "L",
}
_TARGET: Final = lazy_pattern(r"([A-Za-z_]\w*)(?:\[(.*)\])?", re.ASCII | re.DOTALL)


class FishVariables(Runner):
    """A fish, as far as its variables go. *watching* are functions that run when a variable changes, by its name."""

    def __init__(self, account: ShellOwner, disk: KnownFiles) -> None:
        super().__init__(account, disk)
        self.watching: dict[str, tuple[Function, ...]] = {}

    @override
    def define(self, node: Function) -> Flow:
        for option, name in itertools.pairwise((*node.header, "")):
            option, _, value = option.partition("=")
            if option in ("-v", "--on-variable"):
                variable = value or name
                self.watching[variable] = (*self.watching.get(variable, ()), node)
        return super().define(node)

    def set_command(self, args: Sequence[str], text: str) -> None:
        """``set`` with all its scopes."""
        flags, rest = self._flags(args)
        if flags & set("SnL") or (not rest and "e" not in flags):
            self.status = True
            return
        if UNKNOWN in (rest[0] if rest else ""):
            self.leave_out(text)
        elif "q" in flags:
            self.status = self._query(flags, rest)
        elif "e" in flags:
            self._erase(flags, rest, text)
        else:
            self._assign(flags, rest, text)

    def _flags(self, args: Sequence[str]) -> tuple[set[str], list[str]]:
        flags: set[str] = set()
        rest = list(args)
        while rest and rest[0].startswith("-") and rest[0] != "-":
            word = rest.pop(0)
            if word == "--":
                break
            flags |= set(_FLAGS.get(word, "") if word.startswith("--") else word[1:])
        return flags, rest

    def _query(self, flags: set[str], names: Sequence[str]) -> bool | None:
        verdicts: list[bool | None] = []
        for name in names:
            target = _TARGET.fullmatch(name)
            variable = self.read(target[1]) if target is not None else UNSET
            index = target[2] if target is not None else None
            is_set = variable.is_set
            if index is not None:
                is_set = index.isdecimal() and len(variable.values) >= int(index)
            is_open = variable.doubt is not None or variable.values == (UNKNOWN,)
            verdicts.append(None if is_open or flags & set("glUfx") else is_set)
        return False if False in verdicts else None if None in verdicts else True

    def _erase(self, flags: set[str], names: Sequence[str], text: str) -> None:
        self.status = True
        for name in names:
            target = _TARGET.fullmatch(name)
            if target is None:
                self.leave_out(text)
            elif target[2] is not None:
                self._erase_elements(target[1], target[2])
            else:
                self._erase_one(target[1], flags)

    def _erase_one(self, name: str, flags: set[str]) -> None:
        hidden = [each for each in self.state.hidden if name in each]
        if "U" in flags:
            self.state.universal.pop(name, None)
        elif "g" in flags and hidden:
            hidden[0][name] = None
        elif hidden and "g" not in flags:
            before = hidden[-1][name]
            self.state.variables.pop(name, None)
            if before is not None:
                self.state.put(name, before)
        elif name in self.state.variables or name not in self.state.universal or self.state.doubt is not None:
            self.state.variables.pop(name, None)
            if name not in self.state.universal:
                self.state.put(name, msgspec.structs.replace(UNSET, place=self.place))
        else:
            self.state.universal.pop(name, None)
        self._changed(name)

    def _erase_elements(self, name: str, index: str) -> None:
        old = self.read(name)
        kept: tuple[str, ...] = (UNKNOWN,)
        places = [int(each) for each in index.split() if re.fullmatch(r"-?\d+", each)]
        if places and len(places) == len(index.split()):
            gone = {each - 1 if each > 0 else len(old.values) + each for each in places}
            kept = tuple(value for at, value in enumerate(old.values) if at not in gone)
        self._store(name, msgspec.structs.replace(old, values=kept, place=self.place), "")

    def _assign(self, flags: set[str], rest: Sequence[str], text: str) -> None:
        target = _TARGET.fullmatch(rest[0])
        if target is None:
            self.leave_out(text)
            return
        name, index = target[1], target[2]
        scope = next((letter for letter in "lfgU" if letter in flags), "")
        old = self.state.get(name)
        base = self._in_scope(name, scope)
        values = tuple(rest[1:])
        if is_path_variable(name) or "P" in flags:
            values = tuple(part for value in values for part in value.split(":"))
        is_changed = flags & set("ap")
        if index is not None:
            values = self._replaced(old, index, values)
        elif is_changed:
            values = (*base.values, *values) if "a" in flags else (*values, *base.values)
        exports = "x" in flags or ("u" not in flags and base.is_set and base.is_exported)
        doubt = self.doubt or (base.doubt if is_changed or index is not None else None)
        self.status = self.printed_status if "(" in text else True
        self._store(name, ShellVariable(values, True, True, exports, self.place, doubt), scope)

    def _in_scope(self, name: str, scope: str) -> ShellVariable:
        """What a ``set`` in that scope changes, and whose export it keeps."""
        return self.state.universal.get(name, UNSET) if scope == "U" else self.state.get(name)

    def _replaced(self, old: ShellVariable, index: str, values: tuple[str, ...]) -> tuple[str, ...]:
        if (
            not re.fullmatch(r"\d+", index)
            or len(values) != 1
            or int(index) > len(old.values) + 1
            or index == "0"
        ):
            return (UNKNOWN,)
        at = int(index) - 1
        return (*old.values[:at], *values, *old.values[at + 1 :])

    def _store(self, name: str, variable: ShellVariable, scope: str) -> None:
        hidden = [each for each in self.state.hidden if name in each]
        if scope == "U" or (
            scope == "" and name not in self.state.variables and name in self.state.universal
        ):
            self.state.universal[name] = variable
        elif scope in ("l", "f"):
            self._hide(name, scope)
            self.state.put(name, variable)
        elif scope == "g" and hidden:
            hidden[0][name] = variable
        else:
            if scope == "" and not self.state.get(name).is_set and self._in_function():
                self._hide(name, "f")
            self.state.put(name, variable)
        self._changed(name)

    def _in_function(self) -> bool:
        return any(frame.is_function for frame in self.frames)

    def _hide(self, name: str, scope: str) -> None:
        """*name* becomes local to the block, or to the whole function."""
        levels = [frame.level for frame in self.frames if frame.is_function and not frame.is_loop]
        if scope == "f" and levels and name not in self.state.hidden[levels[-1]]:
            self.state.hidden[levels[-1]][name] = self.state.variables.get(name)
        elif scope != "f" or not levels:
            self.state.hide(name)

    def _changed(self, name: str) -> None:
        """What fish itself does when a variable changes."""
        if name == USER_PATHS:
            self.rebuild_path()
        for function in self.watching.get(name, ()):
            self.call(function, ("VARIABLE", "SET", name))

    def rebuild_path(self) -> None:
        """PATH as fish makes it whenever ``fish_user_paths`` changes: they stand in front
        (``__fish_reconstruct_path`` in fish's own ``config.fish``)."""
        path, user = self.state.get("PATH"), self.state.get(USER_PATHS)
        folders = [part for value in path.values for part in value.split(":")]
        added: list[str] = []
        for folder in self.state.get(_ADDED).values:
            if folder in folders:
                folders.remove(folder)
        wanted = list(dict.fromkeys(part for value in user.values for part in value.split(":")))
        for folder in reversed(wanted):
            if folder in folders:
                folders.remove(folder)
            else:
                added.append(folder)
            folders.insert(0, folder)
        place, doubt = self.place, path.doubt or user.doubt
        self.state.put(_ADDED, ShellVariable(tuple(added), True, True, False, place))
        if tuple(folders) != path.values or doubt is not None:
            self.state.put("PATH", ShellVariable(tuple(folders), True, True, True, place, doubt))

"""The variables of sh, bash and zsh: assignments and declarations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from wizard.codecs.shell.braces import braced
from wizard.codecs.shell.follow.disk import KnownFiles
from wizard.codecs.shell.follow.flow import Flow, ShellOwner
from wizard.codecs.shell.follow.parameters import TIED
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.follow.sh_words import ShWords
from wizard.codecs.shell.follow.state import ShellVariable
from wizard.codecs.shell.values import UNKNOWN
from wizard.codecs.shell.words import tokens
from wizard.patterns import lazy_pattern

ASSIGNMENT: Final = lazy_pattern(r"([A-Za-z_]\w*)(?:\[([^\]]*)\])?(\+?=)(.*)", re.ASCII | re.DOTALL)
_NAME: Final = lazy_pattern(r"[A-Za-z_]\w*", re.ASCII)
_LOCAL: Final = frozenset({"declare", "typeset", "local", "integer", "float", "private"})


class ShVariables(Runner):
    """One shell of the family, as far as its variables go; *dialect* is ``sh`` (dash, ash), ``bash`` or ``zsh``."""

    def __init__(self, account: ShellOwner, disk: KnownFiles, dialect: str) -> None:
        super().__init__(account, disk)
        self.dialect = dialect
        self.is_zsh = dialect == "zsh"
        self.words = ShWords(self, is_zsh=self.is_zsh, is_posix=dialect == "sh")

    def assign(self, word: str, *, exports: bool = False, is_local: bool = False) -> None:
        """``name=value``, ``name+=value``, ``name=(…)``, ``name[i]=value``."""
        match = ASSIGNMENT.fullmatch(word)
        if match is None:
            return
        name, index, operator, raw = match.groups()
        if raw.startswith("(") and not raw.endswith(")"):
            self.status = False if raw.endswith(")\r") else None  # a command of that name is run, or nothing
            if self.status is None:
                self.leave_out(word)
            return
        if name in self.state.readonly:
            self.leave_out(word)
            self.is_aborted |= self.dialect != "bash"
            return
        if is_local:
            self.state.hide(name)
        target = TIED.get(name, name) if self.is_zsh else name
        old = self.state.get(target)
        doubt_before = self.doubt
        self.forget_doubt()
        values, is_list = self._value(raw)
        if self.is_zsh and name in TIED:
            values = self._tied(old, index, operator, values)
            is_list = False
        elif index is not None:
            values, is_list = (UNKNOWN,), True
        elif operator == "+=":
            values, is_list = self._appended(old, values, is_list)
        if self.is_zsh and target in self.state.unique:
            values = (":".join(dict.fromkeys(":".join(values).split(":"))),)
        doubt = self.doubt or (old.doubt if operator == "+=" or index is not None else None)
        is_exported = old.is_exported or exports or "allexport" in self.state.options
        self.state.put(target, ShellVariable(values, is_list, True, is_exported, self.place, doubt))
        self.doubt = doubt_before

    def _value(self, raw: str) -> tuple[tuple[str, ...], bool]:
        if raw.startswith("(") and self.dialect != "sh":
            inner = [token.text for token in tokens(raw[1:-1], is_zsh=self.is_zsh) if token.text != "\n"]
            return tuple(self.words.fields(inner)), True
        is_equals = self.words.is_equals(raw)
        return (UNKNOWN if is_equals else self.words.text(raw, is_value=True),), False

    def _appended(
        self, old: ShellVariable, values: tuple[str, ...], is_list: bool
    ) -> tuple[tuple[str, ...], bool]:
        if not old.is_set:
            return values, is_list
        if is_list or (old.is_list and self.is_zsh):
            return (*old.values, *values), True
        if old.is_list:
            return (old.values[0] + values[0] if old.values else values[0], *old.values[1:]), True
        return (old.text + values[0],), False

    def _tied(
        self, old: ShellVariable, index: str | None, operator: str, values: tuple[str, ...]
    ) -> tuple[str, ...]:
        """zsh's ``path`` and its like: an array whose text is another variable's."""
        elements = tuple(old.text.split(":")) if old.text else ()
        if index is None:
            return (":".join((*elements, *values) if operator == "+=" else values),)
        if operator == "=" and re.fullmatch(r"1,\s*0", index):
            return (":".join((*values, *elements)),)
        if operator == "=" and re.fullmatch(r"\d+", index) and 1 <= int(index) <= len(elements) + 1:
            at = int(index) - 1
            return (":".join((*elements[:at], *values, *elements[at + 1 :])),)
        if operator == "=" and re.fullmatch(r"\$(?:#path|\{#path\})\s*\+\s*1", index):
            return (":".join((*elements, *values)),)
        return (UNKNOWN,)

    def declare(self, builtin: str, words: Sequence[str]) -> Flow:
        """``export`` and its like; they go well whatever a substitution in them does."""
        flow = self._declare(builtin, words)
        self.status = True
        return flow

    def _declare(self, builtin: str, words: Sequence[str]) -> Flow:
        flags, names = self._flags(words)
        if flags & set("fFp"):
            return Flow.NEXT
        if "n" in flags and builtin != "export":
            self.leave_out(" ".join((builtin, *words)))
            return Flow.NEXT
        is_function = self.frame.is_function or any(frame.is_function for frame in self.frames)
        is_local = is_function and builtin in _LOCAL and "g" not in flags and "G" not in flags
        # zsh's option GLOBAL_EXPORT, which is on: what is exported is not local.
        is_local = is_local and not (self.is_zsh and "x" in flags and builtin != "local")
        for word in names:
            self._declare_one(builtin, word, flags, is_local)
        return Flow.NEXT

    def _flags(self, words: Sequence[str]) -> tuple[set[str], list[str]]:
        """The letters of the options (an upper ``X`` for ``+x``), and what is declared."""
        flags: set[str] = set()
        names: list[str] = []
        for word in words:
            if re.fullmatch(r"-[A-Za-z]+", word) and not names:
                flags |= set(word[1:])
            elif re.fullmatch(r"\+[A-Za-z]+", word) and not names:
                flags |= {f"+{letter}" for letter in word[1:]}
            elif word != "--":
                names += self._declared(word)
        return flags, names

    def _declared(self, word: str) -> list[str]:
        """What *word* declares. bash takes braces apart in it."""
        if not ASSIGNMENT.fullmatch(word):
            return self.words.fields([word])
        return list(braced(word)) if self.dialect == "bash" and "=(" not in word else [word]

    def _declare_one(self, builtin: str, word: str, flags: set[str], is_local: bool) -> None:
        match = ASSIGNMENT.fullmatch(word)
        name = match[1] if match is not None else word
        if not _NAME.fullmatch(name):
            if UNKNOWN in name or "=" in name:
                self.leave_out(f"{builtin} {word}")
            return
        target = TIED.get(name, name) if self.is_zsh else name
        if "U" in flags and self.is_zsh:
            self._make_unique(target)
        exports = builtin == "export" or "x" in flags
        if match is not None:
            self.assign(word, exports=exports and "n" not in flags, is_local=is_local)
            self._doubt_split(name, match[4])
        elif is_local:
            self.state.hide(name)
            self.state.put(name, ShellVariable((), False, False, exports, self.place))
        self._attribute(builtin, target, flags, exports)

    def _doubt_split(self, name: str, raw: str) -> None:
        """In sh an argument of ``export`` is split as every argument is."""
        variable = self.state.get(name)
        may_split = re.search(r"(?<![\"\\])[$`]", raw) is not None and re.search(r"[\s*?]", variable.text)
        if self.dialect == "sh" and (may_split or "~" in raw):
            self.state.put(name, msgspec.structs.replace(variable, doubt=self.place))

    def _make_unique(self, name: str) -> None:
        self.state.unique |= {name}
        variable = self.state.get(name)
        if variable.is_set and not variable.is_list:
            values = (":".join(dict.fromkeys(variable.text.split(":"))),)
            self.state.put(name, msgspec.structs.replace(variable, values=values))

    def _attribute(self, builtin: str, name: str, flags: set[str], exports: bool) -> None:
        variable = self.state.get(name)
        if (builtin == "export" and "n" in flags) or "+x" in flags:
            exports, is_exported = False, False
        else:
            is_exported = variable.is_exported or exports
        if is_exported != variable.is_exported:
            place = self.place if not variable.is_set else variable.place
            self.state.put(name, msgspec.structs.replace(variable, is_exported=is_exported, place=place))
        odd = flags & (set("iluTEFLRZ") if self.is_zsh else set("iluAn" if builtin != "export" else ""))
        if odd and "A" not in odd:
            variable = self.state.get(name)
            self.state.put(name, msgspec.structs.replace(variable, doubt=self.place))
        if builtin == "readonly" or "r" in flags:
            self.state.readonly |= {name}

"""sh, bash and zsh: what a simple command does."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from wizard.codecs.shell import reader, zsh_reader
from wizard.codecs.shell.follow.conditions import Condition
from wizard.codecs.shell.follow.disk import Disk
from wizard.codecs.shell.follow.parameters import TIED
from wizard.codecs.shell.follow.patterns import is_extended, matches
from wizard.codecs.shell.follow.programs import HARMLESS
from wizard.codecs.shell.follow.run import Account, Flow, Runner
from wizard.codecs.shell.follow.sh_builtins import BUILTINS
from wizard.codecs.shell.follow.sh_words import ShWords
from wizard.codecs.shell.follow.state import PATH, Variable
from wizard.codecs.shell.tree import Block, Broken, Command, Function, Item
from wizard.codecs.shell.values import UNKNOWN
from wizard.codecs.shell.words import tokens
from wizard.model.override import override

_ASSIGNMENT: Final = re.compile(r"([A-Za-z_]\w*)(?:\[([^\]]*)\])?(\+?=)(.*)", re.ASCII | re.DOTALL)
_DECLARERS: Final = frozenset(
    {"export", "declare", "typeset", "local", "readonly", "integer", "float", "private"}
)
_SPECIAL: Final = frozenset(
    {".", "eval", "export", "readonly", "set", "unset", ":", "return", "exit", "shift", "trap"}
)
_NAME: Final = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_LOCAL: Final = frozenset({"declare", "typeset", "local", "integer", "float", "private"})


class ShRunner(Runner):
    """One shell of the family; *dialect* is ``sh`` (dash, ash), ``bash`` or ``zsh``."""

    def __init__(self, account: Account, disk: Disk, dialect: str) -> None:
        super().__init__(account, disk)
        self.dialect = dialect
        self.is_zsh = dialect == "zsh"
        self.words = ShWords(self, is_zsh=self.is_zsh, is_posix=dialect == "sh")

    @override
    def tree_of(self, text: str) -> Block:
        block = zsh_reader.tree(text) if self.is_zsh else reader.tree(text)
        return _without_returns(text, block) if "\r\n" in text else block

    @override
    def command(self, words: tuple[str, ...]) -> Flow:
        self.forget_doubt()
        if words[0].startswith("(("):
            return self._arithmetic(words[0])
        if words[0] == "[[":
            return self._condition(words[1:-1])
        count = 0
        while count < len(words) and _ASSIGNMENT.fullmatch(words[count]):
            count += 1
        if count == len(words):
            self.status = True
            for word in words:
                self.assign(word)
            return Flow.NEXT
        if count:
            return self._with_assignments(words[:count], words[count:])
        return self._plain(words)

    def _with_assignments(self, assignments: Sequence[str], words: tuple[str, ...]) -> Flow:
        """Assignments before a command hold while it runs; in sh they stay if it is a special builtin."""
        before = {
            match[1]: self.state.variables.get(match[1])
            for word in assignments
            if (match := _ASSIGNMENT.fullmatch(word)) is not None
        }
        entries = self.state.entries
        stays = self.dialect == "sh" and words[0] in _SPECIAL
        for word in assignments:
            self.assign(word, exports=not stays)
        flow = self._plain(words)
        if stays:
            return flow
        for name, variable in before.items():
            if variable is None:
                self.state.variables.pop(name, None)
            else:
                self.state.variables[name] = variable
            if name == PATH:
                self.state.entries = entries
        return flow

    def _plain(self, words: tuple[str, ...]) -> Flow:
        name = words[0]
        if name in _DECLARERS and name not in self.state.functions:
            return self._declare(name, words[1:])
        alias = self.state.aliases.get(name)
        if alias is not None and self._expands_aliases() and alias.split()[:1] != [name]:
            return self.evaluate(" ".join([alias, *words[1:]]))
        found = self.words.fields(words)
        if not found:
            self.status = True
            return Flow.NEXT
        return self.invoke(found, words)

    def _expands_aliases(self) -> bool:
        return self.is_zsh or self.account.is_interactive or self.dialect == "sh"

    def invoke(self, args: Sequence[str], words: Sequence[str]) -> Flow:
        """Run the command whose expanded words are *args*, as written *words*."""
        name, *rest = args
        if UNKNOWN in name:
            self.leave_out(" ".join(words))
            return Flow.NEXT
        if name in self.state.functions:
            function = self.state.functions[name]
            if function is not None:
                return self.call(function, rest)
            self.leave_out(" ".join(words))
            return Flow.NEXT
        builtin = BUILTINS.get(name)
        if builtin is not None:
            return builtin(self, rest, " ".join(words)) or Flow.NEXT
        self._external(name, words)
        return Flow.NEXT

    def _external(self, name: str, words: Sequence[str]) -> None:
        """A program: it changes nothing here. After something that could not be followed, a name that is no well-known
        program may be a function."""
        self.show(UNKNOWN)
        self.status = None
        may_be_function = self.state.doubt is not None and "/" not in name and name not in HARMLESS
        if may_be_function:
            self.leave_out(" ".join(words))

    def _arithmetic(self, word: str) -> Flow:
        changed = re.findall(r"([A-Za-z_]\w*)\s*(?:[-+*/%]?=(?!=)|\+\+|--)", word)
        for name in changed:
            self.state.put(name, Variable((UNKNOWN,), False, True, False, self.place, self.place))
        self.status = None
        commands = re.fullmatch(r"\(\(\s*(!?)\s*\$\{?\+(\w+)\}?\s*\)\)", word)
        if commands is not None:
            variable = self.read(commands[2])
            self.status = None if variable.doubt else variable.is_set != bool(commands[1])
        return Flow.NEXT

    def _condition(self, words: Sequence[str]) -> Flow:
        condition = Condition(self, words, lambda word: self.words.text(word), self.words.pattern)
        self.status = condition.verdict()
        return Flow.NEXT

    # Variables.

    def assign(self, word: str, *, exports: bool = False, is_local: bool = False) -> None:
        """``name=value``, ``name+=value``, ``name=(…)``, ``name[i]=value``."""
        match = _ASSIGNMENT.fullmatch(word)
        if match is None:
            return
        name, index, operator, raw = match.groups()
        if name in self.state.readonly:
            self.leave_out(word)
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
        self.state.put(target, Variable(values, is_list, True, is_exported, self.place, doubt))
        self.doubt = doubt_before

    def _value(self, raw: str) -> tuple[tuple[str, ...], bool]:
        if raw.startswith("(") and self.dialect != "sh":
            inner = [token.text for token in tokens(raw[1:-1], is_zsh=self.is_zsh) if token.text != "\n"]
            return tuple(self.words.fields(inner)), True
        return (self.words.text(raw, is_value=True),), False

    def _appended(
        self, old: Variable, values: tuple[str, ...], is_list: bool
    ) -> tuple[tuple[str, ...], bool]:
        if not old.is_set:
            return values, is_list
        if is_list or (old.is_list and self.is_zsh):
            return (*old.values, *values), True
        if old.is_list:
            return (old.values[0] + values[0] if old.values else values[0], *old.values[1:]), True
        return (old.text + values[0],), False

    def _tied(
        self, old: Variable, index: str | None, operator: str, values: tuple[str, ...]
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

    def _declare(self, builtin: str, words: Sequence[str]) -> Flow:
        flags, names = self._flags(words)
        self.status = True
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
                names += [word] if _ASSIGNMENT.fullmatch(word) else self.words.fields([word])
        return flags, names

    def _declare_one(self, builtin: str, word: str, flags: set[str], is_local: bool) -> None:
        match = _ASSIGNMENT.fullmatch(word)
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
            self.state.put(name, Variable((), False, False, exports, self.place))
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

    # What `Runner` asks of a language.

    @override
    def rounds(self, header: tuple[str, ...]) -> tuple[str, list[str] | None]:
        name = header[1] if len(header) > 1 else ""
        if not _NAME.fullmatch(name):
            return "", None
        if len(header) == 2:
            args = self.state.args
            return name, None if args is None else list(args)
        if header[2] != "in":
            return name, None
        self.forget_doubt()
        values = self.words.fields(header[3:])
        is_known = self.doubt is None and not any(UNKNOWN in value for value in values)
        return name, values if is_known else None

    @override
    def set_loop_variable(self, name: str, value: str) -> None:
        old = self.state.get(name)
        self.state.put(name, Variable((value,), False, True, old.is_exported, self.place))

    @override
    def fits(self, subject: str, pattern: str) -> bool | None:
        self.forget_doubt()
        text = self.words.text(subject)
        verdicts = [self._fits_one(text, alternative) for alternative in _alternatives(pattern)]
        if True in verdicts:
            return True
        return None if None in verdicts else False

    def _fits_one(self, text: str, pattern: str) -> bool | None:
        pieces = self.words.pattern(pattern)
        if pattern == "*":
            return True
        if UNKNOWN in text or any(UNKNOWN in piece for piece, _ in pieces) or self.doubt is not None:
            return None
        if any(not is_quoted and re.search(r"[?*+@!]\(", piece) for piece, is_quoted in pieces):
            self.is_aborted = "extglob" not in self.state.options
            return None
        if is_extended(pieces):
            return None
        return matches(pieces, text)

    @override
    def pipeline(self, items: Sequence[Item]) -> Flow:
        """Every part is a subshell's, but in zsh the last."""
        for item in items if self.output is not None else ():
            self.apart(functools.partial(self.node, item))
        if self.output is not None:
            self.output[:] = [UNKNOWN]
        if not self.is_zsh:
            return Flow.NEXT
        last = items[-1]
        if isinstance(last.node, Command) and last.node.words[0] in HARMLESS:
            self.status = None
            return Flow.NEXT
        flow = self.node(last)
        self.status = None
        return flow

    @override
    def enter_scope(self) -> None:
        """Only functions have variables of their own."""

    @override
    def leave_scope(self) -> None:
        """See `enter_scope`."""

    @override
    def bind_arguments(self, function: Function, args: Sequence[str]) -> None:
        """Arguments have numbers only."""

    @override
    def missing_file(self) -> Flow:
        # dash gives up if a file is not there (POSIX: a special builtin's error).
        return Flow.EXIT if self.dialect == "sh" and not self.account.is_interactive else Flow.NEXT


def _without_returns(text: str, block: Block) -> Block:
    """A shell takes no ``then`` and no ``fi`` with a carriage return behind it for one."""
    ends = [*(item.start for item in block[1:]), len(text)]
    return tuple(
        msgspec.structs.replace(item, node=Broken())
        if not isinstance(item.node, Command) and "\r\n" in text[item.start : end]
        else item
        for item, end in zip(block, ends, strict=True)
    )


def _alternatives(pattern: str) -> list[str]:
    """``a|b`` apart; a bar within quotes is none."""
    parts = re.findall(
        r"""(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|\([^)]*\)|[^|'"\\(]|['"\\(])+""", pattern, re.DOTALL
    )
    return parts or [pattern]

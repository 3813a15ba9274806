"""sh, bash and zsh: what a simple command does."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

import msgspec

from wizard.codecs.shell import reader, zsh_reader
from wizard.codecs.shell.follow.builtins.lookup import MANAGERS, located
from wizard.codecs.shell.follow.builtins.sh import BUILTINS
from wizard.codecs.shell.follow.builtins.small_programs import by_path
from wizard.codecs.shell.follow.conditions import Condition
from wizard.codecs.shell.follow.flow import Flow
from wizard.codecs.shell.follow.programs import HARMLESS, NOT_POSIX, starts_shell
from wizard.codecs.shell.follow.sh_variables import ASSIGNMENT, ShVariables
from wizard.codecs.shell.follow.state import PATH, ShellVariable
from wizard.codecs.shell.patterns import is_extended, matches
from wizard.codecs.shell.tree import Block, Function, Item, SimpleCommand, UnreadableCode
from wizard.codecs.shell.values import UNKNOWN
from wizard.model.override import override
from wizard.patterns import lazy_pattern

_DECLARERS: Final = frozenset(
    {"export", "declare", "typeset", "local", "readonly", "integer", "float", "private"}
)
_SPECIAL: Final = frozenset(
    {".", "eval", "export", "readonly", "set", "unset", ":", "return", "exit", "shift", "trap"}
)
_NAME: Final = lazy_pattern(r"[A-Za-z_]\w*", re.ASCII)


class ShRunner(ShVariables):
    """One shell of the family; *dialect* is ``sh`` (dash, ash), ``bash`` or ``zsh``."""

    @override
    def tree_of(self, text: str) -> Block:
        block = zsh_reader.tree(text) if self.is_zsh else reader.tree(text)
        return _without_returns(text, block) if "\r\n" in text else block

    @override
    def command(self, words: tuple[str, ...]) -> Flow:
        self.forget_doubt()
        if words[0].startswith("(("):
            return self._arithmetic(words[0])
        if words[0] == "[[" and self.dialect != "sh":  # dash has no such word; BusyBox and bash as sh have
            return self._condition(words[1:-1])
        count = 0
        while count < len(words) and ASSIGNMENT.fullmatch(words[count]):
            count += 1
        if count == len(words):
            self.printed_status = True
            for word in words:
                self.assign(word)
                self.is_aborted |= word.partition("=")[0].rstrip("+") in self.state.readonly
            self.status = self.printed_status
            return Flow.NEXT
        if count:
            return self._with_assignments(words[:count], words[count:])
        return self._plain(words)

    def _with_assignments(self, assignments: Sequence[str], words: tuple[str, ...]) -> Flow:
        """Assignments before a command hold while it runs; in sh they stay if it is a special builtin."""
        before = {
            match[1]: self.state.variables.get(match[1])
            for word in assignments
            if (match := ASSIGNMENT.fullmatch(word)) is not None
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
            return self.declare(name, words[1:])
        alias = self.state.aliases.get(name)
        is_known = alias is not None and self._expands_aliases() and self.alias_places.get(name) != self.place
        if alias is not None and is_known and alias.split()[:1] != [name]:
            return self.evaluate(" ".join([alias, *words[1:]]))
        self.printed_status = True
        found = self.words.fields(words)
        if not found:
            self.status = self.printed_status
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
        builtin = by_path(name) if "/" in name else BUILTINS.get(name)
        if self.dialect == "sh" and name in NOT_POSIX:
            return self._not_posix(words)
        if builtin is not None:
            return builtin(self, rest, " ".join(words)) or Flow.NEXT
        self._external(name, words)
        if starts_shell(args):
            self.leave_out(" ".join(words), only_in_terminal=True)
        return Flow.NEXT

    def _not_posix(self, words: Sequence[str]) -> Flow:
        """A builtin of bash: dash has none of that name, of other shells that is not known."""
        if self.account.shell.endswith("/dash"):
            self.status = False
        else:
            self.leave_out(" ".join(words))
        return Flow.NEXT

    def _external(self, name: str, words: Sequence[str]) -> None:
        """A program: it changes nothing here. After something that could not be followed, a name that is no well-known
        program may be a function."""
        if name.rpartition("/")[2] not in MANAGERS and located(self, name) == "":
            self.status = False  # there is none: nothing is printed
            return
        self.show(UNKNOWN)
        self.status = None
        may_be_function = self.state.doubt is not None and "/" not in name and name not in HARMLESS
        if may_be_function:
            self.leave_out(" ".join(words))

    def _arithmetic(self, word: str) -> Flow:
        changed = re.findall(r"([A-Za-z_]\w*)\s*(?:[-+*/%]?=(?!=)|\+\+|--)", word)
        for name in changed:
            self.state.put(name, ShellVariable((UNKNOWN,), False, True, False, self.place, self.place))
        found = self.words.parameters.arithmetic(word[2:-2]) if not changed else UNKNOWN
        self.status = found != "0" if found.isdecimal() and self.doubt is None else None
        return Flow.NEXT

    def _condition(self, words: Sequence[str]) -> Flow:
        condition = Condition(self, words, lambda word: self.words.text(word), self.words.pattern)
        self.status = condition.verdict()
        return Flow.NEXT

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
        self.is_aborted |= name in self.state.readonly
        self.state.put(name, ShellVariable((value,), False, True, old.is_exported, self.place))

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
        if isinstance(last.node, SimpleCommand) and last.node.words[0] in HARMLESS:
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
        msgspec.structs.replace(item, node=UnreadableCode())
        if not isinstance(item.node, SimpleCommand) and "\r\n" in text[item.start : end]
        else item
        for item, end in zip(block, ends, strict=True)
    )


def _alternatives(pattern: str) -> list[str]:
    """``a|b`` apart; a bar within quotes is none."""
    parts = re.findall(
        r"""(?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|\([^)]*\)|[^|'"\\(]|['"\\(])+""", pattern, re.DOTALL
    )
    return parts or [pattern]

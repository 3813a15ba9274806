"""fish: what a simple command does."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from wizard.codecs.lines import BOM
from wizard.codecs.shell import fish_reader
from wizard.codecs.shell.follow.builtins.fish import BUILTINS
from wizard.codecs.shell.follow.builtins.small_programs import by_path
from wizard.codecs.shell.follow.disk import KnownFiles
from wizard.codecs.shell.follow.fish_start import glob_order
from wizard.codecs.shell.follow.fish_variables import FishVariables
from wizard.codecs.shell.follow.fish_words import FishWords
from wizard.codecs.shell.follow.flow import Flow, ShellOwner
from wizard.codecs.shell.follow.programs import HARMLESS, is_quiet_program, starts_shell
from wizard.codecs.shell.follow.state import ShellVariable
from wizard.codecs.shell.patterns import matches
from wizard.codecs.shell.tree import Block, Function, Item, SimpleCommand
from wizard.codecs.shell.values import UNKNOWN
from wizard.model.override import override
from wizard.patterns import lazy_pattern

_OVERRIDE: Final = lazy_pattern(r"[A-Za-z_]\w*=", re.ASCII)


class FishRunner(FishVariables):
    """One fish."""

    is_fish = True

    def __init__(self, account: ShellOwner, disk: KnownFiles, config: str) -> None:
        super().__init__(account, disk)
        self.words = FishWords(self)
        self.config = config
        """The folder of the user's own files, as ``~/.config/fish`` is."""

    @override
    def tree_of(self, text: str) -> Block:
        return fish_reader.tree(text)

    @override
    def run_file(self, path: str, data: bytes, args: Sequence[str] | None = None) -> Flow:
        return super().run_file(path, data.removeprefix(BOM), args)

    @override
    def enter_scope(self) -> None:
        self.state.push()

    @override
    def leave_scope(self) -> None:
        self.state.pop()

    @override
    def command(self, words: tuple[str, ...]) -> Flow:
        self.forget_doubt()
        overrides = tuple(itertools.takewhile(_OVERRIDE.match, words))
        if overrides and len(overrides) < len(words):
            return self._overridden(overrides, words[len(overrides) :])
        found = self.words.elements(words)
        if not found or UNKNOWN in found[0]:
            self.leave_out(" ".join(words))
            return Flow.NEXT
        return self.invoke(found, " ".join(words))

    def _overridden(self, overrides: Sequence[str], words: tuple[str, ...]) -> Flow:
        """Variables that are exported while one command runs."""
        self.state.push()
        for word in overrides:
            name, _, value = word.partition("=")
            self.set_command(["-lx", name, *self.words.elements([value])], word)
        flow = self.command(words)
        self.state.pop()
        return flow

    def invoke(self, args: Sequence[str], text: str) -> Flow:
        """Run the command whose expanded words are *args*."""
        name, *rest = args
        if name == "set":
            self.set_command(rest, text)
            return Flow.NEXT
        if name == "alias" and any(word.partition("=")[0] == "go" for word in rest[:1]):
            self.leave_out(text, only_in_terminal=True)
            return Flow.NEXT
        if name not in self.state.functions and name not in BUILTINS and name not in HARMLESS:
            self.autoload(name)
        if name in self.state.functions:
            function = self.state.functions[name]
            if function is not None:
                return self.call(function, rest)
            self.leave_out(text)
            return Flow.NEXT
        builtin = by_path(name) if "/" in name else BUILTINS.get(name)
        if builtin is not None:
            return builtin(self, rest, text) or Flow.NEXT
        self.show(UNKNOWN)
        self.status = None
        may_be_function = self.state.doubt is not None and "/" not in name and name not in HARMLESS
        if may_be_function or starts_shell(args):
            self.leave_out(text, only_in_terminal=starts_shell(args))
        return Flow.NEXT

    @override
    def glob(self, pattern: str) -> tuple[str, ...] | None:
        found = super().glob(pattern)
        return None if found is None else tuple(sorted(found, key=glob_order))

    def autoload(self, name: str) -> None:
        """fish finds a function in a file of its name, the user's own before the administrator's."""
        if not re.fullmatch(r"[\w.-]+", name):
            return
        for folder in (f"{self.config}/functions", "/etc/fish/functions"):
            path = f"{folder}/{name}.fish"
            if path in (self.glob(f"{folder}/*.fish") or ()):
                self._load(name, path)
                return

    def _load(self, name: str, path: str) -> None:
        seen = self.look(path, whole=True)
        if seen is None or seen.data is None:
            self.state.functions[name] = None
            return
        self.run_file(path, seen.data)

    @override
    def bind_arguments(self, function: Function, args: Sequence[str]) -> None:
        names: list[str] = []
        is_naming = False
        for word in function.header:
            if word.startswith("-"):
                is_naming = word in ("-a", "--argument-names", "--argument")
                names += [word.partition("=")[2]] if word.startswith("--argument-names=") else []
            elif is_naming:
                names.append(word)
        for index, name in enumerate(names):
            self.state.hide(name)
            values = tuple(args[index : index + 1])
            self.state.put(name, ShellVariable(values, True, True, False, self.place, self.doubt))

    # What `Runner` asks of a language.

    @override
    def rounds(self, header: tuple[str, ...]) -> tuple[str, list[str] | None]:
        if len(header) < 3 or header[2] != "in":
            return "", None
        self.forget_doubt()
        values = self.words.elements(header[3:])
        is_known = self.doubt is None and not any(UNKNOWN in value for value in values)
        return header[1], values if is_known else None

    @override
    def set_loop_variable(self, name: str, value: str) -> None:
        self.state.put(name, ShellVariable((value,), True, True, False, self.place))

    @override
    def fits(self, subject: str, pattern: str) -> bool | None:
        self.forget_doubt()
        subjects = self.words.elements([subject])
        if len(subjects) > 1:
            return None
        text = subjects[0] if subjects else ""
        verdicts: list[bool | None] = []
        for word in pattern.split():
            if word in ("'*'", '"*"', "*"):
                return True
            elements = (
                [re.sub(r"^(['\"])(.*)\1$", r"\2", word)] if "$" not in word else self.words.elements([word])
            )
            is_known = (
                UNKNOWN not in text and not any(UNKNOWN in each for each in elements) and self.doubt is None
            )
            fits = [matches([(each, False)], text) for each in elements] if is_known else [None]
            verdicts.append(True if True in fits else None if None in fits else False)
        return True if True in verdicts else None if None in verdicts else False

    @override
    def pipeline(self, items: Sequence[Item]) -> Flow:
        """fish runs builtins and blocks of a pipe in the shell itself."""
        last = items[-1].node
        first = items[0].node
        if isinstance(last, SimpleCommand) and last.words[0] in ("source", "."):
            if isinstance(first, SimpleCommand) and is_quiet_program(first.words):
                self.status = None
                return Flow.NEXT
            text = " ".join(first.words) if isinstance(first, SimpleCommand) and len(items) == 2 else ""
            return self.run_printed(text, f"{text or '…'} | {' '.join(last.words)}")
        output, self.output = self.output, []
        for item in items:
            self.node(item) if isinstance(item.node, SimpleCommand) else self.havoc((item,))
        self.output = output
        self.show(UNKNOWN)
        self.status = None
        return Flow.NEXT

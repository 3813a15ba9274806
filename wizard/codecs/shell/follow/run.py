"""Functions, and files within files: what runs somewhere else and comes back."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Final

from wizard.codecs.lines import text_of
from wizard.codecs.shell.follow.flow import Flow, FlowFrame
from wizard.codecs.shell.follow.lists import Lists
from wizard.codecs.shell.follow.programs import is_quiet_file
from wizard.codecs.shell.tree import Block, Function
from wizard.codecs.shell.values import UNKNOWN
from wizard.model.override import override

MOST_FILES: Final = 200
_DEEPEST: Final = 25
"""Files and functions within each other."""


class Runner(Lists):
    """One shell that runs lists, functions and files."""

    @abstractmethod
    def tree_of(self, text: str) -> Block:
        """The commands of *text*, in the shell's language."""

    @abstractmethod
    def bind_arguments(self, function: Function, args: Sequence[str]) -> None:
        """Give *args* to the named arguments of *function*."""

    @override
    def define(self, node: Function) -> Flow:
        if node.names == ("",):
            return self.call(node, None)  # its arguments stand behind it, where no reader looks
        for name in node.names:
            self.state.functions[name] = node
            self.notes.defined[name] = self.place
        self.status = True
        return Flow.NEXT

    def call(self, function: Function, args: Sequence[str] | None) -> Flow:
        """Run *function* with *args*, None if these are not known."""
        if self.depth >= _DEEPEST:
            self.leave_out(function.names[0])
            return Flow.NEXT
        outer = (self.offset, self.fixed)
        self.fixed = self.place if self.fixed is None else self.fixed
        self.frames.append(FlowFrame(function.names[0], is_function=True))
        args_before = self.state.args
        self.state.args = None if self.doubt or args is None else tuple(args)
        self.frame.level = len(self.state.hidden)
        self.state.push()
        self.bind_arguments(function, args or ())
        flow = self._within(lambda: self.run(function.body))
        self.state.pop()
        self.state.args = args_before
        self.offset, self.fixed = outer
        return Flow.EXIT if flow is Flow.EXIT else Flow.NEXT

    def _within(self, work: Callable[[], Flow]) -> Flow:
        """Do what a frame was just begun for, and end it."""
        self.depth += 1
        hidden = len(self.state.hidden)
        flow = work()
        while len(self.state.hidden) > hidden:
            self.state.pop()
        self.depth -= 1
        self.rejoin(self.frames.pop())
        return flow

    def source(self, path: str, args: Sequence[str] | None, text: str) -> Flow:
        """Run the file *path*; *text* is the command that says so."""
        if self.doubt is None and is_quiet_file(path):
            self.status = None
            return Flow.NEXT
        seen = None if self.doubt is not None else self.look(path, whole=True)
        if seen is not None and seen.kind in ("missing", "folder", "denied"):
            self.status = False
            if seen.kind != "denied":
                return self.missing_file()
        is_too_much = self.depth >= _DEEPEST or self.notes.sourced >= MOST_FILES
        if seen is None or seen.data is None or is_too_much:
            self.leave_out(text)
            return Flow.NEXT
        before, self.is_sourced = self.is_sourced, True
        flow = self.run_file(path, seen.data, args)
        self.is_sourced = before
        return flow

    def missing_file(self) -> Flow:
        """A file that is not there is sourced."""
        return Flow.NEXT

    def run_file(self, path: str, data: bytes, args: Sequence[str] | None = None) -> Flow:
        """Run a file's *data*, in this shell."""
        self.notes.sourced += 1
        self.notes.files[path] = None
        outer = (self.file, self.text, self.starts, self.offset, self.fixed)
        self.file, self.text, self.fixed = path, text_of(data), None
        self.starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self.frames.append(FlowFrame(path))
        args_before = self.state.args
        self.state.args = args_before if args is None else tuple(args)
        flow = self._within(lambda: self.scoped(self.tree_of(self.text)))
        self.state.args = args_before
        self.file, self.text, self.starts, self.offset, self.fixed = outer
        return Flow.EXIT if flow is Flow.EXIT else Flow.NEXT

    def evaluate(self, text: str) -> Flow:
        """Run *text* as if it stood where the shell is now."""
        if self.depth >= _DEEPEST:
            self.leave_out(text)
            return Flow.NEXT
        outer, self.fixed = (self.offset, self.fixed), self.place
        self.depth += 1
        flow = self.run(self.tree_of(text))
        self.depth -= 1
        self.offset, self.fixed = outer
        return flow

    def run_printed(self, command: str, text: str) -> Flow:
        """Run what *command* prints; *text* is the whole that says so."""
        printed = self.printed_by(command) if command else UNKNOWN
        if UNKNOWN in printed or self.doubt is not None:
            self.leave_out(text)
            return Flow.NEXT
        return self.evaluate(printed)

    def printed_by(self, text: str) -> str:
        """What the commands *text* print, line ends at the end left out."""
        outer, self.output = (self.output, self.output_doubt), []
        self.output_doubt = None
        status, doubt, offset = self.status, self.doubt, self.offset
        printed: list[str] = []
        place, self.fixed = self.fixed, self.place

        def run_it() -> None:
            self.run(self.tree_of(text))
            printed.append("".join(self.output or ()))
            self.printed_status = self.status

        if self.depth < _DEEPEST:
            self.depth += 1
            self.apart(run_it)
            self.depth -= 1
        else:
            printed.append(UNKNOWN)
            self.printed_status = None
        printed_doubt = self.output_doubt
        (self.output, self.output_doubt), self.fixed, self.offset = outer, place, offset
        self.status, self.doubt = status, doubt or printed_doubt
        return printed[0].rstrip("\n")

"""Runs a tree of commands on a state, in thought: what can be decided is, and what cannot is followed both ways.

What shells have in common stands here: lists, conditions, loops, functions, files within files. What a word or a
command of a language does is its own runner's.
"""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Final

from wizard.codecs.shell.follow.flow import Flow, FlowFrame, RanCommand
from wizard.codecs.shell.follow.shell import Shell
from wizard.codecs.shell.follow.state import PATH, Place, ShellState, merged
from wizard.codecs.shell.tree import (
    Block,
    CaseCommand,
    CommandGroup,
    Function,
    If,
    Item,
    Loop,
    SimpleCommand,
    UnreadableCode,
    commands_text,
)
from wizard.codecs.shell.values import UNKNOWN
from wizard.patterns import lazy_pattern

MOST_STEPS: Final = 20_000
"""Commands that are followed for one shell; more is said to be unclear."""
_MOST_ROUNDS: Final = 200
_ABOUT_PATH: Final = lazy_pattern(r"\$\{?(?:PATH|path)\b|(?<![\w./-])(?:go|gofmt|PATH)(?![\w/-])")


class Lists(Shell, ABC):
    """One shell that runs lists of commands. What its language decides, its own runner does."""

    # What a language decides.

    @abstractmethod
    def define(self, node: Function) -> Flow:
        """A function gets its names; one without a name runs."""

    @abstractmethod
    def command(self, words: tuple[str, ...]) -> Flow:
        """Run a simple command."""

    @abstractmethod
    def rounds(self, header: tuple[str, ...]) -> tuple[str, list[str] | None]:
        """The variable of a ``for`` and its values, None if they cannot be known."""

    @abstractmethod
    def set_loop_variable(self, name: str, value: str) -> None: ...

    @abstractmethod
    def fits(self, subject: str, pattern: str) -> bool | None:
        """Whether a case's *subject* fits one of the patterns, both as written."""

    @abstractmethod
    def pipeline(self, items: Sequence[Item]) -> Flow: ...

    @abstractmethod
    def enter_scope(self) -> None:
        """A block begins that may have variables of its own."""

    @abstractmethod
    def leave_scope(self) -> None: ...

    # Running.

    def run(self, block: Block) -> Flow:
        """All of *block*, until something leaves it."""
        at = 0
        while at < len(block):
            end = at + 1
            while end < len(block) and block[end].join == "|":
                end += 1
            flow = self._joined(block[at:end])
            if self.is_aborted:
                self.is_aborted = False
                self.leave_out(self._line_of(block[at]))
                return Flow.EXIT
            if flow is not Flow.NEXT:
                return flow
            at = end
        return Flow.NEXT

    def _joined(self, items: Sequence[Item]) -> Flow:
        first = items[0]
        if first.join not in ("&&", "||"):
            return self._unjoined(items)
        wanted = first.join == "&&"
        if self.status is None:
            self.offset = first.start
            return self.fork([lambda: self._unjoined(items), lambda: self._skipped(not wanted)])
        return self._unjoined(items) if self.status == wanted else Flow.NEXT

    def _skipped(self, status: bool) -> Flow:
        self.status = status
        return Flow.NEXT

    def _unjoined(self, items: Sequence[Item]) -> Flow:
        self.offset = items[0].start
        place = self.place
        if len(items) > 1:
            self.status = None
            flow = self.pipeline(items)
        elif items[0].is_apart and not self.is_fish:
            self.status, flow = True, Flow.NEXT
        else:
            flow = self.node(items[0])
        if items[0].is_denied and self.status is not None:
            self.status = not self.status
        if self.notes.ran is not None and (len(items) > 1 or isinstance(items[0].node, SimpleCommand)):
            self._note_run(self.notes.ran, place, commands_text(items))
        return flow

    def _note_run(self, ran: dict[RanCommand, None], place: Place, words: str) -> None:
        is_about_path = self.status is None and _ABOUT_PATH.search(words) is not None
        path = ":".join(self.state.get(PATH).values) if is_about_path else ""
        ran[RanCommand(place, words, self.status, path)] = None

    def node(self, item: Item) -> Flow:
        """Run one command, simple or compound."""
        self.offset = item.start
        self.notes.steps += 1
        if self.notes.steps > MOST_STEPS:
            self.leave_out("")
            return Flow.EXIT
        match item.node:
            case SimpleCommand(words):
                return self.command(words)
            case If():
                return self._if(item.node, 0)
            case Loop():
                return self._loop(item.node)
            case CaseCommand():
                return self._case(item.node)
            case CommandGroup(body, is_subshell):
                return self._group(body, is_subshell)
            case Function():
                return self.define(item.node)
            case UnreadableCode():
                return self._broken(item)

    def _line_of(self, item: Item) -> str:
        end = self.text.find("\n", item.start)
        return self.text[item.start : end if end >= 0 else len(self.text)].strip()[:200]

    def _broken(self, item: Item) -> Flow:
        self.leave_out(self._line_of(item))
        return Flow.EXIT if self.depth == 0 else Flow.RETURN

    def scoped(self, block: Block) -> Flow:
        """Run *block* in a scope of its own, where the language has such."""
        self.enter_scope()
        flow = self.run(block)
        self.leave_scope()
        return flow

    def _if(self, node: If, index: int) -> Flow:
        if index == len(node.branches):
            self.status = True
            return self.scoped(node.otherwise)
        condition, body = node.branches[index]
        offset = self.offset
        flow = self.run(condition)
        if flow is not Flow.NEXT:
            return flow
        if self.status is not None:
            return self.scoped(body) if self.status else self._if(node, index + 1)
        self.offset = offset
        return self.fork([lambda: self.scoped(body), lambda: self._if(node, index + 1)])

    def _case(self, node: CaseCommand) -> Flow:
        branches: list[Callable[[], Flow]] = []
        for pattern, body in node.branches:
            fits = self.fits(node.subject, pattern)
            if fits is False:
                continue
            branches.append(functools.partial(self._branch, body))
            if fits:
                return self.fork(branches)
        branches.append(lambda: self._skipped(True))
        return self.fork(branches)

    def _branch(self, body: Block) -> Flow:
        self.status = True
        return self.scoped(body)

    def _group(self, body: Block, is_subshell: bool) -> Flow:
        if not is_subshell:
            return self.scoped(body)
        self.apart(lambda: self.run(body))
        self.status = None
        return Flow.NEXT

    def apart(self, work: Callable[[], object]) -> None:
        """Do something whose effects are lost."""
        state, self.state = self.state, self.state.copy()
        frames, self.frames = self.frames, [FlowFrame(self.frame.name, is_function=self.frame.is_function)]
        work()
        self.state, self.frames = state, frames

    def fork(self, branches: Sequence[Callable[[], Flow]]) -> Flow:
        """One of *branches* is taken, it is not known which; the first is the best guess."""
        if len(branches) == 1:
            return branches[0]()
        before, place = self.state, self.place
        printed, outputs = list(self.output or ()), []
        left: list[tuple[ShellState, Flow, bool | None]] = []
        for branch in branches:
            self.state = before.copy()
            self._print_again(printed)
            flow = branch()
            outputs.append(list(self.output or ()))
            left.append((self.state, flow, self.status))
        if any(output != outputs[0] for output in outputs) or len({flow for _, flow, _ in left}) > 1:
            self._print_again([UNKNOWN])
        flows = {flow for _, flow, _ in left}
        going_on = min(flows, key=list(Flow).index)
        if going_on in (Flow.NEXT, Flow.RETURN):
            for state, flow, _ in left:
                if flow is not going_on:
                    self._left(state, flow, place)
        kept = [state for state, flow, _ in left if flow is going_on]
        statuses = {status for _, flow, status in left if flow is going_on}
        self.state = kept[0]
        for state in kept[1:]:
            self.state = merged(self.state, state, place)
        self.status = statuses.pop() if len(statuses) == 1 else None
        return going_on

    def _print_again(self, output: Sequence[str]) -> None:
        """Only *output* was printed, if anybody listens."""
        if self.output is not None:
            self.output = list(output)

    def _left(self, state: ShellState, flow: Flow, place: Place) -> None:
        """In *state* the list is perhaps left early."""
        frame = self.frames[0]
        if flow is not Flow.EXIT:
            is_of_loop = flow in (Flow.BREAK, Flow.CONTINUE)
            frame = next((each for each in reversed(self.frames) if each.is_loop == is_of_loop), frame)
        frame.exits.append((state, place))

    def rejoin(self, frame: FlowFrame) -> None:
        """*frame* ends, and what left it early comes to the same place."""
        for state, place in frame.exits:
            while len(state.hidden) > len(self.state.hidden):
                state.pop()
            self.state = merged(self.state, state, place)
        frame.exits = []

    # Loops.

    def _loop(self, node: Loop) -> Flow:
        if node.kind in ("for", "foreach"):
            name, values = self.rounds(node.header)
            if self.is_aborted:
                return Flow.NEXT
            if values is not None and len(values) <= _MOST_ROUNDS:
                return self._for(node, name, values)
            return self.havoc(node.body, name)
        if node.kind in ("while", "until"):
            return self._while(node)
        count = node.header[1] if node.kind == "repeat" and len(node.header) > 1 else ""
        if count.isdecimal() and int(count) <= _MOST_ROUNDS:
            return self._for(node, "", [""] * int(count))
        return self.havoc(node.body, node.header[1] if len(node.header) > 1 and not count else "")

    def _loop_frame(self) -> FlowFrame:
        return FlowFrame(self.frame.name, is_function=self.frame.is_function, is_loop=True)

    def _for(self, node: Loop, name: str, values: Sequence[str]) -> Flow:
        self.frames.append(frame := self._loop_frame())
        flow = Flow.NEXT
        for value in values:
            if name:
                self.set_loop_variable(name, value)
            flow = self.scoped(node.body)
            if flow not in (Flow.NEXT, Flow.CONTINUE):
                break
        self.frames.pop()
        return self._after_loop(frame, flow)

    def _after_loop(self, frame: FlowFrame, flow: Flow) -> Flow:
        """*frame* was the loop's: what perhaps left it, perhaps left what is around it too."""
        self.rejoin(frame)
        return flow if flow in (Flow.RETURN, Flow.EXIT) else Flow.NEXT

    def _while(self, node: Loop) -> Flow:
        for _ in range(_MOST_ROUNDS):
            flow = self.run(node.condition)
            if flow is not Flow.NEXT:
                return flow
            if self.status is None:
                return self.havoc((*node.condition, *node.body))
            if self.status != (node.kind == "while"):
                self.status = True
                return Flow.NEXT
            self.frames.append(frame := self._loop_frame())
            flow = self.scoped(node.body)
            self.frames.pop()
            self.rejoin(frame)
            if flow not in (Flow.NEXT, Flow.CONTINUE):
                return Flow.NEXT if flow is Flow.BREAK else flow
        return self.havoc((*node.condition, *node.body))

    def havoc(self, body: Block, name: str = "") -> Flow:
        """*body* runs any number of times, with anything in the variable *name*."""
        place, printed = self.place, list(self.output or ())
        if name:
            self.set_loop_variable(name, UNKNOWN)
        for _ in range(2):
            before = self.state.copy()
            self.frames.append(frame := self._loop_frame())
            self.scoped(body)
            self.frames.pop()
            self.rejoin(frame)
            self.state = merged(self.state, before, place)
        if self.output is not None and self.output != printed:
            self._print_again([UNKNOWN])
        self.status = None
        return Flow.NEXT

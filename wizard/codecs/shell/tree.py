"""A start file as a tree of commands: what a reader of a shell's language builds, and what is then followed.

A tree says what the shell would run if every command did what it says; nothing in it is expanded yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

DEEPEST: Final = 60
"""Compound commands within each other that are kept; nobody nests deeper, and hostile files must not cost a stack."""


class SimpleCommand(msgspec.Struct, frozen=True):
    """A simple command: its words as written, without redirections."""

    words: tuple[str, ...]


class If(msgspec.Struct, frozen=True):
    """Conditions with what each leads to, in order, and what is left if none holds."""

    branches: tuple[tuple[Block, Block], ...]
    otherwise: Block


class Loop(msgspec.Struct, frozen=True):
    """*kind* is the keyword. A ``for`` has its *header* (``for x in a b``), the others their *condition*."""

    kind: str
    header: tuple[str, ...]
    condition: Block
    body: Block


class CaseCommand(msgspec.Struct, frozen=True):
    """*branches* are patterns as written (``a|b``; in fish parted by blanks) with what they lead to."""

    subject: str
    branches: tuple[tuple[str, Block], ...]


class CommandGroup(msgspec.Struct, frozen=True):
    """Braces, or a *subshell*, whose effects are lost."""

    body: Block
    is_subshell: bool


class Function(msgspec.Struct, frozen=True):
    """A function by its *names*; one without a name runs at once. *header* are further words of fish's header."""

    names: tuple[str, ...]
    body: Block
    header: tuple[str, ...] = ()


class UnreadableCode(msgspec.Struct, frozen=True):
    """What no shell could read, or this one cannot: nothing is known from here on."""


Node = SimpleCommand | If | Loop | CaseCommand | CommandGroup | Function | UnreadableCode


class Item(msgspec.Struct, frozen=True):
    """A command in a list: *join* is the operator before it (``&&``, ``||``, ``|``, else empty), *start* where it
    stands in the text. *is_apart*: it runs in the background."""

    node: Node
    start: int
    join: str = ""
    is_denied: bool = False
    is_apart: bool = False


Block = tuple[Item, ...]


def commands_text(block: Sequence[Item]) -> str:
    """The words of all commands in *block*."""
    lines: list[str] = []
    for item in block:
        match item.node:
            case SimpleCommand(words):
                lines.append(" ".join(words))
            case If(branches, otherwise):
                parts = [part for branch in branches for part in branch]
                lines += [commands_text(part) for part in (*parts, otherwise)]
            case Loop(_, _, condition, body):
                lines += [commands_text(condition), commands_text(body)]
            case CaseCommand(_, cases):
                lines += [commands_text(body) for _, body in cases]
            case CommandGroup(body) | Function(_, body):
                lines.append(commands_text(body))
            case _:
                pass
    return "\n".join(lines)


class _OpenCommand:
    """A compound command whose end was not read yet."""

    __slots__ = ("functions", "header", "is_denied", "join", "kind", "parts", "start")

    def __init__(self, kind: str, start: int, join: str, is_denied: bool, functions: tuple[str, ...]) -> None:
        self.kind = kind
        self.start = start
        self.join = join
        self.is_denied = is_denied
        self.functions = functions
        self.header: tuple[str, ...] = ()
        self.parts: list[tuple[str, str, list[Item]]] = [("", "", [])]


class Builder:
    """Makes a tree of what a reader tells, in the order of the text."""

    def __init__(self) -> None:
        self._open = [_OpenCommand("", 0, "", False, ())]
        self._too_deep = 0
        self._is_broken = False

    def command(self, words: tuple[str, ...], start: int, join: str, is_denied: bool = False) -> None:
        """A simple command; *join* is the operator before it."""
        self._add(Item(SimpleCommand(words), start, join, is_denied))

    def open(
        self, kind: str, start: int, join: str, is_denied: bool = False, functions: tuple[str, ...] = ()
    ) -> None:
        """A compound command begins; it is the body of *functions* if there are any."""
        if len(self._open) > DEEPEST:
            self._too_deep += 1
            self._is_broken = True
        else:
            self._open.append(_OpenCommand(kind, start, join, is_denied, functions))

    def header(self, words: tuple[str, ...]) -> None:
        """The words of the innermost ``for``, ``switch`` or ``function``."""
        if not self._too_deep:
            self._open[-1].header = words

    def stage(self, name: str, text: str = "") -> None:
        """The innermost compound command goes on to ``then``, ``else``, ``do``, or the case of the pattern *text*."""
        if not self._too_deep:
            self._open[-1].parts.append((name, text, []))

    def close(self) -> None:
        """The innermost compound command ends."""
        if self._too_deep:
            self._too_deep -= 1
            return
        closed = self._open.pop()
        node = _node(closed)
        if closed.functions:
            node = Function(closed.functions, (Item(node, closed.start),))
        self._add(Item(node, closed.start, closed.join, closed.is_denied))

    def drop(self) -> None:
        """The innermost compound command was none: the parentheses of a function's name."""
        if self._too_deep:
            self._too_deep -= 1
        else:
            self._open.pop()

    def apart(self) -> None:
        """The command just read runs in the background."""
        items = self._open[-1].parts[-1][2]
        if items and not self._too_deep:
            items[-1] = msgspec.structs.replace(items[-1], is_apart=True)

    def broken(self, start: int) -> None:
        """The command that stands here makes no sense, nor does the compound command around it."""
        if len(self._open) > 1:
            self._is_broken = True
        else:
            self._open[0].parts[-1][2].append(Item(UnreadableCode(), start))

    def done(self) -> Block:
        """The whole tree; what is still open is broken."""
        if len(self._open) > 1:
            self._is_broken = True
        while len(self._open) > 1 or self._too_deep:
            self.close()
        return tuple(self._open[0].parts[-1][2])

    def _add(self, item: Item) -> None:
        if self._too_deep:
            return
        if len(self._open) == 1 and self._is_broken:
            item = Item(UnreadableCode(), item.start)
            self._is_broken = False
        self._open[-1].parts[-1][2].append(item)


def _node(closed: _OpenCommand) -> Node:
    blocks = [(name, text, tuple(items)) for name, text, items in closed.parts]
    match closed.kind:
        case "if":
            return _if([(name, block) for name, _, block in blocks])
        case "while" | "until" | "for" | "select" | "foreach" | "repeat":
            body = blocks[-1][2] if len(blocks) > 1 else ()
            return Loop(closed.kind, closed.header, blocks[0][2], body)
        case "case" | "switch":
            subject = " ".join(closed.header)
            return CaseCommand(
                subject, tuple((text, block) for name, text, block in blocks if name == "case")
            )
        case "function":
            return Function(closed.header[:1], blocks[-1][2], closed.header[1:])
        case _:
            return CommandGroup(blocks[-1][2], closed.kind == "(")


def _if(parts: list[tuple[str, Block]]) -> If:
    """*parts* come as condition, then, condition (``elif``), then, … and perhaps else."""
    branches: list[tuple[Block, Block]] = []
    otherwise: Block = ()
    condition: Block = ()
    for name, block in parts:
        if name == "then":
            branches.append((condition, block))
        elif name == "else":
            otherwise = block
        else:
            condition = block
    return If(tuple(branches), otherwise)

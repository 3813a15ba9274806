"""What a rule may say and do, read from its source: the texts that it gives as *why*, *do*, *effect* and *may_break*
and the words of the answers that it gives them with, what its commands are for, the edits that it makes, and which
restart they need.

A rule is a function that answers for one machine. What it may answer for all machines nobody has seen at once, but it
is written down: each text is a literal (see `wizard.model.text.say`), and each edit a class. They are found in the
rule's function, in the functions of the rules that it calls, and in the row of its family.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from types import FunctionType
from typing import Any, Final, NamedTuple, get_args

import msgspec

from wizard.model.commands.command import Command
from wizard.model.edits.files import Edit
from wizard.model.facts import Fact
from wizard.model.findings import Restart, Rule
from wizard.model.text import Text
from wizard.rules.declare import advice, blocked, fixable, unknown

SLOTS: Final = ("why", "do", "effect", "may_break")
COMMANDS: Final = "commands"
_ANSWERS: Final = (advice, blocked, fixable, unknown)
_Key = tuple[str, str]
"""A text, as its templates for one and for many."""
_EDITS: Final = frozenset(get_args(Edit))


class _Source(NamedTuple):
    """A function as it is written, and what its names mean."""

    tree: ast.Module
    names: Mapping[str, Any]


class _Call(NamedTuple):
    """A call in a function that was read."""

    call: ast.Call
    function: FunctionType
    source: _Source


def collected(rule: Rule) -> dict[str, list[Any]]:
    """By slot the texts of *rule* as (one, many) templates, each with those of the answers that it belongs to;
    ``edits`` by their tags, none if it only advises; and ``restarts`` by their names."""
    reading = _Reading()
    reading.read(inspect.unwrap(rule.judge))
    found = {
        slot: [[*key, list(map(list, reading.cases(slot, key)))] for key in texts]
        for slot, texts in reading.texts.items()
    }
    edits = sorted(reading.edits) if reading.repairs and not reading.only_advises else []
    restarts = [each.name.lower() for each in sorted(reading.restarts)] if edits else []
    return {**found, "edits": edits, "restarts": restarts}


class _Reading:
    def __init__(self) -> None:
        self.texts: dict[str, dict[_Key, None]] = {slot: {} for slot in (*SLOTS, COMMANDS)}
        self.edits: set[str] = set()
        self.restarts: set[Restart] = set()
        self.repairs = False
        self.only_advises = False
        self._read: set[FunctionType] = set()
        self._answers: list[_Call] = []
        self._calls: dict[FunctionType, list[_Call]] = {}

    def cases(self, slot: str, key: _Key) -> tuple[_Key, ...]:
        """What the rule says where it gives the text *key* in *slot*; nothing if that cannot be read."""
        found: dict[_Key, None] = {}
        for answer in self._answers:
            given = next((word.value for word in answer.call.keywords if word.arg == slot), None)
            for site in self._calls.get(answer.function, [None]) if given is not None else ():
                if key in map(_key, _at(site, answer, given)):
                    found.update(dict.fromkeys(map(_key, _at(site, answer, answer.call.args[0]))))
        return tuple(found)

    def read(self, function: Any) -> None:
        """Take in what *function* says and does, and the functions that it names."""
        source = _source(function)
        if source is None or function in self._read:
            return
        self._read.add(function)
        for value in inspect.getclosurevars(function).nonlocals.values():
            self._row(value)
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Name | ast.Attribute):
                self._named(_value(node, source.names))
            elif isinstance(node, ast.Call):
                self._called(_Call(node, function, source))

    def _named(self, value: Any) -> None:
        if isinstance(value, type) and value in _EDITS:
            self.edits.add(str(value.__struct_config__.tag))  # type: ignore[attr-defined]
        elif isinstance(value, Restart) and value is not Restart.NONE:
            self.restarts.add(value)
        elif value is fixable:
            self.repairs = True
        elif _is_of_rules(value):
            self.read(value)
        elif isinstance(value, tuple):
            for each in value:
                self._row(each)

    def _row(self, value: Any) -> None:
        """What a row of a family says in fields of these names. One that has words for a person instead of what a value
        becomes repairs nothing."""
        if not isinstance(value, msgspec.Struct) or isinstance(value, Text | Rule):
            return
        for name in value.__struct_fields__:
            field = getattr(value, name)
            if name in SLOTS:
                self._keep(name, _texts(field))
            for each in field if isinstance(field, tuple) else ():
                if not isinstance(each, Fact):
                    self._row(each)
        if hasattr(value, "becomes") and getattr(value, "do", None) is not None:
            self.only_advises = True

    def _called(self, each: _Call) -> None:
        call, source = each.call, each.source
        function = _value(call.func, source.names)
        for word in call.keywords:
            if word.arg in SLOTS:
                slot = COMMANDS if function is Command else word.arg
                self._keep(slot, _resolved(word.value, source, ()))
        if function in _ANSWERS and call.args:
            self._answers.append(each)
        if _is_of_rules(function):
            self._calls.setdefault(function, []).append(each)
            for name, argument in zip(inspect.signature(function).parameters, call.args, strict=False):
                if name in SLOTS:
                    self._keep(name, _resolved(argument, source, ()))

    def _keep(self, slot: str, texts: Iterator[Text]) -> None:
        self.texts[slot].update(dict.fromkeys(map(_key, texts)))


def _key(text: Text) -> _Key:
    return text.template, text.many


def _at(site: _Call | None, answer: _Call, node: ast.expr | None) -> Iterator[Text]:
    """Every text that *node* of *answer* may come to, if the function is called from *site*."""
    own = tuple(_resolved(node, answer.source, ())) if node is not None else ()
    yield from own
    if own or site is None or not isinstance(node, ast.Name):
        return
    names = inspect.signature(answer.function).parameters
    given = dict(zip(names, site.call.args, strict=False))
    given |= {word.arg: word.value for word in site.call.keywords if word.arg is not None}
    if node.id in given:
        yield from _resolved(given[node.id], site.source, ())


def _is_of_rules(value: Any) -> bool:
    return isinstance(value, FunctionType) and value.__module__.startswith("wizard.rules")


@cache
def _source(function: FunctionType) -> _Source | None:
    """None for what is no function that can be read alone, such as a lambda in the middle of a table."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, SyntaxError, TypeError):
        return None
    return _Source(tree, {**function.__globals__, **inspect.getclosurevars(function).nonlocals})


def _value(node: ast.AST, names: Mapping[str, Any]) -> Any:
    """What a name or an attribute stands for; None if that is only known when the rule runs."""
    match node:
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=inner, attr=name):
            return getattr(_value(inner, names), name, None)
        case _:
            return None


def _texts(value: Any) -> Iterator[Text]:
    match value:
        case Text():
            yield value
        case Mapping():
            for each in value.values():
                yield from _texts(each)
        case tuple():
            for each in value:
                yield from _texts(each)


def _resolved(node: ast.AST, source: _Source, trail: tuple[object, ...]) -> Iterator[Text]:
    """Every text that *node* may come to. *trail* are names and functions that lead here: none is followed twice."""
    match node:
        case ast.Call():
            yield from _called(node, source, trail)
        case ast.Name(id=name) if name not in trail:
            for bound in _bound(name, source.tree):
                yield from _resolved(bound, source, (*trail, name))
            yield from _texts(source.names.get(name))
        case ast.Attribute():
            yield from _texts(_value(node, source.names))
        case ast.Subscript(value=ast.Subscript(value=table), slice=ast.Constant(value=int(place))):
            rows = _value(table, source.names)
            for row in rows.values() if isinstance(rows, Mapping) else ():
                yield from _texts(row[place] if isinstance(row, tuple) else row)
        case _:
            for part in _parts(node):
                yield from _resolved(part, source, trail)


def _parts(node: ast.AST) -> tuple[ast.AST, ...]:
    """Of a choice between texts, those that may be chosen."""
    match node:
        case ast.IfExp(body=this, orelse=that):
            return (this, that)
        case ast.BoolOp(values=values) | ast.Dict(values=values):
            return tuple(values)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return tuple(elements)
        case ast.Subscript(value=inner) | ast.Starred(value=inner):
            return (inner,)
        case _:
            return ()


def _called(call: ast.Call, source: _Source, trail: tuple[object, ...]) -> Iterator[Text]:
    match call:
        case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str(one))]):
            yield Text(one)
        case ast.Call(
            func=ast.Name(id="say_n"), args=[ast.Constant(value=str(one)), ast.Constant(value=many)]
        ):
            yield Text(one, (), str(many))
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, *default]):
            for part in (table, *default):
                yield from _resolved(part, source, trail)
        case _:
            function = _value(call.func, source.names)
            inner = _source(function) if isinstance(function, FunctionType) else None
            if inner is not None and function not in trail:
                for node in ast.walk(inner.tree):
                    if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
                        yield from _resolved(node.value, inner, (*trail, function))


def _bound(name: str, tree: ast.AST) -> Iterator[ast.AST]:
    """What the function sets the variable *name* to."""
    for node in ast.walk(tree):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            if isinstance(target, ast.Name) and target.id == name:
                yield node.value  # type: ignore[attr-defined]
            elif isinstance(target, ast.Tuple):
                yield from _bound_in(name, target, node.value)  # type: ignore[attr-defined]


def _bound_in(name: str, target: ast.Tuple, value: ast.AST) -> Iterator[ast.AST]:
    for place, each in enumerate(target.elts):
        if isinstance(each, ast.Name) and each.id == name:
            is_written = isinstance(value, ast.Tuple)
            yield value.elts[place] if is_written else ast.Subscript(value, ast.Constant(place), ast.Load())

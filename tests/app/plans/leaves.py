"""Every way to say something else in a document of JSON: one value changed, dropped or said twice."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

Where = tuple[str | int, ...]


class Forgery(NamedTuple):
    """A document with another value at *where*."""

    where: Where
    document: Any


def other_values(document: Any) -> Iterator[Forgery]:
    """*document* with each of its strings, numbers and yes-or-noes changed, one at a time."""
    for where, value in _leaves(document, ()):
        for other in _others(where, value):
            yield Forgery(where, _with(document, where, other))


def other_lengths(document: Any) -> Iterator[Forgery]:
    """*document* with each item of each of its lists left out, or said twice."""
    for where, items in _lists(document, ()):
        for number, item in enumerate(items):
            before, after = items[:number], items[number + 1 :]
            yield Forgery((*where, number), _with(document, where, [*before, *after]))
            yield Forgery((*where, number), _with(document, where, [*before, item, item, *after]))


def plain(value: object) -> Any:
    """*value* as the document that a file has of it."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _leaves(value: Any, where: Where) -> Iterator[tuple[Where, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*where, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*where, number))
    elif value is not None:
        yield where, value


def _lists(value: Any, where: Where) -> Iterator[tuple[Where, list[Any]]]:
    if isinstance(value, list):
        yield where, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, dict | list):
            yield from _lists(inner, (*where, key))


def _others(where: Where, value: Any) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int():
            yield from (value + 1, value - 1)
        case str() if where[-1] in ("content", "data"):
            yield base64.b64encode(base64.b64decode(value) + b"sh /tmp/x\n").decode()
        case str():
            yield from (f"{value}x", f"{value};sh /tmp/x", *([""] if value else []))


def _with(value: Any, where: Where, other: Any) -> Any:
    if not where:
        return other
    first, *rest = where
    if isinstance(value, dict):
        return {**value, first: _with(value[first], tuple(rest), other)}
    assert isinstance(first, int)
    return [*value[:first], _with(value[first], tuple(rest), other), *value[first + 1 :]]

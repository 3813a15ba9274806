"""Tells Babel which texts stand where no `say` is: the help of commands, and what the settings of a profile say
of themselves."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Collection, Iterator, Mapping
from typing import BinaryIO

from babel.messages.extract import extract_python

Found = tuple[int, str | None, str | tuple[str, ...], list[str]]


def texts(
    stream: BinaryIO, keywords: Mapping[str, object], tags: Collection[str], options: Mapping[str, str]
) -> Iterator[Found]:
    """The texts in the Python file *stream*, in the form that Babel asks of an extractor: what its own finds,
    every ``help="…"`` and ``description="…"``, and the
    docstring of every function that is made a command or a group."""
    yield from extract_python(stream, keywords, tags, {"encoding": "utf-8", **options})
    stream.seek(0)
    for node in ast.walk(ast.parse(stream.read())):
        words = _help(node)
        if words:
            yield node.lineno, None, words.replace("{", "{{").replace("}", "}}"), []


def _help(node: ast.AST) -> str | None:
    match node:
        case ast.keyword(arg="help" | "description", value=ast.Constant(value=str(words))):
            return words
        case ast.FunctionDef() if any(_makes_command(made) for made in node.decorator_list):
            return inspect.cleandoc(ast.get_docstring(node) or "")
        case _:
            return None


def _makes_command(decorator: ast.expr) -> bool:
    match decorator:
        case ast.Call(func=ast.Attribute(attr="command" | "group")):
            return True
        case _:
            return False

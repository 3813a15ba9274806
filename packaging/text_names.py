"""What the sources say of the texts: which of them are a rule's title or a finding's first sentence, which are the
words of others, and whether the options, commands and pages that a text names exist (`MEANINGS`).
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from text_style import Entry, Hit, prose, spells
from text_style_words import PROGRAMS

TITLE: Final = (50, 25)
SAYS: Final = (90, 45)
HELP: Final = 60
MEANINGS: Final = {
    "S1": f"a rule's title of more than {TITLE[0]} characters, {TITLE[1]} in Chinese",
    "S2": f"the first sentence of a finding of more than {SAYS[0]} characters, {SAYS[1]} in Chinese",
    "H1": f"the first sentence of a command's help of more than {HELP} characters, or with a colon",
    "H2": "an option, a command or a page that does not exist",
    "H3": "a banned word, or a quote of another kind, in the README",
}
DOCUMENTS: Final = ("README.md", "CHANGELOG.md")

_SAY = ("say", "say_n")
_FROM_ENGLISH = ("from_english",)
_VERDICTS = ("fixable", "advice", "blocked")
_OTHER_PAGES = frozenset({"web", "sign-in"})
_OTHERS_PROGRAMS = re.compile(rf"(?<![\w-])(?:{PROGRAMS})(?: [^\s`|]+)*")
_OURS = re.compile(r"wsl-go-wizard((?: (?!\[)[\w./-]+)*)")


class Sources(NamedTuple):
    """What the sources say: the texts that are rules' titles (*titles*), findings' first sentences (*says*), words
    of others (*foreign*), helps of commands (*helps*), and the names that exist."""

    titles: frozenset[str]
    says: frozenset[str]
    foreign: frozenset[str]
    helps: frozenset[str]
    options: frozenset[str]
    commands: frozenset[str]
    pages: frozenset[str]


def read(wizard: Path) -> Sources:
    """The sources in the folder *wizard*. Raises `OSError`, `SyntaxError`."""
    titles: set[str] = set()
    says: set[str] = set()
    foreign: set[str] = set()
    helps: set[str] = set()
    options: set[str] = {"--help"}
    commands: set[str] = set()
    pages: set[str] = set()
    for path in sorted(wizard.rglob("*.py")):
        place = path.relative_to(wizard).as_posix()
        nodes = tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        foreign |= _arguments(nodes, _SAY) if place == "cli/help.py" else _arguments(nodes, _FROM_ENGLISH)
        if place.startswith("rules/"):
            titles |= set(_titles(nodes))
            says |= set(_firsts(nodes))
        if place.startswith("cli/"):
            options |= set(_options(nodes))
            commands |= set(_commands(nodes))
            helps |= set(_helps(nodes))
        pages |= set(_pages(nodes))
    every = (titles, says, foreign, helps, options, commands, pages)
    return Sources(*map(frozenset, every))


def hits(sources: Sources, entries: Mapping[str, Entry], documents: Mapping[str, str]) -> frozenset[Hit]:
    """All that is wrong with the slots of *entries*, the helps, and the *documents* (text by name)."""
    found = {*_too_long("S1", TITLE, sources.titles, entries), *_too_long("S2", SAYS, sources.says, entries)}
    found |= {Hit("H1", text) for text in sources.helps if _is_no_short_help(text)}
    found |= set(_unknown(((text, text) for text in entries if text not in sources.foreign), sources))
    for words in documents.values():
        found |= set(_unknown(_lines(words), sources))
        found |= {Hit("H2", row, row) for row in _table(words) if row not in sources.commands}
    readme = documents.get("README.md", "")
    return frozenset(
        found | {Hit("H3", line, word) for line, _ in _lines(readme) for _, word in spells(line)}
    )


def _unknown(texts: Iterable[tuple[str, str]], sources: Sources) -> Iterator[Hit]:
    for shown, text in texts:
        if names := unknown(text, sources):
            yield Hit("H2", shown, ", ".join(sorted(names)))


def unknown(text: str, sources: Sources) -> frozenset[str]:
    """The options, commands and pages that *text* names and that do not exist."""
    ours = {
        word for call in _OURS.finditer(text) for word in call[1].split()[:1] if re.fullmatch("[a-z-]+", word)
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", _OTHERS_PROGRAMS.sub(_own_only, text)))
    pages = {page.lower() for page in re.findall(r"\bthe ([\w-]+) page\b", text, re.I)}
    return frozenset(
        (ours - sources.commands) | (named - sources.options) | (pages - sources.pages - _OTHER_PAGES)
    )


def _own_only(command: re.Match[str]) -> str:
    return command[0] if command[0].startswith("wsl-go-wizard") else ""


def _too_long(
    rule: str, limits: tuple[int, int], texts: frozenset[str], entries: Mapping[str, Entry]
) -> Iterator[Hit]:
    for text in texts & entries.keys():
        lengths = len(prose(text)), len(prose(entries[text].chinese))
        if lengths[0] > limits[0] or lengths[1] > limits[1]:
            yield Hit(rule, text, f"{lengths[0]}, {lengths[1]}")


def _is_no_short_help(text: str) -> bool:
    first = re.split(r"\.(?:\s|$)", text, maxsplit=1)[0]
    return len(first) > HELP or ":" in first


def _lines(document: str) -> Iterator[tuple[str, str]]:
    """Each line of prose in *document*, without its inline code and with it."""
    for part in re.sub(r"(?ms)^```.*?^```\n?", "", document).splitlines():
        if part.strip():
            yield re.sub(r"`[^`]*`", "X", part).strip(), part
    for block in re.findall(r"(?ms)^```\n(.*?)^```", document):
        yield from ((line.strip(), line) for line in block.splitlines() if line.startswith("wsl-go-wizard"))


def _table(document: str) -> list[str]:
    """The first words of the rows of the document's table of commands."""
    table = re.search(r"(?ms)^\| command \|.*?^(?!\|)", document)
    return re.findall(r"(?m)^\| `([\w-]+)", table[0]) if table else []


def _called(node: ast.AST, names: tuple[str, ...]) -> ast.Call | None:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[_, *_]) if name in names:
            return node
        case _:
            return None


def _arguments(nodes: tuple[ast.AST, ...], names: tuple[str, ...]) -> set[str]:
    calls = (call for node in nodes if (call := _called(node, names)))
    return {str(words.value) for call in calls for words in call.args if isinstance(words, ast.Constant)}


def _text(node: ast.AST) -> Iterator[str]:
    call = _called(node, _SAY)
    if call and isinstance(call.args[0], ast.Constant):
        yield str(call.args[0].value)


def _titles(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.keyword(arg="title", value=value):
                yield from _text(value)
            case ast.Assign(targets=[ast.Name(id="title")], value=value):
                yield from _text(value)


def _firsts(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for node in nodes:
        call = _called(node, _VERDICTS)
        if call:
            yield from _text(call.args[0])


def _options(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for node in nodes:
        call = _called(node, ("option",))
        for words in call.args if call else ():
            if isinstance(words, ast.Constant):
                yield from (name for name in str(words.value).split("/") if name.startswith("--"))


def _decorated(nodes: tuple[ast.AST, ...]) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    for node in nodes:
        for made in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
            match made:
                case ast.Call(func=ast.Attribute(attr="command" | "group")):
                    assert isinstance(node, ast.FunctionDef)
                    yield node, made


def _commands(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for function, call in _decorated(nodes):
        match call.args:
            case [ast.Constant(value=str(name)), *_]:
                yield name
            case _:
                yield function.name.replace("_", "-")


def _helps(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for function, call in _decorated(nodes):
        is_command = isinstance(call.func, ast.Attribute) and call.func.attr == "command"
        words = inspect.cleandoc(ast.get_docstring(function) or "")
        if is_command and words:
            yield words


def _pages(nodes: tuple[ast.AST, ...]) -> Iterator[str]:
    for node in nodes:
        for key, value in zip(node.keys, node.values, strict=True) if isinstance(node, ast.Dict) else ():
            match key:
                case ast.Attribute(value=ast.Name(id="Page")):
                    yield from (title.lower() for title in _text(value))

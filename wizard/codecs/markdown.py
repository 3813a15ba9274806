"""Markdown, as the books of facts use it, as plain lines that any face can wrap.

Headings, paragraphs, lists, tables and fenced blocks. Bold marks go, code keeps its backquotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wizard.patterns import lazy_pattern

_FENCE = "```"
_CODE = "\t"
"""What a line of a fenced block begins with, once the fences are gone."""

_ALONE = lazy_pattern(rf"\s*$|#|\||{_CODE}|-{{3,}}$")
"""Lines that no text is joined to: blank ones, headings, rows, code, rules."""

_ITEM = lazy_pattern(r"( *)([-*]|\d+\.) +")
_RULE = lazy_pattern(r"-{3,}$|\|[-|]+$")
_NESTED = 2


def lines(text: str) -> tuple[str, ...]:
    """What *text* says: a line for each paragraph, list item, row of a table and line of code. An empty line stands
    where paragraphs part and before headings; none at either end, and no two in a row."""
    made: list[str] = []
    for line in _shown(_unwrapped(_unfenced(text.splitlines()))):
        if line or (made and made[-1]):
            made.append(line)
    return tuple(made[:-1] if made and not made[-1] else made)


def cells(row: str) -> tuple[str, ...]:
    """The cells of a row of a table, as plain text."""
    parts = re.split(r"(?<!\\)\|", row.strip()[1:-1])
    return tuple(plain(part.replace(r"\|", "|")) for part in parts)


def plain(text: str) -> str:
    """*text* without bold marks; what is within backquotes stays as it is."""
    parts = text.strip().split("`")
    return "`".join(part if place % 2 else part.replace("**", "") for place, part in enumerate(parts))


def _unfenced(source: Iterable[str]) -> Iterator[str]:
    fenced = False
    for line in source:
        if line.startswith(_FENCE):
            fenced = not fenced
        else:
            yield _CODE + line if fenced else line


def _unwrapped(source: Iterable[str]) -> Iterator[str]:
    """Paragraphs and list items, each in one line however often it was broken."""
    whole = ""
    for line in source:
        if _continues(whole, line):
            whole += f" {line.strip()}"
        else:
            yield whole
            whole = line
    yield whole


def _continues(whole: str, line: str) -> bool:
    is_text = not _ALONE.match(line) and not _ITEM.match(line)
    belongs = line.startswith(" ") or not _ITEM.match(whole)
    return is_text and belongs and not _ALONE.match(whole)


def _shown(source: Iterable[str]) -> Iterator[str]:
    head: tuple[str, ...] = ()
    for line in source:
        if not line.startswith("|"):
            head = ()
        if _RULE.match(line):
            continue
        if line.startswith("#"):
            yield ""
            yield plain(line.lstrip("#"))
        elif line.startswith("|") and not head:
            head = cells(line)
        elif line.startswith("|"):
            yield f"• {_row(head, cells(line))}"
        else:
            yield _text(line)


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    """A row as words: each cell after the name of its column, where that has one."""
    named = zip(head, row, strict=True)
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in named if cell)


def _text(line: str) -> str:
    if line.startswith(_CODE):
        return line.replace(_CODE, "    ", 1)
    item = _ITEM.match(line)
    if item is None:
        return plain(line)
    mark = item[2] if item[2][0].isdigit() else "•"
    return f"{'    ' if len(item[1]) >= _NESTED else ''}{mark} {plain(line[item.end() :])}"

"""The books of facts (``resources/facts``): where a paragraph begins, and what it says.

A book is Markdown. ``WSL §4.4`` and ``GO §3.3`` are sections with all that is below them, ``RULES 18`` is a row of a
table.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from wizard.codecs import markdown
from wizard.patterns import lazy_pattern

NUMBER: Final = r"\d+(?:\.\d+)?"
_SECTIONS: Final = lazy_pattern(rf"^#+ ({NUMBER})\.? ", re.MULTILINE)
_ROWS: Final = lazy_pattern(r"^\| (\d+) \|", re.MULTILINE)
BOOKS: Final = {"WSL": _SECTIONS, "GO": _SECTIONS, "RULES": _ROWS}
"""How the paragraphs of each book begin (group 1: the number), by the name of its file, ``resources/facts/NAME.md``."""


class Reference(msgspec.Struct, frozen=True):
    """The name of a book and the number of a paragraph."""

    book: str
    number: str

    @property
    def words(self) -> str:
        return f"{self.book} {'' if self.book == 'RULES' else '§'}{self.number}"


class Paragraph(msgspec.Struct, frozen=True):
    """What a book says at *reference*, as plain text: *lines* are whole paragraphs and list items, an empty one is
    a gap."""

    reference: str
    heading: str
    lines: tuple[str, ...]


def reference(words: str) -> Reference | None:
    """What *words* such as ``WSL §4.4`` refer to (``wsl 4.4`` will do); None if they name no book and number."""
    found = re.fullmatch(rf"({'|'.join(BOOKS)}) ?§? ?({NUMBER})", words.strip(), re.IGNORECASE)
    return Reference(found[1].upper(), found[2]) if found is not None else None


def paragraph(at: Reference, book: str) -> Paragraph | None:
    """The paragraph *at* of the *book* with that text; None if it has no such number."""
    for found in BOOKS[at.book].finditer(book):
        if found[1] == at.number:
            read = _row if found[0].startswith("|") else _section
            return read(at, book, found)
    return None


def _section(at: Reference, book: str, found: re.Match[str]) -> Paragraph:
    level = found[0].index(" ")
    heading, _, rest = book[found.end() :].partition("\n")
    following = re.search(rf"^#{{1,{level}}} ", rest, re.MULTILINE)
    own = rest[: following.start()] if following is not None else rest
    return Paragraph(at.words, markdown.plain(heading), markdown.lines(own))


def _row(at: Reference, book: str, found: re.Match[str]) -> Paragraph:
    """The row is named by its second column; the others each become a line with their column's name."""
    head = book[book.rindex("\n| # |", 0, found.start()) :].split("\n", 2)[1]
    row = book[found.start() :].partition("\n")[0]
    columns = zip(markdown.cells(head), markdown.cells(row), strict=True)
    _, (_, name), *rest = columns
    return Paragraph(at.words, name.strip("`"), tuple(f"{column}: {cell}" for column, cell in rest if cell))

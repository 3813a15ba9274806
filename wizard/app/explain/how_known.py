"""How the wizard knows: the paragraphs of ``resources/facts`` that rules stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import msgspec

from wizard.app.explain.config_file import EXAMPLE
from wizard.codecs import fact_books
from wizard.codecs.fact_books import Paragraph
from wizard.model.errors import InputError
from wizard.model.facts import Side
from wizard.model.text import Text, plain, say
from wizard.resources import DamagedError, read_text, resource

TITLE: Final = say("How the wizard knows")
"""What stands above paragraphs and references, in every face."""


class Basis(msgspec.Struct, frozen=True):
    """What was asked for: a check with its *title*, or just *paragraphs*."""

    title: Text | None
    paragraphs: tuple[Paragraph, ...]


def basis(words: str) -> Basis | None:
    """What the check of that id stands on, or the paragraph of that reference; None if *words* are neither. Raises
    `InputError` for a paragraph that is not there, and `OSError`."""
    from wizard.rules import catalogue

    looked_at = (rule for side in Side for rule in catalogue.rules(side))
    for rule in (*looked_at, *catalogue.of_the_network()):
        if rule.id == words:
            return Basis(rule.title, paragraphs(rule.sources))
    return Basis(None, (paragraph(words),)) if fact_books.reference(words) is not None else None


@cache
def paragraph(words: str) -> Paragraph:
    """The paragraph that *words* such as ``WSL §4.4`` refer to. Raises `InputError` if there is none, and `OSError`."""
    at = fact_books.reference(words)
    found = fact_books.paragraph(at, _book(at.book)) if at is not None else None
    if found is None:
        raise InputError(
            "no-such-fact",
            say("The facts have no paragraph {reference}.", reference=words),
            next_step=say("Name a check instead, such as: {command}", command=EXAMPLE),
        )
    return found


def paragraphs(sources: Iterable[str]) -> tuple[Paragraph, ...]:
    """Those that *sources*, of a check, refer to, each once, in the order of their first mention. Raises `DamagedError`
    and `OSError`."""
    return tuple(_paragraph_of_check(words) for words in dict.fromkeys(sources))


def _paragraph_of_check(words: str) -> Paragraph:
    try:
        return paragraph(words)
    except InputError as error:  # the facts had it
        raise DamagedError(resource("facts")) from error


@cache
def _book(name: str) -> str:
    return read_text("facts", f"{name}.md")


def sentences(basis: Basis) -> Iterator[Text]:
    """The same for people, line by line."""
    if basis.title is not None:
        yield basis.title
        yield TITLE
    for each in basis.paragraphs:
        yield plain("")
        yield plain(f"{each.reference} – {each.heading}")
        yield from map(plain, each.lines)

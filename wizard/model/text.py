"""Sentences for people: an English template and its values, translated only where they are shown."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

Value = str | int


class Text(msgspec.Struct, frozen=True):
    """A sentence: *template* in English with ``{named}`` places, and the values that fill them.

    The template is the gettext message id, so it must be a literal where it is made (see `say`).
    Values are inserted as they are and are never markup.
    """

    template: str
    values: tuple[tuple[str, Value | Text], ...] = ()

    def render(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of *translate*, a gettext-like function of the template."""
        values = {
            name: value.render(translate) if isinstance(value, Text) else value for name, value in self.values
        }
        # gettext keeps its own header under the empty text.
        return (translate(self.template) if self.template else "").format_map(values)


def say(template: str, /, **values: Value | Text) -> Text:
    """A `Text` to be shown later. Babel collects the literal given here as a message id."""
    return Text(template, tuple(values.items()))


def plain(words: str) -> Text:
    """Words that are the same in every language: a path, a command, what a program printed."""
    return Text("{words}", (("words", words),))

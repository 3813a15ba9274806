"""Sentences for people: an English template and its values, translated only where they are shown."""

from __future__ import annotations

import errno
import re
import string
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from wizard.model.shown.words import escaped, shown, shown_lines
from wizard.patterns import lazy_pattern

Value = str | int


class Catalogue(Protocol):
    """What gettext calls a translation: templates of one language for English ones."""

    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, one: str, many: str, count: int, /) -> str: ...


class _English:
    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return one if count == 1 else many


ENGLISH = _English()
_NAME: Final = lazy_pattern(r"[a-z]\w*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence: *template* in English with ``{named}`` places, and the values that fill them.

    The template is the gettext message id, so it must be a literal where it is made (see `say`). A sentence
    that counts has a second one, *many*, for every *count* but 1 (see `say_n`). One that comes from a file, with
    more in it than words and places for its values, is shown as it stands.
    Values come from machines: they are inserted as `wizard.model.shown.words` lets them be seen, and are never
    markup. (A dataclass: the window shows its first texts
    before msgspec is there, which knows dataclasses as well.)
    """

    template: str
    values: tuple[tuple[str, Value | Text], ...] = ()
    many: str = ""
    count: int = 1

    def render(self, language: Catalogue = ENGLISH) -> str:
        """The sentence in *language*."""
        if not (_is_sentence(self.template) and _is_sentence(self.many)):
            return shown_lines(self.template)
        values = _Filled({name: _shown(value, language) for name, value in self.values})
        return self._template(language).format_map(values)

    def _template(self, language: Catalogue) -> str:
        if self.many:
            return language.ngettext(self.template, self.many, self.count)
        # gettext keeps its own header under the empty text.
        return language.gettext(self.template) if self.template else ""


class _Filled(dict[str, Value]):
    """Values of places. One that is missing, as in a sentence from a damaged file, is no reason to fail."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


@lru_cache(4096)
def _is_sentence(template: str) -> bool:
    """Whether *template* has no place that is more than a name, and nothing that a terminal would obey."""
    try:
        fields = [field for field in string.Formatter().parse(template) if field[1] is not None]
    except ValueError:
        return False
    has_names = all(
        _NAME.fullmatch(name or "") and not spec and how in (None, "r") for _, name, spec, how in fields
    )
    return has_names and all(escaped(line) == line for line in template.split("\n"))


def _shown(value: Value | Text, language: Catalogue) -> Value:
    match value:
        case Text():
            return value.render(language)
        case str():
            return shown(value)
        case _:
            return value


def say(template: str, /, **values: Value | Text) -> Text:
    """A `Text` to be shown later. Babel collects the literal given here as a message id."""
    return Text(template, tuple(values.items()))


def say_n(one: str, many: str, /, *, count: int, **values: Value | Text) -> Text:
    """A `Text` about *count* things: *one* if it is one, else *many*, each with a place for ``{count}``.
    Babel collects both; a language has as many forms as it needs."""
    return Text(one, (("count", count), *values.items()), many, count)


def plain(words: str) -> Text:
    """Words that are the same in every language: a path, a command, what a program printed."""
    return Text("{words}", (("words", words),))


def join(words: Iterable[str | Text]) -> Text:
    """*words* as a list, with the reader's own sign between them (``, `` or ``、``); empty if there are none."""
    return _join(tuple(words))


def _join(words: tuple[str | Text, ...]) -> Text:
    if len(words) > 1:  # by halves: a long list is not nested as deep as it is long
        half = len(words) // 2
        return say("{these}, {others}", these=_join(words[:half]), others=_join(words[half:]))
    only = words[0] if words else ""
    return only if isinstance(only, Text) else plain(only)


def from_english(words: str) -> Text:
    """English that reached us as a plain string, from the system (``No such file or directory``) or from an
    answer (`Unavailable`), in the user's language if a catalogue knows it, else as it is."""
    return Text(shown_lines(words).replace("{", "{{").replace("}", "}}")) if words else plain("")


_ENGLISH: Final = {
    errno.ENOENT: "No such file or directory",
    errno.EACCES: "Permission denied",
    errno.EEXIST: "File exists",
    errno.ENOSPC: "No space left on device",
    errno.ENOTEMPTY: "Directory not empty",
    errno.EXDEV: "Invalid cross-device link",
    errno.ENOTDIR: "Not a directory",
}
"""Windows says it in its own language, which need not be the one that is spoken."""


def system_words(error: OSError) -> str:
    """What the system says went wrong, in English and without the path (``No such file or directory``)."""
    if getattr(error, "winerror", None) is not None and error.errno in _ENGLISH:
        return _ENGLISH[error.errno]
    return error.strerror or str(error) or type(error).__name__


def reason_of(error: OSError) -> Text:
    """The same for people (see `from_english`)."""
    return from_english(system_words(error))

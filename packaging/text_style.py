"""How the wizard speaks, as far as a program can tell: plain words, short sentences, one name for each thing.

Every finding of this check is a `Hit`: a rule (`MEANINGS`), the text that breaks it, and where in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from text_style_words import (
    BANNED_CHINESE,
    BANNED_ENGLISH,
    CLAUSE_PLACES,
    FOR_AS_BECAUSE,
    GLOSSARY,
    PROGRAMS,
    SUBCOMMANDS,
)

MOST_WORDS: Final = 24
MOST_CHARACTERS: Final = 220
MOST_HAN: Final = 60

MEANINGS: Final = {
    "T1": "banned English",
    "T2": f"sentence of more than {MOST_WORDS} words",
    "T3": f"text of more than {MOST_CHARACTERS} characters",
    "T4": "a space before …, or three periods",
    "T5": "quotes other than “ ” and '",
    "T6": "semicolon",
    "T7": "sentences without an end mark, or a button or a rule's title with one",
    "Z1": "banned Chinese",
    "Z2": "half-width marks beside Han",
    "Z3": "no space between Han and Latin",
    "Z4": "a space beside a full-width mark",
    "Z5": "another end mark than the English",
    "Z6": f"sentence of more than {MOST_HAN} characters",
    "Z7": "请 twice",
    "C1": "a term that is translated otherwise",
    "C2": "one English text in two Chinese ones",
}

_HAN = "\u4e00-\u9fff"
_WIDE = "，。：；？！、（）“”"
_ENDS = {".": "。", "?": "？", "…": "…", ":": "："}
_KEY = re.compile(r"\(&\w\)")
_BANNED = re.compile(
    "|".join(rf"(?:\b(?:{words})\b)" for words in BANNED_ENGLISH) + f"|{FOR_AS_BECAUSE}", re.I
)
_BANNED_HAN = re.compile("|".join(BANNED_CHINESE))
_PATH = r"(?:[~.]?|[A-Z]:)[/\\][\w.$%\\/-]+"
_COMMAND = re.compile(
    rf"\b(?:{PROGRAMS})(?: (?:--?[\w-]+(?:=\S+)?|{SUBCOMMANDS}|[A-Z]{{2,}}[\w=./-]*|X|{_PATH}))+(?![\w-])"
    rf"|(?<![\w-])--[\w-]+(?:=\S+)?|{_PATH}"
)
_NOT_COUNTED = re.compile(r"[A-Za-z0-9/~.=_$&\\-]+")


@dataclass(frozen=True, order=True)
class Hit:
    """A text that breaks a rule, and the *word* in it that does. The word makes no other hit of it."""

    rule: str
    text: str
    word: str = field(default="", compare=False)


Break = tuple[str, str]
"""A rule, and what in a text breaks it."""


class Entry(NamedTuple):
    """A text with its translation, and what it is: *is_label* for a button or a rule's title."""

    english: str
    chinese: str
    is_label: bool = False


def hits(entries: Mapping[str, Entry]) -> frozenset[Hit]:
    """All that is wrong with *entries*, by their English text."""
    found = {Hit(rule, text, word) for text, entry in entries.items() for rule, word in _breaks(entry)}
    return frozenset(found | set(_translated_twice(entries)))


def broken(entry: Entry) -> frozenset[str]:
    """The rules that *entry* breaks, but for C2, which takes two."""
    return frozenset(rule for rule, _ in _breaks(entry))


def _breaks(entry: Entry) -> Iterator[Break]:
    yield from _english(entry)
    if entry.chinese:
        yield from _chinese(entry.english, entry.chinese)


def prose(text: str) -> str:
    """*text* with a short word for each quotation, place, command and path."""
    text = re.sub(r"^\d\. |\{[^}]*\}", "X", re.sub(r"“[^”]*”", "“x”", text))
    return _COMMAND.sub("CMD", text)


def spells(text: str) -> Iterator[Break]:
    """The rules about words and quotes that any English text of ours breaks, a page of the README too."""
    if found := _BANNED.search(prose(text)):
        yield "T1", found[0]
    if found := re.search("[‘’]", text) or re.search('"', re.sub(r'\["[^\]]*"\]|"[a-z0-9$./]+"', "", text)):
        yield "T5", found[0]


def _english(entry: Entry) -> Iterator[Break]:
    words = prose(entry.english)
    yield from spells(entry.english)
    for sentence in re.split(r"(?<=[.?!])\s+", words):
        if len(sentence.split()) > MOST_WORDS:
            yield "T2", f"{len(sentence.split())}: {sentence}"
    if len(words) > MOST_CHARACTERS:
        yield "T3", str(len(words))
    if found := re.search(r"\s…|\.\.\.", entry.english):
        yield "T4", found[0]
    if found := re.search(r"\S*;", re.sub(r"#.*", "", words)):
        yield "T6", found[0]
    if _ends_wrongly(words, entry.is_label):
        yield "T7", words[-1:]


def _ends_wrongly(words: str, is_label: bool) -> bool:
    if is_label:
        return words.endswith(".")
    return bool(re.search(r"[.!?] [A-Z]", words) and not re.search(r"[.:?…)”X]$|: CMD[^.]*$", words.strip()))


def _chinese(english: str, chinese: str) -> Iterator[Break]:
    plain = _KEY.sub("", chinese)
    if found := _BANNED_HAN.search(chinese):
        yield "Z1", found[0]
    if found := re.search(f"[{_HAN}][,;:?!()]|[,;?!()][{_HAN}]", plain):
        yield "Z2", found[0]
    if place := _lacks_blank(plain):
        yield "Z3", place
    if found := re.search(rf" [{_WIDE}]|[{_WIDE}](?: (?!$)|\n(?!\n|$))", plain):
        yield "Z4", found[0]
    if _ends_otherwise(english.rstrip(), plain.rstrip()):
        yield "Z5", plain.rstrip()[-1:]
    yield from _terms_and_lengths(english, chinese)


def _terms_and_lengths(english: str, chinese: str) -> Iterator[Break]:
    for sentence in re.split("[。？！]", prose(chinese)):
        if len(_NOT_COUNTED.sub("x", sentence)) > MOST_HAN:
            yield "Z6", f"{len(_NOT_COUNTED.sub('x', sentence))}: {sentence}"
    if len(re.findall("(?<!申)请(?!求)", chinese)) > 1:
        yield "Z7", "请"
    for ours, theirs in _GLOSSARY:
        term = re.search(ours, prose(english))
        if term and not re.search(theirs, chinese):
            yield "C1", f"{term[0]} = {theirs}"


_GLOSSARY: Final = tuple(GLOSSARY.items())


def _lacks_blank(chinese: str) -> str:
    """Where a blank is due; empty if nowhere."""
    if found := re.search(f"[{_HAN}][A-Za-z0-9]+|[A-Za-z0-9]+[{_HAN}]", chinese):
        return found[0]
    beside = re.finditer(rf"[{_HAN}]\{{(\w+)\}}|\{{(\w+)\}}[{_HAN}]", chinese)
    return next((place[0] for place in beside if (place[1] or place[2]) not in CLAUSE_PLACES), "")


def _ends_otherwise(english: str, chinese: str) -> bool:
    if not chinese or english.endswith("...") or english[-1:] not in _ENDS:
        return False
    return not chinese.endswith((_ENDS[english[-1]], "）。", "）", "”"))


def _translated_twice(entries: Mapping[str, Entry]) -> Iterator[Hit]:
    known: dict[str, str] = {}
    for text, entry in entries.items():
        if not entry.chinese:
            continue
        english = text.replace("&", "").rstrip(".…: ").lower()
        chinese = re.sub("[…：:。]", "", _KEY.sub("", entry.chinese)).strip()
        if known.setdefault(english, chinese) != chinese:
            yield Hit("C2", text, f"{known[english]} | {chinese}")

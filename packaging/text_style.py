"""How the wizard speaks, as far as a program can tell: plain words, short sentences, one name for each thing.

Every finding of this check is a `Hit`: a rule, and the text that breaks it.

T1 banned English · T2 sentence of more than 24 words · T3 text of more than 220 characters · T4 a blank before …,
or three periods · T5 quotes other than “ ” and ' · T6 semicolon · T7 sentences without an end mark, or a button or
a rule's title with one
Z1 banned Chinese · Z2 half-width marks beside Han · Z3 no blank between Han and Latin · Z4 a blank beside a
full-width mark · Z5 another end mark than the English · Z6 sentence of more than 60 characters · Z7 请 twice
C1 a term that is translated otherwise · C2 one English text in two Chinese ones
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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


class Hit(NamedTuple):
    """A text that breaks a rule."""

    rule: str
    text: str


class Entry(NamedTuple):
    """A text with its translation, and what it is: *is_label* for a button or a rule's title."""

    english: str
    chinese: str
    is_label: bool = False


def hits(entries: Mapping[str, Entry]) -> frozenset[Hit]:
    """All that is wrong with *entries*, by their English text."""
    found = {Hit(rule, text) for text, entry in entries.items() for rule in broken(entry)}
    return frozenset(found | set(_translated_twice(entries)))


def broken(entry: Entry) -> frozenset[str]:
    """The rules that *entry* breaks, but for C2, which takes two."""
    return frozenset((*_english(entry), *_chinese(entry.english, entry.chinese)))


def prose(text: str) -> str:
    """*text* with a short word for each quotation, place, command and path."""
    text = re.sub(r"^\d\. |\{[^}]*\}", "X", re.sub(r"“[^”]*”", "“x”", text))
    return _COMMAND.sub("CMD", text)


def spells(text: str) -> Iterator[str]:
    """The rules about words and quotes that any English text of ours keeps, a page of the README too."""
    if _BANNED.search(prose(text)):
        yield "T1"
    if re.search("[‘’]", text) or '"' in re.sub(r'\["[^\]]*"\]|"[a-z0-9$./]+"', "", text):
        yield "T5"


def _english(entry: Entry) -> Iterator[str]:
    words = prose(entry.english)
    yield from spells(entry.english)
    if any(len(sentence.split()) > MOST_WORDS for sentence in re.split(r"(?<=[.?!])\s+", words)):
        yield "T2"
    if len(words) > MOST_CHARACTERS:
        yield "T3"
    if re.search(r"\s…|\.\.\.", entry.english):
        yield "T4"
    if ";" in re.sub(r"#.*", "", words):
        yield "T6"
    if _ends_wrongly(words, entry.is_label):
        yield "T7"


def _ends_wrongly(words: str, is_label: bool) -> bool:
    if is_label:
        return words.endswith(".")
    return bool(re.search(r"[.!?] [A-Z]", words) and not re.search(r"[.:?…)”X]$|: CMD[^.]*$", words.strip()))


def _chinese(english: str, chinese: str) -> Iterator[str]:
    plain = _KEY.sub("", chinese)
    if _BANNED_HAN.search(chinese):
        yield "Z1"
    if re.search(f"[{_HAN}][,;:?!()]|[,;?!()][{_HAN}]", plain):
        yield "Z2"
    if _lacks_blank(plain):
        yield "Z3"
    if re.search(f" [{_WIDE}]|[{_WIDE}] (?!$)", plain):
        yield "Z4"
    if _ends_otherwise(english.rstrip(), plain.rstrip()):
        yield "Z5"
    if any(
        len(_NOT_COUNTED.sub("x", sentence)) > MOST_HAN for sentence in re.split("[。？！]", prose(chinese))
    ):
        yield "Z6"
    if len(re.findall("(?<!申)请(?!求)", chinese)) > 1:
        yield "Z7"
    if any(re.search(ours, prose(english)) and not re.search(theirs, chinese) for ours, theirs in _GLOSSARY):
        yield "C1"


_GLOSSARY: Final = tuple(GLOSSARY.items())


def _lacks_blank(chinese: str) -> bool:
    if re.search(f"[{_HAN}][A-Za-z0-9]|[A-Za-z0-9][{_HAN}]", chinese):
        return True
    beside = re.finditer(rf"[{_HAN}]\{{(\w+)\}}|\{{(\w+)\}}[{_HAN}]", chinese)
    return any((place[1] or place[2]) not in CLAUSE_PLACES for place in beside)


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
            yield Hit("C2", text)

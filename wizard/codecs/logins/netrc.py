"""``~/.netrc``: what Go and curl read alike in it, word by word; and the file without some of its entries."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Final

import msgspec

from wizard.codecs.lines import bytes_of, raws, text_of
from wizard.codecs.logins.login import UNUSUAL, Login, Password, is_host, is_plain
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

_WORD: Final = lazy_pattern(r"\S+")
_PAIRS: Final = ("login", "password", "account", "port")
_WITH_MACRO: Final = say("A macro (macdef) follows it.")
_UNNAMED: Final = say("It names no user or no password.")


class _Word(msgspec.Struct, frozen=True):
    line: int
    start: int
    end: int
    text: str


class _Entry(msgspec.Struct, frozen=True):
    words: tuple[_Word, ...]
    is_followed_by_macro: bool


def read(data: bytes) -> tuple[Login, ...]:
    """All entries that name a host, in order."""
    return tuple(_login(entry) for entry in _entries(data))


def without(data: bytes, gone: Collection[Login]) -> bytes:
    """*data* without those of its entries that are *gone*. Lines that hold nothing else go, comments stay."""
    lines = raws(data)
    cut: dict[int, list[_Word]] = {}
    for entry in _entries(data):
        if _login(entry) in gone:
            for word in entry.words:
                cut.setdefault(word.line, []).append(word)
    for number, words in cut.items():
        lines[number - 1] = _cut(text_of(lines[number - 1]), words)
    return b"".join(lines)


def added(data: bytes, host: str, user: str, secret: Password) -> bytes | None:
    """*data* with one more login at its end; None if programs would read that in two ways, or not look there."""
    start = data if not data or data.endswith(b"\n") else data + b"\n"
    whole = start + f"machine {host} login {user} password {secret.reveal()}\n".encode()
    login = Login(len(raws(start)) + 1, host, user, secret)
    is_last = read(whole) == (*read(data), login)
    words = tuple(_words(data))
    has_default = any(word.text == "default" and _begins(words, i) for i, word in enumerate(words))
    return whole if is_last and not has_default else None


def _cut(line: str, words: list[_Word]) -> bytes:
    content = line.rstrip("\r\n")
    kept = content
    for word in sorted(words, key=lambda each: -each.start):
        rest = kept[word.end :]
        kept = kept[: word.start] + rest.lstrip(" \t")
    return bytes_of(kept.rstrip(" \t") + line[len(content) :]) if kept.strip() else b""


def _entries(data: bytes) -> Iterator[_Entry]:
    words = tuple(_words(data))
    starts = [i for i, word in enumerate(words) if _begins(words, i)]
    for start, end in pairwise((*starts, len(words))):
        if words[start].text == "machine":
            is_macro = end < len(words) and words[end].text == "macdef"
            yield _Entry(words[start:end], is_macro)


def _begins(words: tuple[_Word, ...], at: int) -> bool:
    """Whether the word there begins an entry. It does not as the value of another word."""
    if words[at].text not in ("machine", "default", "macdef"):
        return False
    before = words[at - 1].text if at else ""
    return before not in _PAIRS or (at > 1 and words[at - 2].text in _PAIRS)


def _words(data: bytes) -> Iterator[_Word]:
    """All words but those of comments and macros."""
    is_macro = False
    for number, raw in enumerate(raws(data), 1):
        line = text_of(raw)
        if is_macro:
            is_macro = bool(line.strip())
            continue
        if line.lstrip().startswith("#"):
            continue
        for found in _WORD.finditer(line):
            yield _Word(number, found.start(), found.end(), found[0])
            is_macro = is_macro or found[0] == "macdef"


def _login(entry: _Entry) -> Login:
    texts = [word.text for word in entry.words]
    pairs = dict(zip(texts[::2], texts[1::2], strict=False))
    host, user, password = pairs.get("machine", ""), pairs.get("login", ""), pairs.get("password", "")
    return Login(entry.words[0].line, host, user, Password(password), _stays(entry, texts, pairs))


def _stays(entry: _Entry, texts: list[str], pairs: dict[str, str]) -> Text | None:
    if entry.is_followed_by_macro:
        return _WITH_MACRO
    if not pairs.get("login") or not pairs.get("password"):
        return _UNNAMED
    values = (pairs["machine"], pairs["login"], pairs["password"])
    is_usual = (
        len(texts) % 2 == 0
        and len(pairs) == len(texts) // 2
        and set(pairs) <= {"machine", "login", "password"}
        and is_host(pairs["machine"])
        and not any(value.startswith(('"', "'", "#")) or "\\" in value for value in values)
        and all(map(is_plain, values))
        and all(word.line == after.line for word, after in list(pairwise(entry.words))[::2])
    )
    return None if is_usual else UNUSUAL

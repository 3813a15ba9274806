"""Secrets in what a machine said, made unreadable before anybody reads it: one table of what they look like.

Known by their shape (`TOKENS`), by where they stand (`PLACES`: a name and password in an address, an option of
a program, a header), or by the name in front of them (`wizard.model.shown.secret_names`). What is masked is masked
for good; what is around it stays, and so do the ends of lines, so that line numbers still mean the same.
Only what is shown or recorded is masked, never what is written to a machine.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from wizard.model.shown.secret_names import ANCHORS, NAME, VALUE, WORDS, hides
from wizard.model.shown.secret_places import PLACES, TOKENS, Row

MASK: Final = "•••"

_TO_END: Final = r"[^\s\"'•\[{(|>&*!][^\n]*"
_COMMENT: Final = r"[ \t][#;]"
_NAMED: Final = (
    rf"(?im)(?<![A-Za-z0-9_.-])(?P<name>{NAME})(?:[\"'\])]*[ \t]*(?::=|\?=|=(?![=>])|:(?!//|=)|,(?=[ \t]*[\"']))"
    rf"|[\"']?[ \t]*=>)(?:(?P<space>[ \t]+)(?P<rest>{_TO_END})|[ \t]*(?P<value>{VALUE}))"
)
_SETTING: Final = (
    r"(?<![\w.-])(?:set|setx|setenv|env|add|-Name|--global|--local|--system|--user|replace-all"
    r"|config(?:[ \t]+[\w./:@-]{1,80}){0,4})(?:[ \t]+-[\w-]+)*[ \t]+[\"']?"
)
_SET: Final = (
    rf"(?im)(?:{_SETTING}|(?<![^\s\"'\[(,])--?)"
    rf"(?P<name>[^\s\"'=]{{0,80}}?(?:{WORDS})[A-Za-z0-9_.-]{{0,64}})[\"']?[ \t,]+(?P<value>{VALUE})"
)
_KEYED: Final = (
    r"(?i)\b(?P<name>[A-Z][A-Z0-9_]*_KEY)[\"']?[ \t]*[:=][ \t]*"
    r"(?P<value>[\"']?(?=[A-Z0-9+_.=-]*\d)[A-Z0-9+_.=-][A-Z0-9+/_.=-]{11,}[\"']?)"
)
_VARIABLE: Final = (
    r"(?<![\w.-])(?P<name>(?!(?:[A-Z0-9_]{0,64}_)?(?:SORT|PRIMARY|FOREIGN|CACHE|PUBLIC|HOST|PARTITION|ROUTING)_KEY)"
    r"[A-Z][A-Z0-9_]{0,64}_KEY)"
)
_EXPORTED: Final = rf"{_VARIABLE}=(?P<value>(?![~/.]){VALUE})"
_OF_FISH: Final = rf"(?<![\w.-])set(?:[ \t]+-[\w-]+){{1,4}}[ \t]+{_VARIABLE}[ \t]+(?P<value>(?![~/.]){VALUE})"
_BLOCK: Final = (
    rf"(?im)^[ \t-]*[\"']?(?P<name>{NAME})[\"']?:[ \t]*[|>][+-]?[ \t]*\n"
    r"(?P<value>(?:[ \t]+[^\n]*(?:\n|\Z))+)"
)

_ANCHORED: Final = tuple((anchor, row) for row in (*PLACES, *TOKENS) for anchor in row.anchors)
_SHORT: Final = 400  # what windows and terminals say again and again


def mask(text: str) -> str:
    """*text* without its secrets, in as many lines. Masking again changes nothing."""
    return _masked_short(text) if len(text) <= _SHORT else _masked(text)


def _masked(text: str) -> str:
    small = text.lower()
    for row in dict.fromkeys(row for anchor, row in _ANCHORED if anchor in small):
        text = _without(row, text)
    if _may_name(small):
        for pattern in (_BLOCK, _NAMED, _SET, _KEYED, _EXPORTED, _OF_FISH):
            text = re.sub(pattern, _named, text)
    return text


_masked_short = lru_cache(4096)(_masked)


def is_secret_name(name: str) -> bool:
    """Whether a value under *name* is a secret."""
    return (
        _may_name(name.lower()) and re.fullmatch(NAME, name, re.IGNORECASE) is not None and hides(name, "?")
    )


def _may_name(small: str) -> bool:
    """Whether it is worth looking in *small* letters for a name of a secret."""
    return any(anchor in small for anchor in ANCHORS)


def _without(row: Row, text: str) -> str:
    if not row.within:
        return re.sub(row.pattern, _hidden, text)
    return re.sub(row.within, lambda found: re.sub(row.pattern, _hidden, found[0]), text)


def _hidden(found: re.Match[str]) -> str:
    """What was *found* with its group ``secret`` masked; all of it if it has none."""
    group = "secret" if "secret" in found.re.groupindex else 0
    return _masked_in(found, group, found[group])


def _named(found: re.Match[str]) -> str:
    group = "rest" if "rest" in found.re.groupindex and found["rest"] else "value"
    secret = found[group]
    if group == "rest":  # a comment behind it stays
        secret = re.split(_COMMENT, secret, maxsplit=1)[0].rstrip()
    return _masked_in(found, group, secret) if hides(found["name"], secret) else found[0]


def _masked_in(found: re.Match[str], group: str | int, secret: str) -> str:
    start = found.start(group) - found.start()
    return found[0][:start] + _mask_of(secret) + found[0][start + len(secret) :]


def _mask_of(secret: str) -> str:
    """As many lines of nothing as there were of a *secret*."""
    return "\n".join(MASK if line.strip() else line for line in secret.split("\n"))

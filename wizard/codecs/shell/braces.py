"""``{a,b}`` and ``{1..3}`` of bash, zsh and fish: one word that stands for several."""

from __future__ import annotations

import itertools
import re
from typing import Final

from wizard.codecs.shell.words import quoted_end
from wizard.patterns import lazy_pattern

_MOST: Final = 200
_RANGE: Final = lazy_pattern(r"(-?\d{1,4})\.\.(-?\d{1,4})")


def braced(word: str) -> list[str]:
    """The words that *word* stands for; itself if it has no braces, or too many."""
    if "{" not in word:
        return [word]
    done: list[str] = []
    waiting = [word]
    while waiting:
        if len(done) + len(waiting) > _MOST:
            return [word]
        first = waiting.pop(0)
        parts = _first_braces(first)
        if parts is None:
            done.append(first)
        else:
            waiting = [*parts, *waiting]
    return done


def _first_braces(word: str) -> list[str] | None:
    at = 0
    while at < len(word):
        if word[at] in "'\"\\`$":
            at = max(at + 1, quoted_end(word, at))
        elif word[at] == "{":
            end, commas = _matching(word, at)
            inner = word[at + 1 : end]
            numbers = _RANGE.fullmatch(inner)
            if end < len(word) and (commas or numbers):
                found = _numbers(numbers) if numbers else _parts(word, at, end, commas)
                return [word[:at] + part + word[end + 1 :] for part in found]
            at += 1
        else:
            at += 1
    return None


def _matching(word: str, at: int) -> tuple[int, list[int]]:
    """Where the brace at *at* closes (the end of *word* if nowhere), and the commas right within it."""
    commas: list[int] = []
    depth, start = 0, at
    while at < len(word):
        character = word[at]
        if character in "'\"\\`$":
            at = max(at + 1, quoted_end(word, at))
            continue
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth == 0:
            return at, commas
        if character == "," and depth == 1:
            commas.append(at)
        at += 1
    return max(at, start), []


def _parts(word: str, start: int, end: int, commas: list[int]) -> list[str]:
    edges = [start, *commas, end]
    return [word[left + 1 : right] for left, right in itertools.pairwise(edges)]


def _numbers(match: re.Match[str]) -> list[str]:
    first, last = int(match[1]), int(match[2])
    step = 1 if last >= first else -1
    return [str(number) for number in range(first, last + step, step)][:_MOST]

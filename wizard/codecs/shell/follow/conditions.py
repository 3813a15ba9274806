"""``test``, ``[`` and ``[[`` in thought: true, false, or None for what cannot be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.patterns import Piece, is_extended, matches
from wizard.codecs.shell.values import UNKNOWN
from wizard.patterns import lazy_pattern

Verdict = bool | None

_FILES: Final = frozenset("efdrsxLhw")
_NUMBERS: Final[dict[str, Callable[[int, int], bool]]] = {
    "-eq": lambda a, b: a == b,
    "-ne": lambda a, b: a != b,
    "-lt": lambda a, b: a < b,
    "-le": lambda a, b: a <= b,
    "-gt": lambda a, b: a > b,
    "-ge": lambda a, b: a >= b,
}
_UNDECIDED: Final = frozenset({"-nt", "-ot", "-ef", "=~", "<", ">", "\\<", "\\>"})
_BINARY: Final = frozenset({"=", "==", "!=", *_NUMBERS, *_UNDECIDED})
_UNARY: Final = lazy_pattern(r"-[a-zA-Z]")
_DEEPEST: Final = 20


def denied(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


def both(one: Verdict, other: Verdict) -> Verdict:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def either(one: Verdict, other: Verdict) -> Verdict:
    return denied(both(denied(one), denied(other)))


class Condition:
    """Reads one condition. *words* are its words without brackets; those of ``[[`` are *raw*, and expanded here by
    *text* and *pattern*; those of ``test`` are expanded already."""

    def __init__(
        self,
        runner: Runner,
        words: Sequence[str],
        text: Callable[[str], str] | None = None,
        pattern: Callable[[str], list[Piece]] | None = None,
    ) -> None:
        self.runner = runner
        self.words = list(words)
        self.is_raw = text is not None
        self.text = text or (lambda word: word)
        self.pattern = pattern or (lambda word: [(word, True)])
        self.at = 0
        self.depth = 0

    def verdict(self) -> Verdict:
        """True, false, or None. No words are false."""
        if not self.words:
            return False
        found = self._or()
        is_whole = self.at == len(self.words)
        return found if is_whole and self.runner.doubt is None else None

    @property
    def _word(self) -> str | None:
        return self.words[self.at] if self.at < len(self.words) else None

    def _or(self) -> Verdict:
        self.depth += 1
        found = self._and()
        while self._word in (("||",) if self.is_raw else ("-o",)):
            self.at += 1
            found = either(found, self._and())
        self.depth -= 1
        return found

    def _and(self) -> Verdict:
        found = self._not()
        while self._word in (("&&",) if self.is_raw else ("-a",)):
            self.at += 1
            found = both(found, self._not())
        return found

    def _not(self) -> Verdict:
        is_denied = False
        while self._word == "!" and self.at + 1 < len(self.words):
            self.at += 1
            is_denied = not is_denied
        found = self._primary()
        return denied(found) if is_denied else found

    def _primary(self) -> Verdict:
        word = self._word
        if word is None or self.depth > _DEEPEST:
            return None
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        if following in _BINARY and self.at + 2 < len(self.words):
            self.at += 3
            return self._binary(self.words[self.at - 3], following, self.words[self.at - 1])
        if word in ("(", "\\(") and following is not None:
            self.at += 1
            found = self._or()
            self.at += 1
            return found
        if (
            _UNARY.fullmatch(word)
            and following is not None
            and following not in ("&&", "||", ")", "-a", "-o")
        ):
            self.at += 2
            return self._unary(word[1], self.text(following))
        self.at += 1
        return _is_full(self.text(word))

    def _unary(self, operator: str, word: str) -> Verdict:
        if operator == "n":
            return _is_full(word)
        if operator == "z":
            return denied(_is_full(word))
        if operator == "v" and re.fullmatch(r"\w+", word):
            variable = self.runner.read(word)
            return variable.is_set if variable.doubt is None and variable.values != (UNKNOWN,) else None
        if operator == "o":
            return {
                "interactive": self.runner.account.is_interactive,
                "login": self.runner.account.is_login,
            }.get(word.lower().replace("_", ""))
        return self._file(operator, word) if operator in _FILES else None

    def _file(self, operator: str, path: str) -> Verdict:
        if path == "":
            return False
        seen = self.runner.look(path)
        if seen is None or seen.kind == "other":
            return None
        if seen.kind == "denied":
            return False if operator in "sxd" else None
        if seen.kind == "missing":
            return False
        if operator in "eLhw":
            return True if operator == "e" else None
        if operator == "r":
            return True
        if operator == "x":
            return seen.kind == "folder" or seen.is_executable
        if operator == "s":
            return None if seen.data is None else bool(seen.data)
        return (seen.kind == "folder") == (operator == "d")

    def _binary(self, left: str, operator: str, right: str) -> Verdict:
        text = self.text(left)
        if operator in _UNDECIDED:
            return None
        if operator in _NUMBERS:
            other = self.text(right)
            is_known = re.fullmatch(r"\s*-?\d{1,18}\s*", text) and re.fullmatch(r"\s*-?\d{1,18}\s*", other)
            return _NUMBERS[operator](int(text), int(other)) if is_known else None
        pattern = self.pattern(right)
        if UNKNOWN in text or any(UNKNOWN in piece for piece, _ in pattern) or is_extended(pattern):
            return None
        found = matches(pattern, text)
        return denied(found) if operator == "!=" else found


def _is_full(text: str) -> Verdict:
    """Whether *text* is not empty: one known letter is enough."""
    if text.replace(UNKNOWN, ""):
        return True
    return None if text else False


def succeed(runner: Runner, args: Sequence[str], text: str) -> None:
    """``true``, and builtins that do nothing here."""
    runner.status = True


def fail(runner: Runner, args: Sequence[str], text: str) -> None:
    """``false``."""
    runner.status = False


def examine(runner: Runner, args: Sequence[str], text: str) -> None:
    """``test`` and ``[``."""
    words = args[:-1] if text.startswith("[") and args and args[-1] == "]" else args
    runner.status = Condition(runner, words).verdict()

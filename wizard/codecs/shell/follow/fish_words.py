"""What a word of fish comes to: any number of elements.

What cannot be known stands as `UNKNOWN` in an element, and doubt about a variable is the runner's doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wizard.codecs.shell.braces import braced
from wizard.codecs.shell.fish_reader import nested_end
from wizard.codecs.shell.follow.flow import ANY
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.follow.state import ShellVariable
from wizard.codecs.shell.values import UNKNOWN
from wizard.patterns import lazy_pattern

_PLAIN: Final = lazy_pattern(r"[^'\"\\$(~*?{]+")
_SINGLE: Final = lazy_pattern(r"'((?:[^'\\]|\\.)*)'", re.DOTALL)
_NAME: Final = lazy_pattern(r"\$([A-Za-z_]\w*)|\{\$([A-Za-z_]\w*)\}", re.ASCII)
_NAMED_BY: Final = lazy_pattern(r"\$(\$+)([A-Za-z_]\w*)(?:\[[^\]]*\])*", re.ASCII)
_INDEX: Final = lazy_pattern(r"\[([^\[\]\n]*)\]")
_TILDE: Final = lazy_pattern(r"~(?=/|$)")
_WITHIN_BRACES: Final = lazy_pattern(r"\{[^{}]*[$(]")
_ESCAPES: Final = {"n": "\n", "t": "\t", "e": "\x1b", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_MOST: Final = 500
_WILD: Final = "\2"
"""Stands for an unquoted ``*`` while a word is put together."""


def is_path_variable(name: str) -> bool:
    """fish splits and joins such variables at colons."""
    return name.endswith("PATH")


_Order = tuple[tuple[int, ...], tuple[int, ...]]
"""Which values an element is made of: those of command substitutions, and those of variables, the last first."""


def _slower(order: _Order, index: int, is_printed: bool) -> _Order:
    printed, variables = order
    return ((*printed, index), variables) if is_printed else (printed, (index, *variables))


class FishWords:
    """Expands the words of one fish."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner

    def elements(self, words: Sequence[str]) -> list[str]:
        """All elements that *words* make."""
        found: list[str] = []
        for word in words:
            found += (name for element in self._of(word) for name in self._globbed(element))
        return found[:_MOST]

    def _of(self, word: str) -> list[str]:
        """fish takes command substitutions apart first, then variables, then braces. The first substitution is the
        slowest to change, then the last variable."""
        found: dict[_Order, list[str]] = {}
        raws = braced(word)
        for raw in raws:
            for order, text in self._parts(raw):
                found.setdefault(order, []).append(text)
        is_odd = len(raws) > 1 and any(len(texts) != len(raws) for texts in found.values())
        is_odd = is_odd or (len(raws) > 1 and len(found) > 1 and _WITHIN_BRACES.search(word) is not None)
        if is_odd or sum(map(len, found.values())) > _MOST:
            return [UNKNOWN]
        return [text for _, texts in sorted(found.items()) for text in texts]

    def _parts(self, raw: str) -> list[tuple[_Order, str]]:
        found: list[tuple[_Order, str]] = [(((), ()), "")]
        at = 0
        tilde = _TILDE.match(raw)
        if tilde is not None:
            found, at = [(((), ()), self.runner.read("HOME").text)], 1
        while at < len(raw):
            is_printed = raw[at] == "(" or raw.startswith("$(", at)
            pieces, at = self._piece(raw, at)
            found = [
                (_slower(order, index, is_printed), left + right)
                for order, left in found
                for index, right in enumerate(pieces)
            ]
            if len(found) > _MOST:
                return [(((), ()), UNKNOWN)]
        return found

    def _piece(self, raw: str, at: int) -> tuple[list[str], int]:
        character = raw[at]
        plain = _PLAIN.match(raw, at)
        if plain is not None:
            return [plain[0]], plain.end()
        single = _SINGLE.match(raw, at)
        if single is not None:
            return [re.sub(r"\\(['\\])", r"\1", single[1])], single.end()
        if character == '"':
            end = nested_end(raw, at)
            return [self._quoted(raw[at + 1 : end - 1])], end
        name = _NAME.match(raw, at)
        if name is not None:
            return self._variable(raw, name)
        named = _NAMED_BY.match(raw, at)
        if named is not None:
            return self._named_by(named)
        if character == "(" or raw.startswith("$(", at):
            end = nested_end(raw, at + (character == "$"))
            inner = raw[at + 1 + (character == "$") : end - 1]
            return self._indexed_output(raw, end, inner)
        if character == "\\":
            escaped = raw[at + 1 : at + 2]
            known = _ESCAPES.get(escaped, UNKNOWN if escaped in tuple("xXuUcC01234567") else escaped)
            return ["" if escaped == "\n" else known], at + 2
        return [_WILD if character == "*" else UNKNOWN if character in "$?'" else character], at + 1

    def _indexed_output(self, raw: str, end: int, inner: str) -> tuple[list[str], int]:
        printed = self.runner.printed_by(inner)
        lines = printed.split("\n") if printed else []
        index = _INDEX.match(raw, end)
        if index is None:
            return lines, end
        known = UNKNOWN not in printed
        return (self._picked(lines, index[1]) if known else [UNKNOWN]), index.end()

    def _variable(self, raw: str, name: re.Match[str]) -> tuple[list[str], int]:
        values = list(self._read(name[1] or name[2]).values)
        index = _INDEX.match(raw, name.end()) if name[1] else None
        if index is None:
            return values, name.end()
        return self._picked(values, index[1]), index.end()

    def _named_by(self, match: re.Match[str]) -> tuple[list[str], int]:
        values = self._values_of(self._read(match[2]).values, len(match[1]))
        return [UNKNOWN] if "[" in match[0] else values, match.end()

    def _values_of(self, names: Sequence[str], depth: int) -> list[str]:
        """``$$x``: what the variables are that *names* name, or those that these name."""
        if any(re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII) is None for name in names):
            self.runner.notes.reads[ANY, self.runner.place] = None
            return [UNKNOWN]
        values = [value for name in names for value in self._read(name).values]
        return values if depth == 1 else self._values_of(values, depth - 1)

    def _read(self, name: str) -> ShellVariable:
        if name == "argv":
            args = self.runner.state.args
            return ShellVariable((UNKNOWN,) if args is None else args, True, True)
        if name == "status":
            return ShellVariable(("0" if self.runner.status else UNKNOWN,), True, True)
        return self.runner.read(name)

    def _picked(self, values: list[str], index: str) -> list[str]:
        """fish counts from 1, and from -1 at the end; a range may run backwards."""
        match = re.fullmatch(r"\s*(-?\d+)?\s*(\.\.)?\s*(-?\d+)?\s*", index)
        if match is None or not (match[1] or match[2]):
            return [UNKNOWN]
        first = int(match[1] or 1)
        last = int(match[3] or -1) if match[2] else first
        size = len(values)
        first, last = (size + 1 + each if each < 0 else each for each in (first, last))
        step = 1 if last >= first else -1
        places = range(max(first, -1), min(last, size + 1) + step, step)
        return [values[place - 1] for place in places if 1 <= place <= size]

    def _quoted(self, inner: str) -> str:
        found: list[str] = []
        at = 0
        while at < len(inner):
            name = lazy_pattern(r"\$([A-Za-z_]\w*)", re.ASCII).match(inner, at)
            named = _NAMED_BY.match(inner, at)
            if named is not None:
                values, at = self._named_by(named)
                found.append(" ".join(values))
            elif name is not None:
                separator = ":" if is_path_variable(name[1]) else " "
                values, at = self._variable(inner, name)
                found.append(separator.join(values))
            elif inner.startswith("$(", at):
                end = nested_end(inner, at + 1)
                found.append(self.runner.printed_by(inner[at + 2 : end - 1]))
                at = end
            elif inner[at] == "\\" and inner[at + 1 : at + 2] in tuple('"$\\\n'):
                found.append("" if inner[at + 1] == "\n" else inner[at + 1])
                at += 2
            else:
                found.append(inner[at])
                at += 1
        return "".join(found)

    def _globbed(self, element: str) -> list[str]:
        if _WILD not in element:
            return [element]
        names = None if _WILD * 2 in element else self.runner.glob(element.replace(_WILD, "*"))
        return [UNKNOWN] if names is None else list(names)

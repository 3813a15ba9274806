"""What a word of sh, bash or zsh comes to, as far as that can be known without running anything.

What cannot be known (a command's output, arithmetic, a variable nobody set here) is `UNKNOWN` in the
result, so that the known rest of a value stays usable. Where the shells differ, it is unknown too.
"""

from __future__ import annotations

import re
from typing import Final, Protocol

from wizard.codecs.shell.words import quoted_end
from wizard.patterns import lazy_pattern

UNKNOWN: Final = "\0"
"""Stands for text that cannot be known; no value of a shell can hold it."""

_PLAIN: Final = lazy_pattern(r"[^'\"\\$`~({]+")
_PLAIN_QUOTED: Final = lazy_pattern(r"[^\\$`]+")
_NAME: Final = lazy_pattern(r"[A-Za-z_]\w*", re.ASCII)
_PARAMETER: Final = lazy_pattern(r"([A-Za-z_]\w*)(?:(:?)([-+])(.*))?", re.ASCII | re.DOTALL)
_ESCAPED: Final = lazy_pattern(r"\\.", re.DOTALL)
_QUOTED_OR_ESCAPED: Final = lazy_pattern(r"""'[^']*'|"(?:[^"\\]|\\.)*"|\\.""", re.DOTALL)
_SPECIAL: Final = "0123456789@*#?$!-(\"'"
_ESCAPABLE: Final = '$`"\\'
_SPLIT_OR_MATCHED: Final = lazy_pattern(r"[\s*?\[\\]")
_DEEPEST: Final = 10


class Variables(Protocol):
    """What is known of variables; a dict is one."""

    def get(self, name: str, default: str, /) -> str: ...


def expand(raw: str, variables: Variables, *, home: str | None = None, is_argument: bool = False) -> str:
    """*raw*, the value of an assignment as written, with quotes gone and *variables* filled in.

    *home* is what ``~`` stands for. An *is_argument* stands behind ``export`` and its like, where some
    shells split words and expand braces.
    """
    joined = _QUOTED_OR_ESCAPED.sub(_without_breaks, raw) if "\\\n" in raw else raw
    return _Expansion(variables, home, is_argument, 0).run(joined)


def _without_breaks(match: re.Match[str]) -> str:
    """A shell takes a backslash with a line end away before it looks at anything but single quotes."""
    if match[0].startswith("'"):
        return match[0]
    return _ESCAPED.sub(lambda escaped: "" if escaped[0] == "\\\n" else escaped[0], match[0])


class _Expansion:
    def __init__(self, variables: Variables, home: str | None, is_argument: bool, depth: int) -> None:
        self.variables = variables
        self.home = UNKNOWN if home is None else home
        self.is_argument = is_argument
        self.depth = depth
        self.found: list[str] = []

    def run(self, raw: str) -> str:
        at, may_be_home = 0, True
        while at < len(raw):
            character = raw[at]
            if character == "~" and may_be_home:
                end = self._tilde(raw, at)
            elif character in "'\"":
                end = self._quoted(raw, at)
            elif character in "$`\\":
                end = self._special(raw, at, is_quoted=False)
            else:
                end = self._plain(raw, at)
            may_be_home = raw[at:end].endswith(":") and character not in "'\"$`\\~"
            at = end
        return "".join(self.found)

    def _plain(self, raw: str, at: int) -> int:
        plain = _PLAIN.match(raw, at)
        if plain is not None:
            self.found.append(plain[0])
            return plain.end()
        is_known = raw[at] == "~" or (raw[at] == "{" and not self.is_argument)
        self.found.append(raw[at] if is_known else UNKNOWN)
        return len(raw) if raw[at] == "(" else at + 1

    def _tilde(self, raw: str, at: int) -> int:
        """``~`` alone is the home; ``~name`` is somebody else's."""
        is_own = raw[at + 1 : at + 2] in ("", "/", ":")
        self.found.append(self.home if is_own else UNKNOWN)
        return at + 1

    def _quoted(self, raw: str, at: int) -> int:
        end = quoted_end(raw, at)
        inner = raw[at + 1 : end - 1]
        if end - at < 2 or raw[end - 1] != raw[at]:
            self.found.append(UNKNOWN)
        elif raw[at] == "'":
            self.found.append(inner)
        else:
            self._within_quotes(inner)
        return end

    def _within_quotes(self, inner: str) -> None:
        at = 0
        while at < len(inner):
            plain = _PLAIN_QUOTED.match(inner, at)
            if plain is None:
                at = self._special(inner, at, is_quoted=True)
            else:
                self.found.append(plain[0])
                at = plain.end()

    def _special(self, raw: str, at: int, *, is_quoted: bool) -> int:
        """What begins with ``$``, a backslash or a backquote."""
        if raw[at] == "\\":
            return self._escape(raw, at, is_quoted=is_quoted)
        name = _NAME.match(raw, at + 1)
        if raw[at] == "$" and name is not None:
            self._insert(self.variables.get(name[0], UNKNOWN), is_quoted=is_quoted)
            return name.end()
        if raw.startswith("${", at):
            end = quoted_end(raw, at)
            self._insert(self._parameter(raw[at + 2 : end - 1], is_quoted), is_quoted=is_quoted)
            return end
        following = raw[at + 1 : at + 2]
        is_dollar = following not in _SPECIAL or following == "" or (is_quoted and following in "\"'")
        self.found.append("$" if raw[at] == "$" and is_dollar else UNKNOWN)
        return at + 1 if is_dollar and raw[at] == "$" else max(at + 2, quoted_end(raw, at))

    def _escape(self, raw: str, at: int, *, is_quoted: bool) -> int:
        escaped = raw[at + 1 : at + 2]
        if escaped == "" or (is_quoted and escaped not in _ESCAPABLE and escaped != "\n"):
            self.found.append("\\")
        if escaped != "\n":
            self.found.append(escaped)
        return at + 2

    def _insert(self, value: str, *, is_quoted: bool) -> None:
        is_changed = self.is_argument and not is_quoted and _SPLIT_OR_MATCHED.search(value) is not None
        self.found.append(UNKNOWN if is_changed else value)

    def _parameter(self, inner: str, is_quoted: bool) -> str:
        """What ``${inner}`` comes to."""
        match = _PARAMETER.fullmatch(inner)
        value = UNKNOWN if match is None else self.variables.get(match[1], UNKNOWN)
        if match is None or match[3] is None or value == UNKNOWN:
            return value
        _, colon, operator, word = match.groups()
        is_set = value != "" or not colon
        if is_set == (operator == "-"):
            return value if is_set else ""
        if self.depth == _DEEPEST:
            return UNKNOWN
        nested = _Expansion(self.variables, self.home, self.is_argument, self.depth + 1)
        return nested.run(f'"{word}"' if is_quoted else word)

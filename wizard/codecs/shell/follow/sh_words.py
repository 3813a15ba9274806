"""What a word of sh, bash or zsh comes to: its fields, or its text where nothing is split.

What cannot be known stands as `UNKNOWN` in the result, and doubt about a variable is the runner's doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wizard.codecs.shell.braces import braced
from wizard.codecs.shell.follow.parameters import Parameters
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.patterns import Piece, has_wildcard
from wizard.codecs.shell.values import UNKNOWN
from wizard.codecs.shell.words import quoted_end
from wizard.patterns import lazy_pattern

_PLAIN: Final = lazy_pattern(r"[^'\"\\$`~:]+")
_PLAIN_QUOTED: Final = lazy_pattern(r"[^\\$`]+")
_NAME: Final = lazy_pattern(r"[A-Za-z_]\w*", re.ASCII)
_SPECIAL: Final = lazy_pattern(r"[@*#?$!\-0-9_]")
_USER: Final = lazy_pattern(r"~([\w.-]*)(?=[/:]|$)", re.ASCII)
_SUBSCRIPT: Final = lazy_pattern(r"\[[^\]\[\n]*\]")
_ESCAPES: Final = {
    "n": "\n",
    "t": "\t",
    "e": "\x1b",
    "E": "\x1b",
    "a": "\a",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    "v": "\v",
}
_QUALIFIERS: Final = lazy_pattern(r"\(([^()|~]*)\)$")
_KNOWN_QUALIFIERS: Final = lazy_pattern(r"[-N./n]*|[-N./]*on[-N./]*")
_DEEPEST: Final = 12


class _Fields:
    """Fields in the making, each of pieces."""

    def __init__(self) -> None:
        self.done: list[list[Piece]] = []
        self.now: list[Piece] | None = None

    def add(self, text: str, is_quoted: bool) -> None:
        if not text and not is_quoted:
            return
        pieces = [*(self.now or ())]
        before = pieces.pop()[0] if pieces and pieces[-1][1] == is_quoted else ""
        self.now = [*pieces, (before + text, is_quoted)]

    def next(self) -> None:
        if self.now is not None:
            self.done.append(self.now)
            self.now = None

    def all(self) -> list[list[Piece]]:
        self.next()
        return self.done


class ShWords:
    """Expands the words of one shell."""

    def __init__(self, runner: Runner, *, is_zsh: bool, is_posix: bool) -> None:
        self.runner = runner
        self.is_zsh = is_zsh
        self.is_posix = is_posix
        self.parameters = Parameters(runner, self.text, self.pattern, is_zsh=is_zsh)
        self.depth = 0

    def fields(self, words: Sequence[str]) -> list[str]:
        """The arguments that *words* make."""
        found: list[str] = []
        for word in words:
            for raw in [word] if self.is_posix else braced(word):
                found += self._fields_of(raw)
        return found

    def text(self, raw: str, *, is_quoted: bool = False, is_value: bool = False) -> str:
        """*raw* where nothing is split; in a *value* ``~`` counts after every colon."""
        return "".join(text for text, _ in self._unsplit(raw, is_quoted, is_value))

    def is_equals(self, raw: str) -> bool:
        """Whether *raw* is zsh's ``=program``, which becomes the path of that program."""
        return self.is_zsh and re.match(r"=[\w./]", raw) is not None

    def pattern(self, raw: str) -> list[Piece]:
        """*raw* as a pattern."""
        return self._unsplit(raw, False, False)

    def _unsplit(self, raw: str, is_quoted: bool, is_value: bool) -> list[Piece]:
        fields = _Fields()
        self._expand(raw, fields, is_quoted=is_quoted, splits=False, is_value=is_value)
        pieces: list[Piece] = []
        between = self.parameters.joiner() if self.is_zsh or self.is_posix else " "
        for field in fields.all():
            pieces += [(between, True)] if pieces else []
            pieces += field
        return pieces

    def _fields_of(self, raw: str) -> list[str]:
        if self.is_equals(raw):
            return [UNKNOWN]
        fields = _Fields()
        self._expand(raw, fields, is_quoted=False, splits=True, is_value=False)
        found: list[str] = []
        for field in fields.all():
            found += self._globbed(field)
        return found

    def _globbed(self, field: list[Piece]) -> list[str]:
        text = "".join(text for text, _ in field)
        qualifier = _QUALIFIERS.search(text) if self.is_zsh and not field[-1][1] else None
        if not (has_wildcard(field) or qualifier is not None) or "noglob" in self.runner.state.options:
            return [text]
        pattern = text[: qualifier.start()] if qualifier is not None else text
        is_odd = any(is_quoted and re.search(r"[*?\[]", text) for text, is_quoted in field)
        is_odd = is_odd or re.search(r"[\[(|^#~]|\*\*", pattern) is not None
        names = None if is_odd else self._matching(pattern)
        if names is not None and qualifier is not None:
            names = self._qualified(names, qualifier[1])
        if names is None:
            return [UNKNOWN]
        if (
            names
            or (qualifier is not None and "N" in qualifier[1])
            or "nullglob" in self.runner.state.options
        ):
            return list(names)
        if not self.is_zsh or "nomatch" in self.runner.state.options:
            return [text]
        self.runner.is_aborted = True
        return [UNKNOWN]

    def _qualified(self, names: tuple[str, ...], qualifier: str) -> tuple[str, ...] | None:
        """Those that the qualifier of zsh's glob leaves: ``/`` folders, ``.`` files (zshexpn(1), Glob Qualifiers)."""
        if not _KNOWN_QUALIFIERS.fullmatch(qualifier):
            return None
        wanted = {"/": "folder", ".": "file"}.get(next((each for each in qualifier if each in "/."), ""))
        if wanted is None:
            return names
        seen = [(name, self.runner.look(name)) for name in names]
        if any(each is None for _, each in seen):
            return None
        return tuple(name for name, each in seen if each is not None and each.kind == wanted)

    def _matching(self, pattern: str) -> tuple[str, ...] | None:
        if re.search(r"[*?]", pattern):
            return self.runner.glob(pattern)
        seen = self.runner.look(pattern)
        return None if seen is None else () if seen.kind == "missing" else (pattern,)

    def _expand(self, raw: str, fields: _Fields, *, is_quoted: bool, splits: bool, is_value: bool) -> None:
        at, may_be_home = 0, not is_quoted
        self.depth += 1
        while at < len(raw) and self.depth < _DEEPEST:
            character = raw[at]
            if character == "~" and may_be_home:
                at = self._tilde(raw, at, fields)
                may_be_home = False
                continue
            may_be_home = character == ":" and is_value and not is_quoted
            if character in "$`\\":
                at = self._special(raw, at, fields, is_quoted, splits)
            elif character in "'\"" and not is_quoted:
                at = self._quoted(raw, at, fields)
            else:
                plain = (_PLAIN_QUOTED if is_quoted else _PLAIN).match(raw, at)
                end = plain.end() if plain is not None else at + 1
                fields.add(raw[at:end], is_quoted)
                at = end
        if at < len(raw):
            fields.add(UNKNOWN, True)
        self.depth -= 1

    def _tilde(self, raw: str, at: int, fields: _Fields) -> int:
        user = _USER.match(raw, at)
        if user is None:
            fields.add("~", False)
            return at + 1
        if self.is_zsh and user[1] and (named := self.runner.state.get(user[1])).is_set:
            text = self.runner.read(user[1]).text  # zsh: a variable with a path in it is the name of a folder
            fields.add(text if text.startswith("/") and named.doubt is None else UNKNOWN, True)
            return user.end()
        is_own = user[1] in ("", self.runner.account.name)
        home = self.runner.read("HOME").text if user[1] == "" else self.runner.account.home
        fields.add(home if is_own else UNKNOWN, True)
        return user.end()

    def _quoted(self, raw: str, at: int, fields: _Fields) -> int:
        end = quoted_end(raw, at)
        if end - at < 2 or raw[end - 1] != raw[at]:
            fields.add(UNKNOWN, True)
        elif raw[at] == "'":
            fields.add(raw[at + 1 : end - 1], True)
        else:
            inner = raw[at + 1 : end - 1]
            if not re.fullmatch(r"\$(?:@|\{[\w!]+\[@\]\}|\{@\})", inner):
                fields.add("", True)
            self._expand(inner, fields, is_quoted=True, splits=False, is_value=False)
        return end

    def _special(self, raw: str, at: int, fields: _Fields, is_quoted: bool, splits: bool) -> int:
        """What begins with ``$``, a backslash or a backquote."""
        if raw[at] == "\\":
            return self._escape(raw, at, fields, is_quoted)
        if raw[at] == "`":
            end = quoted_end(raw, at)
            self._insert(
                self.runner.printed_by(re.sub(r"\\([`$\\])", r"\1", raw[at + 1 : end - 1])),
                fields,
                is_quoted,
                splits,
            )
            return end
        following = raw[at + 1 : at + 2]
        if following == "(":
            return self._substitution(raw, at, fields, is_quoted, splits)
        if following == "{":
            end = quoted_end(raw, at)
            self._parameter(raw[at + 2 : end - 1], fields, is_quoted, splits)
            return end
        if following in ("'", '"') and following and not is_quoted:
            return self._dollar_quoted(raw, at, fields)
        return self._named(raw, at, fields, is_quoted, splits)

    def _named(self, raw: str, at: int, fields: _Fields, is_quoted: bool, splits: bool) -> int:
        if self.is_zsh and raw[at + 1 : at + 2] in tuple("^=~+#") and _NAME.match(raw, at + 2):
            name = _NAME.match(raw, at + 2)
            prefix = raw[at + 1]
        else:
            name, prefix = _NAME.match(raw, at + 1) or _SPECIAL.match(raw, at + 1), ""
        if name is None:
            fields.add("$", True)
            return at + 1
        subscript = _SUBSCRIPT.match(raw, name.end()) if self.is_zsh and name[0][0] not in "#?$!-" else None
        end = name.end() if subscript is None else subscript.end()
        self._parameter(prefix + raw[name.start() : end], fields, is_quoted, splits)
        return end

    def _substitution(self, raw: str, at: int, fields: _Fields, is_quoted: bool, splits: bool) -> int:
        end = quoted_end(raw, at)
        inner = raw[at + 2 : end - 1]
        if raw.startswith("$((", at) and raw[at:end].endswith("))"):
            fields.add(self.parameters.arithmetic(inner[1:-1]), is_quoted)
        else:
            self._insert(self.runner.printed_by(inner), fields, is_quoted, splits)
        return end

    def _escape(self, raw: str, at: int, fields: _Fields, is_quoted: bool) -> int:
        escaped = raw[at + 1 : at + 2]
        if escaped == "\n":
            return at + 2
        if is_quoted and escaped not in tuple('$`"\\'):
            fields.add("\\", True)
        fields.add(escaped or "\\", True)
        return at + 2

    def _dollar_quoted(self, raw: str, at: int, fields: _Fields) -> int:
        if self.is_posix:
            fields.add("$", True)
            return at + 1
        end = quoted_end(raw, at) if raw[at + 1] == "'" else quoted_end(raw, at + 1)
        inner = raw[at + 2 : end - 1]
        if raw[at + 1] == '"':
            self._expand(inner, fields, is_quoted=True, splits=False, is_value=False)
        elif re.search(r"\\[0-9xuUcCM]", inner):
            fields.add(UNKNOWN, True)
        else:
            fields.add(re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), inner, flags=re.DOTALL), True)
        return end

    def _parameter(self, inner: str, fields: _Fields, is_quoted: bool, splits: bool) -> None:
        found = self.parameters.value(inner, is_quoted)
        if not (isinstance(found, str) or splits or is_quoted) and inner.endswith(("*", "[*]")):
            found = self.parameters.joiner().join(found)
        if isinstance(found, str):
            self._insert(found, fields, is_quoted, splits)
            return
        # zsh leaves empty elements out where nothing is quoted.
        kept = [each for each in found if each or is_quoted or not self.is_zsh]
        for index, element in enumerate(kept):
            if index:
                fields.next()
            if is_quoted or self.is_zsh:
                fields.add(element, True)
            else:
                self._insert(element, fields, False, splits)

    def _insert(self, value: str, fields: _Fields, is_quoted: bool, splits: bool) -> None:
        """The value of an expansion, split where a shell would."""
        is_split = (
            splits and not is_quoted and (not self.is_zsh or "shwordsplit" in self.runner.state.options)
        )
        if not is_split:
            fields.add(value, is_quoted or self.is_zsh)
            return
        separators = self.parameters.separators()
        if separators is None:
            fields.add(UNKNOWN, True)
            return
        parts = re.split(f"[{re.escape(separators)}]", value) if separators else [value]
        is_blank = not separators.strip()
        for index, part in enumerate(parts):
            if index:
                fields.next()
            if part or (index and not is_blank and index < len(parts) - 1):
                fields.now = [*(fields.now or ()), (part, False)]

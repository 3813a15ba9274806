"""What go.mod and go.work say, read without running Go, and without ever failing; these files are never written.

Grammar: golang.org/x/mod/modfile (lexer in read.go). Lines end with LF, a CR before it is a blank; ``//``
begins a comment; ``verb ( … )`` stands for one ``verb`` a line. A byte order mark is fatal to Go
(RULES 14); here it is skipped.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from wizard.codecs.go import version as goversion
from wizard.codecs.lines import BOM, text_of
from wizard.patterns import lazy_pattern

_TOKEN: Final = lazy_pattern(
    r"""(?P<comment>//) | (?P<token>[()] | "(?:[^"\\]|\\.)*"? | `[^`]*`? | (?:[^\s()/]|/(?!/))+)""",
    re.VERBOSE | re.DOTALL,
)


_VERSION: Final = lazy_pattern(
    r"[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?", re.ASCII
)
_TOOLCHAIN: Final = lazy_pattern(r"default|go1(?:\..*)?")
_AS_WRITTEN: Final = ("go", "toolchain")
"""Go takes no quotes off what these say."""


class Directive(msgspec.Struct, frozen=True):
    """One statement on *line* (from 1): its verb, and its arguments without quotes around them."""

    line: int
    verb: str
    args: tuple[str, ...]


class GoMod(msgspec.Struct, frozen=True):
    """A go.mod or go.work, as written; *go* and *toolchain* are None if there is no such line."""

    directives: tuple[Directive, ...]

    @property
    def go(self) -> str | None:
        return self._first("go")

    @property
    def toolchain(self) -> str | None:
        return self._first("toolchain")

    def of(self, verb: str) -> tuple[Directive, ...]:
        """All directives with *verb*, those in blocks too."""
        return tuple(directive for directive in self.directives if directive.verb == verb)

    def _first(self, verb: str) -> str | None:
        return next((directive.args[0] for directive in self.of(verb) if directive.args), None)


def parse(data: bytes) -> GoMod:
    """Read any bytes; what is no directive is passed over."""
    directives: list[Directive] = []
    block: str | None = None
    for number, raw in enumerate(data.removeprefix(BOM).split(b"\n"), 1):
        tokens = _tokens(text_of(raw))
        if not tokens:
            continue
        if tokens == [")"]:
            block = None
        elif block is not None:
            directives.append(_directive(number, [block, *tokens]))
        elif len(tokens) > 1 and tokens[-1] == "(":
            block = tokens[0]
        else:
            directives.append(_directive(number, tokens))
    return GoMod(tuple(directives))


_VERB: Final = lazy_pattern(r"[a-z]+", re.ASCII)
"""How Go calls what it has: neither the marks of a conflict nor bytes that are no text."""


def is_sound(directive: Directive) -> bool:
    """Whether Go can read *directive*, as far as its own words tell: of ``go``, ``toolchain`` and ``godebug``, tried
    with Go 1.27.3. All others that have a name are taken for sound, for a newer Go may know them."""
    match directive.verb, directive.args:
        case "go", (version,):
            return _VERSION.fullmatch(version) is not None
        case "toolchain", (name,):
            return _TOOLCHAIN.fullmatch(name) is not None
        case "godebug", (setting,):
            return "=" in setting and not any(mark in setting for mark in "\"'`,")
        case (("go" | "toolchain" | "godebug"), _):
            return False
        case _:
            return _VERB.fullmatch(directive.verb) is not None


def repeated(gomod: GoMod) -> tuple[Directive, ...]:
    """The second ``go`` or ``toolchain`` line and all after it, at which Go stops."""
    return tuple(directive for verb in ("go", "toolchain") for directive in gomod.of(verb)[1:])


def needs(gomod: GoMod) -> str | None:
    """The oldest version that will do: the newer of the go and the toolchain line, as ``1.25.5``.

    A language version (``1.25``) may come out, which every release of it fulfils: `Version` orders them so.
    None if neither line says one. With GOTOOLCHAIN=local Go heeds the go line alone.
    """
    names = (f"go{gomod.go}", gomod.toolchain or "")
    versions = [version for name in names if (version := goversion.parse(name)) is not None]
    return max(versions).number if versions else None


def _tokens(line: str) -> list[str]:
    tokens: list[str] = []
    for match in _TOKEN.finditer(line):
        if match["comment"] is not None:
            break
        tokens.append(match["token"])
    return tokens


def _directive(line: int, tokens: list[str]) -> Directive:
    verb, *args = tokens
    return Directive(line, verb, tuple(args if verb in _AS_WRITTEN else map(_plain, args)))


def _plain(token: str) -> str:
    is_quoted = len(token) > 1 and token[0] in '"`' and token[-1] == token[0]
    return token[1:-1] if is_quoted else token

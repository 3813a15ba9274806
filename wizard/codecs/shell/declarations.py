"""Which commands of a profile set or export variables, and the two languages a profile may be in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from wizard.codecs.shell import reader as shell_reader
from wizard.codecs.shell import values as shell_values
from wizard.codecs.shell.nodes import Statement
from wizard.codecs.shell.values import UNKNOWN, Variables
from wizard.patterns import lazy_pattern

_ASSIGNMENT: Final = lazy_pattern(r"([A-Za-z_]\w*)(\+?=)(.*)", re.ASCII | re.DOTALL)
_QUOTED_ASSIGNMENT: Final = lazy_pattern(r"([\"'])([A-Za-z_]\w*)(\+?=)(.*)", re.ASCII | re.DOTALL)
_NAME: Final = lazy_pattern(r"[A-Za-z_]\w*", re.ASCII)
_BUILTINS: Final = frozenset({"export", "declare", "typeset", "readonly"})
_OF_ZSH: Final = lazy_pattern(r"/\.?(?:zshenv|zprofile|zshrc|zlogin|zlogout)(?:\.[\w.]+)?$|\.zsh(?:-theme)?$")
_NOT_SETTING: Final = frozenset("fFpn")
_FISH_FLAGS: Final = {
    "--append": "a",
    "--erase": "e",
    "--export": "x",
    "--names": "n",
    "--prepend": "p",
    "--query": "q",
    "--show": "S",
}
ADD_PATH: Final = "fish_add_path"
_ADD_PATH_FLAGS: Final = {"--path": "P", "--append": "a", "--dry-run": "n", "--help": "h"}
_FISH_NOT_SETTING: Final = frozenset("eqSn")


class Declaration(msgspec.Struct, frozen=True):
    """A variable that a command sets (*operator* ``=``, ``+=`` appends, ``=+`` prepends) or only exports.

    *words* are the value as written: one for sh, any number for fish, None if the value stays.
    """

    name: str
    operator: str
    words: tuple[str, ...] | None
    exports: bool
    is_argument: bool


class Grammar(msgspec.Struct, frozen=True):
    """A shell's language: its commands, what a command declares, what a written word comes to."""

    statements: Callable[[str], tuple[Statement, ...]]
    declarations: Callable[[Statement], tuple[Declaration, ...]]
    expand: Callable[[str, Variables, str | None, bool], str]
    list_separator: str
    shell: str
    """``sh``, ``zsh`` or ``fish``."""


def grammar_of(path: str) -> Grammar:
    """The language of a profile, by its name."""
    if path.endswith(".fish"):
        return FISH
    return ZSH if _OF_ZSH.search(f"/{path}") else SH


def value_of(
    declaration: Declaration, grammar: Grammar, variables: Variables, home: str | None = None
) -> str:
    """What the variable holds afterwards, with `UNKNOWN` for what cannot be known."""
    separator = ":" if declaration.name.endswith("PATH") else grammar.list_separator
    if declaration.words is None:
        return variables.get(declaration.name, UNKNOWN)
    new = separator.join(
        grammar.expand(word, variables, home, declaration.is_argument) for word in declaration.words
    )
    if declaration.operator == "=":
        return new
    old = variables.get(declaration.name, UNKNOWN)
    joint = separator if grammar is FISH else ""
    return old + joint + new if declaration.operator == "+=" else new + joint + old


def _sh_declarations(statement: Statement) -> tuple[Declaration, ...]:
    if statement.is_opener:
        return ()
    if statement.words[0] in _BUILTINS:
        return _sh_builtin(*statement.words)
    matches = [_ASSIGNMENT.fullmatch(word) for word in statement.words]
    # With a command behind them, assignments are only for that command.
    found = [match for match in matches if match is not None]
    if len(found) < len(matches):
        return ()
    return tuple(Declaration(match[1], match[2], (match[3],), False, False) for match in found)


def _sh_builtin(builtin: str, *words: str) -> tuple[Declaration, ...]:
    flags = {letter for word in words if word.startswith("-") for letter in word[1:]}
    if flags & _NOT_SETTING:
        return ()
    exports = builtin == "export" or "x" in flags
    found = (_sh_argument(word, exports) for word in words)
    return tuple(declaration for declaration in found if declaration is not None)


def _sh_argument(word: str, exports: bool) -> Declaration | None:
    match = _ASSIGNMENT.fullmatch(word)
    if match is not None:
        return Declaration(match[1], match[2], (match[3],), exports, True)
    quoted = _QUOTED_ASSIGNMENT.fullmatch(word)
    if quoted is not None:
        return Declaration(quoted[2], quoted[3], (quoted[1] + quoted[4],), exports, True)
    return Declaration(word, "=", None, exports, True) if exports and _NAME.fullmatch(word) else None


def _fish_declarations(statement: Statement) -> tuple[Declaration, ...]:
    if statement.is_opener or statement.words[0] not in ("set", "export", ADD_PATH):
        return ()
    command, *words = statement.words
    if command == ADD_PATH:
        return _fish_added(words)
    if command == "export":
        return tuple(d for word in words if (d := _sh_argument(word, True)) is not None)
    flags: set[str] = set()
    while words and words[0].startswith("-"):
        flag = words.pop(0)
        if flag == "--":
            break
        flags |= set(_FISH_FLAGS.get(flag, "" if flag.startswith("--") else flag[1:]))
    if flags & _FISH_NOT_SETTING or not words or not _NAME.fullmatch(words[0]):
        return ()
    operator = "+=" if "a" in flags else "=+" if "p" in flags else "="
    return (Declaration(words[0], operator, tuple(words[1:]), "x" in flags, False),)


def _fish_added(words: Sequence[str]) -> tuple[Declaration, ...]:
    """``fish_add_path`` puts folders in front of PATH or of the list that fish makes it of (GO §13.6)."""
    options = [word for word in words if word.startswith("-")]
    flags = {letter for word in options if not word.startswith("--") for letter in word[1:]}
    flags |= {letter for word, letter in _ADD_PATH_FLAGS.items() if word in options}
    folders = tuple(word for word in words if word not in options)
    if flags & {"n", "h"} or not folders:
        return ()
    name = "PATH" if "P" in flags else "fish_user_paths"
    return (Declaration(name, "+=" if "a" in flags else "=+", folders, "P" in flags, False),)


def _sh_expand(raw: str, variables: Variables, home: str | None, is_argument: bool) -> str:
    return shell_values.expand(raw, variables, home=home, is_argument=is_argument)


# Few have a profile of fish or zsh, so their readers are loaded only where there is one.


def _fish_statements(text: str) -> tuple[Statement, ...]:
    from wizard.codecs.shell import fish_reader

    return fish_reader.statements(text)


def _zsh_statements(text: str) -> tuple[Statement, ...]:
    from wizard.codecs.shell import zsh_reader

    return zsh_reader.statements(text)


def _fish_expand(raw: str, variables: Variables, home: str | None, _: bool) -> str:
    from wizard.codecs.shell import fish_values

    return fish_values.expand(raw, variables, home=home)


SH: Final = Grammar(shell_reader.statements, _sh_declarations, _sh_expand, "", "sh")
ZSH: Final = Grammar(_zsh_statements, _sh_declarations, _sh_expand, "", "zsh")
FISH: Final = Grammar(_fish_statements, _fish_declarations, _fish_expand, " ", "fish")

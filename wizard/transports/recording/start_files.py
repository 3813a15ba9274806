"""Start files of shells as recordings have them: what rules ask of them, and the shape of the rest.

Commands that no rule speaks of become ``:``, comments become ``#``, text of here-documents goes. Every line keeps
its number, every condition its place, so that a recording is judged as the machine was. Where that cannot be had
(a file that our readers read differently afterwards), the file stays whole, without its secrets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wizard.codecs.lines import bytes_of, text_of
from wizard.codecs.shell.declarations import FISH, Grammar, grammar_of
from wizard.codecs.shell.nodes import Statement
from wizard.codecs.shell.start_file import END, START, assignments, returns_early_for_noninteractive
from wizard.patterns import lazy_pattern

_PATHS: Final = lazy_pattern(
    r"(?:^|/)\.?(?:profile|bash_profile|bash_login|bash_logout|bashrc|bash\.bashrc|bash_aliases|zshenv|zprofile|zshrc"
    r"|zlogin|zlogout|environment|pam_environment|kshrc|mkshrc)$|\.(?:sh|bash|zsh|fish)$"
    r"|/environment\.d/[^/]+\.conf$"
)
_OTHERS: Final = lazy_pattern(
    r"^/proc/|^/etc/(?:wsl\.conf|fstab|passwd|os-release|machine-id|systemd/|nsswitch\.conf)|^/usr/lib/|/VERSION$"
    r"|[/\\]\.wslconfig$|/etc/hosts$|/go/env$|/fish_variables$|\.unpacked-success$|\.bak$|^[A-Za-z]:|\\"
)
"""Files that are looked at whole and that no shell reads as commands."""
_UNIVERSAL: Final = lazy_pattern(r"SETUVAR[^:\n]* (?P<name>[A-Za-z_]\w*):(?P<value>[^\n]*)")
_ASKED: Final = lazy_pattern(
    r"PATH|\bC?GO[A-Z]|\bGCCGO|\bgo\b|\bTE?MP|/tmp|tmpfs|\bmount\b|WSL|wsl|(?i:_proxy\b)|\bPS1\b|\$-|interactive"
    r"|\bBASH_ENV\b|\bENV\b|\.bashrc|profile|\bLD_|\bSSL_|\bNODE_EXTRA"
)
"""What rules speak of, or may: variables by the start of their names, `go`, what decides whether a file is read on."""
_LEADING: Final = frozenset({".", "source", "eval", "return", "exit"})
"""Commands that decide what the others come to."""
_REFERENCE: Final = lazy_pattern(r"\$\{?([A-Za-z_]\w*)")
_HERE: Final = lazy_pattern(r"(?<!<)<<-?(?!<)[ \t]*(?P<quote>[\"'\\]?)(?P<end>\w+)(?:(?P=quote)|\b)")
_COMMENT: Final = lazy_pattern(r"(?:(?<=\s)|^)#(?!!)[^\n]*")


def is_start_file(path: str) -> bool:
    """Whether a shell reads the file of this name when it starts."""
    return _PATHS.search(path) is not None


def may_be_sourced(path: str) -> bool:
    """Whether a file that was looked at whole can only be one that a start file names: it may have any name."""
    return _OTHERS.search(path) is None


def asked_of(path: str, data: bytes) -> bytes:
    """What is recorded of the start file *path* with the content *data*."""
    ends = ["\r" if line.endswith("\r") else "" for line in text_of(data).split("\n")]
    plain = "\n".join(line.removesuffix("\r") for line in text_of(data).split("\n"))
    grammar = grammar_of(path)
    try:
        kept = _asked(plain, grammar)
    except RecursionError:
        return data
    if kept.count("\n") != len(ends) - 1 or not _reads_the_same(plain, kept, grammar):
        return data
    return bytes_of("\n".join(line + end for line, end in zip(kept.split("\n"), ends, strict=True)))


def asked_of_universal(data: bytes) -> bytes:
    """What is recorded of fish's universal variables: those that rules ask for, and paths, of which these may be
    made."""

    def kept(found: re.Match[str]) -> str:
        is_path = found["value"].startswith(("/", "~", r"\x7e"))
        return found[0] if is_path or _ASKED.search(found["name"]) else "#"

    return bytes_of(_UNIVERSAL.sub(kept, text_of(data)))


def _reads_the_same(old: str, new: str, grammar: Grammar) -> bool:
    before, after = bytes_of(old), bytes_of(new)
    names = {found[0] for found in re.finditer(r"\b[A-Za-z_]\w*", old) if _ASKED.search(found[0])}
    return assignments(before, names, grammar) == assignments(after, names, grammar) and (
        returns_early_for_noninteractive(before, grammar) == returns_early_for_noninteractive(after, grammar)
    )


def _asked(text: str, grammar: Grammar) -> str:
    """*text* as it is recorded. Our block, which holds what we wrote, stays."""
    before, mark, rest = text.partition(text_of(START))
    ours, end, after = rest.partition(text_of(END))
    if not mark or not end:
        return _asked_part(text, grammar)
    return _asked_part(before, grammar) + mark + ours + end + _asked_part(after, grammar)


def _asked_part(text: str, grammar: Grammar) -> str:
    statements = [statement for statement in grammar.statements(text) if not statement.is_opener]
    names = _referred(text, statements, grammar)
    parts: list[str] = []
    at = 0
    for statement in sorted(statements, key=lambda each: each.start):
        if statement.start < at:  # inside of one that is gone already
            continue
        parts.append(_gap(text[at : statement.start]))
        parts.append(_kept(text, statement, grammar, names))
        at = statement.end
    return _without_documents("".join((*parts, _gap(text[at:]))))


def _kept(text: str, statement: Statement, grammar: Grammar, names: frozenset[str]) -> str:
    words = text[statement.start : statement.end]
    declared = grammar.declarations(statement)
    if _is_asked(words, statement, {each.name for each in declared} & names):
        return words
    instead = ("set _ ''" if grammar is FISH else "_=") if declared else ":"
    documents = "".join(f" {found[0]}" for found in _HERE.finditer(words))
    return instead + documents + " \\\n" * words.count("\n")


def _is_asked(words: str, statement: Statement, needed: set[str]) -> bool:
    return bool(needed or statement.words[0] in _LEADING or _ASKED.search(words))


def _referred(text: str, statements: list[Statement], grammar: Grammar) -> frozenset[str]:
    """Variables that the values of asked ones are made of, and these of others."""
    names: frozenset[str] = frozenset()
    while True:
        more = frozenset(_names_in(text, statements, grammar, names))
        if more <= names:
            return names
        names |= more


def _names_in(
    text: str, statements: list[Statement], grammar: Grammar, names: frozenset[str]
) -> Iterator[str]:
    for statement in statements:
        words = text[statement.start : statement.end]
        if _is_asked(words, statement, {each.name for each in grammar.declarations(statement)} & names):
            yield from _REFERENCE.findall(words)


def _gap(text: str) -> str:
    """What stands between commands: the words of the shell stay, comments go."""
    return _COMMENT.sub("#", text)


def _without_documents(text: str) -> str:
    """*text* with empty lines in its here-documents."""
    lines = text.split("\n")
    end = ""
    for number, line in enumerate(lines):
        if not end:
            found = _HERE.search(line)
            end = found["end"] if found is not None else ""
        elif line.strip("\t ") == end:
            end = ""
        elif not _ASKED.search(line):
            lines[number] = ""
    return "\n".join(lines)

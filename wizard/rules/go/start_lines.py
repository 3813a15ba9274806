"""Lines of start files that export a variable to Go, and the edit that ends each.

Where other lines use the variable (the popular ``PATH=$PATH:$GOROOT/bin``), it has to stay in the shell, or no Go would
be found any more: it is only not exported, so that Go does not see it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import msgspec

from wizard.codecs.lines import split, words_of
from wizard.codecs.shell import start_file
from wizard.facts.shell import StartFile, StartFiles
from wizard.model.edits.files import DropLine, Edit, ReplaceLine
from wizard.model.findings import Evidence
from wizard.rules.go.evidence import alone


class Export(msgspec.Struct, frozen=True):
    """A statement by which *name* gets to Go. *value* is None if it cannot be told; *edit* ends it, if one line is all
    that this needs. *corrected*: the same line with the path that its ``~`` was meant to be."""

    name: str
    value: str | None
    seen: Evidence
    edit: Edit | None
    corrected: Edit | None = None


def exports(files: StartFiles, names: Collection[str], home: str) -> Iterator[Export]:
    """Every such statement, in the order of the files. *home* is what ``~`` and ``$HOME`` are."""
    used = {name for name in names if any(_use(name).search(file.meant) for file in files.files)}
    for file in files.files:
        lines = split(file.meant)
        for found in start_file.assignments(file.meant, names, start_file.grammar_of(file.path), home=home):
            if found.is_exported:
                content = lines[found.line - 1].content
                edit = _edit(file, found, content, is_used=found.name in used) if alone(found) else None
                seen = Evidence(file.path, words_of(content), found.line)
                corrected = _corrected(file, found, content) if edit is not None else None
                yield Export(found.name, found.literal, seen, edit, corrected)


def _use(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"^(?!\s*#).*\$\{?%b\b" % name.encode(), re.MULTILINE)


def _edit(file: StartFile, found: start_file.Assignment, content: bytes, *, is_used: bool) -> Edit | None:
    words = kept = words_of(content)
    if is_used:
        kept = _not_exported(words, found.name)
    if not (is_used and kept):
        return DropLine(file.path, found.line, words)
    # A line that another one exports, one that is not UTF-8, and one in words of its own stay.
    is_writable = kept != words and words.encode() == content
    return ReplaceLine(file.path, found.line, words, kept) if is_writable else None


def _corrected(file: StartFile, found: start_file.Assignment, content: bytes) -> Edit | None:
    """A shell does not expand ``~`` in quotes, but it expands ``$HOME``."""
    words = words_of(content)
    pattern = rf"""(\b{found.name}[=\s]\s*)(["'])~(/[^"'$`\\]*)\2"""
    becomes = re.sub(pattern, r'\1"$HOME\3"', words, count=1)
    is_writable = becomes != words and words.encode() == content
    return ReplaceLine(file.path, found.line, words, becomes) if is_writable else None


def _not_exported(words: str, name: str) -> str:
    for pattern, becomes in (
        (rf"^(\s*)(?:export|declare\s+-x|typeset\s+-x)\s+(?={name}=)", r"\1"),
        (rf"^(\s*{name}=.*?)\s*;\s*export\s+{name}(?=\s*(?:#|$))", r"\1"),
        (rf"^(\s*set\s+)-(?:gx|xg|x)(?=\s+{name}\s)", r"\1-g"),
        (rf"^\s*export\s+{name}\s*(?:#.*)?$", ""),
    ):
        words = re.sub(pattern, becomes, words)
    return words

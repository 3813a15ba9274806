"""Lines of start files that export GOROOT, and what shall become of each.

Where other lines use ``$GOROOT`` (the popular ``PATH=$PATH:$GOROOT/bin``), the variable has to stay in the shell,
or no Go would be found any more: it is only not exported, so that Go does not see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wizard.codecs.lines import split, words_of
from wizard.codecs.shell import start_file
from wizard.facts.shell import StartFile, StartFiles
from wizard.model.edits import DropLine, Edit, ReplaceLine
from wizard.model.findings import Evidence
from wizard.rules.go.evidence import alone

_USE = re.compile(rb"^(?!\s*#).*\$\{?GOROOT\b", re.MULTILINE)
_EXPORTS = (
    (re.compile(r"^(\s*)(?:export|declare\s+-x|typeset\s+-x)\s+(?=GOROOT=)"), r"\1"),
    (re.compile(r"^(\s*GOROOT=.*?)\s*;\s*export\s+GOROOT(?=\s*(?:#|$))"), r"\1"),
    (re.compile(r"^(\s*set\s+)-(?:gx|xg|x)(?=\s+GOROOT\s)"), r"\1-g"),
    (re.compile(r"^\s*export\s+GOROOT\s*(?:#.*)?$"), ""),
)


def goroot_lines(files: StartFiles) -> Iterator[tuple[Evidence, Edit | None]]:
    """Each statement by which GOROOT gets to Go, with the edit that ends it, if one line is all it needs."""
    is_used = any(_USE.search(file.meant) for file in files.files)
    for file in files.files:
        lines = split(file.meant)
        for found in start_file.assignments(file.meant, ("GOROOT",), start_file.grammar_of(file.path)):
            if found.is_exported:
                content = lines[found.line - 1].content
                edit = _edit(file, found.line, content, is_used) if alone(found) else None
                yield Evidence(file.path, words_of(content), found.line), edit


def _edit(file: StartFile, number: int, content: bytes, is_used: bool) -> Edit | None:
    words = kept = words_of(content)
    if is_used:
        for pattern, becomes in _EXPORTS:
            kept = pattern.sub(becomes, kept)
    if not (is_used and kept):
        return DropLine(file.path, number, words)
    # A line that another one exports, one that is not UTF-8, and one in words of its own stay.
    is_writable = kept != words and words.encode() == content
    return ReplaceLine(file.path, number, words, kept) if is_writable else None

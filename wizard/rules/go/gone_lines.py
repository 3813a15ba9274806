"""A line of a start file that goes: what a person wrote behind it stays, as a comment of its own."""

from __future__ import annotations

import re
from typing import Final

from wizard.model.edits.files import DropLine, Edit, ReplaceLine
from wizard.patterns import lazy_pattern

_COMMENT: Final = lazy_pattern(
    r"""(\s*)(?:[^'"#\\]|\\.|'[^']*'|"(?:\\.|[^"\\])*"|(?<=[^\s;])#)*[\s;](#.*)""", re.DOTALL
)


def gone(path: str, line: int, words: str, content: bytes) -> Edit:
    """The edit that takes a command away, whose line is *words*; *content* are its bytes."""
    comment = _COMMENT.fullmatch(words)
    if comment is None or words.encode() != content or "\ufffd" in words:
        return DropLine(path, line, words)
    return ReplaceLine(path, line, words, f"{comment[1]}{comment[2]}")


def is_comment(edit: Edit) -> bool:
    """Whether nothing is left of the line but what somebody wrote behind it."""
    return isinstance(edit, ReplaceLine) and edit.becomes.lstrip().startswith("#")

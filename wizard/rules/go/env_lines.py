"""The repair of a line of the go env file, which all rules about that file agree on."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.codecs.go import goenv
from wizard.codecs.go.goenv import EnvDefect, EnvDefectKind
from wizard.codecs.lines import split, words_of
from wizard.model.edits.files import Edit, ReplaceLine
from wizard.rules.go.gone_lines import gone


def repair_at(path: str, number: int, text: bytes, home: str) -> Edit | None:
    """What repairs line *number* of *text*, the file *path* in plain form; None if nothing does or needs to."""
    return repair(path, [defect for defect in goenv.defects(text, home) if defect.line == number], text, home)


def repair(path: str, defects: Sequence[EnvDefect], text: bytes, home: str) -> Edit | None:
    """What repairs the line of *defects*; None if only its author can: nobody else knows what it should say."""
    if not defects:
        return None
    line, becomes = defects[0].line, defects[0].becomes
    content = split(text)[line - 1].content
    words = words_of(content)
    if becomes is None and any(
        defect.kind is EnvDefectKind.IGNORED for defect in defects
    ):  # no setting: somebody's words
        becomes = f"# {words.strip()}"
    if becomes is None:
        return gone(path, line, words, content)
    is_text = words.encode() == content
    if not is_text or not becomes.isprintable() or _is_damaged(becomes, home):
        return None
    comment = goenv.comment_behind(words)
    if not comment.isprintable():
        return None
    return ReplaceLine(path, line, words, f"{comment}\n{becomes}" if comment else becomes)


def _is_damaged(line: str, home: str) -> bool:
    return any(defect.kind is not EnvDefectKind.UNKNOWN for defect in goenv.defects(line.encode(), home))

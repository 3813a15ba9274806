"""The lines of the file of `go env -w`: Go reads them byte for byte, and does not complain (GO §1.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from wizard.codecs import encoding
from wizard.codecs.go import goenv
from wizard.codecs.go.goenv import EnvDefect, EnvDefectKind
from wizard.codecs.lines import bytes_of, split, words_of
from wizard.facts.go import GOENV, GOENV_PATH
from wizard.facts.shell import ACCOUNT
from wizard.model.edits import DropLine, Edit, Reencode, ReplaceLine
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, rule

_NOTES: Mapping[EnvDefectKind, Text] = {
    EnvDefectKind.CR: say("The line ends in a carriage return, which Go takes as part of the value."),
    EnvDefectKind.LEADING_SPACE: say("Go reads over a line that begins with a blank."),
    EnvDefectKind.EXPORT: say("Go knows no export here, and reads over the line."),
    EnvDefectKind.BLANKS: say("Blanks around = and at the end are part of the name or of the value."),
    EnvDefectKind.QUOTES: say("The quotes are part of the value."),
    EnvDefectKind.VARIABLE: say("Go puts in no variables and no ~ here; they are part of the value."),
    EnvDefectKind.COMMENT: say("The comment is part of the value."),
    EnvDefectKind.DUPLICATE: say("Another line sets the same, and that one counts."),
    EnvDefectKind.REFUSED: say("Go never takes this setting from this file."),
    EnvDefectKind.IGNORED: say("This is neither a comment nor a setting; Go reads over it."),
}
_ELSEWHERE = (EnvDefectKind.BOM, EnvDefectKind.UNKNOWN)
"""What `wsl-text-encoding` says, and what a newer Go may know."""
_WHY = say(
    "Go reads the file of go env -w byte for byte: what is not KEY=value it reads over, and quotes, blanks and"
    " comments become part of the value. It does not complain."
)


@rule(
    "go-env-file-syntax",
    area="go-env",
    title=say("Go reads its settings file as it was meant"),
    needs=(GOENV, ACCOUNT),
    severity=Severity.HIGH,
)
def file_syntax(see: Snapshot, want: Wanted) -> Finding:
    data, home = see[GOENV] or b"", see[ACCOUNT].home
    text = encoding.meant(data)
    own_defects = [defect for defect in goenv.defects(text, home) if not _is_elsewhere(defect, text)]
    if not own_defects:
        return ok(say("Go reads its settings file as it was meant."))
    lines = [tuple(defects) for _, defects in groupby(own_defects, key=lambda defect: defect.line)]
    says = say_n(
        "{count} line of {path} does not do what it says.",
        "{count} lines of {path} do not do what they say.",
        count=len(lines),
        path=GOENV_PATH,
    )
    evidence = [
        Evidence(GOENV_PATH, words_of(bytes_of(defect.text)), defect.line, _NOTES[defect.kind])
        for defect in own_defects
    ]
    edits = [edit for defects in lines if (edit := _edit(defects, text, home)) is not None]
    if not edits:
        return advice(says, *evidence, why=_WHY, severity=Severity.MEDIUM)
    plain_first: Sequence[Edit] = [Reencode(GOENV_PATH)] if text != data else []
    return fixable(says, [*plain_first, *edits], *evidence, why=_WHY)


def _is_elsewhere(defect: EnvDefect, text: bytes) -> bool:
    """Another rule has it: `go-env-godebug-inert` takes a GODEBUG out that stands as Go would read it."""
    inert = {setting.line for setting in goenv.parse(text) if setting.key == "GODEBUG"}
    return defect.kind in _ELSEWHERE or defect.line in inert


def _edit(defects: Sequence[EnvDefect], text: bytes, home: str) -> DropLine | ReplaceLine | None:
    """What mends the line of *defects*; None if only its author can: nobody else knows what it should say."""
    line, becomes = defects[0].line, defects[0].becomes
    content = split(text)[line - 1].content
    words = words_of(content)
    if becomes is None:
        return DropLine(GOENV_PATH, line, words)
    is_text = words.encode() == content
    if not is_text or not becomes.isprintable() or _is_damaged(becomes, home):
        return None
    return ReplaceLine(GOENV_PATH, line, words, becomes)


def _is_damaged(line: str, home: str) -> bool:
    return any(defect.kind is not EnvDefectKind.UNKNOWN for defect in goenv.defects(line.encode(), home))

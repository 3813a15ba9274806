"""The lines of the file of `go env -w`: Go reads them byte for byte, and does not complain (GO §1.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from wizard.codecs.go import goenv
from wizard.codecs.go.goenv import EnvDefect, EnvDefectKind
from wizard.codecs.lines import bytes_of, words_of
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.goenv_file import GOENV
from wizard.model.edits.files import Edit, Reencode
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown
from wizard.rules.go.effects import AT_ONCE
from wizard.rules.go.env_lines import repair

_NOTES: Mapping[EnvDefectKind, Text] = {
    EnvDefectKind.CR: say("The line ends with a carriage return, which becomes part of the value."),
    EnvDefectKind.LEADING_SPACE: say("Go ignores a line that starts with a space."),
    EnvDefectKind.EXPORT: say("Go does not support export here and ignores the line."),
    EnvDefectKind.BLANKS: say("Spaces around = and at the end become part of the name or the value."),
    EnvDefectKind.QUOTES: say("The quotes become part of the value."),
    EnvDefectKind.VARIABLE: say("Go does not expand variables or ~ here. They become part of the value."),
    EnvDefectKind.COMMENT: say("The comment becomes part of the value."),
    EnvDefectKind.DUPLICATE: say("Another line sets the same key and overrides this one."),
    EnvDefectKind.REFUSED: say("Go never reads this setting from this file."),
    EnvDefectKind.IGNORED: say("This is neither a comment nor a setting. Go ignores it."),
}
_WHY = say(
    "Go reads the file byte by byte and reports no error. A damaged setting has no effect, or a wrong value."
)
_BY_HAND = say("Correct the other lines by hand. Only you know what they should say.")


@rule(
    "go-env-file-syntax",
    area="go-env",
    title=say("Go understands every line of the go env file"),
    needs=(GOENV, ACCOUNT),
    severity=Severity.HIGH,
    sources=("GO §1.2", "RULES 41"),
)
def file_syntax(see: Snapshot, want: Wanted) -> Finding:
    file, home = see[GOENV], see[ACCOUNT].home
    if file.gap is not None:
        return unknown(file.gap.why)
    path, text = file.path, file.text
    defects = [defect for defect in goenv.defects(text, home) if defect.kind is not EnvDefectKind.UNKNOWN]
    own_defects = [defect for defect in defects if not _is_elsewhere(defect, text)]
    if not own_defects and text != file.data:
        return not_applicable(say("{path} is not a Linux text file.", path=path))
    if not own_defects and defects:
        return ok(say("Go understands all other lines of the go env file."), *_evidence(path, defects))
    if not own_defects:
        return ok(say("Go understands every line of the go env file."))
    lines = [tuple(defects) for _, defects in groupby(own_defects, key=lambda defect: defect.line)]
    says = say_n(
        "Go misreads or ignores {count} line of {path}.",
        "Go misreads or ignores {count} lines of {path}.",
        count=len(lines),
        path=path,
    )
    evidence = _evidence(path, own_defects)
    edits = [edit for defects in lines if (edit := repair(path, defects, text, home)) is not None]
    edits = edits if file.is_own else []
    if not edits:
        return advice(says, *evidence, why=_WHY, do=_BY_HAND, severity=Severity.MEDIUM)
    plain_first: Sequence[Edit] = [Reencode(path)] if text != file.data else []
    by_hand = None if len(edits) == len(lines) else _BY_HAND
    return fixable(
        says,
        [*plain_first, *edits],
        *evidence,
        why=_WHY,
        effect=AT_ONCE,
        do=by_hand,
    )


def _evidence(path: str, defects: Sequence[EnvDefect]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(path, words_of(bytes_of(defect.text)), defect.line, _NOTES[defect.kind])
        for defect in defects
    )


def _is_elsewhere(defect: EnvDefect, text: bytes) -> bool:
    """Another rule has it: `go-env-godebug-inert` takes a GODEBUG out that stands as Go would read it."""
    return defect.line in {setting.line for setting in goenv.parse(text) if setting.key == "GODEBUG"}

"""The form of text files that shells and the go command read: UTF-8, no byte order mark, LF."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.codecs import encoding
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import Reencode
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, ok_only_if_known, rule


@rule(
    "wsl-text-encoding",
    area="wsl",
    title=say("Start files are Linux text files"),
    needs=(START_FILES, GOENV),
    severity=Severity.HIGH,
    sources=("GO §1.2", "RULES 14"),
)
def text_encoding(see: Snapshot, want: Wanted) -> Finding:
    files = [(file.path, file.data, file.in_home) for file in see[START_FILES].files]
    files.append((see[GOENV].path, see[GOENV].data, see[GOENV].is_own))
    every = [(path, form, is_own) for path, data, is_own in files if (form := _odd(data)) is not None]
    odd = [(path, form) for path, form, is_own in every if is_own]
    if not every:
        return ok_only_if_known(
            ok(say("Start files and the go env file are Linux text files.")),
            see[START_FILES].gap or see[GOENV].gap,
        )
    if not odd:
        others = [(path, form) for path, form, _ in every]
        return advice(
            _says(others),
            *_evidence(others),
            why=_WHY[_worst(others)],
            do=say("Save the file as UTF-8 with LF line endings."),
        )
    is_of_go = all(path == see[GOENV].path for path, _ in odd)
    return fixable(
        _says(odd),
        [Reencode(path) for path, _ in odd],
        *_evidence(odd),
        why=_WHY[_worst(odd)],
        effect=say("Takes effect with the next go command.")
        if is_of_go
        else say("Takes effect in new terminals."),
        restart=Restart.NONE if is_of_go else Restart.SHELL,
    )


_NOTES = {
    encoding.Form.UTF16: say("The file is UTF-16."),
    encoding.Form.MARKED: say("The file starts with a byte order mark."),
    encoding.Form.CRLF: say("Lines end with CRLF."),
}
_WHY = {
    encoding.Form.UTF16: say("Shells and Go cannot read UTF-16. None of the settings in it has an effect."),
    encoding.Form.MARKED: say("The byte order mark becomes part of the first word, so the first line fails."),
    encoding.Form.CRLF: say(
        "A shell treats the carriage return of a Windows line ending as part of the last word, and Go as part of"
        " the value. Commands and settings fail."
    ),
}
"""The worst first."""


def _says(odd: Sequence[tuple[str, encoding.Form]]) -> Text:
    if len(odd) == 1:
        return say("{path} is not a Linux text file.", path=odd[0][0])
    return say("{count} files are not Linux text files.", count=len(odd))


def _evidence(odd: Sequence[tuple[str, encoding.Form]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(path, note=_NOTES[form]) for path, form in odd)


def _odd(data: bytes) -> encoding.Form | None:
    form = encoding.form(data)
    return form if form in _NOTES and encoding.plain(data) is not None else None


def _worst(odd: Sequence[tuple[str, encoding.Form]]) -> encoding.Form:
    forms = {form for _, form in odd}
    return next(form for form in _WHY if form in forms)

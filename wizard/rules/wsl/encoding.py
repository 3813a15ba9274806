"""The form of text files that shells and the go command read: UTF-8, no byte order mark, LF."""

from __future__ import annotations

from wizard.codecs import encoding
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import Reencode
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import fixable, ok, ok_only_if_known, rule


@rule(
    "wsl-text-encoding",
    area="wsl",
    title=say("Start files are Linux text files"),
    needs=(START_FILES, GOENV),
    severity=Severity.HIGH,
    sources=("GO §1.2", "RULES 14"),
)
def text_encoding(see: Snapshot, want: Wanted) -> Finding:
    files = [(file.path, file.data) for file in see[START_FILES].files if file.in_home]
    if see[GOENV].is_own:
        files.append((see[GOENV].path, see[GOENV].data))
    odd = [(path, note) for path, data in files if (note := _odd(data)) is not None]
    if not odd:
        return ok_only_if_known(
            ok(say("Start files and the go env file are Linux text files.")),
            see[START_FILES].gap or see[GOENV].gap,
        )
    return fixable(
        say("{path} is not a Linux text file.", path=odd[0][0])
        if len(odd) == 1
        else say("{count} files are not Linux text files.", count=len(odd)),
        [Reencode(path) for path, _ in odd],
        *(Evidence(path, note=note) for path, note in odd),
        why=say(
            "A shell treats the carriage return of a Windows line ending as part of the last word, and Go as part of"
            " the value. Commands and settings fail."
        ),
        effect=say("Takes effect in new terminals."),
        restart=Restart.SHELL,
    )


_NOTES = {
    encoding.Form.UTF16: say("The file is UTF-16."),
    encoding.Form.MARKED: say("The file starts with a byte order mark."),
    encoding.Form.CRLF: say("Lines end with CRLF."),
}


def _odd(data: bytes) -> Text | None:
    return _NOTES.get(encoding.form(data)) if encoding.plain(data) is not None else None

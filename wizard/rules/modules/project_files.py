"""What must not be in the files of a project, a row each."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.codecs import encoding
from wizard.codecs.go import godebug, gomod
from wizard.codecs.go import version as goversion
from wizard.model.text import say
from wizard.rules.modules.project_file import Fault, ProjectFile, file_rule

_FORMS = {
    encoding.Form.UTF16: say("The file is UTF-16."),
    encoding.Form.MARKED: say("The file starts with a byte order mark."),
}
_NO_VERSION = say("This is not a Go version.")
_REMOVED = say("Go 1.27 removed this setting.")


def _unreadable(data: bytes) -> Iterator[Fault]:
    """What keeps Go from reading a go.mod or go.work; CRLF does not (RULES 14)."""
    note = _FORMS.get(encoding.form(data))
    if note is not None:
        yield 1, "", note
    for directive in gomod.parse(encoding.meant(data)).directives:
        first = directive.args[0] if directive.args else ""
        words = " ".join((directive.verb, *directive.args))
        if directive.verb == "go" and goversion.parse(f"go{first}") is None:
            yield directive.line, words, _NO_VERSION
        key, _, value = first.partition("=")
        if directive.verb == "godebug" and godebug.is_removed(key, value):
            yield directive.line, words, _REMOVED


PROJECT_RULES = tuple(
    file_rule(row)
    for row in (
        ProjectFile(
            "modules-gomod-parse",
            title=say("Go can read go.mod and go.work"),
            faults=_unreadable,
            why=say(
                "Go stops with an error in this project: “unexpected input character”, “invalid go version”."
            ),
            do=say("Correct the lines shown. The wizard never changes the files of a project."),
            sources=("GO §2", "GO §4", "RULES 14", "RULES 59"),
        ),
    )
)

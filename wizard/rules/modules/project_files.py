"""What must not be in the files of a project, a row each."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.codecs import encoding
from wizard.codecs.go import godebug, gomod
from wizard.model.text import say
from wizard.rules.modules.project_file import Fault, ProjectFile, file_rule

_FORMS = {
    encoding.Form.UTF16: say("The file is UTF-16."),
    encoding.Form.MARKED: say("The file starts with a byte order mark."),
}
_UNSOUND = {
    "go": say("This is not a version that a go line can have, such as 1.25 or 1.25.5."),
    "toolchain": say("This is not a toolchain, such as go1.25.5 or default."),
    "godebug": say("This is not one setting of the form key=value."),
}
_NO_DIRECTIVE = say("This is nothing that these files can have, such as a mark of a merge conflict.")
_REPEATED = say("The file has this line twice.")
_REMOVED = say("Go 1.27 removed this setting.")


def _unreadable(data: bytes) -> Iterator[Fault]:
    """What keeps Go from reading a go.mod or go.work; CRLF does not (RULES 14)."""
    note = _FORMS.get(encoding.form(data))
    if note is not None:
        yield 1, "", note
    read = gomod.parse(encoding.meant(data))
    for directive in read.directives:
        words = " ".join((directive.verb, *directive.args))
        if not gomod.is_sound(directive):
            yield directive.line, words, _UNSOUND.get(directive.verb, _NO_DIRECTIVE)
        elif directive in gomod.repeated(read):
            yield directive.line, words, _REPEATED
        elif directive.verb == "godebug" and godebug.is_removed(*directive.args[0].split("=", 1)):
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

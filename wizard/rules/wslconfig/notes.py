"""What is to be said of a line of `.wslconfig` that does not do what it says."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.codecs import wslconf
from wizard.facts.windows.wslconfig import PATH
from wizard.model.findings import Evidence
from wizard.model.text import Text, say, say_n
from wizard.rules.conf_lines import quote

_Kind = wslconf.DefectKind

_NOTES = {
    _Kind.UTF16: say("The file is UTF-16 in a form that WSL does not read; none of it counts."),
    _Kind.BYTE_ORDER_MARK: say("A byte order mark amid the text: WSL cannot read this line."),
    _Kind.CONTROL_Z: say("For Windows the file ends here (Control-Z); what stands below does not count."),
    _Kind.UNREADABLE_LINE: say("WSL cannot read this line and skips it."),
    _Kind.FATAL_VALUE: say("With this value WSL does not start at all."),
    _Kind.MISSING_FILE: say("There is no such file, and without it WSL does not start at all."),
    _Kind.GLUED_HEADER: say("The value has swallowed the header of a section."),
    _Kind.BAD_VALUE: say("WSL does not take this value and keeps its default."),
    _Kind.DUPLICATE_KEY: say("The key stands further up already, and WSL takes the first."),
    _Kind.SILENT_ESCAPE: say("WSL reads part of this path as a control character."),
    _Kind.NON_ASCII: say("WSL garbles letters that are not ASCII here."),
    _Kind.OUTSIDE_SECTION: say("The key stands above the first section, where WSL does not know it."),
    _Kind.UNKNOWN_KEY: say("WSL does not know this key here."),
}
_HEADER = say("WSL cannot read this header of a section, and does not know the keys below it.")


SHOWN = 20
"""More lines than that nobody reads."""


def first_of(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """*evidence* as far as people read it, and how much more there is."""
    more = len(evidence) - SHOWN
    if more <= 0:
        return tuple(evidence)
    rest = say_n("And {count} more line.", "And {count} more lines.", count=more)
    return (*evidence[:SHOWN], Evidence(PATH, note=rest))


def evidence_of(defect: wslconf.Defect) -> Evidence:
    """The line of *defect*, and what is wrong with it."""
    return Evidence(PATH, quote(defect), defect.line, _note(defect))


def _note(defect: wslconf.Defect) -> Text:
    if defect.kind is _Kind.UNREADABLE_LINE and defect.text.lstrip().startswith("["):
        return _HEADER
    if defect.home is not None:
        return say("This belongs into {file} of a distro.", file=defect.home.shown)
    if defect.kind is _Kind.UNKNOWN_KEY and defect.suggestion:
        return say("WSL does not know this key here, but {key}.", key=defect.suggestion)
    return _NOTES[defect.kind]

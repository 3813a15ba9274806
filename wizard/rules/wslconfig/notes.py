"""What is to be said of a line of `.wslconfig` that does not do what it says."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.codecs import wslconf
from wizard.codecs.wslconf.keys import Dialect, removed_in
from wizard.facts.windows.wslconfig import PATH
from wizard.model.findings import Evidence
from wizard.model.text import Text, say, say_n
from wizard.rules.conf_lines import CUT_OFF, DEAD_HEADER, LONE_CR, NEXT_LINE, quote
from wizard.rules.elsewhere import WSLG_SECTION, belongs_in, of_wslg

_Kind = wslconf.DefectKind

_NOTES = {
    _Kind.UTF16: say("WSL does not read this form of UTF-16, so it ignores the whole file."),
    _Kind.BYTE_ORDER_MARK: say("A byte order mark inside the text makes WSL ignore this line."),
    _Kind.CONTROL_Z: say("Windows reads the file only up to here (Ctrl+Z). WSL ignores everything below."),
    _Kind.UNREADABLE_LINE: say("WSL cannot read this line and ignores it."),
    _Kind.DEAD_HEADER: DEAD_HEADER,
    _Kind.LONE_CR: LONE_CR,
    _Kind.FATAL_VALUE: say("With this value, WSL does not start."),
    _Kind.MISSING_FILE: say("This file does not exist, and WSL does not start without it."),
    _Kind.GLUED_HEADER: say("The next section header has become part of this value."),
    _Kind.NEXT_LINE: NEXT_LINE,
    _Kind.CUT_OFF: CUT_OFF,
    _Kind.HALF_READ: say("WSL reads only the first number up to each comma. Separate ports with commas."),
    _Kind.BAD_VALUE: say("WSL ignores this value and uses the default."),
    _Kind.DUPLICATE_KEY: say("The key is already set above, and WSL uses the first value."),
    _Kind.SILENT_ESCAPE: say("WSL reads part of this path as a control character."),
    _Kind.NON_ASCII: say("WSL does not read non-ASCII characters correctly here."),
    _Kind.OUTSIDE_SECTION: say("The key is above the first section, so WSL ignores it."),
    _Kind.UNKNOWN_KEY: say("WSL does not know this key here."),
}
NO_TEXT = say("Move the file away and start a new one, or restore an older copy.")
"""What to do with a `.wslconfig` that is not a text file."""

_HEADER = say("WSL cannot read this section header and ignores the keys below it.")


SHOWN = 20
"""So many lines are shown as evidence; of the rest only how many there are."""


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


def removed(name: str) -> Text:
    """What is said of a key, by its full *name*, that WSL does not have any more."""
    version = removed_in(Dialect.WSLCONFIG, name)
    if not version:
        return say("WSL no longer uses this key.")
    return say("WSL {version} and later no longer have this key.", version=version.text)


def _note(defect: wslconf.Defect) -> Text:
    if of_wslg(defect):
        return WSLG_SECTION
    if defect.kind is _Kind.UNREADABLE_LINE and defect.text.lstrip().startswith("["):
        return _HEADER
    if defect.kind is _Kind.UNREADABLE_LINE and defect.says:
        return say("WSL cannot read this line and ignores it (“{words}”).", words=defect.says)
    if defect.kind is _Kind.UNKNOWN_KEY and defect.repair is not None:
        return removed(defect.key)
    if defect.home is not None:
        return belongs_in(defect.home)
    if defect.kind is _Kind.UNKNOWN_KEY and defect.suggestion:
        return say("WSL does not know this key here. It knows {key}.", key=defect.suggestion)
    return _NOTES[defect.kind]

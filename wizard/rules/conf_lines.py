"""Repairs of lines of WSL's files (``/etc/wsl.conf``, `.wslconfig`) that rules of several areas have in common: an
edit of a key reaches WSL only where WSL reads on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wizard.codecs import wslconf
from wizard.codecs.wslconf.repaired import one_by_one, repaired_at, to_repair
from wizard.facts.wsl import WSL_CONF_PATH, WslConf
from wizard.model.edits.files import RepairLine, RepairRest
from wizard.model.text import say

DEAD_HEADER = say("Without this section header, WSL ignores the settings below.")
"""What is said of a header that is misspelt, commented out or missing."""

HIDING = (
    wslconf.DefectKind.UTF16,
    wslconf.DefectKind.BYTE_ORDER_MARK,
    wslconf.DefectKind.UNREADABLE_LINE,
    wslconf.DefectKind.DEAD_HEADER,
    wslconf.DefectKind.BACKSLASH_AT_END,
    wslconf.DefectKind.GLUED_HEADER,
    wslconf.DefectKind.CRLF_CONTINUATION,
)


def hiding(conf: WslConf) -> tuple[wslconf.Defect, ...]:
    """What keeps lines from counting as what they are: a stop above them, a header glued to a value."""
    return tuple(defect for defect in wslconf.defects(conf.document) if defect.kind in HIDING)


def repairs_of(defects: Iterable[wslconf.Defect], path: str = WSL_CONF_PATH) -> list[RepairLine | RepairRest]:
    """The edits that repair *defects* of the file *path*, as far as they can be."""
    repairable = [defect for defect in defects if defect.repair is not None]
    if repairable and not one_by_one(repairable):
        return [RepairRest(path)]
    return [RepairLine(path, defect.line, defect.kind.value) for defect in repairable]


def quote(defect: wslconf.Defect) -> str:
    """The line of *defect*, or its setting and what that is meant to be."""
    meant = f" → {defect.suggestion}" if defect.suggestion else ""
    if not defect.key:
        return f"{defect.text}{meant}"
    return f"{defect.key}={defect.text}{meant}"


def all_repairs_of(conf: WslConf, found: Sequence[wslconf.Defect]) -> list[RepairLine | RepairRest]:
    """The edits that repair all of *found*, and what comes to light only by that."""
    edits = repairs_of(found)
    document = conf.document
    one_by_one = [edit for edit in edits if isinstance(edit, RepairLine)]
    for edit in reversed(one_by_one):
        document = repaired_at(document, edit.line, edit.kind)
    return [*edits, *([RepairRest(WSL_CONF_PATH)] if one_by_one and to_repair(document) else [])]

"""Repairs of a file of WSL's grammar by line, and all at once, what only comes to light on the way included."""

from __future__ import annotations

from typing import Final

from wizard.codecs.wslconf_defects import Defect, DefectKind, defects, mend_defect
from wizard.codecs.wslconf_document import Document

_HARMLESS: Final = frozenset((DefectKind.CRLF, DefectKind.NO_FINAL_NEWLINE))
"""What keeps no line from being in force, to a WSL of this decade (WSL-FACTS §1.3)."""


def mended_at(document: Document, line: int, kind: str) -> Document:
    """*document* with the defect of that *kind* (a `DefectKind`'s value) at *line* repaired, if there is one."""
    here = (defect for defect in defects(document) if defect.line == line and defect.kind.value == kind)
    found = next(here, None)
    return document if found is None else mend_defect(document, found)


def mended(document: Document) -> Document:
    """*document* without any defect that can be repaired and matters to what is in force.

    Ends, though a repair may bring the next defect to light: there are no more rounds than bytes.
    """
    for _ in range(len(document.data) + 1):
        found = to_mend(document)
        if not found:
            break
        document = mend_defect(document, found[-1])
    return document


def to_mend(document: Document) -> tuple[Defect, ...]:
    """What `mended` would begin with."""
    return tuple(d for d in defects(document) if d.repair is not None and d.kind not in _HARMLESS)

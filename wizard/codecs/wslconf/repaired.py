"""Repairs of a file of WSL's grammar by line, and all at once, including defects that appear only after other
repairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from wizard.codecs.wslconf.defects import Defect, DefectKind, defects, with_repair
from wizard.codecs.wslconf.document import Document
from wizard.codecs.wslconf.edit import Splice, commenting, spliced
from wizard.codecs.wslconf.keys import find
from wizard.codecs.wslconf.nodes import Pair, full_name

_LEFT: Final = frozenset((DefectKind.CRLF, DefectKind.NO_FINAL_NEWLINE, DefectKind.UNEXPANDED))
"""What is not repaired with the rest: two that keep no line from being in force for WSL since 2.5.8 (WSL §1.3), and
paths with variables, of which only Windows knows what they stand for."""


MANY: Final = 40
"""Up to so many defects are repaired one by one, which a person can review; more of them all at once."""


def one_by_one(found: Iterable[Defect]) -> tuple[Defect, ...]:
    """Those of *found* that can be repaired; none if they are too `MANY`."""
    repairable = tuple(defect for defect in found if defect.repair is not None)
    return repairable if len(repairable) <= MANY else ()


def repaired_at(document: Document, line: int, kind: str) -> Document:
    """*document* with the defect of that *kind* (a `DefectKind`'s value) at *line* repaired, if there is one."""
    if kind == DefectKind.MISSING_FILE.value:
        return _commented(document, line)
    here = (defect for defect in defects(document) if defect.line == line and defect.kind.value == kind)
    found = next(here, None)
    return document if found is None else _without(document, found)


def _commented(document: Document, line: int) -> Document:
    """*document* with the setting at *line* that names a vital file as a comment."""
    here = (node for node in document.nodes if isinstance(node, Pair) and node.line == line)
    keys = ((pair, find(document.dialect, full_name(pair.section, pair.key))) for pair in here)
    vital = [pair for pair, key in keys if key is not None and key.is_vital_file]
    return spliced(document, [commenting(document, pair) for pair in vital])


def repaired(document: Document) -> Document:
    """*document* without any defect that can be repaired and matters to what is in force.

    Ends, though a repair may bring the next defect to light: there are no more rounds than bytes.
    """
    for _ in range(len(document.data) + 1):
        found = to_repair(document)
        if not found:
            break
        splices = [splice for defect in found for splice in _by_itself(defect)]
        document = spliced(document, splices) if splices else _without(document, found[-1])
    return document


def _without(document: Document, defect: Defect) -> Document:
    """*document* with *defect*, which is one of its own, repaired."""
    return document if defect.repair is None else with_repair(document, defect.repair)


def _by_itself(defect: Defect) -> tuple[Splice, ...]:
    """The repair of *defect*, if it does not depend on other repairs, nor they on it: a line that becomes a comment
    or a header, a later line of a key that goes. A file may be full of these, so they are made at once."""
    if not isinstance(defect.repair, tuple):
        return ()
    alone = defect.kind is DefectKind.DUPLICATE_KEY and len(defect.repair) == 1
    if defect.kind is DefectKind.UNREADABLE_LINE:
        (splice,) = defect.repair
        lines = [line.lstrip(b" \t\r")[:1] for line in splice.text.split(b"\n")]
        alone = lines[0] == b"[" or set(lines) <= {b"", b"#"}
    return defect.repair if alone else ()


def to_repair(document: Document) -> tuple[Defect, ...]:
    """What `repaired` would begin with."""
    return tuple(d for d in defects(document) if d.repair is not None and d.kind not in _LEFT)

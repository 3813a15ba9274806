"""Repairs of a file, made as the engine makes them."""

from __future__ import annotations

from wizard.codecs.wslconf.defects import defects, repair_defect
from wizard.codecs.wslconf.document import Document, parse
from wizard.codecs.wslconf.keys import Dialect


def all_repaired(data: bytes, dialect: Dialect) -> Document:
    """The engine's way: all defects of one look, from the last line up."""
    document = parse(data, dialect)
    for wanted in reversed([defect for defect in defects(document) if defect.repair is not None]):
        here = [each for each in defects(document) if (each.line, each.kind) == (wanted.line, wanted.kind)]
        document = repair_defect(document, here[0]) if here else document
    return document

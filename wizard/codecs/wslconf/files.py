r"""Files that `.wslconfig` names and without which nothing starts: a kernel of one's own, its modules (WSL §3).

Whether a file is there only Windows can tell. It is asked for all paths that the settings name, now or once
repaired.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wizard.codecs.wslconf.defects import Defect, DefectKind
from wizard.codecs.wslconf.document import Document
from wizard.codecs.wslconf.edit import commenting
from wizard.codecs.wslconf.key import Dialect, Key
from wizard.codecs.wslconf.keys import KEYS, find
from wizard.codecs.wslconf.nodes import Pair, full_name
from wizard.codecs.wslconf.paths import is_on_drive
from wizard.codecs.wslconf.repair import meant_text
from wizard.codecs.wslconf.repaired import repaired
from wizard.patterns import lazy_pattern

FilePresence = Mapping[str, bool]
"""Of a path whether a file is there. A path that is not in it is one nothing is known of."""

VITAL: Final = tuple(key for key in KEYS[Dialect.WSLCONFIG] if key.is_vital_file)
_CONTROL: Final = lazy_pattern(r"[\x00-\x1f]")


def named(document: Document) -> tuple[str, ...]:
    """The absolute paths that vital settings of *document* name, in force or not, now or once it is repaired."""
    found = (
        pair.value for each in (document, repaired(document)) for key in VITAL for pair in _all(each, key)
    )
    return tuple(dict.fromkeys(path for path in found if is_on_drive(path)))


def missing(document: Document, standing: FilePresence) -> tuple[Defect, ...]:
    """The lines of *document* that name a vital file which is not there, with nothing better above them.

    They are repaired by making a comment of each.
    """
    return tuple(
        Defect(DefectKind.MISSING_FILE, pair.line, pair.value, key.name, repair=(commenting(document, pair),))
        for key in VITAL
        for pair in _leading(document, key, standing)
    )


def is_missing(path: str, standing: FilePresence) -> bool:
    """Whether it is certain that there is no file *path*: it was looked for, or no file can have such a name."""
    return standing.get(path) is False or _CONTROL.search(path) is not None


def unproven(document: Document, standing: FilePresence) -> tuple[Pair, ...]:
    """The lines in force that name a vital file which is not known to be there."""
    pairs = (document.pair(key.section, key.word) for key in VITAL)
    return tuple(pair for pair in pairs if pair is not None and pair.value and not standing.get(pair.value))


def _leading(document: Document, key: Key, standing: FilePresence) -> Iterator[Pair]:
    for pair in _all(document, key):
        if not pair.value or not is_missing(pair.value, standing) or standing.get(_meant(document, pair)):
            return
        yield pair


def _meant(document: Document, pair: Pair) -> str:
    """The path that *pair* shows, whatever WSL makes of its backslashes."""
    return meant_text(document.body[pair.written.start : pair.written.end]).decode("utf-8", "replace")


def _all(document: Document, key: Key) -> Iterator[Pair]:
    """The lines that set *key*, as a person reads them, in the order of the file."""
    for node in document.nodes:
        if isinstance(node, Pair) and find(document.dialect, full_name(node.section, node.key)) is key:
            yield node

"""The list of texts that break a rule of style and are known to: it may only shrink.

A line of the list is ``RULE | text | reason``, line ends of the text written as ``\\n``. T1, Z1, T4 and T6 need the
reason in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Final

import text_names
import text_style
from text_style import Hit

_MEANINGS: Final = {**text_style.MEANINGS, **text_names.MEANINGS}
NEED_A_REASON: Final = frozenset({"T1", "Z1", "T4", "T6"})

Known = Mapping[Hit, str]


def load(path: Path) -> Known:
    """The list in the file *path*: what is known, with its reason. Empty if there is no file. Raises `ValueError`
    about a line that is none."""
    if not path.exists():
        return {}
    return dict(map(_parsed, path.read_text(encoding="utf-8").splitlines()))


def save(path: Path, known: Known) -> None:
    """Write the list, sorted, so that two people who shrink it seldom meet."""
    lines = (f"{hit.rule} | {_escaped(hit.text)} | {reason}".rstrip() for hit, reason in known.items())
    path.write_text("".join(line + "\n" for line in sorted(lines)), encoding="utf-8")


def frozen(found: Set[Hit], known: Known, reason: str) -> Known:
    """The list of what is *found*. What was *known* keeps its reason; what is new gets *reason*, if it needs one."""
    return {hit: known.get(hit) or (reason if hit.rule in NEED_A_REASON else "") for hit in found}


def faults(found: Set[Hit], known: Known) -> Iterator[str]:
    """One line for each hit that is not known, each known one that is gone, and each that lacks its reason."""
    for hit in sorted(found - known.keys()):
        yield f"{hit.rule} {_MEANINGS[hit.rule]} ({hit.word}): {_escaped(hit.text)}"
    for hit in sorted(known.keys() - found):
        yield f"{hit.rule} no longer hits, remove it from the list: {_escaped(hit.text)}"
    for hit, reason in sorted(known.items()):
        if hit.rule in NEED_A_REASON and not reason:
            yield f"{hit.rule} needs a written reason in the list: {_escaped(hit.text)}"


def _parsed(line: str) -> tuple[Hit, str]:
    rule, has_text, rest = line.partition(" | ")
    text, has_reason, reason = rest.rpartition(" |")
    if not has_text or not has_reason:
        raise ValueError(f"not RULE | text | reason: {line}")
    return Hit(rule, re.sub(r"\\(.)", lambda pair: "\n" if pair[1] == "n" else pair[1], text)), reason.strip()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n")

"""fish's universal variables: the file ``fish_variables`` that ``set -U`` writes (format 3.0)."""

from __future__ import annotations

import re
from typing import Final

from wizard.codecs.lines import text_of
from wizard.codecs.shell.follow.state import Place, ShellVariable
from wizard.patterns import lazy_pattern

_LINE: Final = lazy_pattern(r"SETUVAR((?: --\w+)*) ([A-Za-z_]\w*):(.*)", re.ASCII)
_ESCAPED: Final = lazy_pattern(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\(.)")
_BETWEEN: Final = "\x1e"


def universal_variables(path: str, data: bytes) -> dict[str, ShellVariable]:
    """All variables in the file *path*."""
    found: dict[str, ShellVariable] = {}
    for number, line in enumerate(text_of(data).split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is not None:
            text = _ESCAPED.sub(_unescaped, match[3])
            values = tuple(text.split(_BETWEEN)) if text != "\x1d" else ()
            is_exported = "--export" in match[1]
            found[match[2]] = ShellVariable(values, True, True, is_exported, Place(path, number))
    return found


def _unescaped(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return chr(int(match[1] or match[2], 16))
    return {"n": "\n", "t": "\t"}.get(match[3], match[3])

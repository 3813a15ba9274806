"""What a word of fish comes to, as far as that can be known without running anything (see `values`)."""

from __future__ import annotations

import re
from typing import Final

from wizard.codecs.shell.values import UNKNOWN, Variables
from wizard.patterns import lazy_pattern

_PIECE: Final = lazy_pattern(
    r"""
    '(?P<single>(?:[^'\\]|\\.)*)'
    | "(?P<double>(?:[^"\\]|\\.)*)"
    | \\(?P<escaped>[^A-Za-z0-9])
    | \{?\$(?P<name>[A-Za-z_]\w*)\}?(?!\[)
    | (?P<plain>[^'"\\${}()*?~]+)
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_QUOTED_PIECE: Final = lazy_pattern(
    r"""\\(?P<escaped>["$\\]) | \\\n | (?P<plain>[^\\$]+|\\) | \$(?P<name>[A-Za-z_]\w*)(?!\[)""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_SINGLE_ESCAPE: Final = lazy_pattern(r"\\(['\\])")
_TILDE: Final = lazy_pattern(r"~(?=/|$)")


def expand(raw: str, variables: Variables, *, home: str | None = None) -> str:
    """*raw*, one word as written, with quotes gone and *variables* filled in; *home* is what ``~`` means."""
    tilde = _TILDE.match(raw)
    head = "" if tilde is None else UNKNOWN if home is None else home
    return head + _pieces(_PIECE, raw, 0 if tilde is None else 1, variables)


def _pieces(pattern: re.Pattern[str], raw: str, at: int, variables: Variables) -> str:
    found: list[str] = []
    while at < len(raw):
        match = pattern.match(raw, at)
        # A substitution, a glob, braces, an index: from here on anything may stand.
        if match is None:
            return "".join(found) + UNKNOWN
        found.append(_piece(match, variables))
        at = match.end()
    return "".join(found)


def _piece(match: re.Match[str], variables: Variables) -> str:
    groups = match.groupdict()
    if groups.get("double") is not None:
        return _pieces(_QUOTED_PIECE, groups["double"], 0, variables)
    if groups.get("single") is not None:
        return _SINGLE_ESCAPE.sub(r"\1", groups["single"])
    if groups["name"] is not None:
        return variables.get(groups["name"], UNKNOWN)
    return groups["escaped"] or groups["plain"] or ""

"""On which line of a TOML file a key is. The standard library reads TOML, but does not say where.

A well-formed file is a row of statements, each of which can be read alone: the head of a table, or one key with its
value. So lines are gathered until they can be read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from wizard.patterns import lazy_pattern

_MAY_END: Final = ("]", "}", '"""', "'''")
"""One of these is on the last line of whatever takes several."""
_PART: Final = lazy_pattern(r"\.?(?P<name>[^.\[\]]+)|\[(?P<place>[0-9]+|\.\.\.)\]")
_SYNTAX: Final = lazy_pattern(r" \(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)$")

_MOST_FAILURES: Final = 500
"""So many lines that end nothing, though they look like it, nobody writes: each is read with all that was gathered."""

Path = tuple[str, ...]


def line_of(text: str, where: str) -> int | None:
    """The line (from 1) of the key *where* (``go.sources[0]``) of the well-formed *text*, or of what it is in; None
    if nothing of it is there."""
    wanted = tuple(part["name"] for part in _PART.finditer(where) if part["name"])
    found = dict[Path, int]()
    for line, path in _statements(text):
        found.setdefault(path, line)
    for length in range(len(wanted), 0, -1):
        lines = [line for path, line in found.items() if path[:length] == wanted[:length]]
        if lines:
            return min(lines)
    return None


def syntax(message: str, text: str) -> tuple[int, str]:
    """The line that *message* of the standard library is about, and its words without that."""
    at = _SYNTAX.search(message)
    last = max(1, len(text.rstrip().split("\n")))
    line = int(at["line"]) if at is not None and at["line"] else last
    return min(line, last), _SYNTAX.sub("", message)


def _statements(text: str) -> Iterator[tuple[int, Path]]:
    """Each table and each key with a value, and the line where it begins."""
    table: Path = ()
    gathered, begin, failures = "", 1, 0
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        begin = begin if gathered else number
        is_first = not gathered
        gathered += f"{line}\n"
        if not is_first and not any(end in line for end in _MAY_END):
            continue
        try:
            read = tomllib.loads(gathered)
        except (ValueError, RecursionError):
            failures += 1
            if failures > _MOST_FAILURES:
                return
            continue
        gathered = ""
        if line.lstrip().startswith("["):
            table = next(iter(_paths(read)), ()) if is_first else table
            yield begin, table
        else:
            yield from ((begin, table + path) for path in _paths(read))


def _paths(value: Mapping[str, Any]) -> Iterator[Path]:
    for key, inner in value.items():
        inside = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], dict) else inner
        deeper = list(_paths(inside)) if isinstance(inside, dict) else []
        yield from ((key, *path) for path in deeper or [()])

"""`/etc/os-release`: lines of ``NAME=value`` as a shell reads them (os-release(5))."""

from __future__ import annotations

from typing import Final

from wizard.patterns import lazy_pattern

_LINE: Final = lazy_pattern(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)")
_ESCAPED: Final = lazy_pattern(r"\\(.)")


def parse(data: bytes) -> dict[str, str]:
    """The values by name; of two lines of one name the last. Other lines are ignored."""
    lines = (line.strip() for line in data.decode("utf-8", "replace").splitlines())
    found = (match for line in lines if (match := _LINE.fullmatch(line)) is not None)
    return {match[1]: _unquoted(match[2]) for match in found}


def _unquoted(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] == "'":
        return text[1:-1]
    inner = text[1:-1] if len(text) >= 2 and text[0] == text[-1] == '"' else text
    return _ESCAPED.sub(r"\1", inner)

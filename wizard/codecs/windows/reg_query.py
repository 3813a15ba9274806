"""What ``reg.exe query KEY`` prints, with ``/s`` or without, and ``/se |`` for lists of texts.

Only names of types and long names of hives are the same in every language. The default value is printed under a
word in brackets that depends on the language, so a name in brackets is taken for it. A text that holds line ends
goes on in the lines below, and comes back with LF. A character that the console's code page does not have comes
as ``?``, so a text with one in it (no path has) is not known exactly.
"""

from __future__ import annotations

import re
from typing import Final

from wizard.codecs.windows.reg_file import canonical
from wizard.codecs.windows.registry_value import types_of
from wizard.model.probes import RegistryValue, Values
from wizard.model.registry import TYPES
from wizard.patterns import lazy_pattern

SEPARATOR: Final = "|"
"""Between the texts of a list: a character that no path of Windows has."""

_VALUE: Final = lazy_pattern(r" {4}(.*?) {4}(REG_[A-Z_]+)(?: {4}(.*))?", re.DOTALL)
_KEY: Final = lazy_pattern(r"HKEY_[A-Z_]+(?:\\.*)?")
_TEXTS: Final = ("REG_SZ", "REG_EXPAND_SZ", "REG_LINK")
_NUMBERS: Final = ("REG_DWORD", "REG_QWORD")
_KINDS: Final = {kind: number for number, kind in TYPES.items()}
_DOUBTFUL: Final = lazy_pattern(r"[?\n\ufffd]")


def parse(text: str, key: str, deep: bool = False) -> Values:
    """The values of *key*, which is there; if *deep*, of the keys right below it too."""
    top = canonical(key).lower()
    rows_by_key: dict[str, list[list[str]]] = {top: []}
    names: dict[str, str] = {}
    here = rows_by_key[top]
    for line in text.replace("\r\n", "\n").split("\n"):
        if _KEY.fullmatch(line):
            path = canonical(line)
            names[path.lower()] = path.rpartition("\\")[2]
            here = rows_by_key.setdefault(path.lower(), [])
        elif found := _VALUE.fullmatch(line):
            here.append([found[1], found[2], found[3] or ""])
        elif here and here[-1][1] in _TEXTS and line:
            here[-1][2] += f"\n{line}"
    below = [path for path in rows_by_key if path.rpartition("\\")[0] == top] if deep else []
    return Values(
        _values(rows_by_key[top]),
        {names[path]: _values(rows_by_key[path]) for path in below},
        types_of(
            (_name(name), _KINDS[kind], _value(kind, data))
            for name, kind, data in rows_by_key[top]
            if kind in _KINDS and not _DOUBTFUL.search(name + data)
        ),
    )


def _values(rows: list[list[str]]) -> dict[str, RegistryValue]:
    return {_name(name): _value(kind, data) for name, kind, data in rows}


def _name(written: str) -> str:
    return "" if written.startswith("(") and written.endswith(")") else written


def _value(kind: str, data: str) -> RegistryValue:
    if kind in _TEXTS:
        return data
    if kind == "REG_MULTI_SZ":
        return data.removesuffix(SEPARATOR).split(SEPARATOR) if data else []
    try:
        return int(data, 16) if kind in _NUMBERS else bytes.fromhex(data)
    except ValueError:
        return data

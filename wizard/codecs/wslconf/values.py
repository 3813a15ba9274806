"""What WSL makes of a value once it has been read: flags, numbers, sizes and the rest (WSL §1.6).

The rules are those of the C functions WSL calls: `strtol` with base 0, `strtoull` with base 10, `stoi`,
`inet_pton`. On Windows `long` has 32 bits, so a number that is too big saturates there instead of failing.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from wizard.codecs.wslconf.keys import Key, SettingValue, ValueType, fold
from wizard.patterns import lazy_pattern

INT_MIN: Final = -(1 << 31)
INT_MAX: Final = (1 << 31) - 1
_UINT64: Final = 1 << 64
_LONGEST: Final = 22  # octal digits of 64 bits
_PORT_MAX: Final = (1 << 16) - 1

_UNITS: Final = {
    unit: 1 << (10 * power)
    for power, letter in enumerate("BKMGT")
    for unit in ((letter,) if letter == "B" else (letter, letter + "B"))
}

_SPACE: Final = r"[ \t\n\v\f\r]*"
_STRTOL: Final = lazy_pattern(_SPACE + r"([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)")
_STRTOULL: Final = lazy_pattern(_SPACE + r"([+-]?)([0-9]+)(.*)", re.DOTALL)
_STOI: Final = lazy_pattern(_SPACE + r"([+-]?)([0-9]+)")
_OCTET: Final = r"(?:0|[1-9][0-9]{0,2})"
_ADDRESS: Final = lazy_pattern(rf"{_OCTET}(?:\.{_OCTET}){{3}}")
_MAC: Final = lazy_pattern(r"[0-9a-fA-F]{2}([:-])(?:[0-9a-fA-F]{2}\1){4}[0-9a-fA-F]{2}")


class ParsedValue(msgspec.Struct, frozen=True):
    """What WSL holds after this value, and how many warnings it gave.

    With a warning the setting keeps its default, except for ports, where the good ones are taken anyway.
    """

    value: SettingValue
    refusals: int = 0


_REFUSED: Final = ParsedValue(None, 1)


def take(key: Key, text: str, *, on_windows: bool) -> ParsedValue:
    """*text* as WSL takes it for *key*; *on_windows* says which C library reads it."""
    match key.kind:
        case ValueType.TEXT | ValueType.PATH:
            return ParsedValue(text)
        case ValueType.FOLDER:
            return ParsedValue(text if text.endswith("/") else text + "/")
        case ValueType.FLAG:
            return _flag(text)
        case ValueType.NUMBER:
            return _number(text, on_windows=on_windows)
        case ValueType.SIZE:
            return _size(text)
        case ValueType.CHOICE:
            return _choice(key, text)
        case ValueType.PORTS:
            return _ports(text)
        case ValueType.ADDRESS:
            return _address(text)
        case ValueType.MAC:
            return ParsedValue(text.replace("-", ":").upper()) if _MAC.fullmatch(text) else _REFUSED


def _flag(text: str) -> ParsedValue:
    match fold(text):
        case "1" | "true":
            return ParsedValue(True)
        case "0" | "false":
            return ParsedValue(False)
        case _:
            return _REFUSED


def _number(text: str, *, on_windows: bool) -> ParsedValue:
    match = _STRTOL.fullmatch(text)
    if match is None:
        return _REFUSED
    sign, digits = match.groups()
    base = 16 if digits[1:2] in ("x", "X") else 8 if digits.startswith("0") else 10
    size = _magnitude(digits[2:] if base == 16 else digits, base)
    number = -size if sign == "-" else size
    if on_windows:
        return ParsedValue(min(max(number, INT_MIN), INT_MAX))
    return ParsedValue(number) if INT_MIN <= number <= INT_MAX else _REFUSED


def saturates(text: str) -> bool:
    """Whether WSL on Windows takes the nearest number that it can count for *text*, which is one that it cannot."""
    match = _STRTOL.fullmatch(text)
    if match is None:
        return False
    sign, digits = match.groups()
    base = 16 if digits[1:2] in ("x", "X") else 8 if digits.startswith("0") else 10
    size = _magnitude(digits[2:] if base == 16 else digits, base)
    return size > (-INT_MIN if sign == "-" else INT_MAX)


def wraps(text: str) -> bool:
    """Whether WSL takes something else for the size *text*: it is negative, or more than 64 bits of bytes."""
    match = _STRTOULL.fullmatch(text)
    if match is None:
        return False
    sign, digits, unit = match.groups()
    size = _magnitude(digits, 10)
    return size > 0 and (sign == "-" or size * _UNITS.get(unit, 1) >= _UINT64)


def _magnitude(digits: str, base: int) -> int:
    """The number of *digits*; of one that is beyond 64 bits in any case, only that it is."""
    significant = digits.lstrip("0")
    return int(significant or "0", base) if len(significant) <= _LONGEST else _UINT64


def _size(text: str) -> ParsedValue:
    match = _STRTOULL.fullmatch(text)
    if match is None:
        return _REFUSED
    sign, digits, unit = match.groups()
    size = _magnitude(digits, 10)
    number = _UINT64 - 1 if size >= _UINT64 else -size % _UINT64 if sign == "-" else size
    if number == 0 and not (text.startswith("0") and digits == "0"):
        return _REFUSED
    if unit and unit not in _UNITS:
        return _REFUSED
    return ParsedValue(number * _UNITS.get(unit, 1) % _UINT64)


def _choice(key: Key, text: str) -> ParsedValue:
    choice = key.chosen(text)
    return _REFUSED if choice is None else ParsedValue(choice.means)


def _ports(text: str) -> ParsedValue:
    items = [item for item in text.split(",") if item]
    ports = {port for item in items if (port := _port(item)) is not None}
    return ParsedValue(tuple(sorted(ports)), sum(_port(item) is None for item in items))


def _port(text: str) -> int | None:
    match = _STOI.match(text)
    if match is None or match[1] == "-":
        return None
    number = _magnitude(match[2], 10)
    return number if 0 < number <= _PORT_MAX else None


def _address(text: str) -> ParsedValue:
    good = _ADDRESS.fullmatch(text) is not None and all(int(part) <= 255 for part in text.split("."))
    return ParsedValue(text) if good else _REFUSED

"""go.sum and go.work.sum: lines of ``module version hash``, the hash of its files or of its go.mod (GO §4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

from wizard.codecs.lines import text_of
from wizard.patterns import lazy_pattern

_FIELDS: Final = 3
_H1: Final = lazy_pattern(r"h1:[A-Za-z0-9+/]{43}=")
_EMPTY: Final = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY="
"""Of a go.mod without a word, which Go steps over."""
_OF_MODULE_FILE: Final = "/go.mod"


class SumFaultKind(StrEnum):
    """What is wrong with a line."""

    FIELDS = "fields"
    HASH = "hash"
    CONFLICT = "conflict"


class SumFault(msgspec.Struct, frozen=True):
    """One line (from 1) that Go stops at, or that no download can match."""

    line: int
    text: str
    kind: SumFaultKind


class _Sum(msgspec.Struct, frozen=True):
    line: int
    text: str
    module: str
    version: str
    hash: str


def faults(data: bytes) -> tuple[SumFault, ...]:
    """All that is wrong, line by line."""
    first: dict[tuple[str, str], str] = {}
    found = [SumFault(number, text, SumFaultKind.FIELDS) for number, text in _malformed(data)]
    for each in _sums(data):
        if not each.hash.startswith("h1:"):  # of a kind that a newer Go may know
            continue
        if _H1.fullmatch(each.hash) is None:
            found.append(SumFault(each.line, each.text, SumFaultKind.HASH))
        elif first.setdefault((each.module, each.version), each.hash) != each.hash:
            found.append(SumFault(each.line, each.text, SumFaultKind.CONFLICT))
    return tuple(sorted(found, key=lambda fault: fault.line))


def modules(data: bytes) -> frozenset[tuple[str, str]]:
    """Each module and version of which there is a hash, be it of its go.mod alone."""
    return frozenset((each.module, each.version.removesuffix(_OF_MODULE_FILE)) for each in _sums(data))


def _lines(data: bytes) -> Iterator[tuple[int, str, list[str]]]:
    for number, line in enumerate(text_of(data).split("\n"), 1):
        fields = re.split(r"[ \t\r\f\v]+", line.strip(" \t\r\f\v"))
        if fields != [""]:
            yield number, line.strip(), fields


def _malformed(data: bytes) -> Iterator[tuple[int, str]]:
    return ((number, text) for number, text, fields in _lines(data) if len(fields) != _FIELDS)


def _sums(data: bytes) -> Iterator[_Sum]:
    for number, text, fields in _lines(data):
        if len(fields) == _FIELDS and fields[2] != _EMPTY:
            yield _Sum(number, text, *fields)

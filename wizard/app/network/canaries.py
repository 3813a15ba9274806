"""The modules of which the sum is known: ``resources/compat/canaries.toml``."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec

from wizard.resources import DamagedError, read_text, resource

_FILE = ("compat", "canaries.toml")


class CanaryRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row: *h1* is the sum of the zip of that *version*, as the go.sum files of *source* had it on the day *seen*."""

    module: str
    version: str
    h1: str
    source: str
    seen: datetime.date


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    canary: list[CanaryRow]


@cache
def rows() -> tuple[CanaryRow, ...]:
    """All rows, in the order in which proxies are asked for them. Raises `DamagedError`."""
    try:
        return tuple(msgspec.convert(tomllib.loads(read_text(*_FILE)), _Table).canary)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DamagedError(resource(*_FILE)) from error


def pins() -> Mapping[str, str]:
    """The sums by ``path@version``. Raises `DamagedError`."""
    return {f"{each.module}@{each.version}": each.h1 for each in rows()}

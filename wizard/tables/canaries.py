"""Modules of which the sum is known: the table ``canaries``."""

from __future__ import annotations

from collections.abc import Mapping

from wizard.tables.read import table
from wizard.tables.rows import CanaryModule


def rows() -> tuple[CanaryModule, ...]:
    """In the order in which proxies are asked for them. Raises `DamagedError`."""
    return table(CanaryModule).rows


def pins() -> Mapping[str, str]:
    """The sums by ``path@version``. Raises `DamagedError`."""
    return {f"{each.module}@{each.version}": each.h1 for each in rows()}

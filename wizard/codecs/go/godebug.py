"""The value of GODEBUG: ``key=value,key=value``, settings taken out by key, and what Go makes of it.

Facts: GO §0 and §2; tried again with Go 1.24.11 and 1.27.3. In short: Go looks for exact keys, the last one of a
kind counts, a blank at a key makes it another key; but at start Go 1.27 reads from left to right and exits at the
first removed key that has its old value, whatever follows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

REMOVED_1_27: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "asynctimerchan": frozenset({"1", "2"}),
        "gotypesalias": frozenset({"0"}),
        "tls10server": frozenset({"1"}),
        "tls3des": frozenset({"1"}),
        "tlskyber": frozenset({"0"}),
        "tlsrsakex": frozenset({"1"}),
        "tlsunsafeekm": frozenset({"1"}),
        "x509keypairleaf": frozenset({"0"}),
        "x509sha1": frozenset({"1"}),
    }
)
"""Removed keys, and the old values of each with which no program built with Go 1.27 starts."""

FIPS140_VALUES: Final = frozenset({"off", "on", "only", "debug"})
"""What ``fips140`` may be; with anything else but nothing, programs built with Go 1.24 or later panic."""


class GodebugSetting(msgspec.Struct, frozen=True):
    """One piece between commas as it is written; *key* and *value* are None if it has no ``=``."""

    raw: str
    key: str | None
    value: str | None

    def is_about(self, key: str) -> bool:
        """Whether a person meant *key* here, blanks or not."""
        return self.key is not None and self.key.strip() == key


class FatalReason(StrEnum):
    """Why a program exits at start."""

    REMOVED = "removed"
    FIPS140 = "fips140"
    CGOCHECK = "cgocheck"


class Fatal(msgspec.Struct, frozen=True):
    """A setting with which every program exits at start that is built with Go *since* or later (``1.27``)."""

    key: str
    value: str
    reason: FatalReason
    since: str


def parse(value: str) -> tuple[GodebugSetting, ...]:
    """All pieces in order; ``",".join`` of their `raw` is *value* again."""
    return tuple(_setting(raw) for raw in value.split(",")) if value else ()


def effective(value: str) -> dict[str, str]:
    """What Go finds under each key: the last one wins, values verbatim."""
    settings = parse(value)
    return {
        s.key: s.value for s in settings if s.key is not None and s.value is not None and _is_exact(s.key)
    }


def repeated(value: str) -> set[str]:
    """Keys that are set more than once: all but the last of each have no effect."""
    keys = [s.key for s in parse(value) if s.key is not None and _is_exact(s.key)]
    return {key for key in keys if keys.count(key) > 1}


def last_only(value: str) -> str:
    """*value* without what a later piece sets again; all else as it was."""
    settings = parse(value)
    last = {s.key: place for place, s in enumerate(settings) if s.key is not None and _is_exact(s.key)}
    return ",".join(s.raw for place, s in enumerate(settings) if last.get(s.key or "", place) == place)


def ignored(value: str) -> tuple[str, ...]:
    """Pieces that a person wrote and Go does not hear: without ``=``, or with a blank around the key."""
    return tuple(s.raw for s in parse(value) if s.raw.strip() and (s.key is None or not _is_exact(s.key)))


def without(value: str, keys: Collection[str]) -> str:
    """*value* without any setting of *keys*, blanks around them or not; all else as it was."""
    settings = parse(value)
    return ",".join(s.raw for s in settings if not any(s.is_about(key) for key in keys))


def is_removed(key: str, value: str) -> bool:
    """Whether Go 1.27 refuses this, in the environment at start and in go.mod at build."""
    return value in REMOVED_1_27.get(key, ())


def fatal(value: str) -> tuple[Fatal, ...]:
    """All settings that have to go before programs start again, in order."""
    settings = parse(value)
    last = {s.key: s for s in settings if s.key in ("fips140", "cgocheck")}
    return tuple(doom for setting in settings if (doom := _fatal(setting, last.values())) is not None)


def _setting(raw: str) -> GodebugSetting:
    key, equals, value = raw.partition("=")
    return GodebugSetting(raw, key, value) if equals else GodebugSetting(raw, None, None)


def _is_exact(key: str) -> bool:
    return key == key.strip()


def _fatal(setting: GodebugSetting, last: Collection[GodebugSetting]) -> Fatal | None:
    """Of ``fips140`` and ``cgocheck`` only the *last* one counts."""
    if setting.key is None or setting.value is None:
        return None
    if is_removed(setting.key, setting.value):
        return Fatal(setting.key, setting.value, FatalReason.REMOVED, "1.27")
    if not any(setting is other for other in last):
        return None
    if setting.key == "cgocheck":
        return (
            Fatal(setting.key, setting.value, FatalReason.CGOCHECK, "1.21")
            if _is_above_one(setting.value)
            else None
        )
    # What follows "#" only says for which call stacks a setting is meant (internal/godebug, parse).
    mode = setting.value.partition("#")[0]
    if mode and mode not in FIPS140_VALUES:
        return Fatal(setting.key, setting.value, FatalReason.FIPS140, "1.24")
    return None


def _is_above_one(value: str) -> bool:
    """As the runtime reads a number: what it cannot read leaves the default."""
    return re.fullmatch("[0-9]+", value) is not None and len(value) < 20 and 1 < int(value) < 1 << 31

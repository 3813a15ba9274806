"""The value of GODEBUG: ``key=value,key=value``, edited by key, and what Go makes of it.

Facts: GO §0 and §2; tried again with Go 1.24.11 and 1.27.3. In short: Go looks for exact keys, the
last one of a kind counts, a blank at a key makes it another key; but at start Go 1.27 reads from left
to right and dies at the first removed key with its old value, whatever follows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import msgspec

from wizard.codecs.lines import Unwritable
from wizard.model.text import say

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

_KNOWN: Final = """
adaptivestackstart allocfreetrace allowmultiplevcs asyncpreemptoff asynctimerchan cgocheck checkfinalizers
clobberfree cmdgonetlimit containermaxprocs cryptocustomrand dataindependenttiming decoratemappings
disablethp dontfreezetheworld efence embedfollowsymlinks execerrdot execwait failfipscast fips140 fips140ems
fuzzdebug gccheckmark gcpacertrace gcshrinkstackoff gcstoptheworld gctrace gocachehash gocachetest
gocacheverify gofsystrace gofsystracelog gofsystracestack goindex gotestjsonbuildtext gotoolchainexec
gotypesalias harddecommit htmlmetacontenturlescape http2client http2debug http2server httpcookiemaxnum
httplaxcontentlength httpmuxgo121 httpservecontentkeepheaders httpservecontentmaxranges inittrace
installgoroot intern invalidptr jstmpllitinterp madvdontneed memprofilerate multipartfiles
multipartmaxheaders multipartmaxparts multipathtcp netdns netedns0 panicnil ppc64aes ppc64gcm ppc64sha2
ppc64sha512 profstackdepth randautoseed randseednop rsa1024min runtimecontentionstacks sbrk scavtrace
scheddetail schedtrace simd tarinsecurepath tls10server tls3des tlskyber tlsmaxrsasize tlsmlkem tlsrsakex
tlssecpmlkem tlssha1 tlsunsafeekm toolchaintrace traceadvanceperiod traceallocfree tracebackancestors
tracebacklabels tracecheckstackownership tracefpunwindoff updatemaxprocs urlmaxqueryparams urlstrictcolons
winreadlinkvolume winsymlink x509keypairleaf x509negativeserial x509rsacrt x509sha1 x509sha256skid
x509sslcertoverrideplatform x509usefallbackroots x509usepolicies zipinsecurepath
"""

KNOWN: Final = frozenset(_KNOWN.split())
"""Keys that Go 1.21, 1.24 or 1.27 looks for; besides these, any that begins with ``cpu.``."""

_CPU: Final = "cpu."


class GodebugSetting(msgspec.Struct, frozen=True):
    """One piece between commas as it is written; *key* and *value* are None if it has no ``=``.

    A setting with blanks around key or value *is_spaced*: Go takes the blanks for part of them.
    """

    raw: str
    key: str | None
    value: str | None

    @property
    def is_spaced(self) -> bool:
        return any(part != part.strip() for part in (self.key or "", self.value or ""))

    def is_about(self, key: str) -> bool:
        """Whether a person meant *key* here, blanks or not."""
        return self.key is not None and self.key.strip() == key


class FatalReason(StrEnum):
    """Why a program dies at start."""

    REMOVED = "removed"
    FIPS140 = "fips140"


class Fatal(msgspec.Struct, frozen=True):
    """A setting that kills every program built with Go *since* or later (``1.27``)."""

    key: str
    value: str
    reason: FatalReason
    since: str


class Idleness(StrEnum):
    """Why a setting does nothing, or not what it was meant for."""

    NO_VALUE = "no-value"
    SPACES = "spaces"
    DUPLICATE = "duplicate"
    UNKNOWN_KEY = "unknown-key"
    GOCACHEVERIFY = "gocacheverify"
    """It works, but it rebuilds everything every time and checks no module (GO §2)."""


class Inert(msgspec.Struct, frozen=True):
    """A setting as written, and why it is idle."""

    raw: str
    reason: Idleness


def parse(value: str) -> tuple[GodebugSetting, ...]:
    """All pieces in order; ``",".join`` of their `raw` is *value* again."""
    return tuple(_setting(raw) for raw in value.split(",")) if value else ()


def effective(value: str) -> dict[str, str]:
    """What Go finds under each key: the last one wins, values verbatim."""
    settings = parse(value)
    return {
        s.key: s.value for s in settings if s.key is not None and s.value is not None and _is_exact(s.key)
    }


def merge(value: str, wanted: Mapping[str, str]) -> str:
    """*value* with every key of *wanted* set once, where it first stood or at the end; all else as it was.

    Raises `Unwritable` for a key or value that would read back as something else.
    """
    settings = list(parse(value))
    for key, text in wanted.items():
        _check(key, text)
        places = [place for place, setting in enumerate(settings) if setting.is_about(key)]
        if places:
            settings[places[0]] = _setting(f"{key}={text}")
            settings = [s for place, s in enumerate(settings) if place not in places[1:]]
        else:
            while settings and settings[-1].raw == "":
                settings.pop()
            settings.append(_setting(f"{key}={text}"))
    return ",".join(setting.raw for setting in settings)


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
    fips140 = [s for s in settings if s.key == "fips140"][-1:]
    return tuple(doom for setting in settings if (doom := _fatal(setting, fips140)) is not None)


def inert(value: str) -> tuple[Inert, ...]:
    """All settings that do nothing or not what they seem to, each with its first reason."""
    settings = parse(value)
    last = {s.key: index for index, s in enumerate(settings)}
    found = []
    for index, setting in enumerate(settings):
        reason = _idleness(setting, is_last=last[setting.key] == index)
        if reason is not None:
            found.append(Inert(setting.raw, reason))
    return tuple(found)


def _setting(raw: str) -> GodebugSetting:
    key, equals, value = raw.partition("=")
    return GodebugSetting(raw, key, value) if equals else GodebugSetting(raw, None, None)


def _check(key: str, value: str) -> None:
    if not key or "=" in key or "," in key + value or _setting(f"{key}={value}").is_spaced:
        raise Unwritable(say("GODEBUG cannot contain {setting}.", setting=f"{key}={value}"))


def _is_exact(key: str) -> bool:
    return key == key.strip()


def _fatal(setting: GodebugSetting, last_fips140: list[GodebugSetting]) -> Fatal | None:
    if setting.key is None or setting.value is None:
        return None
    if is_removed(setting.key, setting.value):
        return Fatal(setting.key, setting.value, FatalReason.REMOVED, "1.27")
    # What follows "#" only says for which call stacks a setting is meant (internal/godebug, parse).
    mode = setting.value.partition("#")[0]
    if any(setting is other for other in last_fips140) and mode and mode not in FIPS140_VALUES:
        return Fatal(setting.key, setting.value, FatalReason.FIPS140, "1.24")
    return None


def _idleness(setting: GodebugSetting, *, is_last: bool) -> Idleness | None:
    if setting.key is None:
        return Idleness.NO_VALUE if setting.raw.strip() else None
    if setting.is_spaced:
        return Idleness.SPACES
    if setting.key not in KNOWN and not setting.key.startswith(_CPU):
        return Idleness.UNKNOWN_KEY
    if not is_last:
        return Idleness.DUPLICATE
    is_verify = setting.key == "gocacheverify" and setting.value == "1"
    return Idleness.GOCACHEVERIFY if is_verify else None

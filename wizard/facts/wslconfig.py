"""`.wslconfig` of the Windows user as WSL reads it, and what on this computer decides about its settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import msgspec

from wizard.codecs import wslconf
from wizard.codecs.wsl_key import Key, Value, Version
from wizard.codecs.wsl_keys import find
from wizard.codecs.wslconf_files import FIGURE, Standing
from wizard.codecs.wslconf_mended import mended
from wizard.facts.asking import always, content, unknown
from wizard.facts.wsl import WslVersion
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import (
    Answers,
    Figure,
    FileProbe,
    HostProbe,
    Missing,
    RegistryProbe,
    Values,
)
from wizard.model.text import say
from wizard.model.wanted import Wanted

PATH = "~/.wslconfig"

_SETTING_VOID: Final = 0
"""What a value of the policy is where the setting is forbidden (WSL-FACTS §3)."""


@dataclass(frozen=True)
class WslConfig:
    """`.wslconfig` as the newest WSL reads it; *exists* is false if there is no such file."""

    document: wslconf.Document
    exists: bool

    @cached_property
    def mended(self) -> WslConfig:
        """The same with all repaired that can be (see `wizard.facts.wsl.WslConf.mended`)."""
        return WslConfig(mended(self.document), self.exists)

    @property
    def is_text(self) -> bool:
        """Whether this is a text at all: no file of WSL holds a zero byte (UTF-16 is text, in any order)."""
        is_wide = any(each.kind is wslconf.DefectKind.UTF16 for each in wslconf.defects(self.document))
        return is_wide or b"\0" not in self.document.body

    def pair(self, key: Key) -> wslconf.Pair | None:
        """The line that decides about *key*."""
        return self.document.pair(key.section, key.word)


@dataclass(frozen=True, slots=True)
class Policies:
    """What the administrator laid down for WSL (``HKLM\\Software\\Policies\\WSL``), by the names of the values."""

    values: Mapping[str, int]

    def forbids(self, name: str) -> bool:
        """Whether the policy *name* makes settings void."""
        return bool(name) and self.values.get(name.lower()) == _SETTING_VOID

    @property
    def sets_networking(self) -> bool:
        """Whether the networking mode has another default."""
        return "defaultnetworkingmode" in self.values


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms this computer takes settings: the version of WSL (None for one that came with Windows), the
    build of Windows, and the policies."""

    version: Version | None
    build: int
    policies: Policies

    def has(self, since: Version) -> bool:
        """Whether this WSL is one of *since* or later."""
        return not since or (self.version is not None and self.version >= since)

    def knows(self, key: Key) -> bool:
        return self.has(key.since)

    def runs(self, key: Key) -> bool:
        """Whether WSL can do on this Windows what *key* says."""
        return self.build >= key.build

    def default(self, key: Key) -> Value:
        """What *key* is without being set; None if that is not known."""
        if not (self.knows(key) and self.runs(key)):
            return _WITHOUT.get(key.name)
        if key.name == "wsl2.networkingMode" and self.policies.sets_networking:
            return None
        return key.default if self.has(key.default_since) else None

    def value(self, config: WslConfig, name: str) -> Value:
        """The setting *name* as it is in force; None if that is not known."""
        key = known(name)
        pair = config.pair(key)
        void = self.policies.forbids(key.policy) or not (self.knows(key) and self.runs(key))
        if void or (pair is not None and self.declines(key, pair.value)):
            return self.default(key)
        return config.document.values.get(key.name, self.default(key))

    def declines(self, key: Key, text: str) -> bool:
        """Whether *text* is a choice of *key* that this WSL does not know, or cannot make on this Windows."""
        choice = key.chosen(text)
        return choice is not None and not (self.has(choice.since) and self.build >= choice.build)


_WITHOUT: Final[Mapping[str, Value]] = {
    "wsl2.networkingMode": "Nat",
    "wsl2.dnsTunneling": False,
    "wsl2.autoProxy": False,
    "experimental.autoMemoryReclaim": "Disabled",
}
"""What a WSL does that does not have the setting, or cannot do it on this Windows."""


def known(name: str) -> Key:
    """The key of `.wslconfig` of that full name. Raises `KeyError`."""
    key = find(wslconf.Dialect.WSLCONFIG, name)
    if key is None:
        raise KeyError(name)
    return key


_FILE = FileProbe(PATH)


def _config(answers: Answers, want: Wanted) -> WslConfig | Unknown:
    data = content(answers[_FILE], PATH)
    if isinstance(data, Unknown):
        return Unknown(say("{why} It is left as it is.", why=data.why))
    return WslConfig(wslconf.parse(data or b"", wslconf.Dialect.WSLCONFIG), data is not None)


WSLCONFIG: Fact[WslConfig] = Fact("wslconfig", always(_FILE), _config, side=Side.HOST)

_PACKAGE = RegistryProbe(r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Lxss\MSI")
_WINDOWS = RegistryProbe(r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion")
_POLICIES = RegistryProbe(r"HKLM\SOFTWARE\Policies\WSL")


def _package(answers: Answers, want: Wanted) -> WslVersion | Unknown:
    answer = answers[_PACKAGE]
    if isinstance(answer, Missing):
        return WslVersion(None)
    text = answer.values.get("Version") if isinstance(answer, Values) else None
    if not isinstance(text, str):
        return unknown(answer, _PACKAGE.key)
    numbers = text.split(".")
    return WslVersion(tuple(map(int, numbers)) if all(part.isdecimal() for part in numbers) else None)


PACKAGE: Fact[WslVersion] = Fact("wsl-package", always(_PACKAGE), _package, side=Side.HOST)
"""The version of the WSL that is installed as a package; None if there is none but what came with Windows."""


def _terms(answers: Answers, want: Wanted) -> Terms | Unknown:
    package = _package(answers, want)
    if isinstance(package, Unknown):
        return package
    windows, policies = answers[_WINDOWS], answers[_POLICIES]
    build = windows.values.get("CurrentBuildNumber") if isinstance(windows, Values) else None
    if not (isinstance(build, str) and build.isdecimal()):
        return unknown(windows, _WINDOWS.key)
    if not isinstance(policies, Values | Missing):
        return unknown(policies, _POLICIES.key)
    values = policies.values if isinstance(policies, Values) else {}
    laid_down = {name.lower(): value for name, value in values.items() if isinstance(value, int)}
    return Terms(package.numbers, int(build), Policies(laid_down))


TERMS: Fact[Terms] = Fact("wsl-terms", always(_PACKAGE, _WINDOWS, _POLICIES), _terms, side=Side.HOST)

_CORES = HostProbe("cores")


def _cores(answers: Answers, want: Wanted) -> int | Unknown:
    answer = answers[_CORES]
    if isinstance(answer, Figure) and isinstance(answer.value, int):
        return answer.value
    return unknown(answer, "cores")


HOST_CORES: Fact[int] = Fact("host-cores", always(_CORES), _cores, side=Side.HOST)
"""Logical processors of this computer."""

_FILES = HostProbe(FIGURE)


def _files(answers: Answers, want: Wanted) -> Standing:
    answer = answers[_FILES]
    if isinstance(answer, Figure) and isinstance(answer.value, str):
        return msgspec.json.decode(answer.value, type=dict[str, bool])
    return {}


FILES: Fact[Standing] = Fact("wslconfig-files", always(_FILES), _files, side=Side.HOST)
"""Which files that `.wslconfig` names are there; empty where nobody looked."""

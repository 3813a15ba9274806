"""`.wslconfig` of the Windows user as WSL reads it, and what on this computer decides about its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.codecs import wslconf
from wizard.codecs.wslconf.defects import DefectKind, defects
from wizard.codecs.wslconf.encoding import recoded
from wizard.codecs.wslconf.files import FilePresence, named
from wizard.codecs.wslconf.key import Key, SettingValue
from wizard.codecs.wslconf.keys import find
from wizard.codecs.wslconf.paths import as_windows_writes, has_variables, is_on_drive
from wizard.facts.shapes import always, content, derived, is_folder
from wizard.facts.windows.go import VARIABLES, WindowsVariables
from wizard.facts.windows.pc import WINDOWS, WindowsBuild
from wizard.facts.windows.registry import value_of
from wizard.facts.windows.wsl import POLICIES, WSL_PACKAGE, Policies
from wizard.facts.wsl import WslVersion
from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.probes import Answers, FileProbe, Found, Missing, Special
from wizard.model.text import say
from wizard.model.versions import Version
from wizard.model.wanted import Wanted

PATH = "~/.wslconfig"


class WslConfig(msgspec.Struct, frozen=True, dict=True):
    """`.wslconfig` as the newest WSL reads it; *exists* is false if there is no such file."""

    document: wslconf.Document
    exists: bool

    @property
    def is_text(self) -> bool:
        """Whether this is a text at all, in UTF-8 or UTF-16: no text holds a zero."""
        return b"\0" not in recoded(self.document.data, wslconf.Dialect.WSLCONFIG)

    def pair(self, key: Key) -> wslconf.Pair | None:
        """The line that decides about *key*."""
        return self.document.pair(key.section, key.word)


class Terms(msgspec.Struct, frozen=True):
    """On what terms this computer takes settings: the version of WSL (None for one that came with Windows), the
    build of Windows, and the policies. With a *gap* not all of that is known."""

    version: Version | None
    build: int
    policies: Policies
    gap: Unknown | None = None

    def has(self, since: Version) -> bool:
        """Whether this WSL is one of *since* or later."""
        return not since or (self.version is not None and self.version >= since)

    def knows(self, key: Key) -> bool:
        """Whether this WSL has *key* at all."""
        return self.has(key.since)

    def runs(self, key: Key) -> bool:
        """Whether WSL can do on this Windows what *key* says."""
        return self.build >= key.build

    def forbids(self, key: Key) -> bool:
        """Whether the administrator has made *key* void."""
        return bool(key.policy) and self.policies.forbids(key.policy)

    def default(self, key: Key) -> SettingValue:
        """What *key* is without being set; None if that is not known."""
        if not (self.knows(key) and self.runs(key)):
            return _WITHOUT.get(key.name)
        if (
            key.name == "wsl2.networkingMode"
            and value_of(self.policies.values, "DefaultNetworkingMode") is not None
        ):
            return None
        return key.default if self.has(key.default_since) else None

    def value(self, config: WslConfig, name: str) -> SettingValue:
        """The setting *name* as it is in force; None if that is not known."""
        key = known(name)
        pair = config.pair(key)
        void = self.forbids(key) or not (self.knows(key) and self.runs(key))
        if void or (pair is not None and self.declines(key, pair.value)):
            return self.default(key)
        return config.document.values.get(key.name, self.default(key))

    def declines(self, key: Key, text: str) -> bool:
        """Whether *text* is a choice of *key* that this WSL does not know, or cannot make on this Windows."""
        choice = key.chosen(text)
        return choice is not None and not (self.has(choice.since) and self.build >= choice.build)


_WITHOUT: Final[Mapping[str, SettingValue]] = {
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
    answer = answers[_FILE]
    if isinstance(answer, Missing) and answer.link is not None:
        target = answer.link
        return Unknown(
            say("{path} is a link to {target}, which the wizard does not follow.", path=PATH, target=target)
        )
    data = content(answer, PATH)
    if isinstance(data, Unknown):
        return Unknown(say("{why} The wizard does not change it.", why=data.why))
    return WslConfig(wslconf.parse(data or b"", wslconf.Dialect.WSLCONFIG), data is not None)


WSLCONFIG: Fact[WslConfig] = Fact("wslconfig", always(_FILE), _config, side=Side.HOST)


def _terms(see: Snapshot, want: Wanted) -> Terms:
    package, windows, policies = see.get(WSL_PACKAGE), see.get(WINDOWS), see.get(POLICIES)
    gaps = (each for each in (package, windows, policies) if isinstance(each, Unknown))
    return Terms(
        package.numbers if isinstance(package, WslVersion) else None,
        windows.build if isinstance(windows, WindowsBuild) else 0,
        policies if isinstance(policies, Policies) else Policies(),
        next(gaps, None),
    )


TERMS: Fact[Terms] = derived(
    "terms of WSL", (), _terms, uses=(WSL_PACKAGE, WINDOWS, POLICIES), side=Side.HOST
)


def _files_named(want: Wanted, see: Snapshot) -> tuple[FileProbe, ...]:
    return tuple(map(_file_at, named(see[WSLCONFIG].document)))


def _file_at(path: str) -> FileProbe:
    return FileProbe(path.replace("/", "\\"), limit=1, head=True)


def _files(answers: Answers, want: Wanted, see: Snapshot) -> FilePresence:
    found = {path: answers[_file_at(path)] for path in named(see[WSLCONFIG].document)}
    return {
        path: isinstance(answer, Found)
        for path, answer in found.items()
        if isinstance(answer, Found | Missing | Special)
    }


FILES: Fact[FilePresence] = Fact("wslconfig-files", _files_named, _files, Side.HOST, needs=(WSLCONFIG,))
"""Which of the files that `.wslconfig` names are there. What could not be looked at is not in it."""


class MeantPath(msgspec.Struct, frozen=True):
    """A path of `.wslconfig` with its variables as Windows has them: *text*, empty if one of them is not known; and
    whether the folder that it is in *stands* there, None if that is not known."""

    text: str
    stands: bool | None = None


def swap_file(config: WslConfig) -> wslconf.Pair | None:
    """The line that says where WSL makes its swap file, if *config* wants swap, and the path begins with a drive."""
    pair = config.pair(known("wsl2.swapFile"))
    if pair is None or config.document.values.get("wsl2.swap") == 0 or not is_on_drive(pair.value):
        return None
    return pair


def folder_of(path: str) -> str:
    """The folder of *path*, which begins with a drive. ``C:`` alone is where a program happens to be in C:, and not
    that drive's own folder."""
    folder = path.replace("/", "\\").rpartition("\\")[0].rstrip("\\")
    return f"{folder}\\" if folder.endswith(":") else folder


def _meant_paths(see: Snapshot) -> Mapping[str, str]:
    variables, config = see.get(VARIABLES), see[WSLCONFIG]
    found = (each for each in defects(config.document) if each.kind is DefectKind.UNEXPANDED)
    known = variables if isinstance(variables, WindowsVariables) else WindowsVariables((), ())
    texts = {each.text: known.expanded(as_windows_writes(each.text)) for each in found}
    swap = swap_file(config)
    if swap is not None:
        texts.setdefault(swap.value, swap.value)
    return {path: "" if has_variables(text) or not text.isascii() else text for path, text in texts.items()}


def _folder_at(path: str) -> FileProbe:
    return FileProbe(folder_of(path), limit=1, head=True)


def _folders_meant(want: Wanted, see: Snapshot) -> tuple[FileProbe, ...]:
    return tuple(dict.fromkeys(_folder_at(path) for path in _meant_paths(see).values() if path))


def _meant(answers: Answers, want: Wanted, see: Snapshot) -> Mapping[str, MeantPath]:
    return {
        path: MeantPath(text, is_folder(answers[_folder_at(text)]) if text else None)
        for path, text in _meant_paths(see).items()
    }


MEANT_PATHS: Fact[Mapping[str, MeantPath]] = Fact(
    "paths of .wslconfig", _folders_meant, _meant, Side.HOST, needs=(WSLCONFIG,), uses=(VARIABLES,)
)
"""By the paths as they read: those in which a person wrote variables, and that of the swap file."""

"""WSL as Windows knows it: its package, its distros (registered and running), and the policies about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.codecs.windows import wsl_errors, wsl_output
from wizard.codecs.windows.kernel_image import HEAD_BYTES, release_of
from wizard.codecs.windows.wsl_errors import Failure
from wizard.codecs.windows.wsl_output import ListedDistro
from wizard.facts.shapes import always, derived, unknown
from wizard.facts.windows.features import FEATURES
from wizard.facts.windows.inquiry import INQUIRY, inquiry_report, not_reported
from wizard.facts.windows.registry import number, registry_fact, value_of, values, words
from wizard.facts.wsl import WslVersion
from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.probes import (
    Answers,
    CommandProbe,
    Exited,
    FileProbe,
    Found,
    Missing,
    Probe,
    RegistryProbe,
    RegistryValue,
    Values,
)
from wizard.model.text import Text, say
from wizard.model.versions import version
from wizard.model.wanted import Wanted

LXSS_KEY: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Lxss"
PACKAGE_KEY: Final = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Lxss\MSI"
POLICIES_KEY: Final = r"HKLM\Software\Policies\WSL"

_IS_WSL2: Final = 8  # of Flags (WSL §6.1); Version is the format of the disk
_PACKAGE: Final = RegistryProbe(PACKAGE_KEY)


def _version(text: str) -> WslVersion | None:
    numbers = version(text)
    return WslVersion(numbers) if numbers is not None else None


def _package(answers: Answers, want: Wanted) -> WslVersion | Unknown:
    found = values(answers, _PACKAGE)
    if isinstance(found, Unknown):
        return found
    if found is not None:
        return _version(words(found.values, "Version")) or Unknown(
            say("The registry does not contain the WSL version ({key}).", key=PACKAGE_KEY)
        )
    seen = inquiry_report(answers)
    if isinstance(seen, Unknown):
        return seen
    if seen.package is None:
        return not_reported("WSL")
    return _version(seen.package) or WslVersion(None)


WSL_PACKAGE: Fact[WslVersion] = Fact("WSL package", always(_PACKAGE, INQUIRY), _package, side=Side.HOST)
"""The version of the WSL package (WSL §6.1; before WSL 2.1 it was a package of the Store). Without numbers:
there is none, at most the WSL that came with Windows."""


KERNEL_PATH: Final = "C:\\Program Files\\WSL\\tools\\kernel"
_KERNEL: Final = FileProbe(KERNEL_PATH, limit=HEAD_BYTES, head=True)


def _kernel(answers: Answers, want: Wanted) -> str | None | Unknown:
    answer = answers[_KERNEL]
    if isinstance(answer, Missing):
        return None
    if not isinstance(answer, Found):
        return unknown(answer, _KERNEL.path)
    return release_of(answer.content) or Unknown(
        say("Could not get the kernel version from {path}.", path=_KERNEL.path)
    )


WSL_KERNEL: Fact[str | None] = Fact("kernel of WSL", always(_KERNEL), _kernel, side=Side.HOST)
"""The release of the kernel that comes with the WSL package; None if there is none where it puts it."""


class RegisteredDistro(msgspec.Struct, frozen=True):
    """A registered distro (WSL §6.1). *version* is WSL 1 or 2; *uid* its default user's; *is_fresh*: nobody
    has opened it yet; *is_whole* is false while it is installed or removed, *damaged* names values of a wrong type,
    with which wsl.exe fails."""

    name: str
    version: int
    uid: int = 0
    flavor: str = ""
    release: str = ""
    is_default: bool = False
    is_fresh: bool = False
    is_whole: bool = True
    damaged: tuple[str, ...] = ()


class Lxss(msgspec.Struct, frozen=True):
    """What is registered: *distros*, the default one first, and the version that new ones get."""

    distros: tuple[RegisteredDistro, ...] = ()
    default_version: int = 2

    @property
    def on_wsl1(self) -> tuple[str, ...]:
        """The names of those that run on WSL 1."""
        return tuple(distro.name for distro in self.distros if distro.version == 1)


_INSTALLED: Final = 1
_TYPES: Final[Mapping[str, type]] = {
    "DistributionName": str,
    "BasePath": str,
    "Flavor": str,
    "OsVersion": str,
    "DefaultUid": int,
    "Flags": int,
    "State": int,
    "RunOOBE": int,
}


def _lxss(found: Values | None) -> Lxss:
    if found is None:
        return Lxss()
    default = words(found.values, "DefaultDistribution").lower()
    distros = [
        _distro(rows, is_default=key.lower() == default)
        for key, rows in found.keys.items()
        if value_of(rows, "DistributionName") is not None
    ]
    distros.sort(key=lambda distro: (not distro.is_default, distro.name.lower()))
    version = number(found.values, "DefaultVersion")
    return Lxss(tuple(distros), version if version in (1, 2) else 2)


def _distro(rows: Mapping[str, RegistryValue], *, is_default: bool) -> RegisteredDistro:
    wrong = tuple(
        name
        for name, kind in _TYPES.items()
        if (value := value_of(rows, name)) is not None and not isinstance(value, kind)
    )
    return RegisteredDistro(
        words(rows, "DistributionName") or "?",
        2 if (number(rows, "Flags") or 0) & _IS_WSL2 else 1,
        number(rows, "DefaultUid") or 0,
        words(rows, "Flavor"),
        words(rows, "OsVersion"),
        is_default,
        bool(number(rows, "RunOOBE")),
        number(rows, "State") in (None, _INSTALLED),
        wrong,
    )


LXSS: Fact[Lxss] = registry_fact("distros", RegistryProbe(LXSS_KEY, deep=True), _lxss)
"""The distros of the Windows user. Which of them run only wsl.exe knows: `LISTED`."""

LIST: Final = CommandProbe(("wsl.exe", "--list", "--verbose"), timeout_s=30)


def listed_by(answers: Answers) -> tuple[ListedDistro, ...] | Unknown:
    """The list of wsl.exe; empty if it says, in whatever language, that there is nothing to list."""
    answer = answers[LIST]
    if not isinstance(answer, Exited):
        return unknown(answer, "wsl.exe")
    failed = failure_by(answers)
    if failed is not None:
        return Unknown(_meant(failed))
    try:
        text = wsl_output.decode(answer.out)
        if answer.code != 0 and wsl_output.has_no_distros(text):
            return ()
        return wsl_output.listing(text)
    except ValueError:
        return Unknown(say("wsl.exe did not list the distros (exit code {code}).", code=answer.code))


def failure_by(answers: Answers) -> Failure | None:
    """What WSL says failed when it was to list its distros; None if nothing did, or if it gives no code."""
    answer = answers[LIST]
    if not isinstance(answer, Exited) or answer.code == 0:
        return None
    try:
        text = f"{wsl_output.decode(answer.out)}\n{wsl_output.decode(answer.err)}"
    except ValueError:
        return None
    return None if wsl_output.has_no_distros(text) else wsl_errors.failure_of(answer.code, text)


def _meant(failed: Failure) -> Text:
    meaning = wsl_errors.meaning(failed)
    if meaning.next_step is None:
        return say("WSL does not work: {what}", what=meaning.text)
    return say("WSL does not work: {what} {next}", what=meaning.text, next=meaning.next_step)


def _list_asked(want: Wanted, see: Snapshot) -> tuple[Probe, ...]:
    """wsl.exe is not asked where there is no WSL: it offers to install it, and waits for a key."""
    return () if _has_no_wsl(see) else (LIST,)


def _has_no_wsl(see: Snapshot) -> bool:
    """Whether it is known that there is none: not if something could not be read."""
    distros, package, features = see.get(LXSS), see.get(WSL_PACKAGE), see.get(FEATURES)
    if isinstance(distros, Unknown) or isinstance(package, Unknown) or isinstance(features, Unknown):
        return False
    return not distros.distros and package.numbers is None and features.subsystem is False


_OF_WSL: Final = (LXSS, WSL_PACKAGE, FEATURES)


def _listed(answers: Answers, want: Wanted, see: Snapshot) -> tuple[ListedDistro, ...] | Unknown:
    return listed_by(answers) if _list_asked(want, see) else ()


LISTED: Fact[tuple[ListedDistro, ...]] = Fact(
    "running distros",
    _list_asked,
    _listed,
    side=Side.HOST,
    fleeting=True,
    needs=(),
    uses=_OF_WSL,
)
"""All distros with their state, as ``wsl --list --verbose`` tells. It starts none (WSL §6.1). Empty without WSL."""


class WslAnswer(msgspec.Struct, frozen=True):
    """How WSL answers when it is asked for its distros: it *is_well*, or what *failed* (None: it gives no code)."""

    is_well: bool
    code: int
    failed: Failure | None = None


def _answer(answers: Answers, want: Wanted, see: Snapshot) -> WslAnswer | None | Unknown:
    if not _list_asked(want, see):
        return None
    answer = answers[LIST]
    if not isinstance(answer, Exited):
        return unknown(answer, "wsl.exe")
    return WslAnswer(not isinstance(listed_by(answers), Unknown), answer.code, failure_by(answers))


WSL_ANSWER: Fact[WslAnswer | None] = Fact(
    "answer of WSL",
    _list_asked,
    _answer,
    side=Side.HOST,
    fleeting=True,
    needs=(),
    uses=_OF_WSL,
)
"""None: there is no WSL to be asked."""


class WslOnPc(msgspec.Struct, frozen=True):
    """The version of the WSL package, the distros, and the names of those that run (None: not known).
    *is_inbox*: there is no package, and the WSL that came with Windows is in use."""

    version: WslVersion
    lxss: Lxss
    running: tuple[str, ...] | None
    is_inbox: bool = False


def _wsl_on_pc(see: Snapshot, want: Wanted) -> WslOnPc:
    listed = see.get(LISTED)
    running = None if isinstance(listed, Unknown) else tuple(each.name for each in listed if each.is_running)
    version, lxss, features = see[WSL_PACKAGE], see[LXSS], see.get(FEATURES)
    has_feature = not isinstance(features, Unknown) and features.subsystem is True
    is_inbox = version.numbers is None and (bool(lxss.distros) or has_feature)
    return WslOnPc(version, lxss, running, is_inbox)


WSL_ON_PC: Fact[WslOnPc] = derived(
    "WSL", (WSL_PACKAGE, LXSS), _wsl_on_pc, uses=(LISTED, FEATURES), side=Side.HOST
)


class Policies(msgspec.Struct, frozen=True):
    """What the administrator says about WSL, by name of the value (WSL §3); empty if nothing."""

    values: Mapping[str, RegistryValue] = msgspec.field(default_factory=dict)

    def forbids(self, name: str) -> bool:
        """Whether the policy *name* (``AllowWSL``) is there and says no."""
        return value_of(self.values, name) == 0


POLICIES: Fact[Policies] = registry_fact(
    "policies", RegistryProbe(POLICIES_KEY), lambda found: Policies(found.values if found is not None else {})
)

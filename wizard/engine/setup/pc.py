"""A PC's state for first-time setup, out of the facts of one look. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from wizard.facts.windows.features import FEATURES
from wizard.facts.windows.inquiry import not_reported
from wizard.facts.windows.pc import PENDING_REBOOT, SOMEBODY_ELSE, VIRTUALISATION, WINDOWS
from wizard.facts.windows.wsl import LXSS, POLICIES, WSL_PACKAGE
from wizard.facts.windows.wsl import RegisteredDistro as Registered
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.firsttime import Distro, Feature, Operation, PcState

T = TypeVar("T")

FACTS: Final[tuple[Fact[Any], ...]] = (
    WINDOWS,
    VIRTUALISATION,
    FEATURES,
    PENDING_REBOOT,
    SOMEBODY_ELSE,
    WSL_PACKAGE,
    LXSS,
    POLICIES,
)
"""What is asked of the PC."""


@dataclass(frozen=True, slots=True)
class SetupRecord:
    """What an earlier run of first-time setup left: see `PcState.has_ran`, `resumes` and `settled`."""

    has_ran: frozenset[Operation] = frozenset()
    resumes: int = 0
    settled: frozenset[str] = frozenset()


def pc_state(see: Snapshot, account: str, so_far: SetupRecord) -> PcState:
    """The state of the PC whose facts (`FACTS`) are *see*, for the Windows user *account*."""
    windows, package, lxss = value_of(see, WINDOWS), value_of(see, WSL_PACKAGE), value_of(see, LXSS)
    features, policies, reboot = (
        value_of(see, FEATURES),
        value_of(see, POLICIES),
        value_of(see, PENDING_REBOOT),
    )
    on = {
        Operation.ENABLE_PLATFORM: ("VirtualMachinePlatform", "platform"),
        Operation.ENABLE_SUBSYSTEM: ("Microsoft-Windows-Subsystem-Linux", "subsystem"),
    }
    states: Mapping[Operation, Feature | Unknown] = {
        operation: features
        if isinstance(features, Unknown)
        else _feature(getattr(features, field), name, just_ran=operation in so_far.has_ran)
        for operation, (name, field) in on.items()
    }
    return PcState(
        build=windows if isinstance(windows, Unknown) else windows.build,
        virtualisation=value_of(see, VIRTUALISATION),
        platform=states[Operation.ENABLE_PLATFORM],
        subsystem=states[Operation.ENABLE_SUBSYSTEM],
        package=package if isinstance(package, Unknown) else package.text or None,
        distros=lxss if isinstance(lxss, Unknown) else tuple(_distros(lxss.distros)),
        is_allowed=policies if isinstance(policies, Unknown) else not policies.forbids("AllowWSL"),
        is_someone_else=value_of(see, SOMEBODY_ELSE),
        is_restart_pending=reboot if isinstance(reboot, Unknown) else bool(reboot),
        default_version=2 if isinstance(lxss, Unknown) else lxss.default_version,
        account=account,
        has_ran=so_far.has_ran,
        resumes=so_far.resumes,
        settled=so_far.settled,
    )


def value_of(see: Snapshot, fact: Fact[T]) -> T | Unknown:
    """The value of *fact*, or why it is not known."""
    return see.unknown(fact) or see[fact]


def _feature(is_on: bool | None, name: str, *, just_ran: bool) -> Feature | Unknown:
    if is_on is None:
        # What was just switched on is neither on nor off to Windows until it is restarted.
        return Feature.PENDING if just_ran else not_reported(name)
    return Feature.ON if is_on else Feature.OFF


def _distros(registered: Iterable[Registered]) -> Iterable[Distro]:
    for each in registered:
        if each.is_whole:
            is_fresh = each.is_fresh and each.uid == 0
            yield Distro(each.name, each.version, is_fresh, each.is_default, each.flavor)

"""A PC's state for first-time setup, out of the findings and facts of one look. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from wizard.facts.windows.wsl import LXSS, WSL_PACKAGE, RegisteredDistro
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.findings import Judged
from wizard.model.first_time import Distro, Operation, PcState

T = TypeVar("T")

USER: Final = "windows-somebody-else"
POLICY: Final = "windows-policies"
PLATFORM: Final = "windows-features"
SUBSYSTEM: Final = "windows-subsystem-feature"
VIRTUALISATION: Final = "windows-virtualisation"
INSTALLED: Final = "windows-wsl-installed"
TOO_OLD: Final = "windows-wsl-too-old"
REBOOT: Final = "windows-pending-reboot"

RULES: Final = (USER, POLICY, PLATFORM, SUBSYSTEM, VIRTUALISATION, INSTALLED, TOO_OLD, REBOOT)
"""The rules whose findings setup rests on. It asks for nothing that none of them has found (law 17)."""

FACTS: Final[tuple[Fact[Any], ...]] = (WSL_PACKAGE, LXSS)
"""What names and arguments of its steps are made of."""


@dataclass(frozen=True, slots=True)
class SetupRecord:
    """What an earlier run of first-time setup left: see `PcState.has_ran`, `resumes` and `settled`."""

    has_ran: frozenset[Operation] = frozenset()
    resumes: int = 0
    settled: frozenset[str] = frozenset()


def pc_state(see: Snapshot, judged: Iterable[Judged], account: str, so_far: SetupRecord) -> PcState:
    """The state of the PC that `RULES` *judged* and whose `FACTS` are *see*, for the Windows user *account*."""
    package, lxss = _value_of(see, WSL_PACKAGE), _value_of(see, LXSS)
    return PcState(
        findings={each.rule: each for each in judged},
        version=None if isinstance(package, Unknown) else package.numbers,
        distros=lxss if isinstance(lxss, Unknown) else tuple(_distros(lxss.distros)),
        default_version=2 if isinstance(lxss, Unknown) else lxss.default_version,
        account=account,
        has_ran=so_far.has_ran,
        resumes=so_far.resumes,
        settled=so_far.settled,
    )


def _value_of(see: Snapshot, fact: Fact[T]) -> T | Unknown:
    """The value of *fact*, or why it is not known."""
    return see.unknown(fact) or see[fact]


def _distros(registered: Iterable[RegisteredDistro]) -> Iterable[Distro]:
    for each in registered:
        if each.is_whole:
            is_fresh = each.is_fresh and each.uid == 0
            yield Distro(each.name, each.version, is_fresh, each.flavor)

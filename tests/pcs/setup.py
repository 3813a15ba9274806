"""A PC as Windows tells of it, for first-time setup: its state is what the real rules find on it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from wizard.engine import evaluate
from wizard.engine.setup.pc import FACTS, RULES, SetupRecord, pc_state
from wizard.engine.waves import gather
from wizard.facts.windows.inquiry import INQUIRY
from wizard.facts.windows.pc import VERSION_KEY
from wizard.facts.windows.wsl import LXSS_KEY, POLICIES_KEY
from wizard.model.facts import Side
from wizard.model.first_time import Distro, Operation, PcState
from wizard.model.probes import (
    Answer,
    Answers,
    Denied,
    Exited,
    Missing,
    Probe,
    RegistryProbe,
    RegistryValue,
    Unavailable,
    Values,
)
from wizard.model.wanted import Wanted
from wizard.rules import catalogue

_RULES = tuple(rule for rule in catalogue.rules(Side.HOST) if rule.id in RULES)
_ON, _OFF, _UNTOLD = 1, 2, 4


@dataclass(frozen=True)
class KnownPc:
    """What Windows tells of itself; None: it does not tell. *package* is empty where there is none. The rest is what
    an earlier run left: see `PcState`."""

    build: int | None = 22631
    virtualisation: bool | None = True
    platform: bool | None = False
    subsystem: bool | None = False
    package: str | None = ""
    distros: tuple[Distro, ...] | None = ()
    is_allowed: bool | None = True
    is_someone_else: bool | None = False
    is_restart_pending: bool | None = False
    default_version: int = 2
    default_distro: str = ""
    account: str = "Zoë Smith"
    has_ran: frozenset[Operation] = frozenset()
    resumes: int = 0
    settled: frozenset[str] = frozenset()
    running: tuple[str, ...] = ()

    @property
    def state(self) -> PcState:
        """The PC as rules find it; WSL is not asked."""
        see, _ = gather(
            (*evaluate.facts_of(_RULES), *FACTS), Wanted(), lambda side, asked: self._answers(asked)
        )
        judged = evaluate.evaluate(_RULES, see, Wanted())
        made = pc_state(see, judged, self.account, SetupRecord(self.has_ran, self.resumes, self.settled))
        return PcState(
            made.findings,
            made.version,
            made.distros,
            made.default_version,
            made.account,
            made.has_ran,
            made.resumes,
            made.settled,
            self.running,
        )

    def _answers(self, probes: tuple[Probe, ...]) -> Answers:
        return Answers(tuple((probe, self._answer(probe)) for probe in probes))

    def _answer(self, probe: Probe) -> Answer:
        if probe == INQUIRY:
            return Exited(0, json.dumps(self._told()).encode(), b"")
        if not isinstance(probe, RegistryProbe):
            return Unavailable("not asked")
        if probe.key == VERSION_KEY:
            return Values({"CurrentBuildNumber": str(self.build)}) if self.build is not None else Denied()
        if probe.key == LXSS_KEY:
            return self._lxss() if self.distros is not None else Denied()
        if probe.key == POLICIES_KEY:
            return Values({"AllowWSL": int(self.is_allowed)}) if self.is_allowed is not None else Denied()
        if "Reboot" in probe.key:
            is_pending = self.is_restart_pending
            return Denied() if is_pending is None else Values({}) if is_pending else Missing()
        return Missing()

    def _told(self) -> dict[str, object]:
        states = {True: _ON, False: _OFF, None: _UNTOLD}
        return {
            "hypervisor": False,
            "firmware": self.virtualisation,
            "features": {
                "VirtualMachinePlatform": states[self.platform],
                "Microsoft-Windows-Subsystem-Linux": states[self.subsystem],
            },
            "package": self.package,
            "other": self.is_someone_else,
        }

    def _lxss(self) -> Values:
        rows: dict[str, dict[str, RegistryValue]] = {
            f"{{{number}}}": {
                "DistributionName": each.name,
                "Flags": 15 if each.version == 2 else 7,
                "State": 1,
                "DefaultUid": 0 if each.is_fresh else 1000,
                "RunOOBE": int(each.is_fresh),
                "Flavor": each.flavor,
            }
            for number, each in enumerate(self.distros or ())
        }
        default = next(
            (key for key, row in rows.items() if row["DistributionName"] == self.default_distro), ""
        )
        return Values({"DefaultVersion": self.default_version, "DefaultDistribution": default}, rows)


BARE = KnownPc()
READY = KnownPc(platform=True, package="2.6.1", distros=(Distro("Ubuntu", 2),))

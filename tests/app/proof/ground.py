"""A machine for the suite: this one, looked at through real shells, with a home of the test's own and a real Go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from tests.shellground import SHELLS
from wizard.app.proof.project_steps import PROJECT_STEPS
from wizard.app.proof.sample_steps import SAMPLE_STEPS
from wizard.app.proof.step import Step
from wizard.app.proof.suite import Suite
from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import Answers, CommandProbe, Probe
from wizard.model.proof import DiskKind, StepOutcome, StepResult, SuiteResult
from wizard.transports.shell.child import Launch
from wizard.transports.shell.hand import ShellHand


@dataclass
class Distro:
    """*home* is the user's; its ``.profile`` says what a new terminal gets. *shell* runs the hand's script. *cache* is
    where Go keeps what it built instead of the suite's private folder: a test need not build the library again."""

    home: Path
    shell: str = "dash"
    cache: Path | None = None
    asked: list[CommandProbe] = field(default_factory=list)

    @property
    def site(self) -> Site:
        return Site(SiteKind.HERE, "Ubuntu", "test")

    @property
    def can(self) -> Can:
        return Can(commands=True, act=False, restart=False)

    def profile(self, *lines: str) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / ".profile").write_text("".join(f"{line}\n" for line in lines))

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        hand = ShellHand(self.site.name, lambda verb: Launch((*SHELLS[self.shell], "-s")))
        asked = {probe: self._at_home(probe) for probe in probes}
        answers = hand.read(tuple(asked.values()), stop)
        return Answers(tuple((probe, answers[there]) for probe, there in asked.items()))

    def _at_home(self, probe: Probe) -> Probe:
        assert isinstance(probe, CommandProbe)
        self.asked.append(probe)
        if self.cache is not None:
            kept = tuple(word.replace("GOCACHE=$work/cache", f"GOCACHE={self.cache}") for word in probe.argv)
            assert kept != probe.argv
            probe = replace(probe, argv=kept)
        own = ("env", f"HOME={self.home}", "SHELL=/bin/sh")
        return replace(probe, argv=(*own, *probe.argv))

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        raise AssertionError("the suite changes nothing")

    def restart(self, tell: Tell) -> None:
        raise AssertionError("the suite restarts nothing")


def steps(*ids: str) -> Sequence[Step]:
    return [step for step in SAMPLE_STEPS if step.id in ids]


def prove(distro: Distro, *ids: str, project: str = "~/src/app") -> SuiteResult:
    """Those checks of a project only."""
    chosen = [step for step in PROJECT_STEPS if step.id in ids]
    return Suite(distro, [project], steps=(), project_steps=chosen, places=()).run()


def run(
    distro: Distro, *ids: str, projects: Sequence[str] = (), places: Sequence[DiskKind] = ()
) -> SuiteResult:
    return Suite(distro, projects, steps=steps(*ids), places=places).run()


def outcomes(result: SuiteResult) -> dict[str, StepOutcome]:
    return {each.id: each.outcome for each in result.results}


def of(result: SuiteResult, id: str) -> StepResult:
    return next(each for each in result.results if each.id == id)

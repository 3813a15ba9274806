"""After a setup: what of it is written, what is in effect, and what the user's shells show of it."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.app import setup_history
from wizard.app.look import Look, Verified, is_met
from wizard.app.shells.measuring import measured, start_files
from wizard.engine import history
from wizard.engine.effect import effects, reached, shown, written
from wizard.engine.rehearsal.rehearse import WinningLine
from wizard.model.events import Doing, Stop, Tell, never, silent
from wizard.model.findings import Restart
from wizard.model.orders import Rehearse
from wizard.model.plans import Plan, WrittenPath
from wizard.model.ports import Transport
from wizard.model.probes import Answers
from wizard.model.rehearsal.reached import ShellsNow, purposes
from wizard.model.rehearsal.refusal import NotRehearsed
from wizard.model.text import say


@dataclass(frozen=True, slots=True)
class Verifying:
    """Judges setups of one machine. With *shells*, the user's shells are asked too."""

    transport: Transport
    tell: Tell = silent
    stop: Stop = never
    shells: bool = True

    def verified(self, look: Look, plan: Plan | None = None) -> Verified:
        """How far the setup of *plan* has got as *look* sees it; of the newest one that was not undone if not said.
        One crossing if there is a plan, and one more if it is for anything that shells show. Raises `Stopped`."""
        plan = plan or setup_history.newest_plan(look)
        rules = set(plan.rules()) if plan is not None else {item.rule for item in look.judged}
        judged = tuple(item for item in look.judged if item.rule in rules)
        paths = self._written(plan) if plan is not None else ()
        is_due = look.pending > Restart.SHELL
        shells = self._reached(look, plan, paths, is_due=is_due) if plan is not None else None
        shows_all = not any(each.missed or each.late for each in purposes(shells))
        return Verified(
            judged,
            all(map(is_met, judged)) and shows_all and not is_due,
            max((item.finding.restart for item in judged), default=Restart.NONE),
            look,
            paths,
            effects(judged, plan, shells, is_due=is_due or not self.transport.can.commands),
            shells,
        )

    def _written(self, plan: Plan) -> tuple[WrittenPath, ...]:
        asked = history.probes_for(plan.changes)
        answers = self.transport.read(asked, self.stop) if asked else Answers()
        return written(plan, dict(answers.pairs))

    def _reached(self, look: Look, plan: Plan, paths: tuple[WrittenPath, ...], *, is_due: bool) -> ShellsNow:
        if not self.shells or not shown(plan):
            return None
        self.tell(Doing(say("Checking the shells on {site}", site=look.ground.site)))
        seen = measured(self.transport, Rehearse(()), self.tell, self.stop)
        if isinstance(seen, NotRehearsed):
            return seen
        lines = WinningLine(start_files(look), look.ground.account.home)
        return reached(plan, seen.after, paths, lines, is_due=is_due)

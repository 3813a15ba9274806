"""Runs the acceptance suite on a machine, as its user: one crossing a step, and nothing is left behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from typing import Final

from msgspec.structs import replace

from wizard.app.proof.door import StepOutput, run_step
from wizard.app.proof.project_steps import PROJECT_STEPS, UNCHANGED, VENDOR
from wizard.app.proof.sample_steps import SAMPLE_FILES, SAMPLE_STEPS
from wizard.app.proof.step import WORK, Step, StepPlace
from wizard.app.proof.troubles import trouble_of
from wizard.model.commands.command import line_of
from wizard.model.errors import InputError, MachineError
from wizard.model.events import Doing, Stop, Tell, never, silent
from wizard.model.ports import SiteKind, Transport
from wizard.model.proof import PLACES, BuildSpeed, DiskKind, StepOutcome, StepResult, SuiteResult
from wizard.model.text import Text, say
from wizard.resources import read_text

Hear = Callable[[StepResult], None]
"""Takes in a result as soon as it is there."""

_NEEDED_KIB: Final = 1024 * 1024
_ROUNDS: Final = 3
_BEGIN_S: Final = 60
_SPEED_S: Final = 300
_NOT_FOUND: Final = 127
_NO_MODULE, _NO_FOLDER, _NO_ROOM = 71, 72, 75
_OWN_SETTINGS: Final = ("GOWORK=off", f"GOPATH={WORK}/gopath", f"GOMODCACHE={WORK}/gopath/pkg/mod")
"""What keeps the sample away from the user's projects and modules."""
_GO_FOUND: Final = Step("verify-go-found", "build", say("A new terminal finds Go"))
_WITHOUT_GO: Final = say("No new terminal finds Go.")


def check_can_run(transport: Transport) -> None:
    """Raise `InputError` if the suite cannot run on this machine."""
    site = transport.site
    if site.kind is SiteKind.WINDOWS:
        raise InputError(
            "suite-needs-distro",
            say("The acceptance suite runs in a distro, not in Windows."),
            next_step=say("Name a distro with --distro."),
        )
    if not transport.can.commands:
        raise InputError(
            "nothing-runs",
            say("Programs cannot run in {site}, so the acceptance suite cannot run there.", site=site.name),
            next_step=say("Run it on a running distro or on this machine."),
        )


@dataclass(slots=True)
class Suite:
    """The suite on one machine. *projects* are folders of the user's projects as the machine names them. What it finds
    is given to *hear* at once. *steps* are the checks of the sample, *project_steps* those of each project."""

    transport: Transport
    projects: Sequence[str] = ()
    tell: Tell = silent
    stop: Stop = never
    hear: Hear = lambda result: None
    steps: Sequence[Step] = SAMPLE_STEPS
    project_steps: Sequence[Step] = PROJECT_STEPS
    places: Sequence[DiskKind] = tuple(DiskKind)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _work: str = field(default="", init=False)
    _has_go: bool = field(default=False, init=False)
    _results: list[StepResult] = field(default_factory=list, init=False)
    _number: int = field(default=0, init=False)
    _count: int = field(default=0, init=False)

    def run(self) -> SuiteResult:
        """All of it. Raises `InputError` if it cannot run here or a project is none, `MachineError`, `Stopped`."""
        check_can_run(self.transport)
        began = self.now()
        per_project = len(self.project_steps) + 1
        self._count = 1 + len(self.steps) + per_project * len(self.projects) + len(self.places)
        self._tell_next(say("Preparing the acceptance suite"))
        with self._private_folder() as said:
            go, version = self._found_go(said)
            sums = {project: self._sums(project) for project in self.projects} if self._has_go else {}
            for step in self.steps:
                self._do(step)
            for project in self.projects:
                self._do_project(project, sums.get(project))
            speeds = tuple(self._speeds())
        took = (self.now() - began).total_seconds()
        site = self.transport.site.name
        at = began.isoformat(timespec="seconds")
        return SuiteResult(site, at, took, go, version, tuple(self._results), speeds)

    @contextmanager
    def _private_folder(self) -> Iterator[StepOutput]:
        """A private folder with the sample for as long as it lasts. Raises `MachineError` if there cannot be one."""
        files = (
            word for name in SAMPLE_FILES for word in (name, read_text("proof", "sample", *name.split("/")))
        )
        said = self._ask(("begin", "", str(_NEEDED_KIB), *files), _BEGIN_S)
        self._work = _value(said, "work")
        if not self._work:
            raise _no_folder(said)
        try:
            if said.code:
                raise _no_folder(said)
            yield said
        finally:
            run_step(self.transport, ("finish", self._work), _BEGIN_S, never)

    def _ask(self, words: Sequence[str], seconds: int) -> StepOutput:
        return run_step(self.transport, words, seconds, self.stop)

    def _tell_next(self, what: Text) -> None:
        self._number += 1
        self.tell(Doing(what, self._number, self._count))

    def _add(self, result: StepResult) -> None:
        self._results.append(result)
        self.hear(result)

    def _found_go(self, said: StepOutput) -> tuple[str, str]:
        go = _value(said, "go")
        says = next((line for line in said.lines if line.startswith("go version ")), "")
        result = _result(_GO_FOUND, seconds=said.seconds, command=line_of(("go", "version")), detail=says)
        if go and says:
            self._has_go = True
            self._add(result)
            return go, says
        do = say("Choose a version of Go in the wizard and apply the plan.")
        quote = tuple(line for line in said.lines if not line.startswith("work "))
        why = _WITHOUT_GO if not go else say("The go command does not run.")
        self._add(replace(result, outcome=StepOutcome.FAILED, detail="", says=why, do=do, quote=quote[:8]))
        return go, ""

    def _do(self, step: Step, project: str = "") -> StepResult:
        self._tell_next(step.title)
        result = self._blocked(step, project) or self._made(step, project)
        self._add(result)
        return result

    def _blocked(self, step: Step, project: str) -> StepResult | None:
        """The result of a step that cannot be made because of an earlier one."""
        if step.uses_go and not self._has_go:
            return _result(step, StepOutcome.UNCHECKED, project, says=_WITHOUT_GO)
        needed = next((each for each in self._results if each.id == step.after), None)
        if needed is None or needed.outcome is StepOutcome.PASSED:
            return None
        if needed.outcome is StepOutcome.NOT_APPLICABLE:
            return _result(step, needed.outcome, project, says=needed.says)
        return _result(
            step,
            StepOutcome.UNCHECKED,
            project,
            says=say("Another check comes first: “{title}”.", title=needed.title),
        )

    def _made(self, step: Step, project: str) -> StepResult:
        said = self._ask(self._words(step, project), step.seconds)
        return judged(step, said, project)

    def _words(self, step: Step, project: str) -> tuple[str, ...]:
        if step.verb == "run":
            own = () if step.place is StepPlace.PROJECT else _OWN_SETTINGS
            folder = project or step.place.value
            words = ("run", WORK, folder, *own, *step.settings, "--", *step.argv)
        else:
            words = (step.verb, WORK, *((project,) if project else step.argv))
        return tuple(word.replace(WORK, self._work) for word in words)

    def _sums(self, project: str) -> StepOutput:
        """Digests of what no check may change. Raises `InputError` if *project* is no folder of a module."""
        said = self._ask(("sums", self._work, project), _BEGIN_S)
        if said.code == _NO_FOLDER:
            raise InputError("no-project", say("The folder {path} cannot be opened.", path=project))
        if said.code == _NO_MODULE:
            raise InputError(
                "no-module",
                say("The folder {path} is not in a Go module.", path=project),
                next_step=say("Name a folder with a go.mod file."),
            )
        return said

    def _do_project(self, project: str, before: StepOutput | None) -> None:
        for step in self.project_steps:
            if step.id == VENDOR and before is not None and "vendored" not in before.lines:
                self._tell_next(step.title)
                self._add(
                    _result(
                        step,
                        StepOutcome.NOT_APPLICABLE,
                        project,
                        says=say("The project has no vendor folder."),
                    )
                )
            else:
                self._do(step, project)
        self._tell_next(UNCHANGED.title)
        self._add(self._unchanged(project, before))

    def _unchanged(self, project: str, before: StepOutput | None) -> StepResult:
        if before is None or before.why is not None:
            return self._blocked(UNCHANGED, project) or _result(
                UNCHANGED, StepOutcome.UNCHECKED, project, says=before.why if before else None
            )
        after = self._ask(("sums", self._work, project), _BEGIN_S)
        result = _result(UNCHANGED, project=project, seconds=after.seconds)
        if after.why is not None:
            return replace(result, outcome=StepOutcome.UNCHECKED, says=after.why)
        if after.output == before.output:
            return result
        changed = tuple(line for line in after.lines if line not in before.lines)
        says = say("A file was changed while the checks ran.")
        do = say("Review the change in your version control.")
        return replace(result, outcome=StepOutcome.FAILED, says=says, do=do, quote=changed)

    def _speeds(self) -> Iterator[BuildSpeed]:
        for place in self.places:
            self._tell_next(say("Measuring build time: {place}", place=PLACES[place]))
            if self._has_go and (speed := self._speed(place)) is not None:
                yield speed

    def _speed(self, place: DiskKind) -> BuildSpeed | None:
        said = self._ask(("speed", self._work, place.value, str(_ROUNDS)), _SPEED_S)
        built = [int(line.removeprefix("built ")) / 100 for line in said.lines if line.startswith("built ")]
        if said.code or said.why is not None or len(built) < _ROUNDS:
            return None
        return BuildSpeed(place, _value(said, "in"), _value(said, "kind"), median(built))


def judged(step: Step, said: StepOutput, project: str = "") -> StepResult:
    """What *said* makes of *step*."""
    result = _result(step, project=project, seconds=said.seconds)
    if said.why is not None:
        says = say("The check did not finish: {why}.", why=said.why)
        return replace(result, outcome=StepOutcome.UNCHECKED, says=says, quote=said.lines[-8:])
    found = re.search(step.good, said.output, re.MULTILINE)
    if said.code in step.codes and found is not None:
        return replace(result, detail=found.groupdict().get("seen") or "")
    if said.code == _NOT_FOUND and not step.uses_go:
        missing = say("{program} is not installed.", program=(*step.argv, step.verb)[0])
        return replace(result, outcome=StepOutcome.NOT_APPLICABLE, says=missing)
    if step.absent and re.search(step.absent, said.output, re.MULTILINE):
        return replace(result, outcome=StepOutcome.NOT_APPLICABLE, says=step.why_absent)
    trouble, quote = trouble_of(said.lines)
    return replace(result, outcome=trouble.outcome, says=trouble.says, do=trouble.do, quote=quote)


def _result(
    step: Step,
    outcome: StepOutcome = StepOutcome.PASSED,
    project: str = "",
    *,
    seconds: float = 0.0,
    command: str = "",
    detail: str = "",
    says: Text | None = None,
) -> StepResult:
    shown = command or (_command(step) if step.verb == "run" else "")
    return StepResult(step.id, step.group, step.title, outcome, shown, seconds, detail, says, project=project)


def _command(step: Step) -> str:
    """What a person would type: the settings and the command."""
    own = [each for each in step.settings if WORK not in each]
    words = (word.replace(f"{WORK}/", "") for word in step.argv)
    return " ".join([*own, line_of(tuple(words))]) if step.argv else ""


def _value(said: StepOutput, name: str) -> str:
    return next((line.removeprefix(f"{name} ") for line in said.lines if line.startswith(f"{name} ")), "")


def _no_folder(said: StepOutput) -> MachineError:
    if said.code == _NO_ROOM:
        text = say("No temporary folder has 1 GiB of free space, which the acceptance suite needs.")
        return MachineError("suite-no-room", text, next_step=say("Free some space, then try again."))
    why = said.why or say("its private folder could not be made")
    return MachineError("suite-not-run", say("The acceptance suite could not start: {why}.", why=why))

"""The sixth page: asked once, in words; then what is being done, how far, and what came of it."""

from __future__ import annotations

import enum

import msgspec

from wizard.app.words import mib, restart
from wizard.gui.flow.jobs import DoApply, ProblemKind
from wizard.gui.flow.state import FlowState
from wizard.gui.views.waits import WaitsView, waits_view
from wizard.gui.views.words import paths
from wizard.model.findings import Restart
from wizard.model.plans import Plan
from wizard.model.ports import Can, Site
from wizard.model.text import Text, plain, say, say_n

_DIFFERS = say("The rehearsal with the prepared files showed more than the plan")
_NOT_YET = say("Nothing was changed yet. Apply the plan anyway only if you expect these differences.")


class LogLine(msgspec.Struct, frozen=True):
    """A line of the log; the last one is being done as long as the work goes on."""

    says: Text
    done: bool


class ApplyStage(enum.Enum):
    """What the page is about: the question, the work, what the prepared files do beyond what was agreed to, a plan that
    no longer fits, an interrupted setup that waits, or what went wrong."""

    ASK = "ask"
    WORK = "work"
    UNAGREED = "unagreed"
    STALE = "stale"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class ApplyView(msgspec.Struct, frozen=True):
    """*reached* is in thousandths, None while it is not known."""

    stage: ApplyStage
    question: Text
    points: tuple[Text, ...]
    touched: tuple[str, ...]
    site: str
    steps: tuple[LogLine, ...]
    reached: int | None
    waits: WaitsView | None

    @classmethod
    def of(cls, state: FlowState) -> ApplyView | None:
        if state.plan is None:
            return None
        working = state.working
        applying = working is not None and isinstance(working.job, DoApply)
        progress = working.progress if working is not None and applying else None
        cut = state.open is not None and state.open.is_interrupted
        stage = _stage(state, applying=applying, cut=cut)
        differs = stage is ApplyStage.UNAGREED
        return cls(
            stage=stage,
            question=_DIFFERS if differs else _question(state.plan, state.site.name),
            points=state.unagreed if differs else _points(state.plan, state.can, state.site),
            touched=() if differs else paths(state.plan),
            site=state.site.name,
            steps=_steps(progress.lines) if progress is not None else (),
            reached=progress.reached if progress is not None and progress.reached else None,
            waits=waits_view(state.open, enabled=working is None) if cut and state.open is not None else None,
        )


def _stage(state: FlowState, *, applying: bool, cut: bool) -> ApplyStage:
    if applying:
        return ApplyStage.WORK
    if cut:
        return ApplyStage.INTERRUPTED
    if state.unagreed:
        return ApplyStage.UNAGREED
    if state.problem is None:
        return ApplyStage.ASK
    return ApplyStage.STALE if state.problem.kind is ProblemKind.STALE else ApplyStage.FAILED


def _question(plan: Plan, site: str) -> Text:
    if plan.undoes is not None:
        return say("Undo setup {number} on {site}?", number=plan.undoes, site=site)
    return say("Apply these changes to {site}?", site=site)


def _points(plan: Plan, can: Can, site: Site) -> tuple[Text, ...]:
    points = [_commands(plan)] if plan.commands else []
    if plan.changes:
        points.append(
            say_n(
                "{count} file will be written completely or not at all.",
                "{count} files will be written, either all of them or none.",
                count=len(plan.changes),
            )
        )
    points += [
        say("{name} ({size} MiB) will be downloaded first.", name=item.filename, size=mib(item.size))
        for item in plan.downloads
    ]
    points.append(restart(plan.restart, can, site))
    if can.commands and plan.restart > Restart.SHELL:
        points.append(say("The wizard restarts nothing on its own."))
    points.append(say("Afterwards, you decide whether to keep or undo the changes."))
    return tuple(points)


def _commands(plan: Plan) -> Text:
    forever = sum(command.undo is None for command in plan.commands)
    runs = say_n(
        "{count} command is run first. If it fails, no file is changed.",
        "{count} commands are run first. If one fails, no file is changed.",
        count=len(plan.commands),
    )
    if not forever:
        return runs
    return say(
        "{runs} {not_undone}",
        runs=runs,
        not_undone=say_n(
            "{count} of them cannot be undone.", "{count} of them cannot be undone.", count=forever
        ),
    )


def _steps(lines: tuple[Text, ...]) -> tuple[LogLine, ...]:
    return tuple(LogLine(line, done=number < len(lines)) for number, line in enumerate(lines, 1))


def hint(view: ApplyView) -> Text | None:
    """What to do, where there is more to it than the buttons say."""
    match view.stage:
        case ApplyStage.STALE:
            return say("Check {machine} again. Your selection is kept.", machine=plain(view.site))
        case ApplyStage.UNAGREED:
            return _NOT_YET
        case _:
            return None

"""The acceptance suite's part of the flow."""

from __future__ import annotations

from msgspec.structs import replace

from wizard.gui.flow import intents, jobs
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import FlowState, newest_look
from wizard.gui.flow.steps import Page
from wizard.model.ports import SiteKind
from wizard.model.proof import OUTCOMES, StepOutcome, StepResult
from wizard.model.text import Text, plain, say

_OUTCOME = say("{title}: {outcome}", title="", outcome="")


def is_offered(state: FlowState) -> bool:
    """Whether there is a distro that could be proven; it may not run."""
    return state.site.kind is not SiteKind.WINDOWS and state.offer is None


def is_proving(state: FlowState) -> bool:
    """Whether the suite runs."""
    return state.working is not None and isinstance(state.working.job, jobs.DoProve)


def prove(state: FlowState, intent: intents.Prove) -> Transition:
    if state.page is not Page.VERIFY or not is_offered(state) or not state.can.commands:
        return state, ()
    return run(replace(state, suite=None), jobs.DoProve(newest_look(state), state.wanted))


def outcome_line(result: StepResult) -> Text:
    """The line of the log that says how a check ended."""
    return say("{title}: {outcome}", title=result.title, outcome=OUTCOMES[result.outcome])


def proved(state: FlowState) -> tuple[tuple[Text, StepOutcome], ...]:
    """What the running suite has told so far: the title of each check, and how it ended."""
    if state.working is None or not is_proving(state):
        return ()
    told = (dict(line.values) for line in state.working.progress.lines if line.template == _OUTCOME.template)
    return tuple((_text(values["title"]), _BY_WORD[_text(values["outcome"])]) for values in told)


def _text(value: object) -> Text:
    return value if isinstance(value, Text) else plain(str(value))


_BY_WORD = {word: outcome for outcome, word in OUTCOMES.items()}

"""Whether the commands of a plan are still those that the machine needs (law 2). A file says so by its bytes; of a
command only a fresh look does: what takes it back depends on what was there before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wizard.model.edits.files import RunCommand
from wizard.model.errors import StaleError
from wizard.model.findings import Judged
from wizard.model.orders import Phase
from wizard.model.plans import Plan, Setup
from wizard.model.text import say


def check_wanted(plan: Plan, judged: Iterable[Judged]) -> None:
    """Raise `StaleError` if no finding wants a command of *plan* any more, just as it is."""
    wanted = {edit.command for item in judged for edit in item.finding.edits if isinstance(edit, RunCommand)}
    for command in plan.commands:
        if command not in wanted:
            raise _stale(command.line)


def check_standing(plan: Plan, setups: Sequence[Setup]) -> None:
    """Raise `StaleError` if the setup that *plan* undoes was undone already. *setups* are the newest ones."""
    for setup in setups:
        stands = setup.phase in (Phase.ACCEPTED, Phase.TRIAL)
        undoes = setup.record.plan.undoes if setup.record is not None else None
        if (undoes == plan.undoes and stands) or (setup.number == plan.undoes and not stands):
            raise _stale(plan.commands[0].line)


def _stale(line: str) -> StaleError:
    return StaleError(
        "stale",
        say(
            "The machine has changed since the plan was made, so this command is not run: {command}",
            command=line,
        ),
        next_step=say("Check again, then decide."),
    )

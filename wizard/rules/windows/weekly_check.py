"""A check for drift every week, by a task of Windows."""

from __future__ import annotations

from wizard.facts.windows.weekly_check import INSTALLED_WIZARD
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import INSTALL_WEEKLY, MAKE_WEEKLY_TASK, REMOVE_WEEKLY_TASK
from wizard.rules.declare import advice, ok, rule
from wizard.rules.windows import AREA


@rule(
    "windows-weekly-check",
    area=AREA,
    title=say("A Windows task checks for drift every week"),
    needs=(INSTALLED_WIZARD,),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=("WSL §12.2", "RULES 108"),
    wished=lambda want: want.drift.weekly is True,
)
def weekly_check(see: Snapshot, want: Wanted) -> Finding:
    found = see[INSTALLED_WIZARD]
    if found.weekly:
        return ok(say("The installer has set up the weekly check."), Evidence(found.key, "Weekly = 1"))
    why = say("Windows and WSL updates can change settings without notice. The weekly check finds that.")
    if found.key:
        return advice(
            say("The weekly check is off."),
            Evidence(found.key, "Weekly = 0"),
            why=why,
            do=say("Run the setup program of the wizard again: {command}", command=INSTALL_WEEKLY),
        )
    return advice(
        say("The weekly check is not set up."),
        why=why,
        do=say(
            "To remove the task later, run {undo}. To make it: {command}",
            command=MAKE_WEEKLY_TASK,
            undo=REMOVE_WEEKLY_TASK,
        ),
    )

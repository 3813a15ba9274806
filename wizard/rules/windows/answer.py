"""Whether WSL works at all: what it says when it is asked for its distros."""

from __future__ import annotations

from wizard.codecs.windows import wsl_errors
from wizard.facts.windows.wsl import LXSS, WSL_ANSWER
from wizard.model.commands.lines import LIST_DISTROS
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import blocked, not_applicable, ok, rule, unknown
from wizard.rules.windows import AREA


@rule(
    "windows-wsl-answers",
    area=AREA,
    title=say("WSL responds"),
    needs=(WSL_ANSWER, LXSS),
    severity=Severity.CRITICAL,
    side=Side.HOST,
    sources=("WSL §6",),
)
def answers(see: Snapshot, want: Wanted) -> Finding:
    answer = see[WSL_ANSWER]
    if answer is None:
        return not_applicable(say("WSL is not installed on this PC."))
    if answer.is_well:
        return ok(say("WSL responds."))
    if answer.failed is not None:
        meaning = wsl_errors.meaning(answer.failed)
        path = "/".join((*answer.failed.contexts, answer.failed.code))
        return blocked(
            meaning.text,
            Evidence(LIST_DISTROS, path),
            do=meaning.next_step or wsl_errors.LOOK_YOURSELF,
        )
    if not see[LXSS].distros:
        return not_applicable(say("No distro is installed on this PC."))
    return unknown(say("wsl.exe did not list the distros (exit code {code}).", code=answer.code))

"""What WSL itself says when it starts a distro."""

from __future__ import annotations

from wizard.codecs.windows.wsl_warnings import Warned
from wizard.facts.wsl import WSL_WARNINGS
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, rule


@rule(
    "wsl-warnings",
    area="wsl",
    title=say("WSL starts without warnings"),
    needs=(WSL_WARNINGS,),
    sources=("WSL §1.7",),
)
def warnings(see: Snapshot, want: Wanted) -> Finding:
    messages = see[WSL_WARNINGS]
    if not messages:
        return not_applicable(say("WSL has shown no warnings."))
    if len(messages) == 1:
        says = say("WSL warns: {words}", words=messages[0].text)
    else:
        says = say("WSL shows {count} warnings.", count=len(messages))
    why = say("WSL shows warnings only when the distro starts. What it could not read or do has no effect.")
    do = say("Correct the file and line shown, then restart the distro.")
    return advice(says, *map(_evidence, messages), why=why, do=do)


def _evidence(warned: Warned) -> Evidence:
    return Evidence(warned.file or "wsl.exe", warned.text, warned.line)

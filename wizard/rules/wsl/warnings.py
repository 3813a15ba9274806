"""What WSL itself says when it starts a distro."""

from __future__ import annotations

from wizard.codecs.windows.wsl_warnings import Warned
from wizard.facts.wsl import WSL_WARNINGS
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, rule


@rule("wsl-warnings", area="wsl", title=say("WSL starts without warnings"), needs=(WSL_WARNINGS,))
def warnings(see: Snapshot, want: Wanted) -> Finding:
    messages = see[WSL_WARNINGS]
    if not messages:
        return not_applicable(say("No warnings of WSL itself are known."))
    if len(messages) == 1:
        says = say("WSL itself says: {words}", words=messages[0].text)
    else:
        says = say("WSL itself warns of {count} things.", count=len(messages))
    why = say("WSL says so only once, when the distro starts. What it could not read or do has no effect.")
    return advice(says, *map(_evidence, messages), why=why)


def _evidence(warned: Warned) -> Evidence:
    return Evidence(warned.file or "wsl.exe", warned.text, warned.line)

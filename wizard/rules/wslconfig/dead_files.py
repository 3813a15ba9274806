"""Files of the Windows user with nearly the name of `.wslconfig`."""

from __future__ import annotations

from wizard.facts.dead_files import DEAD_PC_FILES
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.dead_files import about
from wizard.rules.declare import rule


@rule(
    "wslconfig-dead-files",
    area="wslconfig",
    title=say("Settings for WSL are in .wslconfig"),
    needs=(DEAD_PC_FILES,),
    side=Side.HOST,
    sources=("WSL §3", "RULES 96"),
)
def dead_files(see: Snapshot, want: Wanted) -> Finding:
    return about(see[DEAD_PC_FILES])

"""Files of a distro with nearly the name or the place of `/etc/wsl.conf`, or of `.wslconfig`."""

from __future__ import annotations

from wizard.facts.dead_files import DEAD_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.dead_files import about
from wizard.rules.declare import rule


@rule(
    "wsl-dead-files",
    area="wsl",
    title=say("WSL settings are in the files that WSL reads"),
    needs=(DEAD_FILES,),
    sources=("WSL §2", "WSL §3", "RULES 96"),
)
def dead_files(see: Snapshot, want: Wanted) -> Finding:
    return about(see[DEAD_FILES])

"""Settings in `.wslconfig` that belong in another of WSL's files."""

from __future__ import annotations

from wizard.facts.windows.wslconfig import PATH
from wizard.facts.windows.wslconfig_state import WSLCONFIG_STATE
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Finding, Restart, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import rule
from wizard.rules.elsewhere import about
from wizard.rules.wslconfig.lines import repairs


@rule(
    "wslconfig-section-elsewhere",
    area="wslconfig",
    title=say(".wslconfig has only settings of its own"),
    needs=(WSLCONFIG_STATE,),
    severity=Severity.HIGH,
    side=Side.HOST,
    sources=("WSL §2", "WSL §3", "RULES 97"),
)
def elsewhere(see: Snapshot, want: Wanted) -> Finding:
    here = see[WSLCONFIG_STATE]
    if not here.hiding or not here.is_repairable:
        is_whole = here.now.is_text and not here.hiding
        return about(here.now.document, PATH, Restart.WSL, is_whole=is_whole)
    return about(here.now.document, PATH, Restart.WSL, repairs(here), here.later.document)

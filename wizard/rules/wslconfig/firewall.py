"""Mirrored networking: connections from outside meet the Hyper-V firewall of Windows (WSL §3)."""

from __future__ import annotations

from wizard.facts.windows.wslconfig import PATH, TERMS, WSLCONFIG, known
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import OPEN_PORT
from wizard.rules.declare import advice, not_applicable, rule, unknown

_MODE = known("wsl2.networkingMode")


@rule(
    "wsl-mirrored-firewall",
    area="wslconfig",
    title=say("The firewall in front of WSL is known"),
    needs=(WSLCONFIG, TERMS),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=("WSL §3", "RULES 101"),
)
def mirrored(see: Snapshot, want: Wanted) -> Finding:
    config, terms = see[WSLCONFIG], see[TERMS]
    pair = config.pair(_MODE)
    if pair is None or pair.value.lower() != "mirrored":
        return not_applicable(say("WSL does not use mirrored networking."))
    if terms.gap is not None:
        return unknown(terms.gap.why)
    if terms.value(config, _MODE.name) != "Mirrored" or terms.value(config, "wsl2.firewall") is not True:
        return not_applicable(say("The Hyper-V firewall does not filter WSL here."))
    return advice(
        say("The Hyper-V firewall filters what reaches distros from other machines."),
        Evidence(PATH, f"{pair.key}={pair.value}", pair.line),
        why=say(
            "By default it blocks incoming connections, so servers in a distro are not reachable from outside."
        ),
        do=say("To open a port, run in PowerShell as administrator: {command}", command=OPEN_PORT),
    )

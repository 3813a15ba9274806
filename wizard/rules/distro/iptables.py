"""Which backend iptables has, where containers run in the distro."""

from __future__ import annotations

from wizard.facts.distro import IPTABLES
from wizard.facts.units import CONTAINERS
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import USE_NFT
from wizard.rules.declare import advice, not_applicable, ok, rule


@rule(
    "distro-iptables-backend",
    area="distro",
    title=say("iptables uses the nftables backend"),
    needs=(IPTABLES, CONTAINERS),
    severity=Severity.LOW,
    sources=("RULES 17",),
)
def backend(see: Snapshot, want: Wanted) -> Finding:
    target, use = see[IPTABLES], see[CONTAINERS]
    if not (use.docker or use.rootless):
        return not_applicable(say("No Docker starts in the distro, and no container is run without root."))
    if target is None:
        return not_applicable(say("The distro offers no choice of backend."))
    seen = Evidence("/etc/alternatives/iptables", f"→ {target}")
    if not target.endswith("-legacy"):
        return ok(say("iptables does not use the legacy backend."), seen)
    return advice(
        say("iptables uses the legacy backend."),
        seen,
        why=say(
            "Current Kubernetes tools write nftables rules. Rules of the two backends do not see each other."
        ),
        do=say(
            "If containers have no network and no tool needs the legacy backend: {command}",
            command=USE_NFT,
        ),
    )

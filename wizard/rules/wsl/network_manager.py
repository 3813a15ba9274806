"""NetworkManager beside WSL, which sets up the network of a distro itself (WSL#10632)."""

from __future__ import annotations

from wizard.facts.units import NETWORK_MANAGER
from wizard.facts.wsl import KERNEL, WSL_CONF, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import STOP_NETWORK_MANAGER
from wizard.rules.declare import advice, not_applicable, rule


@rule(
    "wsl-network-manager",
    area="wsl",
    title=say("Only WSL sets up the network"),
    needs=(NETWORK_MANAGER, WSL_CONF, KERNEL),
    severity=Severity.LOW,
    sources=("WSL §3", "RULES 101"),
)
def network_manager(see: Snapshot, want: Wanted) -> Finding:
    link = see[NETWORK_MANAGER]
    if (
        link is None
        or see[KERNEL] in (Kernel.LINUX, Kernel.WSL1)
        or see[WSL_CONF].on("boot", "systemd") is not True
    ):
        return not_applicable(say("systemd starts no NetworkManager here."))
    return advice(
        say("NetworkManager starts in the distro."),
        Evidence(link),
        why=say(
            "It may take the network cards from WSL, above all with mirrored networking: no network then."
        ),
        do=say("If nothing in the distro needs it: {command}", command=STOP_NETWORK_MANAGER),
    )

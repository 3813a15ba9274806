"""Versions of WSL that break what this distro uses."""

from __future__ import annotations

from typing import Final

from wizard.facts.units import CONTAINERS
from wizard.facts.wsl import KERNEL, WSL_CONF, WSL_VERSION, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import not_applicable, rule
from wizard.rules.known_bad import KnownBad, about


def _has_systemd(see: Snapshot) -> bool:
    return see[WSL_CONF].on("boot", "systemd") is True


ROWS: Final = (
    KnownBad(
        "WSL#8843",
        say("Windows programs stop starting when systemd sets up binary formats: WSL's own entry is lost."),
        lambda see: _has_systemd(see) and see[WSL_CONF].on("interop", "enabled") is not False,
    ),
    KnownBad(
        "WSL#9868",
        say("Docker in the distro does not start."),
        lambda see: see[CONTAINERS].docker,
    ),
    KnownBad(
        "WSL#13043",
        say("The systemd user session is broken: its folder in /run/user is missing or wrong."),
        _has_systemd,
    ),
    KnownBad(
        "WSL#41492",
        say("Containers without root may fail, because every distro has a control group of its own."),
        lambda see: see[CONTAINERS].rootless,
        do=say("If they fail, add isolateDistroCgroup=false to .wslconfig in Windows, under [wsl2]."),
    ),
)


@rule(
    "wsl-known-bad-version",
    area="wsl",
    title=say("This WSL version breaks nothing in use here"),
    needs=(KERNEL, WSL_VERSION, WSL_CONF, CONTAINERS),
    sources=("WSL §11", "RULES 98"),
)
def known_bad(see: Snapshot, want: Wanted) -> Finding:
    if see[KERNEL] is not Kernel.WSL2:
        return not_applicable(say("The distro does not run on the kernel of WSL 2."))
    return about(see[WSL_VERSION].numbers, ROWS, see)

"""The clock of WSL 2, which may stand still while the computer sleeps."""

from __future__ import annotations

from typing import Final

from wizard.facts.resources.figures import SKEW, Skew
from wizard.facts.wsl import INIT, KERNEL, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import ASK_TIME_AGAIN, SET_CLOCK
from wizard.rules.declare import advice, not_applicable, ok, rule

_MOST: Final = 30
"""Seconds (RULES 12)."""
_MOST_OF_ANOTHER: Final = 300
"""The clock of the wizard's computer was asked in another moment."""
_NO_OTHER: Final = say("The distro has no other clock to compare with.")


@rule(
    "wsl-clock-skew",
    area="wsl",
    title=say("The clock of the distro is right"),
    needs=(SKEW, KERNEL, INIT),
    severity=Severity.HIGH,
    sources=("WSL §4.8", "RULES 12"),
)
def clock(see: Snapshot, want: Wanted) -> Finding:
    skew = see[SKEW]
    if see[KERNEL] is not Kernel.WSL2:
        return not_applicable(say("Only WSL 2 has a clock of its own."))
    if skew is None:
        return not_applicable(_NO_OTHER)
    if abs(skew.seconds) <= (_MOST if skew.is_hardware else _MOST_OF_ANOTHER):
        return (
            ok(say("The clock agrees with the hardware clock."))
            if skew.is_hardware
            else not_applicable(_NO_OTHER)
        )
    return advice(
        _says(skew),
        Evidence("date", f"{skew.seconds:+d} s"),
        why=say(
            "Downloads fail with “x509: certificate has expired or is not yet valid”, and make rebuilds too much."
        ),
        do=_do(see),
    )


def _says(skew: Skew) -> Text:
    if skew.seconds < 0:
        return say("The clock is {seconds} seconds behind.", seconds=-skew.seconds)
    return say("The clock is {seconds} seconds ahead.", seconds=skew.seconds)


def _do(see: Snapshot) -> Text:
    if see[INIT] == "systemd":
        return say(
            "Set it from the hardware clock: {command}. If it goes wrong again, restart the time service: {service}",
            command=SET_CLOCK,
            service=ASK_TIME_AGAIN,
        )
    return say("Set it from the hardware clock: {command}", command=SET_CLOCK)

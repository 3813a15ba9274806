"""`.wslconfig` that starts WSL in safe mode: meant for an emergency, and easily forgotten."""

from __future__ import annotations

from wizard.facts.windows.safe_mode import KEY
from wizard.facts.windows.wslconfig import PATH, WSLCONFIG, known
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import SHUT_DOWN
from wizard.rules.declare import advice, ok, rule


@rule(
    "wslconfig-safe-mode",
    area="wslconfig",
    title=say("WSL does not start in safe mode"),
    needs=(WSLCONFIG,),
    severity=Severity.HIGH,
    side=Side.HOST,
)
def safe_mode(see: Snapshot, want: Wanted) -> Finding:
    config = see[WSLCONFIG]
    pair = config.pair(known(KEY))
    if pair is None or config.document.values.get(KEY) is not True:
        return ok(say("WSL does not start in safe mode."))
    return advice(
        say("WSL is in safe mode, or will be from its next start on."),
        Evidence(PATH, f"{pair.name}={pair.value}", pair.line),
        why=say(
            "In safe mode no distro has systemd, Windows drives, its fstab or Windows programs. It is only for repairs."
        ),
        do=say(
            "Remove the line from .wslconfig, then shut down WSL, which stops all distros: {command}",
            command=SHUT_DOWN,
        ),
    )

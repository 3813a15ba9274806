"""`.wslconfig` that starts WSL in safe mode: meant for an emergency, and easily forgotten."""

from __future__ import annotations

from wizard.facts.windows.safe_mode import KEY
from wizard.facts.windows.wslconfig import PATH, WSLCONFIG, known
from wizard.model.commands.lines import SHUT_DOWN
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, ok, rule


@rule(
    "wslconfig-safe-mode",
    area="wslconfig",
    title=say("Safe mode is off"),
    needs=(WSLCONFIG,),
    severity=Severity.HIGH,
    side=Side.HOST,
    sources=("WSL §2", "WSL §3"),
)
def safe_mode(see: Snapshot, want: Wanted) -> Finding:
    config = see[WSLCONFIG]
    pair = config.pair(known(KEY))
    if pair is None or config.document.values.get(KEY) is not True:
        return ok(say("Safe mode is off."))
    return advice(
        say(".wslconfig turns on safe mode."),
        Evidence(PATH, f"{pair.name}={pair.value}", pair.line),
        why=say(
            "In safe mode, distros have no systemd, Windows drives or Windows programs, and ignore their fstab. It is"
            " meant for repairs only."
        ),
        do=say(
            "Delete the line from .wslconfig, then shut down WSL, which stops all distros: {command}",
            command=SHUT_DOWN,
        ),
    )

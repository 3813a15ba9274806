"""What keeps a distro running when nobody uses it, and what only keeps the machine below it (WSL §3, §9)."""

from __future__ import annotations

from wizard.facts.windows.wslconfig import PATH, WSLCONFIG, known
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, ok, rule

_VM = known("wsl2.vmIdleTimeout")
_DISTRO = known("general.instanceIdleTimeout")
_LONG = 60_000
"""The default, in milliseconds. Who asks for more wants something to keep running."""


@rule(
    "wslconfig-keep-alive",
    area="wslconfig",
    title=say("Idle timeouts are set for distros, too"),
    needs=(WSLCONFIG,),
    severity=Severity.LOW,
    side=Side.HOST,
    sources=("WSL §3", "WSL §9", "RULES 100"),
)
def keep_alive(see: Snapshot, want: Wanted) -> Finding:
    config = see[WSLCONFIG]
    pair, time = config.pair(_VM), config.document.values.get(_VM.name)
    if pair is None or not isinstance(time, int) or 0 <= time <= _LONG:
        return not_applicable(say("No idle timeout of the WSL virtual machine is set to keep it running."))
    line = Evidence(PATH, f"{pair.key}={pair.value}", pair.line)
    other = config.pair(_DISTRO)
    if other is not None:
        return ok(
            say("Idle timeouts are set for WSL and for its distros."),
            line,
            Evidence(PATH, f"{other.key}={other.value}", other.line),
        )
    return advice(
        say("vmIdleTimeout does not keep a distro running."),
        line,
        why=say(
            "It keeps the virtual machine. A distro still stops 15 seconds after its last session closes."
        ),
        do=say(
            "To keep distros running, add instanceIdleTimeout=-1 under [general]. Older WSL only warns about it."
        ),
    )

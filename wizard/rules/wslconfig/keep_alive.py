"""What keeps a distro running when nobody uses it, and what only keeps the machine below it (WSL §3, §9)."""

from __future__ import annotations

from typing import Final

from wizard.facts.windows.wslconfig import PATH, TERMS, WSLCONFIG, Terms, WslConfig, known
from wizard.model.commands.lines import TO_UPDATE
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.versions import DISTRO_TIMEOUT
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown

_VM: Final = known("wsl2.vmIdleTimeout")
_DISTRO: Final = known("general.instanceIdleTimeout")
_DEFAULTS: Final = {_VM.name: 60_000, _DISTRO.name: 15_000}
"""In milliseconds. Who asks for more wants something to keep running."""
_STOPS: Final = say(
    "It keeps the virtual machine. A distro still stops 15 seconds after its last session closes."
)


@rule(
    "wslconfig-keep-alive",
    area="wslconfig",
    title=say("Idle timeouts are set for distros, too"),
    needs=(WSLCONFIG, TERMS),
    severity=Severity.LOW,
    side=Side.HOST,
    sources=("WSL §3", "WSL §9", "RULES 100"),
)
def keep_alive(see: Snapshot, want: Wanted) -> Finding:
    config, terms = see[WSLCONFIG], see[TERMS]
    of_vm, of_distro = _lasting(config, _VM.name), _lasting(config, _DISTRO.name)
    if of_distro is not None:
        return _known(terms, of_distro, of_vm)
    if of_vm is None:
        return not_applicable(say("No idle timeout of the WSL virtual machine is set to keep it running."))
    return advice(
        say("vmIdleTimeout does not keep a distro running."),
        of_vm,
        *_other(config),
        why=_STOPS,
        do=_to_add(terms),
    )


def _lasting(config: WslConfig, name: str) -> Evidence | None:
    """The line that sets the timeout *name* to longer than its default, or to never."""
    pair, time = config.pair(known(name)), config.document.values.get(name)
    if pair is None or not isinstance(time, int) or 0 <= time <= _DEFAULTS[name]:
        return None
    return Evidence(PATH, f"{pair.key}={pair.value}", pair.line)


def _other(config: WslConfig) -> tuple[Evidence, ...]:
    pair = config.pair(_DISTRO)
    return () if pair is None else (Evidence(PATH, f"{pair.key}={pair.value}", pair.line),)


def _known(terms: Terms, of_distro: Evidence, of_vm: Evidence | None) -> Finding:
    """Whether this WSL is one of those that have the timeout of distros."""
    lines = (of_distro,) if of_vm is None else (of_vm, of_distro)
    if terms.gap is not None:
        return unknown(terms.gap.why, *lines)
    if terms.has(DISTRO_TIMEOUT):
        return ok(say("Distros keep running as instanceIdleTimeout says."), *lines)
    return advice(
        say("instanceIdleTimeout may have no effect in this WSL."),
        *lines,
        why=say("It is known to work in WSL {version} and later.", version=DISTRO_TIMEOUT.text),
        do=TO_UPDATE,
    )


def _to_add(terms: Terms) -> Text:
    needed = DISTRO_TIMEOUT.text
    if terms.gap is None and not terms.has(DISTRO_TIMEOUT):
        return say(
            "Update WSL to {version} or later, then add instanceIdleTimeout=-1 under [general].",
            version=needed,
        )
    return say(
        "To keep distros running, add instanceIdleTimeout=-1 under [general]. It needs WSL {version} or later.",
        version=needed,
    )

"""Settings of the Windows Go that reach into a distro (RULES 5, seen from inside)."""

from __future__ import annotations

from typing import Final

from wizard.facts.shell import PLAIN_SHELL
from wizard.facts.wsl import KERNEL, Kernel
from wizard.model.commands.lines import SHUT_DOWN
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown

_NAMES: Final = ("GOROOT", "GOPATH", "GOBIN", "GOENV", "GOFLAGS", "GOTMPDIR")
_OF_WINDOWS: Final = lazy_pattern(r"(?:^|[=:, ])(?:[A-Za-z]:[\\/]|/mnt/[a-z](?:/|$))")


@rule(
    "wsl-env-from-windows",
    area="windows",
    title=say("Windows passes no Go settings to the distro"),
    needs=(KERNEL, PLAIN_SHELL),
    severity=Severity.HIGH,
    sources=("WSL §5", "RULES 5"),
)
def from_windows(see: Snapshot, want: Wanted) -> Finding:
    """A shell that reads no start file sees what Windows hands on, and nothing else (WSL §5)."""
    if see[KERNEL] in (Kernel.LINUX, Kernel.IMAGE):
        return not_applicable(say("This Linux does not run on WSL."))
    seen = see[PLAIN_SHELL]
    if seen is None:
        return unknown(say("Could not read the environment that programs in the distro start with."))
    values = ((name, seen.get(name) or "") for name in _NAMES)
    found = [(name, value) for name, value in values if _OF_WINDOWS.search(value)]
    if not found:
        return ok(say("Windows passes no Go settings to the distro."))
    return advice(
        say("Windows passes {names} to the distro.", names=join(name for name, _ in found)),
        *(Evidence(f"${name}", value) for name, value in found),
        why=say("Go in the distro uses these Windows paths instead of its own."),
        do=say(
            "Remove the names from the Windows variable WSLENV (“Edit environment variables for your account” in the"
            " Start menu). Then shut down WSL: {command}",
            command=SHUT_DOWN,
        ),
    )

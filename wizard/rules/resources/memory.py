"""Memory for builds: what there is, and whether the kernel ran out of it."""

from __future__ import annotations

from typing import Final

from wizard.facts.resources.memory import KILLS, MEMORY_AND_SWAP
from wizard.facts.wsl import KERNEL, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.commands import BUILD_WITH_LESS_MEMORY
from wizard.rules.declare import advice, not_applicable, ok, rule

_MIB: Final = 1 << 20
_ENOUGH: Final = 4 << 30
_WHY: Final = say("Builds of larger Go programs and gopls may be killed: “signal: killed”.")


@rule(
    "wsl-memory-low",
    area="wsl",
    title=say("The distro has enough memory for Go"),
    needs=(MEMORY_AND_SWAP, KILLS, KERNEL),
    severity=Severity.LOW,
    sources=("WSL §3", "RULES 10"),
)
def memory_low(see: Snapshot, want: Wanted) -> Finding:
    has, kills = see[MEMORY_AND_SWAP], see[KILLS] or 0
    if has is None:
        return not_applicable(say("How much memory there is shows only while the distro runs."))
    seen = Evidence("/proc/meminfo", f"MemTotal {has.memory // _MIB} MiB, SwapTotal {has.swap // _MIB} MiB")
    if kills:
        says = say_n(
            "The kernel has killed {count} program because memory ran out.",
            "The kernel has killed {count} programs because memory ran out.",
            count=kills,
        )
        return advice(says, Evidence("/proc/vmstat", f"oom_kill {kills}"), seen, why=_WHY, do=_do(see))
    figures = {"memory": has.memory // _MIB, "swap": has.swap // _MIB}
    if has.total < _ENOUGH:
        return advice(
            say("There are only {memory} MiB of memory and {swap} MiB of swap.", **figures),
            seen,
            why=_WHY,
            do=_do(see),
        )
    return ok(say("There are {memory} MiB of memory and {swap} MiB of swap.", **figures), seen)


def _do(see: Snapshot) -> Text:
    if see[KERNEL] is not Kernel.WSL2:
        return say("Build with less memory: {command}", command=BUILD_WITH_LESS_MEMORY)
    return say(
        "Raise memory or swap under [wsl2] in .wslconfig. Until then, build with less memory: {command}",
        command=BUILD_WITH_LESS_MEMORY,
    )

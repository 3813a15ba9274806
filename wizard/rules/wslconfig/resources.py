"""How much of the PC WSL takes: memory, processors, swap, and the memory it gives back."""

from __future__ import annotations

from wizard.codecs.wslconf.values import take
from wizard.facts.windows.pc import PC_CORES, PC_MEMORY
from wizard.facts.windows.wslconfig import PATH, WslConfig
from wizard.facts.windows.wslconfig_state import WSLCONFIG_STATE
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.commands import BUILD_WITH_LESS_MEMORY
from wizard.rules.declare import advice, blocked, ok, rule
from wizard.rules.wslconfig.setting import Case, Setting, setting_rule
from wizard.rules.wslconfig.sizes import (
    GIB,
    LEAST,
    MEMORY,
    PROCESSORS,
    SWAP,
    human,
    memory,
    number_of,
    processors,
    swap,
)

ENOUGH = 4 * GIB
"""Below that, `go build` of larger programs is killed (RULES 10)."""
_NEAR = 20
"""Windows keeps some memory for devices, so half of a PC with 16 GB is a little less than 8 GB. A default
that is off by less than one part in so many is as good as what was asked for."""


def _asked(case: Case) -> int:
    """What the profile asks for, in bytes."""
    value = take(case.key, case.text, on_windows=True).value
    return value if isinstance(value, int) else 0


def _lower(case: Case) -> Text:
    return say("Lower {key} in your profile.", key=case.key.word)


def _has_memory(case: Case, config: WslConfig) -> bool:
    size, asked = memory(config, case.figure), _asked(case)
    return size == asked if number_of(config, MEMORY.name) else abs(size - asked) * _NEAR < asked


def _no_such_memory(case: Case) -> Finding | None:
    if _asked(case) > case.figure:
        has = human(case.figure)
        return blocked(
            say(
                "This PC has {memory} of memory, less than the {wanted} in your profile.",
                memory=has,
                wanted=case.text,
            ),
            do=_lower(case),
        )
    if _asked(case) < LEAST:
        return blocked(
            say(
                "WSL needs at least {least}. Your profile asks for {wanted}.",
                least=human(LEAST),
                wanted=case.text,
            ),
            do=say("Raise {key} in your profile.", key=case.key.word),
        )
    return None


def _too_many_processors(case: Case) -> Finding | None:
    if int(case.text) <= case.figure:
        return None
    return blocked(
        say_n(
            "This PC has {count} processor, fewer than the {wanted} in your profile.",
            "This PC has {count} processors, fewer than the {wanted} in your profile.",
            count=case.figure,
            wanted=int(case.text),
        ),
        do=_lower(case),
    )


def _has_swap(case: Case, config: WslConfig) -> bool:
    # What WSL takes by default moves with its memory, so it is no answer while that is to change.
    is_set = number_of(config, SWAP.name) is not None
    return swap(config, case.figure) == _asked(case) and (is_set or case.want.memory is None)


RESOURCES_RULES = tuple(
    setting_rule(row)
    for row in (
        Setting(
            "wslconfig-memory",
            MEMORY.name,
            sources=("WSL §3", "RULES 10"),
            title=say("WSL memory limit matches your profile"),
            why=say(
                "By default, WSL uses up to half of the memory. Less leaves more for Windows, more lets"
                " larger Go programs build without “signal: killed”."
            ),
            figure=PC_MEMORY,
            met=_has_memory,
            now=lambda case, config: human(memory(config, case.figure)),
            refused=_no_such_memory,
        ),
        Setting(
            "wslconfig-processors",
            PROCESSORS.name,
            sources=("WSL §3",),
            title=say("Number of WSL processors matches your profile"),
            why=say(
                "By default, WSL uses all processors. With fewer, Windows stays responsive during long"
                " builds."
            ),
            figure=PC_CORES,
            met=lambda case, config: processors(config, case.figure) == int(case.text),
            now=lambda case, config: str(processors(config, case.figure)),
            refused=_too_many_processors,
        ),
        Setting(
            "wslconfig-swap",
            SWAP.name,
            sources=("WSL §3", "RULES 10"),
            title=say("WSL swap size matches your profile"),
            why=say(
                "By default, WSL creates a swap file of a quarter of its memory. More swap keeps large"
                " builds from being killed, 0 saves disk space."
            ),
            figure=PC_MEMORY,
            met=_has_swap,
            now=lambda case, config: human(swap(config, case.figure)),
        ),
        Setting(
            "wslconfig-memory-reclaim",
            "experimental.autoMemoryReclaim",
            sources=("WSL §3",),
            title=say("Auto memory reclaim matches your profile"),
            why=say(
                "Linux keeps files that it has read in memory. When WSL is idle, dropCache frees this"
                " memory at once, gradual step by step, disabled never."
            ),
        ),
    )
)


@rule(
    "wslconfig-memory-low",
    area="wslconfig",
    title=say("WSL has enough memory for Go"),
    needs=(WSLCONFIG_STATE, PC_MEMORY),
    severity=Severity.LOW,
    side=Side.HOST,
    sources=("RULES 10", "WSL §3"),
)
def memory_low(see: Snapshot, want: Wanted) -> Finding:
    config, ram = see[WSLCONFIG_STATE].now, see[PC_MEMORY]
    room, more = memory(config, ram), swap(config, ram)
    if room + more >= ENOUGH:
        return ok(
            say(
                "All distros together have {memory} of memory and {swap} of swap.",
                memory=human(room),
                swap=human(more),
            )
        )
    lines = (config.pair(key) for key in (MEMORY, SWAP))
    return advice(
        say(
            "All distros together have only {memory} of memory and {swap} of swap.",
            memory=human(room),
            swap=human(more),
        ),
        *(Evidence(PATH, f"{pair.key}={pair.value}", pair.line) for pair in lines if pair is not None),
        why=say("Builds of larger Go programs and gopls may be killed: “signal: killed”."),
        do=say(
            "Raise memory or swap under [wsl2] in .wslconfig. Until then, build with less memory: {command}",
            command=BUILD_WITH_LESS_MEMORY,
        ),
    )

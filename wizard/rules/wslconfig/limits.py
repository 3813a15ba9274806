"""Sizes and numbers of `.wslconfig` that WSL takes, and makes something else of (WSL §1.6, §3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs import wslconf
from wizard.codecs.wslconf.key import Key, ValueType
from wizard.codecs.wslconf.keys import find
from wizard.codecs.wslconf.values import saturates, wraps
from wizard.facts.windows.pc import PC_CORES, PC_MEMORY
from wizard.facts.windows.wslconfig import PATH, WSLCONFIG
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, ok, rule
from wizard.rules.wslconfig.sizes import DEFAULT_SWAP, DISK_LIMIT, LEAST, MEMORY, PROCESSORS, SWAP, human

_DISKS: Final = (SWAP.name, "wsl2.defaultVhdSize")
_WHY: Final = say("WSL accepts such a value and uses another one. It does not always warn.")


@rule(
    "wslconfig-limits",
    area="wslconfig",
    title=say("WSL uses sizes and numbers as .wslconfig has them"),
    needs=(WSLCONFIG, PC_MEMORY, PC_CORES),
    severity=Severity.LOW,
    side=Side.HOST,
    sources=("WSL §1.6", "WSL §3"),
)
def limits(see: Snapshot, want: Wanted) -> Finding:
    found = tuple(_found(see[WSLCONFIG].document, see[PC_MEMORY], see[PC_CORES]))
    if not found:
        return ok(say("No size or number in .wslconfig is beyond what WSL can use here."))
    return advice(
        say_n(
            "{count} value in .wslconfig is beyond what WSL can use here.",
            "{count} values in .wslconfig are beyond what WSL can use here.",
            count=len(found),
        ),
        *found,
        why=_WHY,
        do=say("Change the values to what you want, or delete the lines. WSL then uses its defaults."),
    )


def _found(document: wslconf.Document, ram: int, cores: int) -> Iterator[Evidence]:
    for pair in document.pairs:
        key = find(document.dialect, pair.name)
        value = document.values.get(key.name) if key is not None else None
        if key is not None and isinstance(value, int) and document.is_effective(pair):
            note = _note(key, pair.value, value, ram, cores)
            if note is not None:
                yield Evidence(PATH, f"{pair.name}={pair.value}", pair.line, note)


def _note(key: Key, text: str, value: int, ram: int, cores: int) -> Text | None:
    """What WSL makes of *text*, which it reads as *value*; None if just that."""
    if key.name == PROCESSORS.name and not 0 <= value <= cores:
        return say("WSL uses all processors of this PC ({count}).", count=cores)
    if key.kind is ValueType.NUMBER and saturates(text):
        return say("The number is too large. WSL uses {number}.", number=value)
    return _of_size(key, text, value, ram) if key.kind is ValueType.SIZE else None


def _of_size(key: Key, text: str, value: int, ram: int) -> Text | None:
    if (key.name, value) in ((SWAP.name, DEFAULT_SWAP), (MEMORY.name, 0)):
        return say("WSL uses its default.") if wraps(text) else None
    if key.name == MEMORY.name and value > ram:
        return say("WSL uses all memory of this PC ({memory}).", memory=human(ram))
    if wraps(text) and value <= DISK_LIMIT:
        return say("The size is too large. WSL uses {size}.", size=human(value))
    if key.name == MEMORY.name and 0 < value < LEAST:
        return say("WSL uses at least {least}.", least=human(LEAST))
    if key.name in _DISKS and value > DISK_LIMIT:
        return say("No disk can be this large. WSL cannot create it.")
    return None

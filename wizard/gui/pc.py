"""What the first page says of This PC, and what its ``.wslconfig`` says of the settings that a profile may want."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from wizard.codecs.wslconf.key import SettingValue
from wizard.facts.windows.pc import PC_CORES, PC_MEMORY, WINDOWS, WindowsBuild
from wizard.facts.windows.wsl import WSL_PACKAGE
from wizard.facts.windows.wslconfig import WSLCONFIG, WslConfig
from wizard.model.events import Stop
from wizard.model.facts import Unknown
from wizard.model.probes import Answers, CommandProbe, Probe
from wizard.model.wanted import Wanted

if TYPE_CHECKING:
    from wizard.app.session import Session

KEYS = {
    "memory": "wsl2.memory",
    "processors": "wsl2.processors",
    "swap": "wsl2.swap",
    "networking_mode": "wsl2.networkingMode",
    "dns_tunneling": "wsl2.dnsTunneling",
    "auto_proxy": "wsl2.autoProxy",
    "auto_memory_reclaim": "experimental.autoMemoryReclaim",
}
"""The fields of `WslConfigWanted` that the window offers, and their keys in ``.wslconfig``."""

_FACTS = (WINDOWS, WSL_PACKAGE, WSLCONFIG, PC_MEMORY, PC_CORES)


class PcGlance(msgspec.Struct, frozen=True):
    """*windows* in words, *wsl* as a version (empty: not known, or none), *memory* in bytes. *today* are the
    settings of ``.wslconfig`` as WSL reads them (sizes in bytes), by the fields of `WslConfigWanted`; None if
    the file could not be read."""

    windows: str = ""
    wsl: str = ""
    memory: int | None = None
    cores: int | None = None
    today: dict[str, SettingValue] | None = None


def pc_glance(session: Session, stop: Stop) -> PcGlance:
    """One small crossing: it asks the registry and reads a file, and starts no program. Raises `WizardError`."""
    want = session.wanted
    answers = session.transport.read(_quick(want), stop)
    windows, wsl = WINDOWS.read(answers, want), WSL_PACKAGE.read(answers, want)
    memory, cores = PC_MEMORY.read(answers, want), PC_CORES.read(answers, want)
    return PcGlance(
        windows=windows.text if isinstance(windows, WindowsBuild) else "",
        wsl="" if isinstance(wsl, Unknown) else wsl.text,
        memory=None if isinstance(memory, Unknown) else memory,
        cores=None if isinstance(cores, Unknown) else cores,
        today=_today(answers, want),
    )


def _quick(want: Wanted) -> tuple[Probe, ...]:
    """All that these facts ask, except for programs: PowerShell alone would keep the first page waiting."""
    asked = dict.fromkeys(probe for fact in _FACTS for probe in fact.ask(want))
    return tuple(probe for probe in asked if not isinstance(probe, CommandProbe))


def _today(answers: Answers, want: Wanted) -> dict[str, SettingValue] | None:
    config = WSLCONFIG.read(answers, want)
    if not isinstance(config, WslConfig):
        return None
    values = config.document.values
    return {field: values[key] for field, key in KEYS.items() if key in values}

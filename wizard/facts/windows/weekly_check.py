"""Whether the installer of this PC has set up its weekly check: what it notes in the registry (WSL §12.2)."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.windows.registry import number, values
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import Answers, Probe, RegistryProbe
from wizard.model.wanted import Wanted

_KEYS: Final = tuple(RegistryProbe(f"{hive}\\Software\\wsl-go-wizard") for hive in ("HKCU", "HKLM"))
_ON: Final = 1


class InstalledWizard(msgspec.Struct, frozen=True):
    """*key* is where the installer noted what it did, empty if it was not used; *weekly*: with the task."""

    key: str = ""
    weekly: bool = False


def _ask(want: Wanted) -> tuple[Probe, ...]:
    return _KEYS if want.drift.weekly else ()


def _installed(answers: Answers, want: Wanted) -> InstalledWizard | Unknown:
    found = InstalledWizard()
    for probe in _KEYS:
        key = values(answers, probe)
        if isinstance(key, Unknown):
            return key
        if key is not None and not found.weekly:
            found = InstalledWizard(probe.key, number(key.values, "Weekly") == _ON)
    return found


INSTALLED_WIZARD: Fact[InstalledWizard] = Fact("installed-wizard", _ask, _installed, side=Side.HOST)
"""Asked only if the profile wants a weekly check."""

"""A PC in a table row: what its registry, PowerShell and files answer, judged by one rule."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wizard.engine import evaluate
from wizard.engine.waves import gather
from wizard.facts.windows.inquiry import INQUIRY
from wizard.facts.windows.wsl import LIST
from wizard.model.facts import Side
from wizard.model.findings import Finding
from wizard.model.probes import (
    Answer,
    Answers,
    CommandProbe,
    Exited,
    FileProbe,
    Found,
    Missing,
    Probe,
    RegistryProbe,
    Special,
    Unavailable,
    Values,
)
from wizard.model.wanted import Wanted
from wizard.rules import catalogue

NT = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
MSI = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Lxss\MSI"
LXSS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Lxss"
POLICIES = r"HKLM\Software\Policies\WSL"
USER = r"HKCU\Environment"
SYSTEM = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
UNINSTALL = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
LEFT = r"HKCU\Software\GoProgrammingLanguage"
CI = r"HKLM\SYSTEM\CurrentControlSet\Control\CI\Policy"
REBOOT = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending"
WIN11 = {NT: Values({"CurrentBuildNumber": "26100", "UBR": 7171, "EditionID": "Professional"})}

Registry = Mapping[str, Values]


def distros(**versions: int) -> Registry:
    """The Lxss key with distros of those versions (WSL 1 or 2)."""
    rows = {
        f"{{{number}}}": {"DistributionName": name, "Flags": 15 if version == 2 else 7, "State": 1}
        for number, (name, version) in enumerate(versions.items())
    }
    return {LXSS: Values({"DefaultDistribution": "{0}"}, rows)}  # type: ignore[arg-type]


def says(
    rule: str,
    registry: Registry,
    inquiry: Mapping[str, Any] | None = None,
    *,
    files: Mapping[str, str | None] | None = None,
    listing: bytes | None = None,
    exit_code: int = 0,
) -> Finding:
    """The finding of *rule*. *inquiry* None: PowerShell may not run. A file that is None is a folder."""
    (chosen,) = (item for item in catalogue.rules(Side.HOST) if item.id == rule)
    keys = {key.lower(): values for key, values in registry.items()}

    def answer_of(probe: Probe) -> Answer:
        match probe:
            case RegistryProbe(key):
                return keys.get(key.lower(), Missing())
            case FileProbe(path) if files is not None:
                content = files.get(path, "")
                if content is None:
                    return Special("directory", 0o755, 0, 0)
                data = content.encode()
                return Found(data, 0o644, 0, 0, 0, len(data)) if content else Missing()
            case CommandProbe() if probe == INQUIRY and inquiry is not None:
                return Exited(0, json.dumps(inquiry).encode(), b"")
            case CommandProbe() if probe == LIST and listing is not None:
                return Exited(exit_code, listing, b"")
            case _:
                return Unavailable("not here")

    see, _ = gather(
        evaluate.facts_of([chosen]),
        Wanted(),
        lambda side, probes: Answers(tuple((probe, answer_of(probe)) for probe in probes)),
    )
    (judged,) = evaluate.evaluate([chosen], see, Wanted())
    return judged.finding

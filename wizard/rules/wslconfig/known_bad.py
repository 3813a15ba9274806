"""Versions of WSL that break what `.wslconfig` asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.facts.windows.wslconfig import TERMS, WSLCONFIG, known
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Finding
from wizard.model.text import say
from wizard.model.versions import NETWORKING, Version
from wizard.model.wanted import Wanted
from wizard.rules.declare import rule, unknown
from wizard.rules.known_bad import KnownBad, about

_GRADUAL: Final = KnownBad(
    Version((2, 0, 0)),
    say("With autoMemoryReclaim=gradual, Docker in a distro does not work."),
    "WSL#10497",
    Version((2, 0, 1)),
)
_TUNNELING: Final = KnownBad(
    Version((2, 1, 0)),
    say("DNS tunneling does not work together with VPN clients."),
    "WSL#11038",
    Version((2, 1, 1)),
)
_MIRRORED: Final = KnownBad(
    NETWORKING,
    say("With mirrored networking, containers have no IPv6."),
    "WSL#10663",
    Version((2, 2, 2)),
)
_MODULES: Final = KnownBad(
    Version((2, 7, 3)),
    say("WSL cannot open kernelModules in a user's folder (E_ACCESSDENIED)."),
    "WSL#40482",
    do=say("Move the file to another folder, such as C:\\WSL, and change the line."),
)


@rule(
    "wslconfig-known-bad-version",
    area="wslconfig",
    title=say("This WSL version breaks nothing in .wslconfig"),
    needs=(WSLCONFIG, TERMS),
    side=Side.HOST,
    sources=("WSL §11", "RULES 98"),
)
def known_bad(see: Snapshot, want: Wanted) -> Finding:
    terms = see[TERMS]
    return unknown(terms.gap.why) if terms.gap is not None else about(terms.version, tuple(_used(see)))


def _used(see: Snapshot) -> Iterator[KnownBad]:
    config, terms = see[WSLCONFIG], see[TERMS]
    if terms.value(config, "experimental.autoMemoryReclaim") == "Gradual":
        yield _GRADUAL
    if config.pair(known("wsl2.dnsTunneling")) and terms.value(config, "wsl2.dnsTunneling") is True:
        yield _TUNNELING
    if terms.value(config, "wsl2.networkingMode") == "Mirrored":
        yield _MIRRORED
    modules = config.document.get("wsl2", "kernelModules") or ""
    if modules.lower().replace("/", "\\").startswith("c:\\users\\"):
        yield _MODULES

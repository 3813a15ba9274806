"""Versions of WSL that break what `.wslconfig` asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from wizard.codecs.wslconf.key import SettingValue
from wizard.facts.windows.wslconfig import TERMS, WSLCONFIG, known
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import rule, unknown
from wizard.rules.known_bad import KnownBad, about


def _takes(key: str, value: SettingValue) -> Callable[[Snapshot], bool]:
    """Whether *value* is what WSL makes of *key*."""
    return lambda see: see[TERMS].value(see[WSLCONFIG], key) == value


def _asks_for_tunneling(see: Snapshot) -> bool:
    """Whether a line asks for DNS tunneling; by default it may be on, too."""
    key = "wsl2.dnsTunneling"
    return see[WSLCONFIG].pair(known(key)) is not None and _takes(key, True)(see)


def _names_modules_of_a_user(see: Snapshot) -> bool:
    modules = see[WSLCONFIG].document.get("wsl2", "kernelModules") or ""
    return modules.lower().replace("/", "\\").startswith("c:\\users\\")


ROWS: Final = (
    KnownBad(
        "WSL#10497",
        say("With autoMemoryReclaim=gradual, Docker in a distro does not work."),
        _takes("experimental.autoMemoryReclaim", "Gradual"),
    ),
    KnownBad(
        "WSL#11038",
        say("DNS tunneling does not work together with VPN clients."),
        _asks_for_tunneling,
    ),
    KnownBad(
        "WSL#10663",
        say("With mirrored networking, containers have no IPv6."),
        _takes("wsl2.networkingMode", "Mirrored"),
    ),
    KnownBad(
        "WSL#13075",
        say("WSL creates no sparse disks, because they can lose data. It ignores sparseVhd=true."),
        _takes("experimental.sparseVhd", True),
        do=say("Remove sparseVhd from .wslconfig. WSL then does not warn when it creates a disk."),
    ),
    KnownBad(
        "WSL#40482",
        say("WSL cannot open kernelModules in a user's folder (E_ACCESSDENIED)."),
        _names_modules_of_a_user,
        do=say("Move the file to another folder, such as C:\\WSL, and change the line."),
    ),
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
    return unknown(terms.gap.why) if terms.gap is not None else about(terms.version, ROWS, see)

"""All rules, in the order in which people read them."""

from __future__ import annotations

from functools import cache

from wizard.model.facts import Side
from wizard.model.findings import Rule
from wizard.rules import (
    encoding,
    go_env,
    go_env_file,
    go_install,
    go_version,
    tmpfs,
    windows,
    windows_go,
    wsl,
    wsl_warnings,
    wslconfig_damage,
    wslconfig_network,
    wslconfig_room,
)

AREAS = (
    windows,
    windows_go,
    wsl,
    wsl_warnings,
    wslconfig_damage,
    wslconfig_room,
    wslconfig_network,
    encoding,
    tmpfs,
    go_env,
    go_env_file,
    go_version,
    go_install,
)


@cache
def rules(side: Side = Side.DISTRO) -> tuple[Rule, ...]:
    """Every rule about a distro, or about the computer, in the order of their files."""
    found = (value for area in AREAS for value in vars(area).values() if isinstance(value, Rule))
    return tuple(rule for rule in found if rule.side is side)

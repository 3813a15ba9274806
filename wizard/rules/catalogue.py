"""All rules, in the order in which people read them."""

from __future__ import annotations

from functools import cache
from types import ModuleType

from wizard.model.facts import Side
from wizard.model.findings import Rule


@cache
def rules(side: Side = Side.DISTRO) -> tuple[Rule, ...]:
    """Every rule about a distro, or about the computer, in the order of their files. Only those of *side* are
    imported: who looks at a distro does not wait for Windows."""
    areas = _of_a_distro() if side is Side.DISTRO else _of_the_computer()
    found = (value for area in areas for value in vars(area).values() if isinstance(value, Rule))
    return tuple(rule for rule in found if rule.side is side)


def _of_a_distro() -> tuple[ModuleType, ...]:
    from wizard.rules import (
        encoding,
        go_env,
        go_env_file,
        go_install,
        go_version,
        tmpfs,
        wsl,
        wsl_env,
        wsl_kernel,
        wsl_warnings,
    )

    return (
        wsl,
        wsl_kernel,
        wsl_env,
        wsl_warnings,
        encoding,
        tmpfs,
        go_env,
        go_env_file,
        go_version,
        go_install,
    )


def _of_the_computer() -> tuple[ModuleType, ...]:
    from wizard.rules import (
        windows,
        windows_answer,
        windows_around,
        windows_go,
        wslconfig_damage,
        wslconfig_network,
        wslconfig_room,
        wslconfig_safe_mode,
    )

    return (
        windows,
        windows_answer,
        windows_around,
        windows_go,
        wslconfig_damage,
        wslconfig_safe_mode,
        wslconfig_room,
        wslconfig_network,
    )

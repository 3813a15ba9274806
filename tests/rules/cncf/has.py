"""The programs of a distro, as the question for them has it."""

from __future__ import annotations

from wizard.facts.tools import TOOLS_PROBE
from wizard.model.probes import Answer, Exited, Probe


def has(*names: str) -> dict[Probe, Answer]:
    """The answer where a login shell finds *names*: programs, and files by their paths."""
    lines = "".join(f"tool {name}\t{name if name[0] == '/' else f'/usr/bin/{name}'}\t\n" for name in names)
    return {TOOLS_PROBE: Exited(0, f"\n== wsl-go-wizard ==\n{lines}".encode(), b"")}

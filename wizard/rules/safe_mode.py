"""WSL's safe mode: what it makes void in a distro, and how to leave it."""

from __future__ import annotations

from wizard.facts.windows.safe_mode import WSLCONFIG_PATH
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, say
from wizard.rules.declare import blocked

LEAVE = say(
    "Take safeMode=true out of .wslconfig in your Windows user folder, then run wsl --shutdown, which ends all"
    " distros. Until then no restart changes anything."
)


def no_effect_in_safe_mode(says: Text) -> Finding:
    """What is wanted has no effect in safe mode."""
    return blocked(says, Evidence(WSLCONFIG_PATH, "safeMode=true"), why=LEAVE)

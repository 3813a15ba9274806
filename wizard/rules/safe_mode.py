"""WSL's safe mode: what it makes void in a distro, and how to leave it."""

from __future__ import annotations

from wizard.facts.windows.safe_mode import WSLCONFIG_PATH
from wizard.model.commands.lines import SHUT_DOWN
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, say
from wizard.rules.declare import blocked

VOID = say("In safe mode WSL ignores this, and no restart changes that.")
LEAVE = say(
    "Remove safeMode=true from .wslconfig in your Windows user folder, then shut down WSL, which stops all distros:"
    " {command}",
    command=SHUT_DOWN,
)


def no_effect_in_safe_mode(says: Text) -> Finding:
    """What is wanted has no effect in safe mode."""
    return blocked(says, Evidence(WSLCONFIG_PATH, "safeMode=true"), why=VOID, do=LEAVE)

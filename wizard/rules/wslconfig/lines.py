"""How lines of `.wslconfig` are repaired, and what that may break."""

from __future__ import annotations

from typing import Final

from wizard.facts.windows.wslconfig import PATH
from wizard.facts.windows.wslconfig_state import WslConfigState
from wizard.model.edits.files import RepairLine, RepairRest
from wizard.model.text import Text, join, say

_DELICATE: Final = (
    *("wsl2.networkingMode", "wsl2.vmSwitch", "wsl2.macAddress", "wsl2.dhcp"),
    *("wsl2.kernel", "wsl2.kernelModules", "wsl2.kernelCommandLine", "wsl2.systemDistro", "wsl2.safeMode"),
)


def repairs(here: WslConfigState) -> tuple[RepairLine | RepairRest, ...]:
    """The edits that repair all that can be repaired; none if WSL might then not start."""
    if not here.is_repairable:
        return ()
    lines = (RepairLine(PATH, line, kind) for line, kind in here.by_line)
    return (*lines, *((RepairRest(PATH),) if here.leaves_rest else ()))


def may_break(here: WslConfigState) -> Text | None:
    """What the repair may break, if it brings something into force that may cut off the network, or keep WSL's
    kernel from starting; nothing where WSL does not start as it is."""
    now, later = here.now.document.effective(), here.later.document.effective()
    changed = [name.partition(".")[2] for name in _DELICATE if now[name] != later[name]]
    if not changed or here.is_dead:
        return None
    return say(
        "{keys} takes effect again. With a wrong value all distros may lose the network, or WSL may not start.",
        keys=join(changed),
    )

"""How lines of `.wslconfig` are repaired, and what that may break."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs.wslconf.document import JsonValue
from wizard.codecs.wslconf.keys import KEYS, Dialect, SettingValue
from wizard.codecs.wslconf.values import take
from wizard.facts.windows.wslconfig import PATH
from wizard.facts.windows.wslconfig_state import WslConfigState
from wizard.model.edits.files import RepairLine, RepairRest
from wizard.model.text import Text, join, say
from wizard.model.wanted import WslConfigWanted
from wizard.rules.conf_lines import changed, revived

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


def may_break(here: WslConfigState, want: WslConfigWanted, settles: str = "") -> Text | None:
    """What the repair may break, if it brings into force what may cut off the network, keep WSL's kernel from starting,
    or switches something off, and *want* does not ask for it, except the key that another edit *settles* (its full
    name); nothing where WSL does not start as it is. More or less memory and disk breaks nothing."""
    if here.is_dead:
        return None
    found = changed(here.now.document, here.later.document, _wished(want))
    found = tuple(
        (name, value) for name, value in found if name != settles and (name in _DELICATE or value is False)
    )
    if not any(name in _DELICATE for name, _ in found):
        return revived(found)
    return say(
        "{keys} takes effect again. With a wrong value all distros may lose the network, or WSL may not start.",
        keys=join(name.partition(".")[2] for name, _ in found),
    )


def _wished(want: WslConfigWanted) -> dict[str, JsonValue]:
    """What the profile asks for, by full names, as WSL takes it."""
    texts = {
        name.lower(): str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in msgspec.structs.asdict(want).items()
        if value is not None
    }
    keys = ((key, key.word.lower()) for key in KEYS[Dialect.WSLCONFIG])
    by_word = {name.replace("_", ""): text for name, text in texts.items()}
    return {
        key.name: _json(take(key, by_word[word], on_windows=True).value)
        for key, word in keys
        if word in by_word
    }


def _json(value: SettingValue) -> JsonValue:
    return list(value) if isinstance(value, tuple) else value

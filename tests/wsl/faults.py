"""What goes wrong, a knob each: `World.fault` sets them, every call of `wsl.exe` takes those that mean it."""

from __future__ import annotations

import json
from typing import Any

from tests.wsl.commands.errors import WslError
from tests.wsl.commands.output import Console
from tests.wsl.place import Place

KNOBS = {
    "hang": "says nothing more after *after* bytes of output, and never ends",
    "drip": "gives its output a byte at a time, each after *seconds*",
    "garbage": "writes *data* (hex), starts nothing and ends with *code*",
    "encoding": "its own text is in *codec*, whatever `WSL_UTF8` says: old inbox builds do that",
    "crash": "is gone after *after* bytes of output, without a word",
    "error": "fails with *path*, as in Wsl/Service/CreateInstance/0x80070005, before it does anything",
    "noise": "writes *data* (hex) on stderr first",
    "unbootable": "a distro does not start, but in safe mode; told after *seconds*; *when* systemd: only with it",
}
"""All knobs. *match*: only calls with this text in their command line; *spare*: the first so many of them go
well; *times*: it goes wrong so often, for ever if None."""


def taken(place: Place, line: str) -> list[dict[str, Any]]:
    """The faults of the call *line*, which are used up by that."""
    if not place.faults.exists():
        return []
    with place.locked("faults"):
        faults: list[dict[str, Any]] = json.loads(place.faults.read_text())
        mine = [fault for fault in faults if fault.get("match", "") in line]
        struck = []
        for fault in mine:
            if fault.get("spare", 0) > 0:
                fault["spare"] -= 1
            elif fault.get("times") is None or fault["times"] > 0:
                fault["times"] = None if fault.get("times") is None else fault["times"] - 1
                struck.append(fault)
        place.faults.write_text(json.dumps(faults))
    return struck


class Ended(Exception):
    """The call is over, with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def begin(console: Console, faults: list[dict[str, Any]]) -> None:
    """What goes wrong before anything is done; the output is told of what comes later."""
    for fault in faults:
        console.out.obey(fault)
    for fault in faults:
        match fault["knob"]:
            case "encoding":
                console.encoding = fault["codec"]
            case "noise":
                console.err.write(bytes.fromhex(fault["data"]))
            case "garbage":
                console.out.write(bytes.fromhex(fault["data"]))
                raise Ended(fault.get("code", 0))
            case "error":
                raise WslError(fault["path"])
            case "hang" if fault.get("after", 0) == 0:
                console.out.write(b"")
            case _:
                pass


def keeps_from_booting(faults: list[dict[str, Any]], settings: dict[str, Any], safe_mode: bool) -> bool:
    """Whether a distro with these *settings* does not come up (WSL §2, last lines: safe mode helps)."""
    return not safe_mode and any(
        fault["knob"] == "unbootable" and (fault.get("when") != "systemd" or settings["boot.systemd"])
        for fault in faults
    )

"""First-time setup through the Windows program, from a bare Windows to a distro with a user: the elevated task,
features, the restart of Windows and how the wizard comes back after it."""

from __future__ import annotations

import json
import shlex

from tests.machines.pcs import GOOD
from tests.windows.distros.computer import Pc, told
from tests.windows.distros.way import Ran
from wizard.app.setup.here import FOLDER
from wizard.app.setup.resume import KEY, NAME
from wizard.cli.exits import Exit

PLATFORM, SUBSYSTEM = "VirtualMachinePlatform", "Microsoft-Windows-Subsystem-Linux"
INSTALL = ["--install", "--no-distribution"]


def without_wsl(pc: Pc, *missing: str, package: str = "") -> None:
    """No WSL package but *package*, and these features switched off."""
    pc.world.change(missing=list(missing), wsl_version=package)
    pc.registered()
    _tell(pc, missing)


def _tell(pc: Pc, missing: tuple[str, ...]) -> None:
    features = {name: 2 if name in missing else 1 for name in (PLATFORM, SUBSYSTEM)}
    pc.says["powershell.exe"] = told(
        {**(GOOD.inquiry or {}), "hypervisor": not missing, "firmware": True, "features": features}
    )


def restart(pc: Pc) -> None:
    """Windows restarts. Wine tells the time at which Linux started, so the notes are made older instead."""
    pc.world.reboot()
    _tell(pc, ())
    notes = pc.profile / FOLDER / "notes.json"
    kept = json.loads(notes.read_text())
    notes.write_text(json.dumps({**kept, "boot": kept["boot"] - 3600}))


def set_up(pc: Pc, *steps: str) -> Ran:
    return pc.wizard("setup-wsl", *(word for step in steps for word in ("--yes-to", step)))


def test_from_a_bare_windows_to_a_distro_with_a_user(pc: Pc) -> None:
    without_wsl(pc, PLATFORM, SUBSYSTEM)

    shown = set_up(pc)
    assert shown.code == Exit.PENDING
    assert pc.bridge.called("wsl.exe") == [], "a wsl.exe without WSL waits for a key"
    assert set_up(pc, "install-wsl").code == Exit.PENDING
    assert pc.bridge.called("wsl.exe") == [INSTALL]
    assert pc.value(KEY, NAME) is None
    set_up(pc, "restart-windows")
    assert pc.bridge.called("shutdown.exe") == [["/r", "/t", "0"]]
    come_back = pc.value(KEY, NAME)
    assert come_back is not None
    assert come_back.endswith("setup-wsl --resume")

    restart(pc)
    _, _, command = come_back.partition("REG_SZ")
    words = (word.strip('"') for word in shlex.split(command, posix=False))
    assert pc.windows.run(*words).code == Exit.PENDING
    assert pc.value(KEY, NAME) is None, "it came back"
    assert set_up(pc, "install-distro:Ubuntu", "add-user:Ubuntu").code == Exit.DONE
    assert pc.said("Ubuntu", "id -un; id -Gn") == "jurgen\njurgen sudo\n"
    assert pc.wizard("look", "--distro", "Ubuntu").code in (Exit.PENDING, Exit.NOTHING_TO_DO)


def test_a_feature_is_switched_on_with_an_administrators_rights(pc: Pc) -> None:
    without_wsl(pc, PLATFORM, package="2.6.1.0")

    set_up(pc, "enable-platform")

    assert pc.bridge.called("dism.exe") == [
        ["/Online", "/Enable-Feature", f"/FeatureName:{PLATFORM}", "/NoRestart"]
    ]
    restart(pc)
    assert "restart" not in set_up(pc).out.lower()

"""First-time setup where the wizard runs: on a PC, or nowhere."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from tests.wsl.world import World
from wizard.app.setup import here
from wizard.model.errors import MachineError
from wizard.transports.windows.pc import Windows

pytestmark = pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers")


def test_a_machine_without_windows_says_where_to_run_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    kernel = tmp_path / "osrelease"
    monkeypatch.setattr(here, "_KERNEL", kernel)
    for release in ("6.1.0-21-amd64\n", None):
        if release is not None:
            kernel.write_text(release)
        with pytest.raises(MachineError) as caught:
            here.open_first_time()
        assert caught.value.code == "no-windows"
        assert caught.value.next_step is not None
        kernel.unlink(missing_ok=True)


def test_from_inside_a_distro_windows_is_not_changed(tmp_path: Path) -> None:
    """Rights of an administrator and the way back after a restart are only had on Windows itself."""
    with World(tmp_path) as world:
        pc = Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe, name="DESK")
        first = here.open_first_time(pc)
        assert (first.door, first.resume) == (None, None)
        assert first.exe is not None

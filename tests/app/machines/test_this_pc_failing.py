"""The choice of machines where WSL itself does not work: what is registered, and WSL's own reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from tests.wsl.world import World
from wizard.app.machines.this_pc import ThisPc
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.transports.windows.pc import Windows

pytestmark = pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers")


def test_machines_says_why_wsl_does_not_list_them(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with World(tmp_path) as world:
        world.add("Debian")
        world.fault("error", path="Wsl/0x80070422")
        pc = ThisPc(Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe))
        assert run(["machines", "--language", "en"], pc=pc) == Exit.DONE
        output = capfdbinary.readouterr().out.decode()
        assert run(["look", "--pc", "--language", "en"], pc=pc) in (Exit.NOTHING_TO_DO, Exit.PENDING)
        looked = capfdbinary.readouterr().out.decode()
    assert "Debian" in output
    assert "The WSL service is disabled." in output
    assert "sc.exe config wslservice start= demand" in output
    assert "× The WSL service is disabled.  windows-wsl-answers" in looked

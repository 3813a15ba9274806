"""From where a PC is reached: from inside a distro, on Windows itself, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.pcs.registries import SZ, export, reg_exe
from tests.pcs.registry_file import FileRegistry
from tests.transports.windows.conftest import POSIX, only, pc
from wizard.facts.windows.inquiry import INQUIRY, inquiry_report
from wizard.facts.windows.pc import PC_MEMORY, WINDOWS
from wizard.model.errors import MachineError
from wizard.model.events import never
from wizard.model.facts import Unknown
from wizard.model.ports import SiteKind
from wizard.model.probes import (
    FileProbe,
    Found,
    HostProbe,
    Missing,
    RegistryProbe,
    Unavailable,
    Values,
)
from wizard.model.wanted import Wanted
from wizard.transports.windows.opening import around_this_distro, this_pc


def test_from_inside_a_distro_windows_tells_who_its_user_is(drive: Path) -> None:
    (drive / "Windows/System32").mkdir(parents=True)
    (drive / "Windows/System32/wsl.exe").touch()
    site = around_this_distro(lambda: drive, lambda system: FileRegistry(drive / "x.reg"))
    assert (site.site.kind, site.site.name) == ("windows", "ANNA-PC")
    assert site.site.lock == pc(drive).site.lock
    assert isinstance(only(site, FileProbe("~/.wslconfig")), Found)
    assert site.wsl_exe == drive / "Windows/System32/wsl.exe"
    assert isinstance(only(site, HostProbe("memory")), Unavailable)


@POSIX
def test_from_inside_a_distro_all_of_it_goes_through_reg_exe(drive: Path) -> None:
    reg_exe(drive, drive / "x.reg", "zh")
    site = around_this_distro(lambda: drive)
    assert (site.site.name, site.home) == ("ANNA-PC", "C:\\Users\\Anna Maria")
    assert only(site, RegistryProbe("HKCU\\Environment")) == Values(
        {"GOROOT": "C:\\Go"}, types={"GOROOT": SZ}
    )
    assert only(site, RegistryProbe("HKCU\\None")) == Missing()


@POSIX
def test_a_linux_without_windows_around_it_says_so() -> None:
    with pytest.raises(MachineError) as caught:
        around_this_distro()
    assert caught.value.code == "windows-unreachable"


@pytest.mark.parametrize("home", ["", "D:\\Users\\x", "\\\\server\\home"])
def test_a_windows_out_of_reach_is_one_sentence(drive: Path, home: str) -> None:
    keys = {r"HKEY_CURRENT_USER\Volatile Environment": (("USERPROFILE", SZ, home),)}
    (drive / "x.reg").write_bytes(export(keys))
    with pytest.raises(MachineError, match="Could not reach Windows") as caught:
        around_this_distro(lambda: drive, lambda system: FileRegistry(drive / "x.reg"))
    assert caught.value.code == "windows-unreachable"
    with pytest.raises(MachineError, match="Could not reach Windows"):
        around_this_distro(lambda: drive / "nowhere")


def test_this_pc_is_a_windows_pc_or_an_error() -> None:
    if sys.platform == "win32":
        assert this_pc().site.kind is SiteKind.WINDOWS
        return
    with pytest.raises(MachineError):
        this_pc()


@pytest.mark.skipif(sys.platform != "win32", reason="asks this very PC")
def test_a_real_windows_answers_everything() -> None:
    """What PowerShell, the registry and the figures say of the PC that runs this can be read."""
    site = this_pc()
    answers = site.read((INQUIRY, *WINDOWS.ask(Wanted()), *PC_MEMORY.ask(Wanted())), never)
    assert not isinstance(inquiry_report(answers), Unknown)
    assert not isinstance(WINDOWS.read(answers, Wanted()), Unknown)
    assert not isinstance(PC_MEMORY.read(answers, Wanted()), Unknown)

"""Programs that a look runs on the PC: which, how long, and stopped when asked to."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tests.transports.windows.conftest import POSIX, only, pc, script
from wizard.facts.windows.inquiry import INQUIRY
from wizard.model.errors import MachineError, Stopped
from wizard.model.events import never, silent
from wizard.model.probes import (
    CommandProbe,
    Exited,
    Figure,
    HostProbe,
    Unavailable,
)


@POSIX
def test_inside_wsl_the_figures_of_the_pc_are_asked_for_once(drive: Path, tmp_path: Path) -> None:
    text = f"echo x >> '{tmp_path}/calls'; echo '{{\"memory\": 34282078208, \"cores\": 16}}'"
    site = pc(drive, powershell=script(tmp_path / "own.exe", text), is_here=False)
    probes = (HostProbe("memory"), HostProbe("cores"), HostProbe("system"), INQUIRY)
    first = site.read(probes, never)
    assert [first[probe] for probe in probes[:3]] == [Figure(34282078208), Figure(16), Figure("Windows")]
    assert only(site, HostProbe("memory")) == Figure(34282078208)
    assert (tmp_path / "calls").read_text() == "x\n"


@POSIX
def test_only_two_programs_are_run_and_by_their_own_paths(
    drive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("WSL_UTF8", raising=False)
    monkeypatch.setenv("PSModulePath", "of PowerShell 7")
    script(tmp_path / "true", "echo wrong")
    exe = script(tmp_path / "own.exe", 'echo "$WSL_UTF8 $WSLENV$PSModulePath $*"; echo hm >&2; exit 3')
    site = pc(drive, wsl_exe=exe, powershell=exe)
    inquiry_report = only(site, CommandProbe(("wsl.exe", "--list", "a b")))
    assert inquiry_report == Exited(3, b"1 WSL_UTF8 --list a b\n", b"hm\n")
    assert isinstance(only(site, CommandProbe(("powershell.exe", "-Command", "x"))), Exited)
    for argv in (("true",), (str(exe),), ("cmd.exe", "/c", "x"), ("WSL.EXE",)):
        assert only(site, CommandProbe(argv)) == Unavailable(
            "the wizard does not run this program on Windows"
        )
    assert only(pc(drive), CommandProbe(("wsl.exe",))) == Unavailable("the program is not installed")
    assert os.environ.get("WSL_UTF8") is None


@POSIX
@pytest.mark.parametrize(
    ("text", "expected"),
    [("sleep 60", "it took too long"), ("exec cat /dev/zero", "the output is too long")],
)
def test_a_program_that_does_not_end_is_ended(drive: Path, tmp_path: Path, text: str, expected: str) -> None:
    exe = script(tmp_path / "own.exe", text)
    assert only(pc(drive, wsl_exe=exe), CommandProbe(("wsl.exe",), timeout_s=1)) == Unavailable(expected)


@POSIX
def test_a_look_can_be_stopped_while_a_program_runs(drive: Path, tmp_path: Path) -> None:
    exe = script(tmp_path / "own.exe", f"touch '{tmp_path}/began'; sleep 60")
    asked = threading.Event()

    def stop() -> bool:
        if (tmp_path / "began").exists():
            asked.set()
        return asked.is_set()

    with pytest.raises(Stopped):
        pc(drive, wsl_exe=exe).read((CommandProbe(("wsl.exe",), timeout_s=50),), stop)


@POSIX
def test_a_restart_is_a_shutdown_of_wsl(drive: Path, tmp_path: Path) -> None:
    exe = script(tmp_path / "own.exe", f"echo \"$*\" > '{tmp_path}/asked'")
    pc(drive, wsl_exe=exe).restart(silent)
    assert (tmp_path / "asked").read_text() == "--shutdown\n"
    with pytest.raises(MachineError):
        pc(drive, wsl_exe=script(exe, "echo no; exit 255")).restart(silent)
    with pytest.raises(MachineError):
        pc(drive).restart(silent)

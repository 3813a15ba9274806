"""Jobs on a computer with several machines: each is done where it belongs, and what sleeps is left asleep."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui import demo
from tests.gui.whole.test_window_machines import DEBIAN, LOST, UBUNTU, Shelf
from tests.pcs.registry_file import FileRegistry
from wizard.app.machines.computer import Machine, Single
from wizard.app.session import Session
from wizard.gui.flow import jobs
from wizard.gui.flow.jobs import Job, Result
from wizard.gui.job_runner import JobRunner
from wizard.gui.pc import PcGlance, pc_glance
from wizard.model.events import never, silent
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.tree import Tree
from wizard.transports.windows.pc import Windows

REG = r"""Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion]
"CurrentBuildNumber"="26100"
"EditionID"="Professional"
"DisplayVersion"="24H2"
"UBR"=dword:0000090a

[HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Lxss\MSI]
"Version"="2.6.1.0"
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def runner(shelf: Shelf) -> JobRunner:
    return JobRunner(shelf, demo.BASELINE)


def ask(runner: JobRunner, job: Job, machine: Machine | None = None) -> Result:
    return runner.perform(job, machine, silent, never)


def test_a_list_of_machines_opens_none(runner: JobRunner, shelf: Shelf) -> None:
    result = ask(runner, jobs.DoSurvey())
    assert isinstance(result, jobs.Surveyed)
    assert result.survey.machines == (DEBIAN, UBUNTU, LOST)
    assert (shelf.opened, shelf.looked) == ([], [])


def test_what_runs_is_glanced_at_and_what_sleeps_is_not(runner: JobRunner, shelf: Shelf) -> None:
    running, asleep = ask(runner, jobs.DoOpen(DEBIAN)), ask(runner, jobs.DoOpen(UBUNTU))
    assert isinstance(running, jobs.Opened)
    assert isinstance(asleep, jobs.Opened)
    assert running.glance is not None
    assert running.glance.user == "me"
    assert asleep.glance is None
    assert set(shelf.looked) == {"Debian"}


def test_a_job_is_done_on_its_machine_whichever_was_opened_last(runner: JobRunner, shelf: Shelf) -> None:
    for machine in (DEBIAN, UBUNTU):
        ask(runner, jobs.DoOpen(machine))
    shelf.looked.clear()
    result = ask(runner, jobs.DoLook(demo.BASELINE), DEBIAN)
    assert isinstance(result, jobs.Looked)
    assert set(shelf.looked) == {"Debian"}
    assert shelf.opened == ["Debian", "Ubuntu"], "a machine is opened once"


def test_a_machine_that_cannot_be_opened_is_a_sentence(runner: JobRunner) -> None:
    for job, machine in ((jobs.DoOpen(LOST), None), (jobs.DoLook(demo.BASELINE), LOST)):
        result = ask(runner, job, machine)
        assert isinstance(result, jobs.Problem)
        assert result.sentences[0].render() == "This distro is lost."


def test_no_machine_at_all_is_a_sentence(runner: JobRunner) -> None:
    result = ask(runner, jobs.DoLook(demo.BASELINE))
    assert isinstance(result, jobs.Problem)
    assert result.code == "no-machine"


def test_a_session_is_the_only_machine(machine: Path) -> None:
    session = Session(Tree(machine), Host(), demo.BASELINE)
    runner = JobRunner(Single(session), demo.BASELINE)
    result = ask(runner, jobs.DoSurvey())
    assert isinstance(result, jobs.Surveyed)
    (only,) = result.survey.machines
    opened = ask(runner, jobs.DoOpen(only))
    assert isinstance(opened, jobs.Opened)
    assert opened.site == session.site


def this_pc(folder: Path, config: bytes | None, reg: str = REG) -> PcGlance:
    profile = folder / "Anna"
    profile.mkdir()
    (folder / "pc.reg").write_text(reg, encoding="utf-16")
    if config is not None:
        (profile / ".wslconfig").write_bytes(config)
    program = folder / "program"
    program.write_text(f"#!/bin/sh\ntouch {folder}/started\n")
    program.chmod(0o755)
    pc = Windows(profile, FileRegistry(folder / "pc.reg"), wsl_exe=program, powershell=program)
    seen = pc_glance(Session(pc, pc, Wanted()), never)
    assert not (folder / "started").exists(), "the eye waits for no program"
    return seen


def test_what_is_known_of_this_pc_without_starting_a_program(tmp_path: Path) -> None:
    seen = this_pc(tmp_path, b"[wsl2]\nmemory=8GB\nswap=0\n[experimental]\nnetworkingMode=mirrored\n")
    assert seen.windows == "Windows 11 Professional 24H2 (26100.2314)"
    assert seen.wsl == "2.6.1.0"
    assert seen.memory is not None
    assert seen.cores is not None
    assert seen.today == {"memory": 8 << 30, "swap": 0, "networking_mode": "Mirrored"}


def test_of_a_pc_of_which_nothing_is_known(tmp_path: Path) -> None:
    seen = this_pc(tmp_path, None, "Windows Registry Editor Version 5.00\n")
    assert (seen.windows, seen.wsl, seen.today) == ("", "", {})


def test_settings_that_wsl_does_not_read_are_not_shown_as_if(tmp_path: Path) -> None:
    assert this_pc(tmp_path, b"[wsl2\nmemory=8GB\n").today == {}

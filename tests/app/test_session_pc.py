"""A PC through `Session`: what one look costs, and that its recording says the same again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.machines.pcs import ALL, GOOD, LITTERED, Pc
from tests.pcs.registry_file import FileRegistry
from tests.pcs.wslconfig import RULES
from tests.pcs.wslconfig import Pc as WithConfig
from wizard.app.session import Session
from wizard.model.findings import Verdict
from wizard.model.wanted import Wanted
from wizard.transports.recording.recorded import WINDOWS, parse
from wizard.transports.recording.replay import Replay
from wizard.transports.windows.pc import Windows

POSIX = pytest.mark.linux(reason="stand-ins of programs are shell scripts")


def program(place: Path, calls: Path, output: bytes, code: int) -> Path:
    """A program that notes how it was called, and says the same to everything."""
    answer = place.with_suffix(".answer")
    answer.write_bytes(output)
    place.write_text(
        f"#!/bin/sh\necho \"${{0##*/}} $1 $2\" >> '{calls}'\ncat '{answer}'\nexit {code & 255}\n"
    )
    place.chmod(0o755)
    return place


def running(pc: Pc, folder: Path) -> tuple[Windows, Path]:
    """*pc* with programs that run, and the list of calls."""
    calls = folder / "calls"
    profile = folder / "Users" / pc.user
    profile.mkdir(parents=True)
    for name, data in pc.profile.items():
        (profile / name).write_bytes(data.encode() if isinstance(data, str) else data)
    for name, content in pc.on_disk.items():
        place = folder / name.replace("\\", "/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "x.reg").write_bytes(pc.export)
    code, listed = pc.listing
    site = Windows(
        profile,
        FileRegistry(folder / "x.reg"),
        wsl_exe=program(folder / "wsl.exe", calls, listed, code),
        powershell=program(folder / "powershell.exe", calls, json.dumps(pc.inquiry or {}).encode(), 0),
        drives={"c": folder},
        home=f"C:\\Users\\{pc.user}",
        name=pc.name,
    )
    return site, calls


@POSIX
def test_a_look_starts_each_program_once_and_no_distro(tmp_path: Path) -> None:
    site, calls = running(GOOD, tmp_path)
    look = Session(site, site, Wanted()).look()
    assert sorted(calls.read_text().splitlines()) == [
        "powershell.exe -NoLogo -NoProfile",
        "wsl.exe --list --verbose",
    ]
    assert {item.verdict for item in look.judged} <= {Verdict.OK, Verdict.ADVICE, Verdict.NOT_APPLICABLE}
    assert look.is_history_known


@POSIX
@pytest.mark.parametrize("pc", [GOOD, LITTERED], ids=lambda pc: pc.name)
def test_a_recording_made_by_the_wizard_is_judged_as_the_pc_was(pc: Pc, tmp_path: Path) -> None:
    site, _ = running(pc, tmp_path)
    session = Session(site, site, Wanted())
    machine = parse(session.record())
    assert (machine.kind, machine.name, machine.distro) == (WINDOWS, pc.name, ())
    again = Replay(machine, machine.host)
    findings, live = (Session(each, each, Wanted()).look().judged for each in (again, site))
    assert [(item.rule, item.verdict) for item in findings] == [(item.rule, item.verdict) for item in live]


@pytest.mark.parametrize(
    ("config", "crossings", "damage"),
    [
        ("[wsl2]\nmemory=4GB\n", 1, Verdict.OK),
        ("[wsl2]\nkernel=C:\\\\own\\\\k\n", 2, Verdict.OK),
        ("[wsl2]\nkernel=C:\\\\none\nkernelModules=C:\\\\own\\\\m\n", 2, Verdict.FIXABLE),
    ],
)
def test_a_look_is_one_crossing_unless_wslconfig_names_files(
    config: str, crossings: int, damage: Verdict, tmp_path: Path
) -> None:
    pc = WithConfig(tmp_path, config, files=("own/k", "own/m"))
    session = pc.session()
    look = session.look()
    assert pc.crossings == crossings
    assert {item.rule: item.verdict for item in look.judged}["wslconfig-damage"] is damage
    machine = parse(session.record())
    again = Session(*(2 * (Replay(machine, machine.host),)), Wanted(), rules=RULES).look()
    assert [(item.rule, item.finding) for item in again.judged] == [
        (item.rule, item.finding) for item in look.judged
    ]
    assert session.verify().look.judged == look.judged


@pytest.mark.parametrize("pc", ALL, ids=lambda pc: pc.name)
def test_a_pc_whose_programs_do_not_run_is_looked_at_all_the_same(pc: Pc, tmp_path: Path) -> None:
    (tmp_path / "x.reg").write_bytes(pc.export)
    site = Windows(tmp_path, FileRegistry(tmp_path / "x.reg"))
    look = Session(site, site, Wanted()).look()
    assert Verdict.UNKNOWN in {item.verdict for item in look.judged}

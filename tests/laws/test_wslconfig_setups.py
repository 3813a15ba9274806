"""Whole setups of a PC's `.wslconfig`, through the Windows transport: written as shown, taken back to the last bit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.app.demo import pictured
from wizard.app.session import Session
from wizard.model.errors import StaleError
from wizard.model.findings import Restart, Verdict
from wizard.model.plans import Plan
from wizard.model.state import File

ALL = (
    'memory = "4GB"\nprocessors = 2\nswap = "0"\nnetworkingMode = "mirrored"\ndnsTunneling = true\n'
    'autoProxy = false\nautoMemoryReclaim = "gradual"\nkernelCommandLine = "cgroup_no_v1=all"\n'
)
CONFIGS = (
    None,
    b"",
    b"# mine\r\n[wsl2]\r\nmemory = 8GB # more\r\nkernelCommandLine=quiet\r\n\r\n[experimental]\r\nsparseVhd=true",
    "\ufeff[wsl2]\nmemory=8GB\n".encode(),
    "\ufeff# 用户\r\n[wsl2]\r\nmemory=8GB\r\n".encode("utf-16-le"),
    "\ufeff# 用户\r\n[wsl2]\r\nmemory=8GB\r\n".encode("utf-16-be"),
    b"[experimental\nsparseVhd=true\n[wsl2]\nmemory=8GB\nmemory=4GB\nautoProxy=no\n",
    b"[wsl2]\nmacAddress=0015.5daa\nkernel=C:\\\\gone\nmemory: 8GB\n",
)

on_all = pytest.mark.parametrize("config", CONFIGS, ids=range(len(CONFIGS)))


def seen(pc: Pc) -> dict[str, object]:
    """The profile folder as it is, but for the wizard's own."""
    return {path: what for path, what in pictured(pc.profile).items() if not path.startswith("/AppData")}


def planned(session: Session) -> Plan:
    look = session.look()
    plan = session.plan(look, [item.rule for item in look.judged])
    assert not plan.clashes
    assert not plan.obstacles
    return plan


@on_all
@pytest.mark.parametrize("wanted", ["", ALL], ids=["repair", "all"])
def test_one_run_is_enough_and_can_be_taken_back(tmp_path: Path, config: bytes | None, wanted: str) -> None:
    pc = Pc(tmp_path / "pc", config)
    before = seen(pc)
    session = pc.session(wanted)
    plan = planned(session)
    if not plan.changes:
        return
    assert plan.restart is Restart.WSL
    (change,) = plan.changes
    assert isinstance(change.after, File)
    receipt = session.apply(plan)
    assert pc.config.read_bytes() == change.after.content
    verified = session.verify(plan)
    assert verified.well, [(item.rule, item.finding.says.render()) for item in verified.judged]
    assert not planned(session).changes
    session.undo(receipt.batch)
    assert seen(pc) == before


@on_all
def test_a_setup_that_was_accepted_is_taken_back_as_well(tmp_path: Path, config: bytes | None) -> None:
    pc = Pc(tmp_path / "pc", config)
    session = pc.session(ALL)
    session.apply(planned(session))
    session.accept()
    back = session.back(session.history()[0])
    session.apply(back)
    session.accept()
    assert pc.config.read_bytes() == config if config is not None else not pc.config.exists()


def test_who_edits_the_file_meanwhile_loses_nothing(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc", "[wsl2]\nmemory=8GB\n")
    session = pc.session(ALL)
    plan = planned(session)
    pc.config.write_bytes(b"[wsl2]\nmemory=8GB\nswap=7GB\n")
    with pytest.raises(StaleError):
        session.apply(plan)
    assert pc.config.read_bytes() == b"[wsl2]\nmemory=8GB\nswap=7GB\n"


def test_words_that_were_there_for_the_kernel_are_there_after_going_back(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc", "[wsl2]\nkernelCommandLine=quiet\n")
    session = pc.session('kernelCommandLine = "cgroup_no_v1=all"')
    receipt = session.apply(planned(session))
    assert pc.config.read_bytes() == b"[wsl2]\nkernelCommandLine=quiet cgroup_no_v1=all\n"
    assert {item.verdict for item in session.verify().judged} == {Verdict.OK}
    session.undo(receipt.batch)
    assert pc.config.read_bytes() == b"[wsl2]\nkernelCommandLine=quiet\n"

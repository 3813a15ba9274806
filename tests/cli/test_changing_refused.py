"""What is wanted and cannot be had is said, and no script takes it for done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wizard, picture
from tests.machines.links import link
from tests.pcs.wslconfig import Pc
from wizard.app.machines.computer import Single
from wizard.app.session import Session
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.model.findings import Verdict
from wizard.model.wanted import Wanted

BLOCKED = Verdict.BLOCKED


@pytest.fixture
def too_much(tmp_path: Path) -> Path:
    """A profile that wants more of /tmp than any computer has, and nothing else."""
    path = tmp_path / "too-much.toml"
    path.write_text('name = "greedy"\n[tmpfs]\nsize = "900000g"\n')
    return path


SAYS = "Your profile asks for 900000g in /tmp, more than the memory."


def test_plan_and_apply_say_what_the_machine_refuses(wizard: Wizard, root: Path, too_much: Path) -> None:
    (root / "etc/wsl.conf").unlink()
    before = picture(root)
    only = ("--profile", too_much, "--only", "tmpfs-tmp")
    planned, applied = wizard("plan", *only), wizard("apply", *only, "--yes")
    assert (planned.code, applied.code) == (Exit.PENDING, Exit.ERROR)
    for said in (planned, applied):
        assert SAYS in said.out
        assert "tmpfs-tmp" in said.out
        assert "None of these changes can be made here." in said.out
        assert "Nothing to change." not in said.out
    assert picture(root) == before


def test_as_json_the_same_is_said(wizard: Wizard, too_much: Path) -> None:
    only = ("--profile", too_much, "--only", "tmpfs-tmp", "--json")
    for command in (("plan",), ("apply", "--yes")):
        (refused,) = wizard(*command, *only).json["refused"]
        assert (refused["rule"], refused["finding"]["says"]) == ("tmpfs-tmp", SAYS)


def test_what_can_be_done_is_done_and_the_rest_is_said(wizard: Wizard, root: Path, too_much: Path) -> None:
    too_much.write_text(too_much.read_text() + "[wsl]\nsystemd = true\n")
    applied = wizard("apply", "--profile", too_much, "--yes", "--json")
    assert applied.code == Exit.ERROR
    assert applied.json["receipt"]["phase"] == "trial"
    assert [item["rule"] for item in applied.json["refused"]] == ["tmpfs-tmp"]
    assert "systemd=true" in (root / "etc/wsl.conf").read_text()


def test_only_the_rules_that_were_named_count(wizard: Wizard, too_much: Path) -> None:
    assert wizard("plan", "--profile", too_much, "--only", "wsl-systemd").code == Exit.NOTHING_TO_DO


def test_an_obstacle_is_no_success(wizard: Wizard, root: Path) -> None:
    (root / "etc/fstab").unlink()
    link(root, "etc/fstab", "/nowhere")
    said = wizard("apply", "--only", "tmpfs-tmp", "--yes")
    assert "/etc/fstab is a broken link" in said.out
    assert "Nothing to change." not in said.out
    assert said.code == Exit.ERROR
    assert wizard("plan", "--only", "tmpfs-tmp").code == Exit.PENDING
    assert wizard("apply", "--only", "tmpfs-tmp", "--yes", "--json").json["obstacles"]


def test_what_is_amiss_with_the_machine_itself_is_no_wish(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """That the administrator forbids WSL is said by `look`; `apply` was not asked to change that."""
    pc = Pc(tmp_path, policies={"AllowWSL": 0})
    session = Session(pc, pc, Wanted())
    assert "windows-policies" in {item.rule for item in session.look().judged if item.verdict is BLOCKED}
    code = run(["apply", "--pc", "--yes"], pc=Single(session))
    assert code == Exit.DONE, capfdbinary.readouterr()


@pytest.fixture
def a_go(tmp_path: Path) -> Path:
    """A profile that wants a Go whose version no source tells, and systemd."""
    path = tmp_path / "a-go.toml"
    path.write_text(
        f'name = "a-go"\n[go]\nversion = "stable"\nsources = [\'{tmp_path}/nothing\']\n[wsl]\nsystemd = true\n'
    )
    return path


NOT_LEARNED = "Could not find out which version “stable” is: no download source responded."


def test_a_wish_that_could_not_be_checked_is_no_success(wizard: Wizard, root: Path, a_go: Path) -> None:
    """What can be done is done; the exit code says that it is not all."""
    (root / "etc/wsl.conf").unlink()
    planned, applied = wizard("plan", "--profile", a_go), wizard("apply", "--profile", a_go, "--yes")
    again = wizard("plan", "--profile", a_go, "--json")
    wizard("accept")
    left = wizard("apply", "--profile", a_go, "--yes")
    assert (planned.code, applied.code, left.code) == (Exit.PENDING, Exit.ERROR, Exit.ERROR)
    for said in (planned, applied, left):
        assert NOT_LEARNED in said.out
        assert "Your profile asks for this, but the wizard could not check it." in said.out
    assert "systemd=true" in (root / "etc/wsl.conf").read_text()
    assert [item["rule"] for item in again.json["unchecked"]] == ["go-install-pin-version"]
    assert "Nothing to change in what could be checked." in left.out


def test_of_a_plan_that_needs_nothing_more_but_a_check_only_plan_knows(wizard: Wizard, a_go: Path) -> None:
    only = ("--profile", a_go, "--only", "go-install-pin-version")
    assert wizard("plan", *only).code == Exit.PENDING
    assert wizard("plan", "--profile", a_go, "--only", "wsl-conf-damage", "--json").json["unchecked"] == []

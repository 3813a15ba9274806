"""A repair that may break something is never in a plan unasked, and always found: named, with the way to it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.machines import ubuntu
from tests.machines.build import lay, text
from wizard.cli.exits import Exit
from wizard.cli.main import run

RULE = "wsl-cgroup-not-v2"
CONF = "[automount]\ncgroups=v1\n"


@pytest.fixture
def here(tmp_path: Path) -> tuple[str, ...]:
    root = tmp_path / "root"
    root.mkdir()
    lay(ubuntu.FRESH.but("case", {"/etc/wsl.conf": text(CONF)}), root)
    return ("--root", str(root), "--profile", "repair")


def test_plan_names_it_and_the_way_to_it(here: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["look", *here]) == Exit.PENDING
    capsys.readouterr()
    assert run(["plan", *here]) == Exit.PENDING
    said = capsys.readouterr().out
    assert "Nothing to change unless you ask for it." in said
    assert f"wsl-go-wizard apply --only {RULE}" in said
    assert "Risk: " in said


def test_apply_without_a_word_changes_nothing_and_says_what_waits(
    here: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["apply", *here, "--yes", "--json"]) == Exit.PENDING
    found = msgspec.json.decode(capsys.readouterr().out)
    assert [item["rule"] for item in found["on_request"]] == [RULE]
    assert found["receipt"] is None
    assert Path(here[1], "etc/wsl.conf").read_text() == CONF


def test_by_name_it_is_repaired_and_nothing_else_is_offered(
    here: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["apply", *here, "--only", RULE, "--yes", "--accept"]) == Exit.DONE
    assert "apply --only" not in capsys.readouterr().out
    assert Path(here[1], "etc/wsl.conf").read_text() == "[automount]\n# cgroups=v1\n"
    assert run(["plan", *here]) == Exit.NOTHING_TO_DO

"""First-time setup in a terminal: every step with its command and what it needs, or what is in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.gui.flow.test_first_time import BARE, DONE, seen
from tests.pcs.setup import KnownPc
from wizard.app.texts import Speech
from wizard.cli.show_setup import as_data, show_remaining

SPEECH = Speech("en")


def shown(capsys: pytest.CaptureFixture[str], pc: KnownPc) -> list[str]:
    show_remaining(seen(pc), SPEECH)
    return capsys.readouterr().out.splitlines()


def test_a_step_is_shown_with_its_command_and_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, BARE)
    assert lines[0].startswith("1. Install Windows Subsystem for Linux  (install-wsl)")
    assert "needs administrator rights" in lines[0]
    assert lines[1].strip().startswith("> wsl.exe --install")


def test_what_is_in_the_way_is_said_instead_of_steps(capsys: pytest.CaptureFixture[str]) -> None:
    pc = replace(BARE, virtualisation=False)
    barrier = seen(pc).remaining.barrier
    assert barrier is not None
    assert shown(capsys, pc) == [barrier.says.render(), barrier.next_step.render()]


def test_what_is_not_known_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    pc = replace(BARE, platform=None, package="2.6.1")
    gaps = [gap.render() for gap in seen(pc).remaining.gaps]
    assert gaps
    said = "\n".join(shown(capsys, pc))
    assert all(gap in said for gap in gaps)


def test_where_nothing_is_missing_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, DONE) == ["WSL is installed. Nothing is missing."]


def test_as_json_the_same_is_said() -> None:
    data = as_data(seen(BARE), SPEECH)
    assert (data["done"], data["barrier"]) == (False, None)
    assert [step["id"] for step in data["steps"]] == [step.id for step in seen(BARE).remaining.steps]
    assert as_data(seen(DONE), SPEECH)["done"] is True

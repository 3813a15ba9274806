"""The choice of machines in a terminal: one line each, and why there may be more."""

from __future__ import annotations

import pytest

from tests.gui.states import DEBIAN, OLD, PC
from wizard.app.machines.computer import Machine, Survey
from wizard.app.texts import Speech
from wizard.cli.pc.show_machines import show_machines
from wizard.model.ports import SiteKind
from wizard.model.text import plain


def shown(capsys: pytest.CaptureFixture[str], survey: Survey) -> list[list[str]]:
    show_machines(survey, Speech("en"))
    return [line.split() for line in capsys.readouterr().out.splitlines()]


def test_every_machine_has_a_line_with_its_kind_and_state(capsys: pytest.CaptureFixture[str]) -> None:
    head, *rows = shown(capsys, Survey((PC, DEBIAN, OLD)))
    assert head == ["Name", "Type", "State", "System"]
    assert rows == [
        ["ANNA-LAPTOP", "this", "PC", "running"],
        ["Debian", "WSL", "2,", "default", "distro", "running", "12"],
        ["openSUSE-Leap", "WSL", "1", "stopped"],
    ]


def test_a_state_that_is_not_known_is_not_called_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    _, row = shown(capsys, Survey((Machine("root", SiteKind.TREE),)))
    assert row == ["root", "this", "machine", "unknown"]


def test_a_name_is_no_markup_and_problems_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    survey = Survey((Machine("[red]x[/red]", SiteKind.WSL, wsl=2),), (plain("WSL says: no"),))
    show_machines(survey, Speech("en"))
    out = capsys.readouterr().out
    assert "[red]x[/red]" in out
    assert "WSL says: no" in out

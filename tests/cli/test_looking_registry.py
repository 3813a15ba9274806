"""What the command line says of values of the Windows registry: the difference, as it would be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Wizard
from tests.machines.make import recording
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.transports.recording.recorded import encode

RULES = [
    word for rule in ("path-damaged", "wslenv-leak", "go-leftovers") for word in ("--only", f"windows-{rule}")
]


@pytest.fixture(scope="module")
def littered(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The words that name the recorded PC."""
    place = tmp_path_factory.mktemp("pc") / "littered.json"
    place.write_bytes(encode(recording("pc-littered")))
    return "--machine", str(place), "--language", "en"


def test_the_difference_has_one_entry_a_line_and_says_who_wants_it(
    littered: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["plan", *littered, *RULES]) == Exit.PENDING
    said = capsys.readouterr().out
    assert (
        r"""HKCU\Environment\\GOROOT  +0 −2
  value removed from the Windows registry
    1       - REG_SZ   ← windows-go-leftovers
    2       - C:\Go   ← windows-go-leftovers
HKCU\Environment\\Path  +0 −3
    1     1   REG_SZ
    2       - %PATH%   ← windows-path-damaged
    3       - C:\Go\bin   ← windows-path-damaged
    4     2   C:\Program Files\Go\bin
    5       - C:\Program Files\Go\bin\   ← windows-path-damaged
HKCU\Environment\\WSLENV  +0 −3
    1     1   REG_SZ
    2       - GOROOT/p   ← windows-wslenv-leak
    3       - GOPATH/p   ← windows-wslenv-leak
    4       - GOFLAGS   ← windows-wslenv-leak
    5     2   USERPROFILE/p
"""
        in said
    )


def test_nothing_of_it_is_done_unasked(littered: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """None of these repairs is ticked: each takes away something that a person may have meant."""
    assert run(["plan", *littered]) == Exit.PENDING
    said = capsys.readouterr().out
    assert said.startswith("Nothing to change unless you ask for it.")
    assert "apply --only windows-wslenv-leak" in said


def test_a_saved_plan_of_values_is_read_again(
    littered: tuple[str, ...], tmp_path: Path, wizard: Wizard
) -> None:
    place = tmp_path / "plan.json"
    assert run(["plan", *littered, *RULES, "--save", str(place)]) == Exit.PENDING
    assert '"registered"' in place.read_text()
    assert "%PATH%;C:" in place.read_text(), "texts are to be read by people, and searched for secrets"
    refused = wizard("apply", "--plan", str(place), "--yes")
    assert refused.code == Exit.ERROR
    assert "a different machine" in refused.err

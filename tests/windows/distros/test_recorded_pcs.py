"""Recorded PCs as real ones: their registry in Windows' own, their files on drive C:, their wsl.exe and PowerShell as
programs. The Windows program finds of them what it finds of the recording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.machines import pcs
from tests.machines.make import recording
from tests.machines.pc import Pc as RecordedPc
from tests.windows.distros.computer import Pc
from tests.windows.distros.recorded import become
from wizard.cli.main import run
from wizard.transports.recording.recorded import encode

FIGURES = ("windows-pc", "wslconfig-memory-low")
"""Rules that tell of the memory and the processors, which are those of the machine that the test runs on."""


def _found(text: str) -> dict[str, tuple[str, str]]:
    return {
        each["rule"]: (each["finding"]["verdict"], each["finding"]["says"])
        for each in json.loads(text)["findings"]
    }


@pytest.mark.parametrize("recorded", pcs.ALL, ids=lambda recorded: recorded.name)
def test_a_pc_is_found_as_its_recording_is(
    pc: Pc,
    recorded: RecordedPc,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")
    file = tmp_path / "recorded.json"
    file.write_bytes(encode(recording(recorded.name)))
    run(["look", "--machine", str(file), "--json"])
    expected = _found(capfd.readouterr().out)
    become(pc, recorded)

    seen = _found(pc.wizard("look", "--pc", "--json").out)

    other = {rule: found for rule, found in seen.items() if found != expected.get(rule)}
    assert {rule: found for rule, found in other.items() if rule not in FIGURES} == {}
    assert seen.keys() == expected.keys()

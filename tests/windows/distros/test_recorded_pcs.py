"""Recorded PCs as real ones: their registry in Windows' own, their files on drive C:, their wsl.exe and PowerShell as
programs. The Windows program finds of them what it finds of the recording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.machines import pcs
from tests.machines.make import recording
from tests.machines.pc import Pc as RecordedPc
from tests.windows.distros.computer import Pc, Said, told
from tests.windows.distros.windows import PREFIX
from wizard.cli.main import run
from wizard.transports.recording.recorded import encode

FIGURES = ("windows-pc", "wslconfig-memory-low")
"""Rules that tell of the memory and the processors, which are those of the machine that the test runs on."""
_LXSS = r"Software\Microsoft\Windows\CurrentVersion\Lxss"


def _set_up(pc: Pc, recorded: RecordedPc) -> None:
    drive = pc.windows.system / PREFIX / "drive_c"
    for folder, files in ((pc.profile, recorded.profile), (drive, recorded.on_disk)):
        for name, content in files.items():
            place = folder / name.replace("\\", "/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
    export = pc.profile / "export.reg"
    export.write_bytes(recorded.export)
    for hive in ("HKCU", "HKLM"):
        pc.windows.run("reg", "delete", rf"{hive}\{_LXSS}", "/f")
    pc.windows.import_registry(export)
    code, listed = recorded.listing
    pc.says["wsl.exe"] = Said(listed, code=code)
    blocked = Said(b"", b"This program is blocked by group policy.\r\n", 1)
    pc.says["powershell.exe"] = told(recorded.inquiry) if recorded.inquiry is not None else blocked


def _found(text: str) -> dict[str, tuple[str, str]]:
    return {
        each["rule"]: (each["finding"]["verdict"], each["finding"]["says"]) for each in json.loads(text)["findings"]
    }


@pytest.mark.parametrize("recorded", pcs.ALL, ids=lambda recorded: recorded.name)
def test_a_pc_is_found_as_its_recording_is(
    pc: Pc, recorded: RecordedPc, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")
    file = tmp_path / "recorded.json"
    file.write_bytes(encode(recording(recorded.name)))
    run(["look", "--machine", str(file), "--json"])
    expected = _found(capfd.readouterr().out)
    _set_up(pc, recorded)

    seen = _found(pc.windows.wizard("look", "--pc", "--json").out)

    other = {rule: found for rule, found in seen.items() if found != expected.get(rule)}
    assert {rule: found for rule, found in other.items() if rule not in FIGURES} == {}
    assert seen.keys() == expected.keys()

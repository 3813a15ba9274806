"""Paths with variables: written in full where that leads somewhere, commented out where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.model.edits.files import RepairLine, SetKey
from wizard.model.findings import Severity, Verdict
from wizard.model.probes import Denied, FileProbe, Missing

RULE = "wslconfig-paths"


@pytest.mark.parametrize(
    ("line", "files", "path"),
    [
        (r"swapFile=%USERPROFILE%\s.vhdx", ["Users/me/x"], r"C:\Users\me\s.vhdx"),
        (r'crashDumpFolder="%LOCALAPPDATA%\\dumps"', ["Users/me/AppData/Local/x"], None),
        (r"debugConsoleLogFile=$env:LOCALAPPDATA\log", ["Users/me/AppData/Local/x"], None),
        (r"swapFile=%NOBODY%\s.vhdx", [], ""),
        (r"swapFile=%LOCALAPPDATA%\none\s.vhdx", [], ""),
        (r"kernel=%USERPROFILE%\k", ["Users/me/k"], ""),
    ],
)
def test_what_becomes_of_a_line(tmp_path: Path, line: str, files: list[str], path: str | None) -> None:
    finding = Pc(tmp_path / "pc", f"[wsl2]\n{line}\n", files=files).finding(RULE)
    assert finding.verdict is Verdict.FIXABLE
    comment, *rest = finding.edits
    assert isinstance(comment, RepairLine)
    written = [edit.value for edit in rest if isinstance(edit, SetKey)]
    assert written == ([] if path == "" else [path] if path else written)
    assert bool(written) is (path != "")


def test_a_kernel_that_wsl_looks_for_under_the_name_of_a_variable_keeps_it_from_starting(
    tmp_path: Path,
) -> None:
    dropped = Pc(tmp_path / "a", "[wsl2]\nkernel=%USERPROFILE%\\k\n").finding(RULE)
    looked_for = Pc(tmp_path / "b", '[wsl2]\nkernel="%USERPROFILE%\\\\k"\n').finding(RULE)
    assert (dropped.severity, looked_for.severity) == (None, Severity.CRITICAL)


def test_two_paths_of_one_key_are_left_to_a_person(tmp_path: Path) -> None:
    text = '[wsl2]\nswapFile="~/a"\nswapFile="%USERPROFILE%\\\\b"\n'
    edits = Pc(tmp_path / "pc", text, files=["Users/me/x"]).finding(RULE).edits
    assert [type(edit) for edit in edits] == [RepairLine, RepairLine]


@pytest.mark.parametrize(
    "value",
    ["/mnt/c/bzImage", "bzImage", r"\\wsl\\k", r"'C:\\Users\\me\\k'", "C:k", "true"],
)
@pytest.mark.parametrize("key", ["kernel", "swapFile", "systemDistro"])
def test_a_path_that_does_not_say_where_it_leads_is_told(tmp_path: Path, key: str, value: str) -> None:
    finding = Pc(tmp_path / "pc", f"[wsl2]\n{key}={value}\n").finding(RULE)
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.says.render() == "Line 2 of .wslconfig does not contain a full Windows path."
    assert finding.do is not None
    assert r"C:\\wsl\\swap.vhdx" in finding.do.render()
    assert finding.severity is (None if key == "swapFile" else Severity.CRITICAL)


@pytest.mark.parametrize("value", [r"C:\\wsl\\s.vhdx", "D:/s.vhdx", r'"E:\\a b\\s.vhdx"', ""])
def test_a_full_path_is_fine(tmp_path: Path, value: str) -> None:
    pc = Pc(tmp_path / "pc", f"[wsl2]\nswapFile={value}\n", files=["wsl/x"])
    assert pc.finding(RULE).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("swapFile=C:\\\\wsl\\\\a\\\\s.vhdx", "C:\\wsl\\a"),
        ("swapFile=C:/wsl/s.vhdx\nswap=8GB", "C:\\wsl"),
        ("swapFile=C:\\\\it's\\\\s.vhdx", "C:\\it's"),
        ("swapFile=C:\\\\wsl\\\\s.vhdx\nswap=0", None),
        ("swapFile=C:\\\\s.vhdx", None),
        ("swapFile=C:\\\\Users\\\\me\\\\\\\\s.vhdx", None),
        ("swapFile=\\\\\\\\server\\\\share\\\\s.vhdx", None),
    ],
)
def test_a_swap_file_whose_folder_does_not_exist_is_told(
    tmp_path: Path, text: str, folder: str | None
) -> None:
    finding = Pc(tmp_path / "pc", f"[wsl2]\n{text}\n").finding(RULE)
    assert finding.edits == ()
    if folder is None:
        assert finding.verdict is Verdict.OK
        return
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == f"The folder of the swap file does not exist: {folder}"
    assert finding.do is not None
    quoted = folder.replace("'", "''")
    assert finding.do.render() == f"Create the folder in PowerShell: mkdir '{quoted}'"


def test_of_a_drive_that_cannot_be_looked_at_nothing_is_said(tmp_path: Path) -> None:
    told = {FileProbe("C:\\wsl", limit=1, head=True): Denied()}
    pc = Pc(tmp_path / "pc", "[wsl2]\nswapFile=C:\\\\wsl\\\\s.vhdx\n", told=told)
    assert pc.finding(RULE).verdict is Verdict.OK


def test_a_drive_that_is_not_there_is_connected_rather_than_made(tmp_path: Path) -> None:
    told = {FileProbe("D:\\", limit=1, head=True): Missing()}
    finding = Pc(tmp_path / "pc", "[wsl2]\nswapFile=D:\\\\s.vhdx\n", told=told).finding(RULE)
    assert finding.says.render() == "The folder of the swap file does not exist: D:\\"
    assert finding.do is not None
    assert finding.do.render() == "Connect the drive, or write another path."


def test_what_the_folder_of_a_variable_is_like_may_stay_unknown(tmp_path: Path) -> None:
    told = {FileProbe("C:\\Users\\me", limit=1, head=True): Denied()}
    finding = Pc(tmp_path / "pc", "[wsl2]\nswapFile=~\\\\s.vhdx\n", told=told).finding(RULE)
    assert [type(edit) for edit in finding.edits] == [RepairLine]
    (evidence,) = finding.evidence
    assert evidence.note is not None
    assert "is not known" in evidence.note.render()

"""Values that WSL takes and makes something else of: told with what it uses (WslCoreConfig.cpp, configfile.cpp)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.model.findings import Severity, Verdict

RULE = "wslconfig-limits"
ALL = "WSL uses all processors of this PC (8)."
RAM = "WSL uses all memory of this PC (16 GB)."


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("processors=99999999999999999999", ALL),
        ("processors=9", ALL),
        ("processors=-2", ALL),
        ("memory=99999999999999999999GB", RAM),
        ("memory=999GB", RAM),
        ("memory=-1", RAM),
        ("memory=-1GB", RAM),
        ("memory=64MB", "WSL uses at least 256 MB."),
        ("memory=17179869184GB", "WSL uses its default."),
        ("swap=-1", "WSL uses its default."),
        ("swap=99999999999999999999", "WSL uses its default."),
        ("swap=17179869185GB", "The size is too large. WSL uses 1 GB."),
        ("swap=-1GB", "No disk can be this large. WSL cannot create it."),
        ("swap=99999TB", "No disk can be this large. WSL cannot create it."),
        ("defaultVhdSize=65TB", "No disk can be this large. WSL cannot create it."),
        ("vmIdleTimeout=99999999999", "The number is too large. WSL uses 2147483647."),
        ("vmIdleTimeout=-99999999999", "The number is too large. WSL uses -2147483648."),
        ("kernelBootTimeout=0xfffffffff", "The number is too large. WSL uses 2147483647."),
    ],
)
def test_a_value_beyond_what_wsl_can_use(tmp_path: Path, line: str, note: str) -> None:
    finding = Pc(tmp_path / "pc", f"[wsl2]\n{line}\n").finding(RULE)
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    (seen,) = finding.evidence
    assert seen.note is not None
    assert (seen.line, seen.note.render()) == (2, note)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[wsl2]\nprocessors=8\nmemory=16GB\nswap=64TB\nvmIdleTimeout=-1\n",
        "[wsl2]\nprocessors=0\nmemory=0\nswap=0\n",
        "[wsl2]\nprocessors=four\nmemory=4.5GB\nswap=1 GB\n",
        "[wsl2]\nprocessors=4\nprocessors=99\n",
        "[wsl2]\nvmIdleTimeout=2147483647\ndefaultVhdSize=64TB\n",
        "[wsl2]\nkernelCommandLine=99999999999\n",
    ],
)
def test_what_wsl_uses_as_it_is_or_refuses_is_not_told_here(tmp_path: Path, text: str) -> None:
    assert Pc(tmp_path / "pc", text).finding(RULE).verdict is Verdict.OK


def test_each_value_is_told_in_its_line(tmp_path: Path) -> None:
    finding = Pc(tmp_path / "pc", "[wsl2]\nmemory=999GB\n# mine\nprocessors=99\n").finding(RULE)
    assert [seen.line for seen in finding.evidence] == [2, 4]
    assert finding.says.render() == "2 values in .wslconfig are beyond what WSL can use here."
    assert finding.severity in (None, Severity.LOW)

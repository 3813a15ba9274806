"""How much of a PC WSL may use: memory and swap go together, and Go needs enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import GIB, Pc
from wizard.model.edits.files import SetKey
from wizard.model.findings import Finding, Risk, Verdict

OK, FIXABLE, BLOCKED, ADVICE = Verdict.OK, Verdict.FIXABLE, Verdict.BLOCKED, Verdict.ADVICE


MEMORY, SWAP, CORES = "wslconfig-memory", "wslconfig-swap", "wslconfig-processors"


RECLAIM, WORDS = "wslconfig-memory-reclaim", "wslconfig-kernel-command-line"


def written(finding: Finding) -> dict[str, str]:
    return {edit.key: edit.value for edit in finding.edits if isinstance(edit, SetKey)}


@pytest.mark.parametrize(
    ("text", "words", "becomes"),
    [
        (None, "cgroup_no_v1=all", "cgroup_no_v1=all"),
        ("[wsl2]\nkernelCommandLine=quiet\n", "cgroup_no_v1=all", "quiet cgroup_no_v1=all"),
        ("[wsl2]\nkernelCommandLine = quiet # mine\n", "quiet debug", "quiet debug"),
        ('[wsl2]\nkernelCommandLine="a # b"\n', "c", "a # b c"),
        ("[wsl2\nkernelCommandLine=quiet\n", "debug", "quiet debug"),
    ],
)
def test_words_for_the_kernel_are_added_to_those_that_are_there(
    tmp_path: Path, text: str | None, words: str, becomes: str
) -> None:
    """RULES 8: append to an existing kernelCommandLine, never replace it."""
    finding = Pc(tmp_path / "pc", text).finding(WORDS, f'kernelCommandLine = "{words}"')
    assert written(finding) == {"kernelCommandLine": becomes}
    assert finding.risk is Risk.CAREFUL


def test_half_of_the_memory_is_about_what_was_asked_for(tmp_path: Path) -> None:
    """Of 16 GB Windows sees 15.7: that WSL takes 7.8 of it by itself needs no line that says 8."""
    pc = Pc(tmp_path / "pc", memory=int(15.7 * GIB))
    assert pc.finding(MEMORY, 'memory = "8GB"').verdict is OK
    assert pc.finding(MEMORY, 'memory = "7GB"').verdict is FIXABLE
    there = Pc(tmp_path / "there", "[wsl2]\nmemory=7GB\n", memory=int(15.7 * GIB))
    assert there.finding(MEMORY, 'memory = "7200MB"').verdict is FIXABLE


def test_swap_is_written_down_where_memory_is_to_change(tmp_path: Path) -> None:
    finding = Pc(tmp_path / "pc").finding(SWAP, 'swap = "2GB"\nmemory = "4GB"')
    assert written(finding) == {"swap": "2GB"}


@pytest.mark.parametrize(
    ("text", "memory", "verdict"),
    [
        (None, 16 * GIB, OK),
        (None, 4 * GIB, ADVICE),
        ("[wsl2]\nmemory=2GB\nswap=1GB\n", 16 * GIB, ADVICE),
        ("[wsl2]\nmemory=2GB\nswap=2GB\n", 16 * GIB, OK),
        ("[wsl2]\nmemory=3GB\nswap=0\n", 16 * GIB, ADVICE),
    ],
)
def test_too_little_memory_for_go_is_said(
    tmp_path: Path, text: str | None, memory: int, verdict: Verdict
) -> None:
    """RULES 10: it counts for all distros, so it is never changed unasked."""
    finding = Pc(tmp_path / "pc", text, memory=memory).finding("wslconfig-memory-low")
    assert finding.verdict is verdict
    assert not finding.edits

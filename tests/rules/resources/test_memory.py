"""Memory for builds."""

from __future__ import annotations

import pytest

from tests.machines.stock import meminfo
from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "wsl-memory-low"
WSL2 = {"proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n"}
LINUX = {"proc/sys/kernel/osrelease": "6.8.0-generic\n"}
KILLED = {"proc/vmstat": "nr_free_pages 7\noom_kill 2\n"}


@pytest.mark.parametrize(
    ("files", "verdict", "says"),
    [
        ({}, Verdict.NOT_APPLICABLE, "while the distro runs"),
        ({**WSL2, "proc/meminfo": meminfo(8)}, Verdict.OK, "8192 MiB"),
        (
            {**WSL2, "proc/meminfo": "MemTotal: 3145728 kB\nSwapTotal: 1048576 kB\n"},
            Verdict.OK,
            "1024 MiB of swap",
        ),
        (
            {**WSL2, "proc/meminfo": "MemTotal: 3145728 kB\nSwapTotal: 1048575 kB\n"},
            Verdict.ADVICE,
            "only 3072 MiB",
        ),
        ({**WSL2, "proc/meminfo": meminfo(16), **KILLED}, Verdict.ADVICE, "killed 2 programs"),
        ({**WSL2, "proc/meminfo": meminfo(16), "proc/vmstat": "oom_kill 0\n"}, Verdict.OK, "16384 MiB"),
    ],
)
def test_memory(judge: Judge, files: dict[str, str], verdict: Verdict, says: str) -> None:
    finding = judge(RULE, "", files)
    assert finding.verdict is verdict
    assert says in finding.says.render()


def test_only_wsl_has_a_wslconfig(judge: Judge) -> None:
    for files, is_told in ((WSL2, True), (LINUX, False)):
        do = judge(RULE, "", {**files, "proc/meminfo": meminfo(2)}).do
        assert do is not None
        assert (".wslconfig" in do.render()) is is_told

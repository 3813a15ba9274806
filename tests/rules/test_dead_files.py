"""What is said of a file that WSL does not read."""

from __future__ import annotations

from wizard.facts.dead_files import DeadFile, DeadFiles
from wizard.model.facts import Unknown
from wizard.model.findings import Verdict
from wizard.model.text import plain
from wizard.rules.dead_files import about


def test_none_is_nothing_and_some_are_named_with_the_right_one() -> None:
    assert about(DeadFiles()).verdict is Verdict.OK
    assert about(DeadFiles(gap=Unknown(plain("No.")))).verdict is Verdict.UNKNOWN
    finding = about(DeadFiles((DeadFile("/etc/wslconf", "/etc/wsl.conf"),)))
    assert finding.verdict is Verdict.ADVICE
    assert finding.do is not None
    assert "/etc/wsl.conf" in finding.do.render()

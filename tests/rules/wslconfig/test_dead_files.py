"""A file with nearly the name of .wslconfig: named, and its absence is not called fine any more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.model.findings import Verdict


@pytest.mark.parametrize(
    ("name", "config", "dead", "damage"),
    [
        (".wslconfig.txt", None, Verdict.ADVICE, Verdict.NOT_APPLICABLE),
        ("wslconfig", "", Verdict.ADVICE, Verdict.OK),
        (".wslconfig.ini", None, Verdict.ADVICE, Verdict.NOT_APPLICABLE),
        ("Documents/.wslconfig", None, Verdict.ADVICE, Verdict.NOT_APPLICABLE),
        ("other", None, Verdict.OK, Verdict.OK),
    ],
)
def test_a_file_that_nobody_reads(
    tmp_path: Path, name: str, config: str | None, dead: Verdict, damage: Verdict
) -> None:
    pc = Pc(tmp_path / "pc", config, files=["Users/me/x"])
    file = tmp_path / "pc" / "Users" / "me" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("[wsl2]\nmemory=4GB\n")
    assert pc.finding("wslconfig-dead-files").verdict is dead
    assert pc.finding("wslconfig-damage").verdict is damage

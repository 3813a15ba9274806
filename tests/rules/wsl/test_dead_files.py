"""A file with nearly the name of /etc/wsl.conf: named, and its absence is not called fine any more."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict


@pytest.mark.parametrize(
    ("name", "dead", "damage"),
    [
        ("etc/wsl.config", Verdict.ADVICE, Verdict.NOT_APPLICABLE),
        ("home/me/etc/wsl.conf", Verdict.ADVICE, Verdict.NOT_APPLICABLE),
        ("home/me/.wslconfig", Verdict.ADVICE, Verdict.OK),
        pytest.param(
            *("etc/WSL.conf", Verdict.ADVICE, Verdict.NOT_APPLICABLE),
            marks=pytest.mark.linux(reason="other disks know no such twins"),
        ),
        ("etc/wsl.conf.txt", Verdict.ADVICE, Verdict.NOT_APPLICABLE),
        ("etc/.wslconfig", Verdict.ADVICE, Verdict.OK),
        ("etc/wsl.conf.bak", Verdict.OK, Verdict.OK),
        ("etc/other", Verdict.OK, Verdict.OK),
    ],
)
def test_a_file_that_nobody_reads(judge: Judge, name: str, dead: Verdict, damage: Verdict) -> None:
    files = {name: "[boot]\nsystemd=true\n"}
    assert judge("wsl-dead-files", "", files).verdict is dead
    assert judge("wsl-conf-damage", "", files).verdict is damage

"""Room for builds and caches."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.resources.figures import FIGURES_PROBE
from wizard.model.findings import Finding, Verdict
from wizard.model.probes import Exited

RULE = "tmpfs-space"
WSL2 = {"proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n"}
MUCH, LITTLE = 2097152, 2097151
MANY, FEW = 50000, 49999


def of(judge: Judge, tmp: tuple[int, int], home: tuple[int, int]) -> Finding:
    lines = ["now 7"]
    for place, (room, files) in (("/tmp", tmp), ("/home/me", home)):
        lines += [
            f"room x 9999999 1 {room} 1% {place}",
            f"files x 9999999 1 {files} 1% {place}",
            f"place {place}",
        ]
    return judge(RULE, "", WSL2, commands={FIGURES_PROBE: Exited(0, "\n".join(lines).encode(), b"")})


@pytest.mark.parametrize(
    ("tmp", "home", "says", "does"),
    [
        ((MUCH, MANY), (MUCH, MANY), "2048 MiB are free", None),
        ((LITTLE, MANY), (MUCH, MANY), "Only 2047 MiB are free in /tmp", "GOTMPDIR"),
        ((MUCH, FEW), (MUCH, MANY), "Only 49999 more files fit into /tmp", "GOTMPDIR"),
        ((MUCH, MANY), (LITTLE, MANY), "Only 2047 MiB are free in /home/me", "go clean -cache"),
        ((LITTLE, MANY), (LITTLE, MANY), "in /tmp", "cannot be undone: go clean -cache"),
    ],
)
def test_room(judge: Judge, tmp: tuple[int, int], home: tuple[int, int], says: str, does: str | None) -> None:
    finding = of(judge, tmp, home)
    assert finding.verdict is (Verdict.OK if does is None else Verdict.ADVICE)
    assert says in finding.says.render()
    assert does is None or (finding.do is not None and does in finding.do.render())


def test_nothing_is_known_of_an_image(judge: Judge) -> None:
    assert judge(RULE, "", {}).verdict is Verdict.NOT_APPLICABLE


def test_a_distro_that_does_not_tell_is_unknown(judge: Judge) -> None:
    assert judge(RULE, "", WSL2).verdict is Verdict.UNKNOWN

"""/etc/wsl.conf as a link: fine where WSL can follow it, and not called fine where it cannot."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Finding, Severity, Verdict

RULE = "wsl-conf-link"
MOUNTS = "/dev/sdc / ext4 rw 0 0\n/dev/sdd /data ext4 rw 0 0\n"
NO_GUI = "[general]\nguiApplications=false\n"


def found(judge: Judge, target: str, conf: str = "", **files: str) -> Finding:
    real = {"../srv/wsl.conf": "srv/wsl.conf"}.get(target, target.lstrip("/"))
    return judge(RULE, "", {real: conf, **files}, links={"etc/wsl.conf": target})


@pytest.mark.parametrize(
    ("target", "conf", "verdict"),
    [
        ("../srv/wsl.conf", "", Verdict.OK),
        ("/srv/wsl.conf", "", Verdict.OK),
        ("../srv/wsl.conf", NO_GUI, Verdict.OK),
        ("/srv/wsl.conf", NO_GUI, Verdict.ADVICE),
        ("/srv/wsl.conf", "[general]\nguiApplications=true\n", Verdict.OK),
        ("/mnt/c/wsl.conf", "", Verdict.ADVICE),
        ("/data/wsl.conf", "", Verdict.ADVICE),
    ],
)
def test_where_wsl_can_follow_it(judge: Judge, target: str, conf: str, verdict: Verdict) -> None:
    finding = found(judge, target, conf, **{"proc/self/mounts": MOUNTS})
    assert finding.verdict is verdict
    assert finding.evidence[0].quote == f"→ {'/srv/wsl.conf' if target.startswith('../') else target}"


def test_what_is_to_do_is_a_command_that_can_be_typed(judge: Judge) -> None:
    late = found(judge, "/mnt/c/my files/wsl.conf")
    assert late.severity is None
    assert late.do is not None
    assert late.do.render().endswith(
        ": sudo rm /etc/wsl.conf && sudo cp '/mnt/c/my files/wsl.conf' /etc/wsl.conf"
    )
    outside = found(judge, "/srv/wsl.conf", NO_GUI)
    assert outside.severity is Severity.LOW
    assert outside.do is not None
    assert outside.do.render().endswith(": sudo ln -sfn ../srv/wsl.conf /etc/wsl.conf")


def test_a_link_to_nowhere_is_no_file_without_settings(judge: Judge) -> None:
    finding = judge(RULE, "", {}, links={"etc/wsl.conf": "/srv/gone"})
    assert finding.verdict is Verdict.ADVICE
    assert "broken link to /srv/gone" in finding.says.render()


@pytest.mark.parametrize("files", [{}, {"etc/wsl.conf": ""}])
def test_a_file_of_its_own_is_no_matter(judge: Judge, files: dict[str, str]) -> None:
    assert judge(RULE, "", files).verdict is Verdict.NOT_APPLICABLE


def test_where_wsl_does_not_start_it_nothing_is_said(judge: Judge) -> None:
    other = {"proc/sys/kernel/osrelease": "6.8.0-generic\n"}
    assert found(judge, "/mnt/c/wsl.conf", **other).verdict is Verdict.NOT_APPLICABLE
    old = {"proc/sys/kernel/osrelease": "4.4.0-19041-Microsoft\n"}
    assert found(judge, "/mnt/c/wsl.conf", **old).verdict is Verdict.OK

"""Services of one's own with Type=notify."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "cncf-service-notify"
UNIT = "[Service]\nType = notify\nExecStart=/usr/local/bin/app\n"
SYSTEM = {"etc/systemd/system/app.service": UNIT}
USER = {"home/me/.config/systemd/user/app.service": UNIT.replace("notify", "notify-reload")}
ON = {"proc/1/comm": "systemd\n"}
OFF = {"proc/1/comm": "init(Ubuntu)\n"}
LINGER = {"var/lib/systemd/linger/me": ""}
OTHERS = {"var/lib/systemd/linger/you": ""}


@pytest.mark.parametrize(
    ("files", "verdict", "words"),
    [
        (OFF, Verdict.NOT_APPLICABLE, ""),
        (
            {"etc/systemd/system/app.service": "[Service]\n#Type=notify\nType=simple\n", **OFF},
            Verdict.NOT_APPLICABLE,
            "",
        ),
        ({**SYSTEM, **ON}, Verdict.OK, ""),
        ({**SYSTEM, **OFF}, Verdict.ADVICE, "app.service cannot start."),
        ({**USER, **OFF}, Verdict.ADVICE, "app.service cannot start."),
        ({**USER, **ON, **OTHERS}, Verdict.ADVICE, "these services stop: app.service."),
        ({**USER, **ON, **LINGER}, Verdict.OK, ""),
        ({**SYSTEM, **ON, **OTHERS}, Verdict.OK, ""),
    ],
)
def test_what_is_said(judge: Judge, files: dict[str, str], verdict: Verdict, words: str) -> None:
    finding = judge(RULE, "", files)
    assert finding.verdict is verdict
    assert words in finding.says.render()


def test_a_link_is_a_unit_that_came_with_a_package(judge: Judge) -> None:
    links = {"etc/systemd/system/dbus-x.service": "/usr/lib/systemd/system/x.service"}
    finding = judge(RULE, "", {"usr/lib/systemd/system/x.service": UNIT, **OFF}, links=links)
    assert finding.verdict is Verdict.NOT_APPLICABLE

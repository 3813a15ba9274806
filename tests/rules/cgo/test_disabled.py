"""Builds without cgo, where the C library knows names that files and DNS do not."""

from __future__ import annotations

import msgspec
import pytest

from tests.facts.answers import ME
from tests.rules.cgo.says import no_go, says
from tests.rules.conftest import Judge
from wizard.codecs.passwd import PasswdUser
from wizard.facts.distro import PASSWD
from wizard.facts.programs.go_says import GO_SAYS, GoSays
from wizard.facts.programs.name_services import NAME_SERVICES
from wizard.facts.shell import ACCOUNT
from wizard.model.facts import Snapshot
from wizard.model.findings import Verdict
from wizard.model.probes import Answer, Probe
from wizard.model.wanted import Wanted
from wizard.rules.cgo.disabled import disabled_behaviour

RULE = "cgo-disabled-behaviour"
OFF = says(CGO_ENABLED="0")
UBUNTU = "passwd: files systemd\nhosts: files dns\n"
FEDORA = "passwd: files systemd\nhosts: files myhostname resolve [!UNAVAIL=return] dns # stock\n"
WINS = "hosts: files wins [NOTFOUND=return] dns\n"


@pytest.mark.parametrize(
    ("nsswitch", "commands", "verdict"),
    [
        (WINS, no_go(), Verdict.NOT_APPLICABLE),
        (WINS, says(), Verdict.NOT_APPLICABLE),
        ("", OFF, Verdict.OK),
        (UBUNTU, OFF, Verdict.OK),
        (FEDORA, OFF, Verdict.OK),
        (f"# hosts: wins\n{UBUNTU}", OFF, Verdict.OK),
        (WINS, OFF, Verdict.ADVICE),
        ("hosts: files mdns4_minimal [NOTFOUND=return] dns\n", OFF, Verdict.ADVICE),
    ],
)
def test_host_names_from_elsewhere(
    judge: Judge, nsswitch: str, commands: dict[Probe, Answer], verdict: Verdict
) -> None:
    finding = judge(RULE, "", {"etc/nsswitch.conf": nsswitch}, commands=commands)
    assert finding.verdict is verdict
    assert ("wins" in finding.says.render()) == (verdict is Verdict.ADVICE and "wins" in nsswitch)


@pytest.mark.parametrize(("uid", "verdict"), [(1000, Verdict.OK), (70_001, Verdict.ADVICE)])
def test_a_user_who_is_in_no_file(uid: int, verdict: Verdict) -> None:
    facts = {
        GO_SAYS: GoSays({"CGO_ENABLED": "0"}),
        NAME_SERVICES: {"passwd": ("files", "sss")},
        PASSWD: (PasswdUser("root", 0, "/bin/sh"), PasswdUser("me", 1000, "/bin/sh")),
        ACCOUNT: msgspec.structs.replace(ME, uid=uid),
    }
    assert disabled_behaviour.judge(Snapshot(facts), Wanted()).verdict is verdict

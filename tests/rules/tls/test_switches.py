"""Settings by which programs trust every server: what is said of them, and what takes them out."""

from __future__ import annotations

import pytest

from wizard.facts.tls.switches import SWITCHES, Switch
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Severity, Verdict
from wizard.model.wanted import Wanted
from wizard.rules.tls.switches import settings

OF_GIT = Switch("git", "/home/me/.gitconfig", "http.sslverify=false", key="http.sslverify")
OF_ONE = Switch("git", "/etc/gitconfig", "http.https://a.b.sslverify=false", key="http.https://a.b.sslverify")
OF_CURL = Switch("curl", "/home/me/.curlrc", "insecure", 3)
OF_KUBE = Switch("kubectl", "/home/me/.kube/config", "insecure-skip-tls-verify: true", 4)


def of(*found: Switch) -> Finding:
    return settings.judge(Snapshot({SWITCHES: found}), Wanted())


def test_without_any_all_is_well() -> None:
    assert of().verdict is Verdict.OK


@pytest.mark.parametrize(
    ("found", "programs", "severity"),
    [
        ((OF_GIT,), "git", None),
        ((OF_CURL, OF_GIT, OF_CURL), "curl, git", None),
        ((OF_KUBE,), "kubectl", Severity.MEDIUM),
        ((OF_ONE,), "git", Severity.MEDIUM),
        ((OF_ONE, OF_CURL), "git, curl", None),
    ],
)
def test_programs_are_named_and_one_server_weighs_less(
    found: tuple[Switch, ...], programs: str, severity: Severity | None
) -> None:
    finding = of(*found)
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, severity)
    assert finding.says.render() == f"These programs do not check certificates: {programs}."
    assert len(finding.evidence) == len(found)


def test_the_command_takes_out_the_setting_of_git() -> None:
    do = of(OF_CURL, OF_ONE).do
    assert do is not None
    assert do.render().endswith("git config --file /etc/gitconfig --unset-all http.https://a.b.sslverify")
    do = of(OF_CURL).do
    assert do is not None
    assert "remove the line" in do.render()

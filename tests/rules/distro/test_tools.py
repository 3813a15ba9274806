"""The family of tools: what is missing is named with its reason, and with the command that installs it."""

from __future__ import annotations

import pytest

from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.tools import ASKED, CERTIFICATES, TOOLS, Tool
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Verdict
from wizard.model.wanted import Wanted
from wizard.rules.distro.tools import TOOL_RULES

BASE = ("git", "tar", "wget", CERTIFICATES[1])
DEBIAN = Packages("Debian", ("debian",))
ROWS = {rule.id: rule for rule in TOOL_RULES}


def judged(rule: str, there: tuple[str, ...], packages: Packages = DEBIAN) -> Finding:
    tools = {name: Tool(f"/usr/bin/{name}", "1.2") for name in there}
    return ROWS[rule].judge(Snapshot({TOOLS: tools, PACKAGES: packages}), Wanted())


@pytest.mark.parametrize(
    ("rule", "there", "missing"),
    [
        ("distro-base-packages", BASE, ""),
        ("distro-base-packages", ASKED, ""),
        ("distro-base-packages", BASE[1:], "git"),
        ("distro-base-packages", ("git", "tar", "curl"), "ca-certificates"),
        ("distro-base-packages", (), "git, tar, curl, ca-certificates"),
    ],
)
def test_what_is_missing_is_named(rule: str, there: tuple[str, ...], missing: str) -> None:
    finding = judged(rule, there)
    if not missing:
        assert (finding.verdict, len(finding.evidence)) == (Verdict.OK, len(there))
        return
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == f"Not installed: {missing}."
    assert [seen.source for seen in finding.evidence] == missing.split(", ")
    assert finding.do is not None
    assert finding.do.render().endswith(f" {missing.replace(',', '')}")


def test_the_command_is_that_of_the_distro() -> None:
    def do(packages: Packages) -> str:
        text = judged("distro-base-packages", BASE[1:], packages).do
        assert text is not None
        return text.render()

    assert "sudo apt-get install" in do(DEBIAN)
    assert "sudo dnf install" in do(Packages("Fedora", ("fedora",)))
    assert "sudo" not in do(Packages("Other", ("other",)))


def test_rows_ask_only_for_what_is_looked_for() -> None:
    """A name that nobody asks the shell for would always be missing."""
    assert set(BASE) | {"curl"} <= set(ASKED)
    for rule in TOOL_RULES:
        assert judged(rule.id, ASKED).verdict is Verdict.OK

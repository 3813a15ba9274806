"""The family of tools: what is missing is named with its reason, and with the command that installs it."""

from __future__ import annotations

import pytest

from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.tools import ASKED, CERTIFICATES, TOOLS, Tool
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Verdict
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.distro.tool import Needed, Toolset, tools_rule
from wizard.rules.distro.tools import TOOL_RULES

BASE = ("git", "tar", "wget", CERTIFICATES[1])
DEBIAN = Packages("Debian", ("debian",))
ROWS = {rule.id: rule for rule in TOOL_RULES}


def judged(rule: str, there: tuple[str, ...], packages: Packages = DEBIAN) -> Finding:
    return of({name: Tool(f"/usr/bin/{name}", "9.2") for name in there}, rule, packages)


def of(tools: dict[str, Tool], rule: str = "distro-base-packages", packages: Packages = DEBIAN) -> Finding:
    return ROWS[rule].judge(Snapshot({TOOLS: tools, PACKAGES: packages}), Wanted())


@pytest.mark.parametrize(
    ("rule", "there", "missing"),
    [
        ("distro-base-packages", BASE, ""),
        ("distro-base-packages", ("git", "tar", "curl", "wget", *CERTIFICATES), ""),
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
    assert finding.why not in [seen.note for seen in finding.evidence], "nothing is said twice"
    assert finding.do is not None
    assert finding.do.render().endswith(f" {missing.replace(',', '')}")


def test_alpine_has_a_command_too() -> None:
    finding = judged("distro-base-packages", BASE[1:], Packages("Alpine Linux v3.22", ("alpine",)))
    assert finding.do is not None
    assert finding.do.render() == "Install them as root: apk add git"


@pytest.mark.parametrize(
    ("git", "says"),
    [
        ("1.8.3.1", "Too old: git 1.8.3.1."),  # CentOS 7
        ("1.9", "Too old: git 1.9."),
        ("2.0.0", None),
        ("2", None),
        ("2.43.0", None),
        ("", None),  # it does not say
    ],
)
def test_a_tool_that_is_too_old_is_named_with_what_is_needed(git: str, says: str | None) -> None:
    tools = {name: Tool(f"/usr/bin/{name}", "9.2") for name in BASE[1:]}
    finding = of({"git": Tool("/usr/bin/git", git), **tools})
    if says is None:
        assert finding.verdict is Verdict.OK
        return
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == says
    assert finding.do is not None
    assert "git 2 or later" in finding.do.render()
    assert [seen.source for seen in finding.evidence] == ["/usr/bin/git"]


def test_what_is_missing_and_what_is_too_old_are_both_named() -> None:
    finding = of({"git": Tool("/usr/bin/git", "1.8.3.1"), "curl": Tool("/usr/bin/curl", "9.2")})
    assert finding.says.render() == "Not installed: tar, ca-certificates. Too old: git 1.8.3.1."
    assert len(finding.evidence) == 3


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
    for rule in TOOL_RULES:
        assert judged(rule.id, ASKED).verdict is Verdict.OK
    with pytest.raises(ValueError, match="ASKED"):
        tools_rule(Toolset("x", say("x"), (Needed("no-such-tool", say("x")),), ()))

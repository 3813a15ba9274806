"""The family of tools, with a row of its own: any of several names will do, and too old is as good as missing."""

from __future__ import annotations

import pytest

from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.tools import TOOLS, Tool
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Verdict
from wizard.model.text import say
from wizard.model.versions import Version
from wizard.model.wanted import Wanted
from wizard.rules.distro.tool import Needed, Toolset, tools_rule

WHY = say("It is needed.")
ROW = Toolset(
    "a-rule",
    say("Both are there"),
    (
        Needed("curl", WHY, ("curl", "wget")),
        Needed("git", WHY, least=Version((4, 8)), too_old=say("It is old.")),
    ),
    sources=("RULES 16",),
)


def judged(**versions: str) -> Finding:
    tools = {name: Tool(f"/usr/bin/{name}", version) for name, version in versions.items()}
    packages = Packages("Debian", ("debian",))
    return tools_rule(ROW).judge(Snapshot({TOOLS: tools, PACKAGES: packages}), Wanted())


@pytest.mark.parametrize(
    ("versions", "says"),
    [
        ({"curl": "8", "git": "13.2"}, "Installed: curl, git."),
        ({"wget": "1", "git": "4.8"}, "Installed: curl, git."),
        ({"git": "13.2"}, "Not installed: curl."),
        ({"wget": "1", "git": "4.7"}, "Too old: git 4.7."),
        ({"git": "4.7"}, "Not installed: curl. Too old: git 4.7."),
        ({"wget": "1", "git": ""}, "Installed: curl, git."),
    ],
)
def test_a_row_is_a_rule(versions: dict[str, str], says: str) -> None:
    finding = judged(**versions)
    assert finding.says.render() == says
    assert (finding.verdict is Verdict.OK) is says.startswith("Installed")

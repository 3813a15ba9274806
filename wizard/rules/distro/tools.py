"""The tools that a distro should have, a row each."""

from __future__ import annotations

from wizard.facts.tools import CERTIFICATES
from wizard.model.text import say
from wizard.model.versions import Version
from wizard.rules.distro.tool import Needed, Toolset, tools_rule

TOOL_RULES = tuple(
    tools_rule(row)
    for row in (
        Toolset(
            "distro-base-packages",
            title=say("Tools that Go needs are installed"),
            there=(
                Needed(
                    "git",
                    say("Without git, go get fails: “executable file not found in $PATH”."),
                    least=Version((2,)),
                    too_old=say("With git 1, go get fails: “fatal: git fetch-pack: expected shallow list”."),
                ),
                Needed("tar", say("Installers of Go tools unpack archives with tar.")),
                Needed("curl", say("Installers of Go tools download with curl or wget."), ("curl", "wget")),
                Needed(
                    "ca-certificates",
                    say("Without certificates, go get fails: “certificate signed by unknown authority”."),
                    CERTIFICATES,
                ),
            ),
            sources=("GO §4", "GO §9", "RULES 16"),
        ),
    )
)

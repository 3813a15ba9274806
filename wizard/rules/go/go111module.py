"""GO111MODULE in the go env file: whether go works with modules at all."""

from __future__ import annotations

from wizard.codecs.go import goenv
from wizard.facts.go import GOENV, GOENV_PATH
from wizard.model.edits import UnsetVariable
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import fixable, ok, rule


@rule(
    "go-env-go111module",
    area="go-env",
    title=say("GO111MODULE leaves modules on"),
    needs=(GOENV,),
    sources=("GO §4", "RULES 48"),
)
def go111module(see: Snapshot, want: Wanted) -> Finding:
    value = goenv.effective(see[GOENV] or b"").get("GO111MODULE", "")
    if value in ("", "on"):
        return ok(say("{path} leaves modules on.", path=GOENV_PATH))
    return fixable(
        say("{path} sets GO111MODULE={value}.", path=GOENV_PATH, value=value),
        [UnsetVariable(GOENV_PATH, "GO111MODULE")],
        Evidence(GOENV_PATH, f"GO111MODULE={value}"),
        why=say(
            "Modules are on by default. With “off”, go install fails: “modules disabled by GO111MODULE=off”."
        ),
        effect=say("Takes effect with the next go command."),
        may_break=say("Projects without a go.mod file may stop building."),
    )

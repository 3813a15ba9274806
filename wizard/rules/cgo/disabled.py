"""Builds without cgo where names come from elsewhere than files and DNS: Go's own readers know only these."""

from __future__ import annotations

from typing import Final

from wizard.facts.distro import PASSWD
from wizard.facts.programs.go_says import GO_SAYS
from wizard.facts.programs.name_services import NAME_SERVICES, NSSWITCH
from wizard.facts.shell import ACCOUNT
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.cgo.use import NO_GO, go_says
from wizard.rules.declare import advice, not_applicable, ok, rule

_OF_GO: Final = frozenset({"files", "dns", "myhostname", "resolve", "compat", "systemd", "altfiles"})
"""Sources of hosts that Go reads itself, or that tell no names which DNS does not tell."""


@rule(
    "cgo-disabled-behaviour",
    area="cgo",
    title=say("Programs built without cgo find all names"),
    needs=(GO_SAYS, NAME_SERVICES, PASSWD, ACCOUNT),
    severity=Severity.LOW,
    sources=("GO §2.1", "GO §5", "RULES 68"),
)
def disabled_behaviour(see: Snapshot, want: Wanted) -> Finding:
    said, account = go_says(see), see[ACCOUNT]
    if said is None:
        return not_applicable(NO_GO)
    if said.get("CGO_ENABLED") != "0":
        return not_applicable(say("Go builds with cgo."))
    off = Evidence("go env CGO_ENABLED", "0")
    others = [name for name in see[NAME_SERVICES].get("hosts", ()) if name not in _OF_GO]
    if all(user.uid != account.uid for user in see[PASSWD]):
        return advice(
            say("The user {name} is not in /etc/passwd, and Go builds without cgo.", name=account.name),
            off,
            Evidence(NSSWITCH, _line(see, "passwd")),
            why=say(
                "Such programs do not find the user: “Current requires cgo or $USER, $HOME set in environment”."
            ),
            do=say("Set USER and HOME where they run, or build with cgo."),
        )
    if others:
        return advice(
            say("Host names come from {sources} too, and Go builds without cgo.", sources=join(others)),
            off,
            Evidence(NSSWITCH, _line(see, "hosts")),
            why=say("Such programs read only /etc/hosts and DNS: “no such host” for the other names."),
            do=say("Build with cgo if you need these names."),
        )
    return ok(say("Go builds without cgo, and all names are in files and DNS."), off)


def _line(see: Snapshot, database: str) -> str:
    return f"{database}: {' '.join(see[NAME_SERVICES].get(database, ()))}"

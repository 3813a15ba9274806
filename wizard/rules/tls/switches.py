"""Settings of programs by which these trust every server (RULES 81)."""

from __future__ import annotations

from wizard.facts.tls.switches import GIT, SWITCHES, Switch
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_check_servers_again
from wizard.rules.declare import advice, ok, rule


@rule(
    "tls-insecure-settings",
    area="tls",
    title=say("No program is set to trust every server"),
    needs=(SWITCHES,),
    severity=Severity.HIGH,
    sources=("GO §9", "RULES 81"),
)
def settings(see: Snapshot, want: Wanted) -> Finding:
    found = see[SWITCHES]
    if not found:
        return ok(say("No setting turns off the check of certificates."))
    programs = join(dict.fromkeys(each.program for each in found))
    return advice(
        say("These programs do not check certificates: {programs}.", programs=programs),
        *(Evidence(each.file, each.text, each.line) for each in found),
        why=say(
            "Whoever is between you and the server can replace what is downloaded, and read what is sent."
        ),
        do=_do(found),
        severity=Severity.MEDIUM if all(each.is_of_one_server for each in found) else None,
    )


def _do(found: tuple[Switch, ...]) -> Text:
    of_git = next((each for each in found if each.program == GIT), None)
    if of_git is None:
        return say("Add the certificate of the server to those of the distro, then remove the line.")
    return say(
        "Add the certificate of the server to those of the distro, then remove the setting: {command}",
        command=to_check_servers_again(of_git.file, of_git.key),
    )

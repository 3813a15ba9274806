"""Services that tell systemd when they are ready (``sd_notify``)."""

from __future__ import annotations

from wizard.facts.cloud.notify_units import NOTIFY_UNITS
from wizard.facts.wsl import INIT
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import LINGER
from wizard.rules.declare import advice, not_applicable, ok, rule


@rule(
    "cncf-service-notify",
    area="cncf",
    title=say("Services with Type=notify can report to systemd"),
    needs=(NOTIFY_UNITS, INIT),
    severity=Severity.INFO,
    sources=("GO §11", "RULES 86"),
)
def service_notify(see: Snapshot, want: Wanted) -> Finding:
    units = see[NOTIFY_UNITS]
    every = (*units.system, *units.user)
    if not every:
        return not_applicable(say("No service of your own has Type=notify."))
    seen = tuple(Evidence(path, "Type=notify") for path in every)
    if see[INIT] != "systemd":
        return advice(
            say("systemd is not running, so {units} cannot start.", units=join(map(_name, every))),
            *seen,
            why=say(
                "Started by hand, the program has no NOTIFY_SOCKET, and nobody waits for it to be ready."
            ),
            do=say("Turn on systemd in /etc/wsl.conf, or start the program without it."),
        )
    if units.user and units.lingers is False:
        return advice(
            say(
                "When your last terminal closes, these services stop: {units}.",
                units=join(map(_name, units.user)),
            ),
            *seen,
            why=say("systemd stops services of a user without a session, unless lingering is on."),
            do=say("Turn on lingering. WSL may still stop the distro: {command}", command=LINGER),
        )
    return ok(say("Services with Type=notify can report to systemd."), *seen)


def _name(path: str) -> str:
    return path.rpartition("/")[2]

"""Whether proxies pass on modules as they were published: a module whose sum is known says so (RULES 53)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wizard.facts.network.asked import PINS, REPLIES
from wizard.facts.network.replies import AskedPlace, PlaceKind
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import SET_PROXY
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown


@rule(
    "modules-goproxy-contents",
    area="modules",
    title=say("Proxies pass on modules unchanged"),
    needs=(REPLIES, PINS),
    severity=Severity.CRITICAL,
    sources=("GO §4", "GO §4.1", "RULES 53"),
)
def contents(see: Snapshot, want: Wanted) -> Finding:
    replies, pins = see[REPLIES], see[PINS]
    proxies = tuple(each for each in replies.chain if each.kind is PlaceKind.PROXY)
    if not proxies:
        return not_applicable(say("GOPROXY names no proxy."))
    changed = tuple(each for place in proxies for each in _changed(place, pins))
    if changed:
        host, _ = changed[0]
        return advice(
            say("{host} changes modules on the way.", host=host),
            *(each for _, each in changed),
            why=say(
                "Go stops with “SECURITY ERROR” if it knows the checksum. Without the checksum database, the changed"
                " code becomes part of your programs."
            ),
            do=say("Use another proxy, and tell whoever runs this one: {command}", command=SET_PROXY),
        )
    came = tuple(Evidence(each.url, each.canaries[0].name) for each in proxies if each.canaries)
    if came:
        return ok(say("The test module came unchanged."), *came)
    if "curl" not in replies.tools:
        return unknown(
            say("Could not download the test module, because curl is not installed in the distro.")
        )
    return unknown(say("No proxy passed on the test module."))


def _changed(place: AskedPlace, pins: Mapping[str, str]) -> Iterator[tuple[str, Evidence]]:
    """The host, and what came from it, for each module that came otherwise than its sum tells."""
    for canary in place.canaries:
        pinned = pins.get(canary.name)
        if pinned is not None and canary.sum != pinned:
            note = say("{sum} was published", sum=pinned)
            quote = f"{canary.name} {canary.sum}".rstrip()
            yield place.host, Evidence(place.url, quote, note=note)

"""Servers and firewalls that Go's way to begin TLS is too new for (RULES 82)."""

from __future__ import annotations

from wizard.facts.network.asked import REPLIES
from wizard.facts.network.replies import AskedPlace
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import WITHOUT_KYBER, WITHOUT_MLKEM
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown


@rule(
    "tls-handshake-compat",
    area="tls",
    title=say("Servers understand how Go begins TLS"),
    needs=(REPLIES,),
    severity=Severity.HIGH,
    sources=("GO §9", "RULES 82"),
)
def handshake(see: Snapshot, want: Wanted) -> Finding:
    replies = see[REPLIES]
    encrypted = tuple(each for each in replies.places if each.url.startswith("https://"))
    asked = tuple(each for each in encrypted if each.go is not None)
    if not encrypted:
        return not_applicable(say("No entry of GOPROXY uses HTTPS."))
    if not asked:
        return unknown(say("Could not ask, because go is not installed in the distro."))
    for place in asked:
        if place.small is not None and place.small.is_good:
            return _too_long(place, replies.version)
        if place.rsa is not None and place.rsa.is_good:
            return _old_keys(place)
    if any(each.go is not None and each.go.is_good for each in asked):
        return ok(say("Go and its proxies agree on TLS."))
    return unknown(say("No proxy was reached over HTTPS."))


def _too_long(place: AskedPlace, version: str) -> Finding:
    return advice(
        say("A firewall cuts Go's first TLS message to {host}.", host=place.host),
        *_words(place),
        why=say(
            "Since Go 1.23 that message is longer than one packet (post-quantum keys). Old firewalls cut it off."
        ),
        do=say(
            "Tell whoever runs the firewall. Until then, for one command: {command}",
            command=_without(version),
        ),
    )


def _old_keys(place: AskedPlace) -> Finding:
    return advice(
        say("{host} only offers old keys (RSA) for TLS.", host=place.host),
        *_words(place),
        why=say(
            "Go refuses them since 1.22: “remote error: tls: handshake failure”. From 1.27 on nothing helps."
        ),
        do=say("Tell whoever runs the server to support ECDHE, or TLS 1.3."),
    )


def _words(place: AskedPlace) -> tuple[Evidence, ...]:
    return (Evidence(place.url, place.go.says.split("\n", 1)[0]),) if place.go is not None else ()


def _without(version: str) -> str:
    return WITHOUT_KYBER if version.startswith("go1.23") else WITHOUT_MLKEM

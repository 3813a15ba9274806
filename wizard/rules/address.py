"""The family of addresses: a row says which of them have to respond, and `address_rule` makes a rule of it.

A row's fact asks only what the profile wants to be asked (`wizard.facts.addresses`).
"""

from __future__ import annotations

import msgspec

from wizard.facts.addresses import Address
from wizard.model.facts import Fact, Snapshot
from wizard.model.findings import NOT_WANTED, Evidence, Finding, Rule
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, ok, rule


class Reach(msgspec.Struct, frozen=True):
    """A row: the rule's *id*, *area* and *title*; the *addresses* of which one has to respond; *why* that matters."""

    id: str
    area: str
    title: Text
    addresses: Fact[tuple[Address, ...]]
    why: Text
    sources: tuple[str, ...]


def address_rule(row: Reach) -> Rule:
    """The rule about the addresses of *row*."""

    @rule(
        row.id,
        area=row.area,
        title=row.title,
        needs=(row.addresses,),
        sources=row.sources,
    )
    def judged(see: Snapshot, want: Wanted) -> Finding:
        asked = see[row.addresses]
        if not asked:
            return NOT_WANTED
        evidence = [Evidence(each.url, note=each.fault) for each in asked]
        first = next((each for each in asked if each.fault is None), None)
        if first is not None:
            return ok(say("{url} responds.", url=first.url), *evidence)
        return advice(
            say("No address responds as expected."),
            *evidence,
            why=row.why,
            do=say("Check the network and the proxy, then check again."),
        )

    return judged

"""The addresses that Go comes from, a row each."""

from __future__ import annotations

from wizard.facts.go import GO_SOURCES
from wizard.model.text import say
from wizard.rules.address import Reach, address_rule

SOURCE_RULES = tuple(
    address_rule(row)
    for row in (
        Reach(
            "go-install-source-reach",
            "go-install",
            title=say("A download source of Go responds"),
            addresses=GO_SOURCES,
            why=say("The wizard cannot install Go, and cannot find out which version is the newest."),
            sources=("GO §3.3", "RULES 106"),
        ),
    )
)

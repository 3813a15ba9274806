"""The family of tools: a row says which programs are needed together and why, and `tools_rule` makes a rule of it."""

from __future__ import annotations

import msgspec

from wizard.facts.packages import PACKAGES
from wizard.facts.tools import TOOLS
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Rule, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_install
from wizard.rules.declare import advice, ok, rule


class Needed(msgspec.Struct, frozen=True):
    """One thing: its *package*, *why* one wants it, and the programs or files of which any will do (*any_of*, as in
    `wizard.facts.tools.ASKED`; empty: the program of that name)."""

    package: str
    why: Text
    any_of: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return self.any_of or (self.package,)


class Toolset(msgspec.Struct, frozen=True):
    """A row: the rule's *id* and *title*, and what has to be *there*."""

    id: str
    title: Text
    there: tuple[Needed, ...]
    sources: tuple[str, ...]
    severity: Severity = Severity.MEDIUM


def tools_rule(row: Toolset) -> Rule:
    """The rule about the tools of *row*."""

    @rule(
        row.id,
        area="distro",
        title=row.title,
        needs=(TOOLS, PACKAGES),
        severity=row.severity,
        sources=row.sources,
    )
    def judged(see: Snapshot, want: Wanted) -> Finding:
        found = see[TOOLS]
        missing = [each for each in row.there if not any(name in found for name in each.names)]
        if not missing:
            names = [name for each in row.there for name in each.names if name in found]
            return ok(
                say("Installed: {names}.", names=join(each.package for each in row.there)),
                *(Evidence(found[name].place, found[name].version) for name in names),
            )
        packages = tuple(each.package for each in missing)
        return advice(
            say("Not installed: {names}.", names=join(packages)),
            *(Evidence(each.package, note=each.why) for each in missing),
            why=missing[0].why,
            do=_do(see, packages),
        )

    return judged


def _do(see: Snapshot, packages: tuple[str, ...]) -> Text:
    manager = see[PACKAGES].manager
    if manager is None:
        return say("Install these packages with the package manager of the distro.")
    return say("Install them: {command}", command=to_install(manager, packages))

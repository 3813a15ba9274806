"""The family of tools: a row says which programs are needed together and why, and `tools_rule` makes a rule of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from wizard.facts.packages import PACKAGES
from wizard.facts.tools import ASKED, TOOLS, Tool
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Rule
from wizard.model.text import Text, join, say
from wizard.model.versions import EVER, Version, version
from wizard.model.wanted import Wanted
from wizard.rules.commands import add_in_alpine, to_install
from wizard.rules.declare import advice, ok, rule


class Needed(msgspec.Struct, frozen=True):
    """One thing: its *package*, *why* one wants it, the programs or files of which any will do (*any_of*, as in
    `wizard.facts.tools.ASKED`; empty: the program of that name), and the *least* version, with what happens before it
    (*too_old*). What does not say its version is taken for new enough."""

    package: str
    why: Text
    any_of: tuple[str, ...] = ()
    least: Version = EVER
    too_old: Text | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return self.any_of or (self.package,)


class Toolset(msgspec.Struct, frozen=True):
    """A row: the rule's *id* and *title*, and what has to be *there*."""

    id: str
    title: Text
    there: tuple[Needed, ...]
    sources: tuple[str, ...]


def tools_rule(row: Toolset) -> Rule:
    """The rule about the tools of *row*. Raises `ValueError` if it names a program that no shell is asked for
    (`wizard.facts.tools.ASKED`): it would always seem to be missing."""
    if unasked := {name for each in row.there for name in each.names} - set(ASKED):
        raise ValueError(f"{row.id}: no shell is asked for {unasked}; add it to wizard.facts.tools.ASKED")

    @rule(
        row.id,
        area="distro",
        title=row.title,
        needs=(TOOLS, PACKAGES),
        sources=row.sources,
    )
    def judged(see: Snapshot, want: Wanted) -> Finding:
        found = see[TOOLS]
        missing = [each for each in row.there if not any(name in found for name in each.names)]
        old = [(each, tool) for each in row.there if (tool := _too_old(each, found)) is not None]
        if missing or old:
            return _lacking(see, missing, old)
        names = [name for each in row.there for name in each.names if name in found]
        return ok(
            say("Installed: {names}.", names=join(each.package for each in row.there)),
            *(Evidence(found[name].place, found[name].version) for name in names),
        )

    return judged


def _too_old(each: Needed, found: Mapping[str, Tool]) -> Tool | None:
    """What is there of *each*, if all of it is older than it may be."""
    tools = [found[name] for name in each.names if name in found]
    versions = [version(tool.version) for tool in tools]
    is_old = bool(tools) and all(at is not None and at < each.least for at in versions)
    return tools[0] if is_old else None


def _lacking(see: Snapshot, missing: Sequence[Needed], old: Sequence[tuple[Needed, Tool]]) -> Finding:
    named = join(each.package for each in missing)
    aged = join(f"{each.package} {tool.version}" for each, tool in old)
    if not old:
        says = say("Not installed: {names}.", names=named)
    elif not missing:
        says = say("Too old: {names}.", names=aged)
    else:
        says = say("Not installed: {names}. Too old: {old}.", names=named, old=aged)
    why = missing[0].why if missing else old[0][0].too_old
    return advice(
        says,
        *(Evidence(each.package, note=each.why if each.why != why else None) for each in missing),
        *(Evidence(tool.place, note=each.too_old if each.too_old != why else None) for each, tool in old),
        why=why,
        do=_do(see, tuple(each.package for each in missing), [each for each, _ in old]),
    )


def _do(see: Snapshot, packages: tuple[str, ...], old: Sequence[Needed]) -> Text:
    if not packages:
        wanted = join(
            say("{program} {version} or later", program=each.package, version=each.least.text) for each in old
        )
        return say("Install {names}. If the distro does not offer it, use a newer distro.", names=wanted)
    manager = see[PACKAGES].manager
    if see[PACKAGES].ids[:1] == ("alpine",):
        return say("Install them as root: {command}", command=add_in_alpine(packages))
    if manager is None:
        return say("Install these packages with the package manager of the distro.")
    return say("Install them: {command}", command=to_install(manager, packages))

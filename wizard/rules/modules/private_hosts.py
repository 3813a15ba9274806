"""Modules that look private, of which GOPRIVATE says nothing: the public proxy and database are asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.codecs.go import private, vendored
from wizard.facts.credentials.git import GIT_CONFIGS, PROJECT_GIT, GitFile
from wizard.facts.projects.modules import PROJECTS, Project
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.goenv_file import GOENV, values
from wizard.facts.shells.unfollowed import gap
from wizard.model.facts import Snapshot, Unknown
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import set_private
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown

_INTERNAL: Final = (".internal", ".corp", ".lan", ".local", ".localdomain", ".home", ".intranet", ".private")
"""Ends of host names that no public name server knows."""
_PUBLIC: Final = frozenset(
    {*private.FORGES, "git.sr.ht", "gitea.com", "go.googlesource.com", "salsa.debian.org"}
)
_LISTS: Final = ("GOPRIVATE", "GONOSUMDB")
_ONLY_HERE: Final = say("Such a host name exists only in a private network.")
_SAME_HOST: Final = say("The project's own repository is on this host.")
_REWRITTEN: Final = say("git replaces this address, usually to log in.")


class _Private(msgspec.Struct, frozen=True):
    """A pattern that should be in GOPRIVATE, and the line that needs it."""

    pattern: str
    seen: Evidence


@rule(
    "modules-goprivate-missing",
    area="modules",
    title=say("GOPRIVATE names your private modules"),
    needs=(PROJECTS, PROJECT_GIT, GIT_CONFIGS, ACCOUNT, GOENV, SHELLS, LOGIN_SHELL),
    severity=Severity.MEDIUM,
    sources=("GO §4", "RULES 55"),
)
def goprivate_missing(see: Snapshot, want: Wanted) -> Finding:
    if not see[PROJECTS]:
        return not_applicable(say("Your profile names no project folder with a go.mod file."))
    listed = [value for name in _LISTS for value in values(see, name)]
    found = tuple(
        each
        for project in see[PROJECTS]
        for each in _private(project, see)
        if not any(private.matches(value, each.seen.quote.split()[0]) for value in listed)
    )
    unclear = _gap(see)
    if unclear is not None:
        return unknown(unclear.why)
    if not found:
        return ok(say("No project requires a module that looks private and is not in GOPRIVATE."))
    patterns = tuple(dict.fromkeys(each.pattern for each in found))
    return advice(
        say("GOPRIVATE does not cover {patterns}.", patterns=join(patterns)),
        *(each.seen for each in found),
        why=say(
            "Go tells the public proxy and checksum database the names of these modules. Downloads fail with “410"
            " Gone” or “404 Not Found”."
        ),
        do=say("If they are private, say so: {command}", command=set_private((*_stored(see), *patterns))),
    )


def _stored(see: Snapshot) -> tuple[str, ...]:
    """What it says already, as far as it can match."""
    return tuple(
        pattern
        for value in values(see, "GOPRIVATE")
        for pattern in private.patterns(private.meant(value))
        if not private.is_idle(pattern)
    )


def _gap(see: Snapshot) -> Unknown | None:
    gaps = (
        see[GOENV].gap,
        see[PROJECT_GIT].gap,
        see[GIT_CONFIGS].gap,
        *(gap(see[SHELLS], each) for each in _LISTS),
    )
    return next((each for each in gaps if each is not None), None)


def _private(project: Project, see: Snapshot) -> Iterator[_Private]:
    for line, (path, version) in vendored.downloaded(project.module):
        pattern, why = _pattern(path, project, see)
        if pattern:
            yield _Private(pattern, Evidence(project.path("go.mod"), f"{path} {version}", line, why))


def _pattern(path: str, project: Project, see: Snapshot) -> tuple[str, Text | None]:
    """What GOPRIVATE should say for the module *path*, and why it looks private; nothing if it does not."""
    host = path.partition("/")[0]
    if host.endswith(_INTERNAL):
        return host, _ONLY_HERE
    rewritten = next((place for place in _rewritten(project, see) if f"{path}/".startswith(f"{place}/")), "")
    if rewritten:
        return rewritten, _REWRITTEN
    own = {place.partition("/")[0] for file in _of(project, see) for place in file.remotes}
    return (host, _SAME_HOST) if host in own - _PUBLIC else ("", None)


def _rewritten(project: Project, see: Snapshot) -> Iterator[str]:
    """Not all of a public host: who does that only wants another protocol."""
    for file in (*see[GIT_CONFIGS].files, *_of(project, see)):
        yield from (place for place in file.rewritten if place not in _PUBLIC)


def _of(project: Project, see: Snapshot) -> tuple[GitFile, ...]:
    return tuple(file for file in see[PROJECT_GIT].files if file.path == project.path(".git/config"))

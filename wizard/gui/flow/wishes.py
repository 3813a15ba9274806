"""What an edit on the second page makes of the profile, or why it cannot be made. Each is a pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from wizard.app.profiles.combined import lacking
from wizard.app.profiles.harm import harm
from wizard.codecs.go import proxies
from wizard.gui.flow.entries import ListEntry
from wizard.model.shown.secrets import mask
from wizard.model.text import Text, say
from wizard.model.wanted import (
    ChecksumDatabase,
    DebugKey,
    DebugValue,
    FipsModule,
    GoVersion,
    GoWanted,
    ModulePattern,
    ProjectsWanted,
    TmpfsWanted,
    Wanted,
    WslWanted,
)

OWN: Final = "custom"
"""The name of a profile that is none of those that come with the wizard."""


def added(wanted: Wanted, entry: ListEntry, words: str) -> Wanted | Text:
    """*wanted* with what was written in the line of *entry*, or what is wrong with that."""
    return _ADDING[entry](wanted, words.strip())


def _with_proxies(wanted: Wanted, words: str) -> Wanted | Text:
    """New entries come before a last ``direct`` or ``off``, behind which Go asks nobody."""
    found, known = proxies.hops(words), proxies.hops(wanted.modules.proxy or "")
    if mask(words) != words or any("@" in hop.entry for hop in found):
        return say("A proxy address must not contain a user name or password.")
    if not proxies.is_sound(words):
        return say("Enter an address such as https://proxy.example.com, or direct.")
    new = tuple(hop for hop in found if hop.entry not in {each.entry for each in known})
    ends = known[-1:] if known and known[-1].entry in ("direct", "off") else ()
    before = known[: len(known) - len(ends)]
    return _harmless(with_chain(wanted, (*before, *new, *ends)), "modules.proxy")


def _with_private(wanted: Wanted, words: str) -> Wanted | Text:
    new = tuple(each for part in words.split(",") if (each := part.strip().removesuffix("/")))
    if not _is(new, tuple[ModulePattern, ...]) or not new:
        return say("Enter a pattern of module paths such as github.com/OWNER/* or go.corp.example.")
    return _harmless(
        with_private(wanted, tuple(dict.fromkeys((*wanted.modules.private, *new)))), "modules.private"
    )


def _with_debug(wanted: Wanted, words: str) -> Wanted | Text:
    made = setting(words)
    return made if isinstance(made, Text) else with_setting(wanted, *made)


def _with_folder(wanted: Wanted, words: str) -> Wanted | Text:
    if not words.startswith(("/", "~/")):
        return say("Enter a folder in the distro that begins with / or ~/")
    return with_folders(wanted, tuple(dict.fromkeys((*wanted.projects.folders, words))))


_ADDING: Final[Mapping[ListEntry, Callable[[Wanted, str], Wanted | Text]]] = {
    ListEntry.PROXY: _with_proxies,
    ListEntry.PRIVATE: _with_private,
    ListEntry.GODEBUG: _with_debug,
    ListEntry.FOLDER: _with_folder,
}


def _harmless(wanted: Wanted, where: str) -> Wanted | Text:
    found = harm(wanted)
    if found is None or found.where != where:
        return wanted
    return say("This entry cannot be added: {why}.", why=found.why)


def obstacle(wanted: Wanted) -> Text | None:
    """Why nobody can mean *wanted*, or what it does not have yet; None if it can be used."""
    found = harm(wanted)
    if found is not None:
        return say("These settings do not work together: {why}.", why=found.why)
    return next((_LACKS.get(key, say("The profile needs {key}.", key=key)) for key in lacking(wanted)), None)


_LACKS: Final = {
    "modules.proxy": say("This profile needs a module proxy. Add its address below."),
    "modules.private": say("This profile needs private modules. Add a pattern of their paths below."),
}


def version_problem(words: str) -> Text | None:
    """What is wrong with a Go version that somebody writes; None if nothing is."""
    if _is(words, GoVersion):
        return None
    return say("Enter a version such as 1.25 or 1.25.5. Until then, Go is not changed.")


def database_problem(words: str) -> Text | None:
    """The same of a checksum database."""
    if _is(words, ChecksumDatabase) and harm(with_database(Wanted(), words)) is None:
        return None
    return say("Enter a database with its key, as in GOSUMDB. Until then, the database is not changed.")


def fips_problem(words: str) -> Text | None:
    """The same of a FIPS 140 module."""
    if _is(words, FipsModule):
        return None
    return say("Enter a version such as v1.0.0. Until then, FIPS 140 is not changed.")


def setting(words: str) -> tuple[str, str] | Text:
    """A GODEBUG setting from ``name=value``, or what is wrong with it."""
    key, _, value = words.strip().partition("=")
    if not _is({key: value}, dict[DebugKey, DebugValue]):
        return say("Enter a setting such as netdns=go.")
    if harm(Wanted(godebug={key: value})) is not None:
        return say("{setting} would prevent Go programs from starting.", setting=f"{key}={value}")
    return key, value


def _is(value: object, kind: object) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def own(wanted: Wanted, profiles: tuple[Wanted, ...]) -> Wanted:
    """*wanted* under its own name, if it differs from the profile it began as."""
    for item in profiles:
        if replace(wanted, name=item.name, title=item.title, about=item.about) == item:
            return item
    if wanted.name in {item.name for item in profiles}:
        return replace(wanted, name=OWN, title="", about="")
    return wanted


def with_systemd(wanted: Wanted, on: bool) -> Wanted:
    return replace(wanted, wsl=WslWanted(systemd=True if on else None))


def with_weekly(wanted: Wanted, on: bool) -> Wanted:
    return replace(wanted, drift=replace(wanted.drift, weekly=True if on else None))


def with_go(wanted: Wanted, version: str | None) -> Wanted:
    return replace(wanted, go=GoWanted(version=version, sources=wanted.go.sources))


def with_fips(wanted: Wanted, module: str | None) -> Wanted:
    return replace(wanted, fips=replace(wanted.fips, module=module))


def with_tmpfs(wanted: Wanted, size: str | None) -> Wanted:
    return replace(wanted, tmpfs=TmpfsWanted(size=size))


def with_setting(wanted: Wanted, key: str, value: str | None) -> Wanted:
    """With a GODEBUG setting, or without it (None)."""
    rest = {name: old for name, old in wanted.godebug.items() if name != key}
    return replace(wanted, godebug=rest if value is None else {**rest, key: value})


def with_folders(wanted: Wanted, folders: tuple[str, ...]) -> Wanted:
    return replace(wanted, projects=ProjectsWanted(folders=folders))


def with_chain(wanted: Wanted, chain: tuple[proxies.Hop, ...]) -> Wanted:
    """With this list of module proxies; an empty one leaves GOPROXY as it is."""
    return replace(wanted, modules=replace(wanted.modules, proxy=proxies.joined(chain) or None))


def with_database(wanted: Wanted, name: str | None) -> Wanted:
    return replace(wanted, modules=replace(wanted.modules, sumdb=name))


def with_private(wanted: Wanted, patterns: tuple[str, ...]) -> Wanted:
    return replace(wanted, modules=replace(wanted.modules, private=patterns))


def moved(chain: tuple[proxies.Hop, ...], place: int, by: int) -> tuple[proxies.Hop, ...]:
    """*chain* with the entry at *place* moved by *by* places, as far as that goes."""
    rest = [*chain[:place], *chain[place + 1 :]]
    to = min(max(place + by, 0), len(rest))
    return (*rest[:to], chain[place], *rest[to:])

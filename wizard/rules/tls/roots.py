"""Whether Go finds the certificates of the distro, and may read them (RULES 77, 78)."""

from __future__ import annotations

from typing import Final

from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.tls.roots import FILES, ROOTS, RootPlace, Roots, Sight
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import (
    remove_folder_and_renew,
    renew_certificates,
    to_install,
    to_let_everyone_list,
    to_let_everyone_read,
)
from wizard.rules.declare import advice, not_applicable, ok, rule

_NOTES: Final = {
    Sight.FOLDER: say("A folder, not a file"),
    Sight.NO_FOLDER: say("Not a folder"),
    Sight.DENIED: say("No permission to read"),
    Sight.EMPTY: say("Contains no certificate"),
    Sight.DANGLING: say("A link to a file that does not exist"),
}
_NO_SERVER: Final = say(
    "Go verifies no server: “failed to load system roots and no roots provided”. go get, git and curl fail."
)
_OTHERS: Final = say(
    "Go finds certificates elsewhere. Programs that use only this file, such as curl and git, cannot verify any"
    " server."
)


def _seen(place: RootPlace) -> Evidence:
    return Evidence(place.path, place.link or "", note=_NOTES.get(place.sight))


@rule(
    "tls-roots-unreadable",
    area="tls",
    title=say("Root certificates can be read"),
    needs=(ROOTS, PACKAGES),
    severity=Severity.CRITICAL,
    sources=("GO §0", "GO §9", "RULES 77"),
)
def unreadable(see: Snapshot, want: Wanted) -> Finding:
    roots = see[ROOTS]
    obstacles = roots.places.obstacles
    if not obstacles or (roots.places.is_enough and not _comes_first(obstacles[0])):
        if roots.source is None:
            return not_applicable(say("No root certificates are installed."))
        return ok(say("Go can read the root certificates."), Evidence(roots.source))
    first = obstacles[0]
    return advice(
        _says(first),
        *map(_seen, obstacles),
        why=_NO_SERVER if roots.source is None else _OTHERS,
        do=_repair(first, roots, see[PACKAGES]),
        severity=None if roots.source is None else Severity.MEDIUM,
    )


def _comes_first(place: RootPlace) -> bool:
    """Whether it is a file in place of which another one is taken: of a folder that nobody needs, nothing is said."""
    return place.path in FILES


def _says(place: RootPlace) -> Text:
    match place.sight:
        case Sight.FOLDER:
            return say("{path} is a folder.", path=place.path)
        case Sight.NO_FOLDER:
            return say("{path} is not a folder.", path=place.path)
        case _:
            return say("You have no permission to read {path}.", path=place.path)


def _repair(place: RootPlace, roots: Roots, packages: Packages) -> Text:
    match place.sight:
        case Sight.FOLDER if place.path in roots.is_empty:
            return say(
                "Docker makes such an empty folder for a file that does not exist. Replace it with the certificates:"
                " {command}",
                command=remove_folder_and_renew(place.path, packages.ids),
            )
        case Sight.FOLDER:
            return say(
                "Move what is in the folder elsewhere. Then replace it with the certificates: {command}",
                command=remove_folder_and_renew(place.path, packages.ids),
            )
        case Sight.NO_FOLDER:
            return say("Move it elsewhere, then install the package {package} again.", package=_PACKAGE)
        case _ if place.path in FILES:
            return say(
                "Certificates are not secret. Let every user read them: {command}",
                command=to_let_everyone_read(place.path),
            )
        case _:
            return say(
                "Certificates are not secret. Let every user read them: {command}",
                command=to_let_everyone_list(place.path),
            )


_PACKAGE: Final = "ca-certificates"


@rule(
    "tls-roots-missing",
    area="tls",
    title=say("Root certificates are installed"),
    needs=(ROOTS, PACKAGES),
    severity=Severity.CRITICAL,
    sources=("GO §9", "RULES 78"),
)
def missing(see: Snapshot, want: Wanted) -> Finding:
    roots = see[ROOTS]
    places = roots.places
    if roots.source is not None:
        return _of_little_use(roots, see[PACKAGES]) or ok(
            say("Root certificates are installed."), Evidence(roots.source)
        )
    if places.obstacles:
        return not_applicable(say("The root certificates cannot be read."))
    broken = [each for each in places.files if each.sight in (Sight.EMPTY, Sight.DANGLING)]
    return advice(
        _without(broken),
        *map(_seen, broken),
        why=say(
            "Without SSL_CERT_FILE, Go, git and curl trust no server: “x509: certificate signed by unknown authority”."
        ),
        do=_to_renew(see[PACKAGES]) if broken else _to_get(see[PACKAGES]),
    )


def _of_little_use(roots: Roots, packages: Packages) -> Finding | None:
    """A file without certificates where other programs look; Go has those of a folder."""
    read = roots.places.read
    if read is None or read.sight is not Sight.EMPTY:
        return None
    return advice(
        say("{path} contains no certificate.", path=read.path),
        _seen(read),
        why=_OTHERS,
        do=_to_renew(packages),
        severity=Severity.MEDIUM,
    )


def _without(broken: list[RootPlace]) -> Text:
    if not broken:
        return say("No root certificates are installed.")
    first = broken[0]
    if first.sight is Sight.EMPTY:
        return say("{path} contains no certificate.", path=first.path)
    return say("{path} leads nowhere.", path=first.path)


def _to_get(packages: Packages) -> Text:
    if packages.manager is None:
        return say(
            "Install the package {package} with the package manager of the distro.",
            package=_PACKAGE,
        )
    return say("Install them: {command}", command=to_install(packages.manager, (_PACKAGE,)))


def _to_renew(packages: Packages) -> Text:
    return say(
        "Make it again from the certificates of the distro: {command}. If that does not help, install the package"
        " {package} again.",
        command=renew_certificates(packages.ids),
        package=_PACKAGE,
    )

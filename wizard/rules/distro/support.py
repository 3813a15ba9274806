"""How long a release of a distro gets security updates without being asked to pay.

The dates are those of the table of distros. A date that is still to come is the one that was announced; a release of
which none was found is not in the table, and its support is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.facts.clock import TODAY
from wizard.facts.distro import LIBC, MUSL_PATH, OS_RELEASE_PATH, RELEASE
from wizard.model.commands.lines import ATTACH_PRO, LIST_DISTROS_TO_INSTALL
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, ok, rule, unknown
from wizard.tables.distros import row_of
from wizard.tables.rows import DistroVersion

_LIBCS: Final[Mapping[str, Text]] = {
    "glibc": say("A Go program built here with cgo needs this version of glibc or a newer one."),
    "musl": say("A Go program built here with cgo needs musl."),
}


@rule(
    "distro-support-state",
    area="distro",
    title=say("The distro gets security updates"),
    needs=(RELEASE, LIBC, TODAY),
    severity=Severity.LOW,
    sources=("RULES 15",),
)
def support_state(see: Snapshot, want: Wanted) -> Finding:
    release, evidence = see[RELEASE], _evidence(see)
    name = release.name or release.id or say("this distro")
    row = row_of(release.id, release.version)
    if row is not None and row.is_rolling:
        return ok(
            say(
                "{name} is a rolling release. It gets security updates as long as you install them.",
                name=name,
            ),
            *evidence,
        )
    if row is None or row.ends is None:
        return unknown(say("No support date is known for {name}.", name=name), *evidence)
    if see[TODAY] <= row.ends:
        return ok(say("{name} gets security updates until {day}.", name=name, day=row.ends), *evidence)
    return advice(
        say("Security updates for {name} ended on {day}.", name=name, day=row.ends),
        *evidence,
        why=say("Vulnerabilities in its packages are no longer fixed. New tools may need a newer C library."),
        do=_do(row, see[TODAY]),
    )


def _do(row: DistroVersion, today: str) -> Text:
    if row.pro_ends is not None and today <= row.pro_ends:
        return say("Get updates until {day} with Ubuntu Pro: {command}", day=row.pro_ends, command=ATTACH_PRO)
    return say(
        "Install a newer distro, then move your projects to it: {command}", command=LIST_DISTROS_TO_INSTALL
    )


def _evidence(see: Snapshot) -> tuple[Evidence, ...]:
    release, libc = see[RELEASE], see[LIBC]
    said = f"ID={release.id} VERSION_ID={release.version}"
    source = MUSL_PATH if libc == "musl" else "getconf GNU_LIBC_VERSION"
    library = (Evidence(source, libc, note=_LIBCS[libc.split()[0]]),) if libc else ()
    return (Evidence(OS_RELEASE_PATH, said), *library)

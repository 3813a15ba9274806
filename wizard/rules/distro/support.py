"""How long a release of a distro gets security updates without being asked to pay.

Each table of `_ENDS` names the source of its dates, compared on 2026-11-28. A date that is still to come is the one
that was announced; a release of which none was found is not in the table, and its support is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.facts.clock import TODAY
from wizard.facts.distro import LIBC, MUSL_PATH, OS_RELEASE_PATH, RELEASE, DistroRelease
from wizard.model.commands.lines import ATTACH_PRO, LIST_DISTROS_TO_INSTALL
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, ok, rule, unknown


class _Support(msgspec.Struct, frozen=True):
    """*until* which day; with Ubuntu Pro until the day *pro* (empty: there is no such thing)."""

    until: str
    pro: str = ""


_ROLLING: Final = frozenset(("arch", "kali", "opensuse-tumbleweed"))
_ENDS: Final[Mapping[str, Mapping[str, _Support]]] = {
    # distro-info-data 0.58+deb12u7, debian.csv: the end of LTS, which needs no setting.
    "debian": {
        "8": _Support("2020-06-30"),
        "9": _Support("2022-06-30"),
        "10": _Support("2024-06-30"),
        "11": _Support("2026-08-31"),
        "12": _Support("2028-06-30"),
        "13": _Support("2030-06-30"),
    },
    # distro-info-data 0.58+deb12u7, ubuntu.csv: the end of standard support, and of ESM, which needs Ubuntu Pro.
    "ubuntu": {
        "16.04": _Support("2021-04-30", "2026-04-23"),
        "18.04": _Support("2023-05-31", "2028-04-26"),
        "20.04": _Support("2025-05-29", "2030-04-23"),
        "22.04": _Support("2027-06-01", "2032-04-21"),
        "22.10": _Support("2023-07-20"),
        "23.04": _Support("2024-01-25"),
        "23.10": _Support("2024-07-11"),
        "24.04": _Support("2029-05-31", "2034-04-25"),
        "24.10": _Support("2025-07-10"),
        "25.04": _Support("2026-01-15"),
        "25.10": _Support("2026-07-09"),
        "26.04": _Support("2031-05-29", "2036-04-23"),
        "26.10": _Support("2027-07-15"),
    },
    # https://endoflife.date/fedora; 42 by its rule: four weeks after 44, which came on 2026-04-28.
    "fedora": {
        "37": _Support("2023-12-05"),
        "38": _Support("2024-05-21"),
        "39": _Support("2024-11-26"),
        "40": _Support("2025-05-13"),
        "41": _Support("2025-12-15"),
        "42": _Support("2026-05-27"),
        "43": _Support("2026-12-09"),
    },
    # https://endoflife.date/opensuse, which follows https://en.opensuse.org/Lifetime
    "opensuse-leap": {
        "15.3": _Support("2022-12-31"),
        "15.4": _Support("2023-12-07"),
        "15.5": _Support("2024-12-31"),
        "15.6": _Support("2026-04-30"),
        "16.0": _Support("2027-10-31"),
    },
    # https://endoflife.date/alpine-linux, which follows https://alpinelinux.org/releases/
    "alpine": {
        "3.15": _Support("2023-11-01"),
        "3.16": _Support("2024-05-23"),
        "3.17": _Support("2024-11-22"),
        "3.18": _Support("2025-05-09"),
        "3.19": _Support("2025-11-01"),
        "3.20": _Support("2026-04-01"),
        "3.21": _Support("2026-11-01"),
        "3.22": _Support("2027-05-01"),
        "3.23": _Support("2027-11-01"),
    },
}
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
    if release.id in _ROLLING:
        return ok(
            say(
                "{name} is a rolling release. It gets security updates as long as you install them.",
                name=name,
            ),
            *evidence,
        )
    support = _support(release)
    if support is None:
        return unknown(say("No support date is known for {name}.", name=name), *evidence)
    if see[TODAY] <= support.until:
        return ok(say("{name} gets security updates until {day}.", name=name, day=support.until), *evidence)
    return advice(
        say("Security updates for {name} ended on {day}.", name=name, day=support.until),
        *evidence,
        why=say("Vulnerabilities in its packages are no longer fixed. New tools may need a newer C library."),
        do=_do(support, see[TODAY]),
    )


def _support(release: DistroRelease) -> _Support | None:
    """By the version, or by what it begins with: Alpine 3.22.2 is a 3.22."""
    numbers = release.version.split(".")
    versions = _ENDS.get(release.id, {})
    names = (".".join(numbers[:length]) for length in range(len(numbers), 0, -1))
    return next((versions[name] for name in names if name in versions), None)


def _do(support: _Support, today: str) -> Text:
    if today <= support.pro:
        return say("Get updates until {day} with Ubuntu Pro: {command}", day=support.pro, command=ATTACH_PRO)
    return say(
        "Install a newer distro, then move your projects to it: {command}", command=LIST_DISTROS_TO_INSTALL
    )


def _evidence(see: Snapshot) -> tuple[Evidence, ...]:
    release, libc = see[RELEASE], see[LIBC]
    said = f"ID={release.id} VERSION_ID={release.version}"
    source = MUSL_PATH if libc == "musl" else "getconf GNU_LIBC_VERSION"
    library = (Evidence(source, libc, note=_LIBCS[libc.split()[0]]),) if libc else ()
    return (Evidence(OS_RELEASE_PATH, said), *library)

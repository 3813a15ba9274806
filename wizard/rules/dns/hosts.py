"""`/etc/hosts`: localhost, the names of Windows, and addresses that somebody pinned."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from typing import Final

from wizard.codecs import hosts
from wizard.codecs.hosts import HostEntry
from wizard.codecs.lines import split, words_of
from wizard.facts.dns.sources import HOSTS, HOSTS_PATH, WINDOWS_HOSTS, WINDOWS_NAMES, is_made_by_wsl
from wizard.facts.wsl import KERNEL, WSL_CONF, Kernel
from wizard.model.edits.files import ReplaceLine
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule
from wizard.tables import servers

_LOCALHOST: Final = "127.0.0.1\tlocalhost"
_NO_LOCALHOST: Final = say(
    "Tests and tools that use localhost fail with “lookup localhost: no such host”, or ask a name server for it."
)
_OF_CODE: Final = frozenset(
    (
        *("golang.org", "www.golang.org", "pkg.go.dev", "storage.googleapis.com", "gopkg.in"),
        *("google.golang.org", "github.com", "api.github.com", "codeload.github.com"),
        *("raw.githubusercontent.com", "objects.githubusercontent.com", "github.global.ssl.fastly.net"),
        *("gitlab.com", "bitbucket.org"),
    )
)
"""Where code is, beside the servers of the table."""
_MANY: Final = 5


@rule(
    "dns-hosts-file",
    area="dns",
    title=say("/etc/hosts has localhost and pins no address"),
    needs=(HOSTS, WINDOWS_NAMES, WSL_CONF, KERNEL),
    sources=("GO §7", "RULES 27"),
)
def hosts_file(see: Snapshot, want: Wanted) -> Finding:
    data, is_made = see[HOSTS] or b"", is_made_by_wsl(see)
    entries = hosts.parse(data)
    if is_made and see[KERNEL] is Kernel.IMAGE:
        return not_applicable(say("WSL writes /etc/hosts when the distro starts."))
    if not any(_is_loopback(each) and "localhost" in each.names for each in entries):
        return _without_localhost(data, entries, is_made=is_made)
    pinned = [each for each in entries if _changing(each) and not _is_loopback(each)]
    if pinned:
        return _pinned(pinned)
    known = {name for each in entries for name in each.names}
    if missing := [name for name in see[WINDOWS_NAMES] if name not in known]:
        return _missing(see, missing)
    return ok(say("/etc/hosts has localhost and pins no address that Go downloads from."))


def _is_loopback(entry: HostEntry) -> bool:
    address = ipaddress.ip_address(entry.address)
    return address.version == 4 and address.is_loopback


def _without_localhost(data: bytes, entries: tuple[HostEntry, ...], *, is_made: bool) -> Finding:
    says = say("/etc/hosts does not have localhost at 127.0.0.1.")
    named = [each for each in entries if "localhost" in each.names]
    evidence = _quoted(named) or (Evidence(HOSTS_PATH),)
    if is_made:
        return advice(
            says,
            *evidence,
            why=_NO_LOCALHOST,
            do=say("Restart the distro. WSL then writes /etc/hosts again."),
            restart=Restart.DISTRO,
        )
    lines = split(data)
    first = words_of(lines[0].content) if lines else ""
    is_other = any(not ipaddress.ip_address(each.address).is_loopback for each in named)
    if not lines or is_other or first.encode() != lines[0].content:
        return advice(
            says, *evidence, why=_NO_LOCALHOST, do=say("Add this line to /etc/hosts: 127.0.0.1 localhost")
        )
    return fixable(
        says,
        [ReplaceLine(HOSTS_PATH, 1, first, f"{_LOCALHOST}\n{first}")],
        *evidence,
        why=_NO_LOCALHOST,
        effect=say("Takes effect at once."),
    )


def _changing(entry: HostEntry) -> tuple[str, ...]:
    """The names in *entry* that Go downloads from, whose addresses change without notice."""
    return tuple(name for name in entry.names if name in _OF_CODE or name in servers.hosts())


def _pinned(pinned: Collection[HostEntry]) -> Finding:
    names = dict.fromkeys(name for each in pinned for name in _changing(each))
    return advice(
        say("/etc/hosts pins the address of {names}.", names=join(names)),
        *_quoted(pinned),
        why=say(
            "These addresses change. Downloads then fail with “i/o timeout” or “x509: certificate is valid for”,"
            " although DNS works."
        ),
        do=say(
            "Remove these lines, also from the Windows hosts file. Where a site is out of reach, set GOPROXY to a"
            " mirror instead."
        ),
    )


def _missing(see: Snapshot, missing: list[str]) -> Finding:
    shown = missing[:_MANY]
    return advice(
        say("The Windows hosts file has names that /etc/hosts lacks: {names}.", names=join(shown)),
        *(Evidence(WINDOWS_HOSTS, f"{see[WINDOWS_NAMES][name]} {name}") for name in shown),
        why=say("Programs in the distro may not find these servers, or find them at another address."),
        do=say(
            "Add the lines that you need to /etc/hosts, or remove generateHosts=false from /etc/wsl.conf. WSL then"
            " writes the file itself."
        ),
        severity=Severity.LOW,
    )


def _quoted(entries: Collection[HostEntry]) -> tuple[Evidence, ...]:
    return tuple(Evidence(HOSTS_PATH, each.text, each.line) for each in entries)

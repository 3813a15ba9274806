"""Name servers that do not respond as Go asks them, and ones that respond with another's address (RULES 24, 29)."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from wizard.codecs.dns_message import FORMAT_ERROR
from wizard.facts.network.asked import REPLIES, WINDOWS
from wizard.facts.network.replies import AskedPlace, NameReply, Replies
from wizard.facts.network.windows import WindowsView
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import WITHOUT_EDNS
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown
from wizard.rules.network.symptoms import Symptom, diagnosis

_UDP, _EDNS, _TCP = _WAYS = ("udp", "edns", "tcp")
_BY_PROXY: Final = say("A proxy is in front of all requests, so the distro resolves no names for Go.")
_LIBC: Final = "getent ahosts"
_IMPOSTORS: Final = (Symptom.WRONG_NAME, Symptom.UNKNOWN_AUTHORITY, Symptom.NOT_TLS)


@rule(
    "dns-nameserver-reply",
    area="dns",
    title=say("Name servers respond as Go asks them"),
    needs=(REPLIES,),
    severity=Severity.HIGH,
    sources=("GO §2", "RULES 24"),
)
def replied(see: Snapshot, want: Wanted) -> Finding:
    replies = see[REPLIES]
    if "https" in replies.proxies:
        return not_applicable(_BY_PROXY)
    if not replies.servers:
        return not_applicable(say("/etc/resolv.conf names no server."))
    if "bash" not in replies.tools:
        return unknown(say("Could not ask the name servers, because bash is not installed in the distro."))
    asked = tuple(each for place in replies.places for each in place.servers)
    if not asked:
        return not_applicable(say("Every address in GOPROXY and GOSUMDB is an IP address."))
    bad = next((found for server in replies.servers if (found := _fault(server, asked))), None)
    if bad is not None:
        return bad
    return ok(
        say("All name servers respond."), *(Evidence("/etc/resolv.conf", each) for each in replies.servers)
    )


def _fault(server: str, asked: tuple[NameReply, ...]) -> Finding | None:
    by_way = {
        way: [each.reply for each in asked if (each.server, each.way) == (server, way)] for way in _WAYS
    }
    if not any(by_way.values()):
        return None
    answered = {way: any(each is not None for each in by_way[way]) for way in _WAYS}
    if not any(answered.values()):
        return advice(
            say("The name server {server} does not respond.", server=server),
            Evidence("/etc/resolv.conf", f"nameserver {server}"),
            why=say("Go waits up to 5 seconds for it at each name: “i/o timeout”."),
            do=say("Check the VPN, and whether WSL uses DNS tunneling, then check again."),
            severity=Severity.LOW if any(each.reply is not None for each in asked) else None,
        )
    codes = {each.code for each in by_way[_EDNS] if each is not None}
    if by_way[_EDNS] and answered[_UDP] and (not answered[_EDNS] or codes == {FORMAT_ERROR}):
        return advice(
            say("The name server {server} does not understand Go's questions (EDNS).", server=server),
            Evidence("/etc/resolv.conf", f"nameserver {server}"),
            why=say("Go always asks with EDNS, other programs mostly do not. Lookups fail in Go alone."),
            do=say("Use another name server. Until then, for one command: {command}", command=WITHOUT_EDNS),
        )
    is_cut = any(each is not None and each.is_cut for each in by_way[_UDP])
    if is_cut and by_way[_TCP] and not answered[_TCP]:
        return advice(
            say(
                "The name server {server} gives long answers over TCP only, and that is blocked.",
                server=server,
            ),
            Evidence("/etc/resolv.conf", f"nameserver {server}"),
            why=say("Names with many addresses are not found."),
            do=say("Allow TCP to port 53 of the server, or use another one."),
            severity=Severity.MEDIUM,
        )
    return None


@rule(
    "dns-hijack-suspect",
    area="dns",
    title=say("Names resolve to the right servers"),
    needs=(REPLIES, WINDOWS),
    severity=Severity.HIGH,
    sources=("GO §4.2", "RULES 29"),
)
def hijacked(see: Snapshot, want: Wanted) -> Finding:
    replies, windows = see[REPLIES], see[WINDOWS]
    if "https" in replies.proxies:
        return not_applicable(_BY_PROXY)
    suspects = tuple(
        each for each in replies.places if each.url.startswith("https://") and _is_impostor(each)
    )
    told = {each.host: _told(each, windows) for each in suspects}
    for place in suspects:
        if _disagree(place, told[place.host]):
            return _suspect(place, told[place.host])
    if not suspects:
        return _without_suspects(replies)
    if all(len(each) < 2 for each in told.values()):
        return unknown(say("Only one resolver could be asked, so there is nothing to compare."))
    return ok(say("No resolver names a suspicious address."), *(Evidence(each.host) for each in suspects))


def _without_suspects(replies: Replies) -> Finding:
    encrypted = [each for each in replies.places if each.url.startswith("https://")]
    if not encrypted:
        return not_applicable(say("No entry of GOPROXY uses HTTPS."))
    proven = tuple(each for each in encrypted if (found := diagnosis(each)) is not None and found.is_good)
    if proven:
        return ok(say("The certificates belong to the names."), *(Evidence(each.host) for each in proven))
    return unknown(say("No server was reached over TLS, so there is nothing to compare."))


def _is_impostor(place: AskedPlace) -> bool:
    """Whether somebody responds who does not prove to be the host."""
    found = diagnosis(place)
    return found is not None and found.symptom in _IMPOSTORS


def _told(place: AskedPlace, windows: WindowsView) -> Mapping[str, frozenset[str]]:
    """The IPv4 addresses of the host by who told them. libc that only repeats a server is nobody of its own."""
    found = dict(_sources(place, windows))
    libc = found.get(_LIBC, frozenset())
    is_echo = any(who in found and libc & found[who] for who in (each.server for each in place.servers))
    return {who: each for who, each in found.items() if not (is_echo and who == _LIBC)}


def _sources(place: AskedPlace, windows: WindowsView) -> Iterator[tuple[str, frozenset[str]]]:
    named = (
        (_LIBC, place.names or ()),
        ("Windows", windows.names.get(place.host, ())),
        *((each.server, each.reply.addresses) for each in place.servers if each.way == _UDP and each.reply),
    )
    for who, addresses in named:
        found = frozenset(each for each in addresses if ":" not in each)
        if found:
            yield who, found


def _disagree(place: AskedPlace, told: Mapping[str, frozenset[str]]) -> bool:
    """Whether two resolvers have nothing in common, and that is no work of a large site with many addresses: one of
    them names no address of the internet, or who responds is somebody else by name."""
    found = diagnosis(place)
    is_other = found is not None and found.symptom is Symptom.WRONG_NAME
    is_odd = is_other or any(not any(map(_is_global, each)) for each in told.values())
    return is_odd and any(one.isdisjoint(other) for one, other in combinations(told.values(), 2))


def _is_global(address: str) -> bool:
    return ipaddress.ip_address(address).is_global


def _suspect(place: AskedPlace, told: Mapping[str, frozenset[str]]) -> Finding:
    return advice(
        say("{host} is redirected to a server that is not its own.", host=place.host),
        *(
            Evidence(who, " ".join(sorted(addresses)), note=_note(addresses))
            for who, addresses in told.items()
        ),
        *(Evidence(place.host, each) for each in place.certificate),
        why=say(
            "Go refuses that server, because its certificate does not match. Other programs may not notice."
        ),
        do=say(
            "Use the name server of your company or another proxy. Do not write addresses into /etc/hosts, and do not"
            " turn checks off."
        ),
    )


def _note(addresses: frozenset[str]) -> Text | None:
    if any(map(_is_global, addresses)):
        return None
    return say("Not an address of the internet")

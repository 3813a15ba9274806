"""What can be told of name servers without a packet: who listens on this machine, and where the way out leads."""

from __future__ import annotations

import ipaddress
from typing import Final

import msgspec

from wizard.codecs import proc_net
from wizard.facts.dns.resolv_conf import RESOLV_CONF
from wizard.facts.shapes import always, asked_first, content
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, FileProbe
from wizard.model.wanted import Wanted

_UDP: Final = (FileProbe("/proc/net/udp"), FileProbe("/proc/net/udp6"))
_ROUTE: Final = FileProbe("/proc/net/route")
_PORT: Final = 53
_ANY: Final = ("0.0.0.0", "::")


class Servers(msgspec.Struct, frozen=True):
    """*dead*: those on this machine at whose address nobody listens. *gateway*: where the way out leads; empty if that
    is not known."""

    dead: tuple[str, ...] = ()
    gateway: str = ""


def is_local(address: str) -> bool:
    """Whether *address* is one of this machine, whatever network it is in."""
    return ipaddress.ip_address(address).is_loopback


def _local(see: Snapshot) -> tuple[str, ...]:
    return tuple(each.address for each in see[RESOLV_CONF].servers if is_local(each.address))


def _ask(want: Wanted, see: Snapshot) -> tuple[FileProbe, ...]:
    return (*(_UDP if _local(see) else ()), *((_ROUTE,) if see[RESOLV_CONF].is_of_wsl else ()))


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Servers:
    tables = [content(answers[probe], probe.path) for probe in _UDP]
    heard = [proc_net.listening(table) for table in tables if isinstance(table, bytes)]
    listening = frozenset[tuple[str, int]]().union(*heard)
    is_any = any((each, _PORT) in listening for each in _ANY)
    is_told = isinstance(tables[0], bytes)
    dead = [each for each in _local(see) if is_told and not is_any and (each, _PORT) not in listening]
    route = content(answers[_ROUTE], _ROUTE.path) if see[RESOLV_CONF].is_of_wsl else None
    known = "" if route is None or isinstance(route, Unknown) else proc_net.gateway(route)
    return Servers(tuple(dead), known)


_ASKED: Final = asked_first("way out", always(_ROUTE))
SERVERS: Fact[Servers] = Fact(
    "name servers", _ask, _read, fleeting=True, needs=(RESOLV_CONF,), uses=(_ASKED,)
)

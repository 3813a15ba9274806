"""Name servers that cannot respond, as far as this shows without sending them anything (WSL §4.7)."""

from __future__ import annotations

from typing import Final

from wizard.facts.dns.resolv_conf import RESOLV_CONF, RESOLV_CONF_PATH, ResolvConf
from wizard.facts.dns.servers import SERVERS, Servers
from wizard.facts.wsl import KERNEL, WSL_CONF, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, rule

_OF_SYSTEMD: Final = "127.0.0.53"


@rule(
    "dns-nameserver-dead",
    area="dns",
    title=say("A name server can respond"),
    needs=(RESOLV_CONF, SERVERS, WSL_CONF, KERNEL),
    severity=Severity.HIGH,
    sources=("GO §2.1", "WSL §4.7", "RULES 24"),
)
def dead(see: Snapshot, want: Wanted) -> Finding:
    conf, servers = see[RESOLV_CONF], see[SERVERS]
    if not conf.servers:
        return not_applicable(say("/etc/resolv.conf names no name server."))
    if see[KERNEL] is Kernel.IMAGE:
        return not_applicable(say("Which name servers respond shows only while the distro runs."))
    if servers.dead:
        return _nobody_listens(conf, servers)
    if _is_old_gateway(see):
        return _old_gateway(conf, servers)
    return not_applicable(
        say("Whether name servers respond is not checked. The wizard sends nothing without being asked.")
    )


def _nobody_listens(conf: ResolvConf, servers: Servers) -> Finding:
    is_all = len(servers.dead) == len(conf.servers)
    if _OF_SYSTEMD in servers.dead:
        do = say("Start systemd-resolved, or write the address of another name server to /etc/resolv.conf.")
    else:
        do = say("Start the name server, or write the address of another one to /etc/resolv.conf.")
    return advice(
        say("No program listens at {addresses}, port 53.", addresses=join(servers.dead)),
        *_quoted(conf, servers.dead),
        why=say("go get fails with “lookup proxy.golang.org on {address}:53”.", address=servers.dead[0])
        if is_all
        else say("Each lookup fails at this server before it goes to the next one."),
        do=do,
        severity=None if is_all else Severity.LOW,
    )


def _is_old_gateway(see: Snapshot) -> bool:
    """Whether the file is a copy of the one that WSL made when the way out led elsewhere. With DNS tunneling, its
    server is none of the network that the gateway is in."""
    conf, gateway = see[RESOLV_CONF], see[SERVERS].gateway
    is_copy = conf.is_of_wsl and not conf.target and see[KERNEL] is Kernel.WSL2
    is_made = see[WSL_CONF].on("network", "generateResolvConf") is not False
    looks_like_one = all(_looks_like_gateway(each.address) for each in conf.servers)
    return (
        is_copy
        and not is_made
        and bool(gateway)
        and looks_like_one
        and all(each.address != gateway for each in conf.servers)
    )


def _looks_like_gateway(address: str) -> bool:
    """Whether WSL gives such addresses to its own network: 172.16.0.0/12, and the computer is the first in it."""
    parts = address.split(".")
    return len(parts) == 4 and parts[0] == "172" and 16 <= int(parts[1]) < 32 and parts[3] == "1"


def _old_gateway(conf: ResolvConf, servers: Servers) -> Finding:
    return advice(
        say("/etc/resolv.conf is a copy of an old file of WSL."),
        *_quoted(conf, tuple(each.address for each in conf.servers)),
        Evidence("/proc/net/route", servers.gateway),
        why=say(
            "Windows was at this address, and is at {gateway} now. Lookups end with “i/o timeout”.",
            gateway=servers.gateway,
        ),
        do=say(
            "Remove generateResolvConf=false from /etc/wsl.conf, then restart the distro. WSL replaces the file then."
        ),
        severity=Severity.MEDIUM,
    )


def _quoted(conf: ResolvConf, addresses: tuple[str, ...]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(RESOLV_CONF_PATH, f"nameserver {each.address}", each.line)
        for each in conf.servers
        if each.address in addresses
    )

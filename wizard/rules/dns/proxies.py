"""Proxies in the environment of shells: whether Go understands them, and whether anybody is there (GO §4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from wizard.codecs.http_proxy import ProxyFault
from wizard.facts.dns.proxies import IGNORED, LOOPBACK, OF_GO, PAC, PROXIES, ProxySetting
from wizard.facts.wsl import KERNEL, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown

_LOOKS_UP_HTTP: Final = say(
    "Every download fails. go get says: “proxyconnect tcp: dial tcp: lookup http: no such host”."
)
_WRONG: Final[Mapping[ProxyFault, tuple[Callable[[Text], Text], Text, Text]]] = {
    ProxyFault.SPACE: (
        lambda names: say("{names}: a space before or after the address.", names=names),
        _LOOKS_UP_HTTP,
        say("Remove the space, then open a new terminal."),
    ),
    ProxyFault.QUOTES: (
        lambda names: say("{names}: quotes are part of the value.", names=names),
        _LOOKS_UP_HTTP,
        say("Remove the inner quotes, then open a new terminal."),
    ),
    ProxyFault.ADDRESS: (
        lambda names: say("{names}: the value is not the address of a proxy.", names=names),
        say("Go connects without the proxy, or asks for a server that does not exist."),
        say("Write it as http://HOST:PORT. In a name or password, write @ as %40, # as %23, and / as %2F."),
    ),
}
"""What is said, why it matters, and what to do."""


@rule(
    "dns-http-proxy-env",
    area="dns",
    title=say("Go can use the proxy settings"),
    needs=(PROXIES, LOOPBACK, KERNEL),
    severity=Severity.HIGH,
    sources=("GO §4", "GO §7", "RULES 28"),
)
def proxies(see: Snapshot, want: Wanted) -> Finding:
    settings = see[PROXIES]
    found = settings.of(OF_GO)
    for fault in ProxyFault:
        if wrong := [each for each in found if each.address.fault is fault]:
            return _wrong(wrong, fault)
    if absent := [each for each in found if _nobody_is_there(each, see)]:
        return _absent(absent, see)
    if settings.gap is not None:
        return unknown(settings.gap.why)
    if found:
        return ok(say("Go understands {names}.", names=_names(found)), *_quoted(found))
    if ignored := settings.of(IGNORED):
        return advice(
            say("Only {names} is set, which Go ignores.", names=_names(ignored)),
            *_quoted(ignored),
            why=say("go get connects without the proxy, although curl and git use it."),
            do=say("Set HTTPS_PROXY and HTTP_PROXY to the same address."),
            severity=Severity.MEDIUM,
            restart=Restart.SHELL,
        )
    if script := settings.of((PAC,)):
        return advice(
            say("Windows takes its proxy from a script, which Go cannot use."),
            *_quoted(script),
            why=say("go get connects without the proxy. In a network that requires it, downloads fail."),
            do=say("Ask your administrator for the proxy address, then set HTTPS_PROXY to it."),
            severity=Severity.LOW,
        )
    return not_applicable(say("No proxy is set."))


def _wrong(wrong: Sequence[ProxySetting], fault: ProxyFault) -> Finding:
    says, why, do = _WRONG[fault]
    return advice(says(_names(wrong)), *_quoted(wrong), why=why, do=do, restart=Restart.SHELL)


def _nobody_is_there(each: ProxySetting, see: Snapshot) -> bool:
    """Whether a proxy on this machine does not run. But for NAT, what listens in Windows may be it."""
    heard = see[LOOPBACK]
    is_own = heard.mode == "nat" or see[KERNEL] is Kernel.LINUX
    return (
        each.address.is_loopback
        and is_own
        and heard.listens is not None
        and each.address.port not in heard.listens
    )


def _absent(absent: Sequence[ProxySetting], see: Snapshot) -> Finding:
    address = f"{absent[0].address.host}:{absent[0].address.port}"
    if see[KERNEL] is Kernel.LINUX:
        do = say("Start the proxy, or remove the setting.")
    else:
        do = say(
            "If the proxy runs in Windows, set networkingMode=mirrored in .wslconfig, or use the address that"
            " Windows has for the distro."
        )
    return advice(
        say("No program listens at the proxy {address}.", address=address),
        *_quoted(absent),
        why=say(
            "With NAT, this address is the distro and not Windows. Downloads fail: “proxyconnect tcp: dial tcp"
            " {address}: connect: connection refused”.",
            address=address,
        ),
        do=do,
    )


def _names(found: Sequence[ProxySetting]) -> Text:
    return join(dict.fromkeys(each.name for each in found))


def _quoted(found: Sequence[ProxySetting]) -> tuple[Evidence, ...]:
    return tuple(Evidence(each.source, each.quote, each.line) for each in found)

"""Proxies that the user's shells name, without passwords; and whether anybody is at those on this machine."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.codecs import http_proxy, proc_net
from wizard.codecs.http_proxy import ProxyAddress
from wizard.facts.shapes import content, derived, output
from wizard.facts.shell import INTERACTIVE_SHELL, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.unfollowed import gap
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, CommandProbe, FileProbe, Probe
from wizard.model.shown.secrets import mask
from wizard.model.wanted import Wanted

OF_GO: Final = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
IGNORED: Final = ("ALL_PROXY", "all_proxy")
"""Other programs take them, Go does not (GO §4)."""
PAC: Final = "WSL_PAC_URL"


class ProxySetting(msgspec.Struct, frozen=True):
    """The variable *name* is a proxy at *address*. It is set in the file *source* on *line*, which reads *quote*; or
    only a shell says so. No secret is in it."""

    name: str
    address: ProxyAddress
    source: str
    quote: str = ""
    line: int | None = None


class ProxySettings(msgspec.Struct, frozen=True):
    """All that is *set*; *gap*: why it is not known whether that is all."""

    set: tuple[ProxySetting, ...]
    gap: Unknown | None = None

    def of(self, names: tuple[str, ...]) -> tuple[ProxySetting, ...]:
        """Those under *names*."""
        return tuple(each for each in self.set if each.name in names)


def _setting(see: Snapshot, name: str) -> ProxySetting | None:
    shells = see[SHELLS]
    for kind in PEOPLE:
        value = shells.value(kind, name)
        if value.is_exported and value.text and value.unclear is None and value.place.file:
            file, line = shells.shown(value.place.file), value.place.line
            quote = mask(shells.line(value.place.file, line))
            return ProxySetting(name, http_proxy.read(value.text), file, quote, line or None)
    for shell in (see[LOGIN_SHELL], see[INTERACTIVE_SHELL]):
        text = shell.get(name) if shell is not None else None
        if text:
            return ProxySetting(name, http_proxy.read(text), f"${name}", mask(text))
    return None


def _settings(see: Snapshot, want: Wanted) -> ProxySettings:
    names = (*OF_GO, *IGNORED, PAC)
    login = see[LOGIN_SHELL]
    unasked = [name for name in OF_GO if login is None or name not in login.asked]
    gaps = (gap(see[SHELLS], name) for name in unasked)
    found = (_setting(see, name) for name in names)
    return ProxySettings(
        tuple(each for each in found if each is not None),
        next((each for each in gaps if each is not None), None),
    )


PROXIES: Fact[ProxySettings] = derived("proxies", (SHELLS, LOGIN_SHELL, INTERACTIVE_SHELL), _settings)

_TCP: Final = (FileProbe("/proc/net/tcp"), FileProbe("/proc/net/tcp6"))
MODE: Final = CommandProbe(("/bin/sh", "-c", "wslinfo --networking-mode -n"))


class Loopback(msgspec.Struct, frozen=True):
    """Ports of this machine at which somebody *listens*, whatever the address; None if that is not known. *mode* is
    WSL's way to network (``nat``, ``mirrored`` …); empty if it does not say."""

    listens: frozenset[int] | None = None
    mode: str = ""


def _ask(want: Wanted, see: Snapshot) -> tuple[Probe, ...]:
    is_asked = any(each.address.is_loopback for each in see[PROXIES].of(OF_GO))
    return (*_TCP, MODE) if is_asked else ()


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Loopback:
    if not _ask(want, see):
        return Loopback()
    tables = [content(answers[probe], probe.path) for probe in _TCP]
    heard = [proc_net.listening(table) for table in tables if isinstance(table, bytes)]
    ports = frozenset(port for table in heard for _, port in table)
    return Loopback(
        ports if isinstance(tables[0], bytes) else None, (output(answers[MODE]) or "").strip().lower()
    )


LOOPBACK: Fact[Loopback] = Fact("loopback", _ask, _read, fleeting=True, needs=(PROXIES,))
"""Asked only if a proxy is on this machine."""

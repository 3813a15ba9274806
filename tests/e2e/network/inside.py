"""Run in a network of its own (``unshare -nm``), where ports 53 and 443 and all names are ours: starts servers, asks,
and prints what was found, as JSON. The only argument is the name of a case."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.e2e.network.asking import Asking
from tests.servers.authority import Authority
from tests.servers.modules import ModuleProxy
from tests.servers.names import NameServer
from wizard.facts.network.windows import WindowsView
from wizard.model.findings import Judged

HOST = "proxy.test"
GOOD, IMPOSTOR = "127.0.0.65", "127.0.0.66"
ONE, OTHER = "127.0.0.53", "127.0.0.54"


class Inside:
    """A home, a Go in *go*, an authority that the distro trusts, and what is to be closed in the end."""

    def __init__(self, folder: Path, go: Path | None, closing: contextlib.ExitStack) -> None:
        self._folder, self._go, self._closing = folder, go, closing
        self.authority = Authority(folder, "Public Root")

    def names(self, host: str, address: str, **knobs: bool) -> None:
        """A name server at *host* that says where `HOST` is."""
        known = {HOST: address} if address else {}
        self._closing.enter_context(NameServer(host, known, **knobs))  # type: ignore[arg-type]

    def site(self, address: str, *names: str) -> None:
        """A proxy for modules at *address*, with a certificate for *names*."""
        tls = self.authority.server(*names)
        self._closing.enter_context(ModuleProxy(tls=tls, host=address, port=443))

    def judge(self, *servers: str, seen: WindowsView | None = None) -> Mapping[str, Judged]:
        """What is found if ``/etc/resolv.conf`` names *servers*."""
        conf = self._folder / "resolv.conf"
        conf.write_text(
            "".join(f"nameserver {each}\n" for each in servers) + "options timeout:1 attempts:1\n"
        )
        target = Path("/etc/resolv.conf").resolve()
        subprocess.run(["mount", "--bind", str(conf), str(target)], check=True)
        variables = {"GOPROXY": f"https://{HOST}", "SSL_CERT_FILE": str(self.authority.ca_file)}
        return Asking(self._folder, self._go).judge(variables, seen)


def honest(inside: Inside) -> Mapping[str, Judged]:
    """All is well."""
    inside.names(ONE, GOOD)
    inside.site(GOOD, HOST)
    return inside.judge(ONE)


def lying(inside: Inside) -> Mapping[str, Judged]:
    """The first name server sends us to somebody else, the second one does not."""
    inside.names(ONE, IMPOSTOR)
    inside.names(OTHER, GOOD)
    inside.site(GOOD, HOST)
    inside.site(IMPOSTOR, "other.test")
    return inside.judge(ONE, OTHER)


def windows_knows_better(inside: Inside) -> Mapping[str, Judged]:
    """Only Windows names another address."""
    inside.names(ONE, IMPOSTOR)
    inside.site(IMPOSTOR, "other.test")
    return inside.judge(ONE, seen=WindowsView({HOST: ("203.0.113.9",)}))


def alone(inside: Inside) -> Mapping[str, Judged]:
    """There is nobody to compare with."""
    inside.names(ONE, IMPOSTOR)
    inside.site(IMPOSTOR, "other.test")
    return inside.judge(ONE)


def silent(inside: Inside) -> Mapping[str, Judged]:
    """The name server is there, and says nothing."""
    inside.names(ONE, GOOD, is_silent=True, has_tcp=False)
    return inside.judge(ONE)


def old(inside: Inside) -> Mapping[str, Judged]:
    """The name server calls EDNS an error."""
    inside.names(ONE, GOOD, is_old=True)
    inside.site(GOOD, HOST)
    return inside.judge(ONE)


def cut(inside: Inside) -> Mapping[str, Judged]:
    """The reply is too long for UDP, and TCP is blocked."""
    inside.names(ONE, GOOD, is_cut=True, has_tcp=False)
    return inside.judge(ONE)


def unknown_name(inside: Inside) -> Mapping[str, Judged]:
    """Nobody knows the name."""
    inside.names(ONE, "")
    return inside.judge(ONE)


CASES: Mapping[str, Callable[[Inside], Mapping[str, Judged]]] = {
    each.__name__: each
    for each in (honest, lying, windows_knows_better, alone, silent, old, cut, unknown_name)
}


def main() -> None:
    case, folder, go = sys.argv[1:]
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with contextlib.ExitStack() as closing:
        judged = CASES[case](Inside(Path(folder), Path(go), closing))
    found = {
        rule: {
            "verdict": each.verdict.value,
            "says": each.finding.says.render(),
            "seen": [f"{line.source} {line.quote}" for line in each.finding.evidence],
        }
        for rule, each in judged.items()
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()

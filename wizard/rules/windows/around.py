"""What is around WSL on this PC: its size, its proxy and certificates, Git, and programs with distros of their own.

Nothing here is wrong with the PC, and nothing is changed: it says what follows for who works in a distro.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from wizard.facts.windows.pc import FEATURES, PC_CORES, PC_MEMORY, WINDOWS
from wizard.facts.windows.programs import COMPANY_ROOTS, DESKTOPS, GIT, PROXY, PROXY_KEY, SystemProxy
from wizard.facts.windows.wsl import LXSS, LXSS_KEY, WSL_KERNEL
from wizard.facts.windows.wslconfig import PATH, TERMS, WSLCONFIG, known
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.commands import SHUT_DOWN, wsl
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown
from wizard.rules.windows.pc import AREA

_GIB: Final = 1 << 30
_LOCAL: Final = re.compile(r"(?i)(?:^|[=;/@])(?:localhost|127\.[0-9.]+|\[?::1\]?)(?::|/|;|$)")
_LOGIN: Final = re.compile(r"[^=;/\s]*@")


@rule(
    "windows-pc",
    area=AREA,
    title=say("What this PC is"),
    needs=(WINDOWS, PC_MEMORY, PC_CORES),
    severity=Severity.INFO,
    side=Side.HOST,
)
def pc(see: Snapshot, want: Wanted) -> Finding:
    gib = round(see[PC_MEMORY] / _GIB)
    return ok(
        say_n(
            "{windows}, {memory} GiB of memory, {count} logical processor.",
            "{windows}, {memory} GiB of memory, {count} logical processors.",
            count=see[PC_CORES],
            windows=see[WINDOWS].text,
            memory=gib,
        )
    )


@rule(
    "windows-default-version",
    area=AREA,
    title=say("New distros get WSL 2"),
    needs=(LXSS,),
    severity=Severity.INFO,
    side=Side.HOST,
)
def default_version(see: Snapshot, want: Wanted) -> Finding:
    if see[LXSS].default_version == 1:
        return advice(
            say("New distros get WSL 1, which has neither systemd nor a Linux kernel of its own."),
            Evidence(LXSS_KEY, "DefaultVersion = 1"),
            do=say(
                "Existing distros stay as they are. For new ones, run: {command}",
                command=wsl("--set-default-version", "2"),
            ),
        )
    return ok(say("New distros get WSL 2."))


@rule(
    "windows-wsl-kernel",
    area=AREA,
    title=say("WSL's kernel is its own"),
    needs=(WSL_KERNEL, WSLCONFIG),
    severity=Severity.INFO,
    side=Side.HOST,
)
def kernel(see: Snapshot, want: Wanted) -> Finding:
    own = see[WSLCONFIG].pair(known("wsl2.kernel"))
    if own is not None and own.value:
        return advice(
            say("WSL starts a kernel of your own, which updates of WSL do not renew."),
            Evidence(PATH, f"{own.name}={own.value}", own.line),
            why=say("Without that line WSL starts the kernel that comes with it."),
        )
    release = see[WSL_KERNEL]
    if release is None:
        return not_applicable(say("There is no kernel where the WSL package puts it."))
    return ok(say("WSL's kernel is {release}.", release=release))


@rule(
    "windows-application-guard",
    area=AREA,
    title=say("Application Guard stands in nobody's way"),
    needs=(FEATURES,),
    severity=Severity.INFO,
    side=Side.HOST,
)
def application_guard(see: Snapshot, want: Wanted) -> Finding:
    """A sandbox for browsers, which Microsoft has given up: newer Windows do not list it at all."""
    if not see[FEATURES].application_guard:
        return ok(say("Application Guard is not switched on."))
    return ok(
        say(
            "Application Guard is on. It is a sandbox for browsers, and stops neither WSL nor a program of yours."
        ),
        Evidence("Win32_OptionalFeature", "Windows-Defender-ApplicationGuard"),
    )


@rule(
    "windows-container-desktops",
    area=AREA,
    title=say("No other program keeps distros of its own"),
    needs=(DESKTOPS,),
    severity=Severity.INFO,
    side=Side.HOST,
)
def container_desktops(see: Snapshot, want: Wanted) -> Finding:
    found = see[DESKTOPS]
    if not found:
        return ok(say("Neither Docker, Rancher nor Podman Desktop is installed."))
    return advice(
        say("{names} keeps distros of its own.", names=", ".join(found)),
        *(Evidence("Uninstall", name) for name in found),
        why=say(
            "{all} stops them, and with them all containers. {one} stops one distro only, and so does a restart of a"
            " distro by the wizard.",
            all=SHUT_DOWN,
            one=wsl("--terminate", "NAME"),
        ),
    )


@rule(
    "windows-git",
    area=AREA,
    title=say("Git in a distro can use the passwords that Git for Windows keeps"),
    needs=(GIT,),
    severity=Severity.INFO,
    side=Side.HOST,
)
def git(see: Snapshot, want: Wanted) -> Finding:
    found = see[GIT]
    if not found.folder:
        return not_applicable(say("Git for Windows is not installed."))
    folder = Evidence("GitForWindows", f"InstallPath = {found.folder}")
    if not found.manager:
        return ok(
            say("Git for Windows is installed; its credential manager is not at a usual place."), folder
        )
    manager = Evidence(found.manager)
    if " " not in found.manager:
        return ok(say("Git for Windows has a credential manager, which a distro can use."), folder, manager)
    return advice(
        say("The path of Git's credential manager holds a blank, which git in a distro stumbles over."),
        folder,
        manager,
        why=say(
            "To use it in a distro, write a backslash before the blank: {command}",
            command=f"git config --global credential.helper '{_in_a_distro(found.manager)}'",
        ),
    )


def _in_a_distro(path: str) -> str:
    """*path* (``C:\\…``) as a distro sees it where drives are at their usual place, escaped for git."""
    drive, _, rest = path.partition(":")
    return f"/mnt/{drive.lower()}{rest}".replace("\\", "/").replace(" ", "\\ ")


@rule(
    "windows-proxy",
    area=AREA,
    title=say("Programs in a distro can use the proxy of Windows"),
    needs=(PROXY, WSLCONFIG, TERMS),
    severity=Severity.INFO,
    side=Side.HOST,
)
def proxy(see: Snapshot, want: Wanted) -> Finding:
    found, terms = see[PROXY], see[TERMS]
    if not (found.server or found.script):
        return ok(say("Windows uses no proxy."))
    evidence = tuple(_shown(found))
    if found.script:
        return advice(
            say("Windows takes its proxy from a script (PAC), which programs in a distro cannot use."),
            *evidence,
            why=say(
                "Ask the administrator for the address of the proxy itself, and set HTTPS_PROXY to it in the distro."
            ),
        )
    if terms.gap is not None:
        return unknown(terms.gap.why, *evidence)
    if terms.value(see[WSLCONFIG], "wsl2.autoProxy") is not True:
        return advice(
            say("WSL does not tell distros the proxy of Windows."),
            *evidence,
            why=say(
                "autoProxy does that, under [wsl2] in .wslconfig, from WSL 2.0.0 on Windows 11 22H2 on. Without it"
                " set HTTPS_PROXY in the distro."
            ),
        )
    if _LOCAL.search(found.server) and terms.value(see[WSLCONFIG], "wsl2.networkingMode") == "Nat":
        return advice(
            say(
                "The proxy of Windows runs on this PC, where a distro with NAT networking does not reach it."
            ),
            *evidence,
            why=say(
                "Mirrored networking (networkingMode=mirrored in .wslconfig) makes localhost the same for both."
            ),
        )
    return ok(
        say("WSL tells distros the proxy of Windows, each time that they start (autoProxy)."), *evidence
    )


def _shown(found: SystemProxy) -> Iterator[Evidence]:
    """What the registry says of the proxy, without names and passwords in it."""
    rows = {"ProxyServer": found.server, "ProxyOverride": found.around, "AutoConfigURL": found.script}
    for name, text in rows.items():
        if text:
            yield Evidence(PROXY_KEY, f"{name} = {_LOGIN.sub('•••@', text)}")


@rule(
    "windows-company-roots",
    area=AREA,
    title=say("No company has given this PC certificates that a distro would have to be given, too"),
    needs=(COMPANY_ROOTS,),
    severity=Severity.INFO,
    side=Side.HOST,
)
def company_roots(see: Snapshot, want: Wanted) -> Finding:
    found = see[COMPANY_ROOTS]
    if not found:
        return ok(say("No company has given this PC root certificates."))
    return advice(
        say_n(
            "A company has given this PC {count} root certificate, which no distro trusts by itself.",
            "A company has given this PC {count} root certificates, which no distro trusts by itself.",
            count=len(found),
        ),
        *(Evidence("SystemCertificates\\Root", fingerprint) for fingerprint in found),
        why=say(
            "Where the company's proxy opens encrypted connections, go get fails in a distro: “x509: certificate"
            " signed by unknown authority”. Export the certificate with certlm.msc (Base-64, .CER), copy it to"
            " /usr/local/share/ca-certificates/NAME.crt in the distro and run: sudo update-ca-certificates. Fedora:"
            " /etc/pki/ca-trust/source/anchors, sudo update-ca-trust."
        ),
    )

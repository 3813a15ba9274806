"""What is around WSL on this PC: its size, its proxy and certificates, Git, and programs with distros of their own.

Nothing here is wrong with the PC, and nothing is changed: it says what that means for work in a distro.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.facts.windows.features import FEATURES
from wizard.facts.windows.pc import PC_CORES, PC_MEMORY, WINDOWS
from wizard.facts.windows.programs import COMPANY_ROOTS, DESKTOPS, GIT, PROXY, PROXY_KEY, SystemProxy
from wizard.facts.windows.wsl import KERNEL_PATH, LXSS, LXSS_KEY, WSL_KERNEL
from wizard.facts.windows.wslconfig import PATH, TERMS, WSLCONFIG, known
from wizard.model.commands.lines import SET_DEFAULT_VERSION_2, SHUT_DOWN, terminate
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say, say_n
from wizard.model.versions import NETWORKING
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.commands import RENEW_CERTIFICATES, RENEW_CERTIFICATES_OF_FEDORA
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown
from wizard.rules.windows import AREA

_GIB: Final = 1 << 30
_LOCAL: Final = lazy_pattern(r"(?i)(?:^|[=;/@])(?:localhost|127\.[0-9.]+|\[?::1\]?)(?::|/|;|$)")
_LOGIN: Final = lazy_pattern(r"[^=;/\s]*@")


@rule(
    "windows-pc",
    area=AREA,
    title=say("Windows, memory and processors of this PC"),
    needs=(WINDOWS, PC_MEMORY, PC_CORES),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=("WSL §3",),
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
    title=say("New distros use WSL 2"),
    needs=(LXSS,),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=("WSL §6.1",),
)
def default_version(see: Snapshot, want: Wanted) -> Finding:
    if see[LXSS].default_version == 1:
        return advice(
            say("New distros use WSL 1."),
            Evidence(LXSS_KEY, "DefaultVersion = 1"),
            why=say("WSL 1 has no systemd and no Linux kernel."),
            do=say(
                "Make new distros use WSL 2. Existing ones do not change: {command}",
                command=SET_DEFAULT_VERSION_2,
            ),
        )
    return ok(say("New distros use WSL 2."))


@rule(
    "windows-wsl-kernel",
    area=AREA,
    title=say("WSL uses its own kernel"),
    needs=(WSL_KERNEL, WSLCONFIG, TERMS),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=(
        "WSL §3",
        "RULES 9",
    ),
)
def kernel(see: Snapshot, want: Wanted) -> Finding:
    own = see[WSLCONFIG].pair(known("wsl2.kernel"))
    if own is not None and own.value:
        return advice(
            say(".wslconfig selects a custom kernel."),
            Evidence(PATH, f"{own.name}={own.value}", own.line),
            why=say("WSL updates do not update this kernel."),
            do=say(
                "To use the WSL kernel, delete the line, then shut down WSL: {command}", command=SHUT_DOWN
            ),
        )
    release, terms = see[WSL_KERNEL], see[TERMS]
    if release is None and terms.gap is None and terms.version is None:
        return not_applicable(say("The WSL package is not installed."))
    if release is None:
        return unknown(say("{path} does not exist.", path=KERNEL_PATH))
    return ok(say("The WSL kernel is {release}.", release=release))


@rule(
    "windows-application-guard",
    area=AREA,
    title=say("Application Guard does not affect WSL"),
    needs=(FEATURES,),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=("RULES 2",),
)
def application_guard(see: Snapshot, want: Wanted) -> Finding:
    """Application Guard is a sandbox for browsers that Microsoft has discontinued: newer Windows do not list it."""
    if not see[FEATURES].application_guard:
        return ok(say("Application Guard is turned off."))
    return ok(
        say("Application Guard is turned on. It isolates browsers and does not affect WSL."),
        Evidence("Win32_OptionalFeature", "Windows-Defender-ApplicationGuard"),
    )


@rule(
    "windows-container-desktops",
    area=AREA,
    title=say("No other program has its own distros"),
    needs=(DESKTOPS,),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=("WSL §9",),
)
def container_desktops(see: Snapshot, want: Wanted) -> Finding:
    found = see[DESKTOPS]
    if not found:
        return ok(say("None of Docker, Rancher and Podman Desktop is installed."))
    return advice(
        say("These programs have their own distros: {names}.", names=join(found)),
        *(Evidence("Uninstall", name) for name in found),
        why=say("Shutting down WSL stops these distros and all containers in them."),
        do=say("To restart one distro only, run: {command}", command=terminate("NAME")),
    )


@rule(
    "windows-git",
    area=AREA,
    title=say("Git in distros can use saved Windows passwords"),
    needs=(GIT,),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=("RULES 61",),
)
def git(see: Snapshot, want: Wanted) -> Finding:
    found = see[GIT]
    if not found.folder:
        return not_applicable(say("Git for Windows is not installed."))
    folder = Evidence("GitForWindows", f"InstallPath = {found.folder}")
    if not found.manager:
        return ok(say("Git for Windows is installed, but its credential manager was not found."), folder)
    manager = Evidence(found.manager)
    return ok(
        say("Distros can use the credential manager of Git for Windows."),
        folder,
        manager,
    )


@rule(
    "windows-proxy",
    area=AREA,
    title=say("Programs in distros can use the Windows proxy"),
    needs=(PROXY, WSLCONFIG, TERMS),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=(
        "WSL §3",
        "WSL §5",
    ),
)
def proxy(see: Snapshot, want: Wanted) -> Finding:
    found, terms = see[PROXY], see[TERMS]
    if not (found.server or found.script):
        return ok(say("Windows uses no proxy."))
    evidence = tuple(_shown(found))
    if found.script:
        return advice(
            say("Windows takes its proxy from a script (PAC)."),
            *evidence,
            why=say("Programs in a distro cannot use such a script, so go downloads may fail."),
            do=say("Ask your administrator for the proxy address. Set HTTPS_PROXY to it in the distro."),
        )
    if terms.gap is not None:
        return unknown(terms.gap.why, *evidence)
    if terms.value(see[WSLCONFIG], "wsl2.autoProxy") is not True:
        return advice(
            say("WSL does not pass the Windows proxy to distros."),
            *evidence,
            why=say("In distros, go downloads bypass the proxy and may fail."),
            do=say(
                "Set wsl2.autoProxy=true in .wslconfig (WSL {version} or later), or set HTTPS_PROXY in the"
                " distro.",
                version=NETWORKING.text,
            ),
        )
    if _LOCAL.search(found.server) and terms.value(see[WSLCONFIG], "wsl2.networkingMode") == "Nat":
        return advice(
            say("The Windows proxy runs on this PC, and NAT networking cannot reach it."),
            *evidence,
            why=say("localhost in a distro is not localhost in Windows, so go downloads fail."),
            do=say("Use mirrored networking: set networkingMode=mirrored under [wsl2] in .wslconfig."),
        )
    return ok(say("WSL passes the Windows proxy to distros when they start (autoProxy)."), *evidence)


def _shown(found: SystemProxy) -> Iterator[Evidence]:
    """What the registry says of the proxy, without names and passwords in it."""
    rows = {"ProxyServer": found.server, "ProxyOverride": found.around, "AutoConfigURL": found.script}
    for name, text in rows.items():
        if text:
            yield Evidence(PROXY_KEY, f"{name} = {_LOGIN.sub('•••@', text)}")


@rule(
    "windows-company-roots",
    area=AREA,
    title=say("This PC has no company root certificates"),
    needs=(COMPANY_ROOTS,),
    severity=Severity.INFO,
    side=Side.HOST,
    sources=("GO §9",),
)
def company_roots(see: Snapshot, want: Wanted) -> Finding:
    found = see[COMPANY_ROOTS]
    if not found:
        return ok(say("This PC has no company root certificates."))
    return advice(
        say_n(
            "This PC has {count} company root certificate.",
            "This PC has {count} company root certificates.",
            count=len(found),
        ),
        *(Evidence("SystemCertificates\\Root", fingerprint) for fingerprint in found),
        why=say(
            "If the company proxy inspects TLS, go get in a distro fails with “x509: certificate signed by"
            " unknown authority”."
        ),
        do=say(
            "Export it with certlm.msc (Base-64) to {folder}/NAME.crt in the distro, then run: {command}"
            " (Fedora: {other_folder}, {other_command})",
            folder="/usr/local/share/ca-certificates",
            command=RENEW_CERTIFICATES,
            other_folder="/etc/pki/ca-trust/source/anchors",
            other_command=RENEW_CERTIFICATES_OF_FEDORA,
        ),
    )

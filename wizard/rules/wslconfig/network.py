"""How WSL reaches the network, and what its kernel is started with: what a profile wants of it."""

from __future__ import annotations

from wizard.codecs import wslconf
from wizard.facts.windows.wslconfig import PATH, WslConfig, known
from wizard.model.findings import Evidence, Finding
from wizard.model.text import say
from wizard.model.versions import CONSOMME
from wizard.rules.declare import blocked
from wizard.rules.wslconfig.setting import Case, Setting, setting_rule, shown

_ADDRESS = known("experimental.dnsTunnelingIpAddress")


def _by_its_name_here(case: Case) -> str:
    """The mode by the name it has in this WSL: what was VirtioProxy is Consomme now."""
    if case.text not in ("virtioproxy", "consomme"):
        return case.text
    return "consomme" if case.here.terms.has(CONSOMME) else "virtioproxy"


def _no_address(case: Case) -> Finding | None:
    """WSL switches DNS tunneling off if its address is none, whatever else the file says (WSL §1.6)."""
    defects = wslconf.defects(case.here.now.document) if case.text == shown(True) else ()
    kind = wslconf.DefectKind.BAD_VALUE
    bad = next((each for each in defects if each.kind is kind and each.key == _ADDRESS.name), None)
    if bad is None:
        return None
    return blocked(
        say("{key} is not an IPv4 address.", key=_ADDRESS.word),
        Evidence(PATH, f"{_ADDRESS.word}={bad.text}", bad.line),
        why=say("With an invalid address, WSL turns off DNS tunneling."),
        do=say("Delete the line, or enter an IPv4 address."),
    )


def _arguments(case: Case, config: WslConfig) -> str:
    value = case.value(config)
    return value if isinstance(value, str) else ""


def _has_arguments(case: Case, config: WslConfig) -> bool:
    return set(case.text.split()) <= set(_arguments(case, config).split())


def _with_arguments(case: Case) -> str:
    later = _arguments(case, case.here.later)
    return " ".join(
        [*filter(None, [later]), *(word for word in case.text.split() if word not in later.split())]
    )


def _spoiled_arguments(case: Case) -> Finding | None:
    later = _arguments(case, case.here.later)
    if later.isascii() and later.isprintable():
        return None
    return blocked(
        say("{key} contains characters that WSL cannot read.", key=case.key.word),
        why=say("The wizard cannot write these arguments back unchanged."),
        do=say("Remove the characters by hand."),
    )


NETWORK = tuple(
    setting_rule(row)
    for row in (
        Setting(
            "wslconfig-networking",
            "wsl2.networkingMode",
            sources=("WSL §3",),
            title=say("Networking mode matches your profile"),
            why=say(
                "Mirrored networking shares the Windows network, so VPNs and localhost work as in Windows."
                " With nat, WSL has a network of its own."
            ),
            may_break=say(
                "The addresses of all distros change. Ports that you forwarded by hand may no longer be reachable."
            ),
            written=_by_its_name_here,
        ),
        Setting(
            "wslconfig-dns-tunneling",
            "wsl2.dnsTunneling",
            sources=("WSL §1.6", "WSL §2", "WSL §3"),
            title=say("DNS tunneling matches your profile"),
            why=say(
                "With DNS tunneling, Windows resolves names for WSL, also those in a company VPN. Distros"
                " use it if WSL generates their /etc/resolv.conf."
            ),
            refused=_no_address,
        ),
        Setting(
            "wslconfig-auto-proxy",
            "wsl2.autoProxy",
            sources=("WSL §3", "WSL §5"),
            title=say("autoProxy matches your profile"),
            why=say(
                "With autoProxy, WSL sets HTTP_PROXY and HTTPS_PROXY from the Windows proxy, and the go"
                " command downloads through it."
            ),
        ),
        Setting(
            "wslconfig-kernel-command-line",
            "wsl2.kernelCommandLine",
            sources=("WSL §3", "WSL §4.5", "RULES 8"),
            title=say("Kernel arguments match your profile"),
            why=say(
                "Some programs need kernel arguments that WSL does not set. Existing arguments are kept."
            ),
            may_break=say("With a wrong argument the WSL kernel may not start, and then no distro does."),
            met=_has_arguments,
            now=_arguments,
            written=_with_arguments,
            refused=_spoiled_arguments,
        ),
    )
)

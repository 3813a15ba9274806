"""How WSL reaches the network, and what its kernel is started with: what a profile wants of it."""

from __future__ import annotations

from wizard.codecs import wslconf
from wizard.codecs.wslconf.key import Key
from wizard.codecs.wslconf.values import take
from wizard.facts.windows.wslconfig import PATH, Terms, WslConfig, known
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, say
from wizard.model.versions import CONSOMME
from wizard.model.wanted import Wanted
from wizard.rules.declare import NOT_WANTED, blocked, rule
from wizard.rules.wslconfig.lines import STATE, WslConfigState
from wizard.rules.wslconfig.setting import Setting, answer, shown

_MODE = known("wsl2.networkingMode")
_TUNNELING = known("wsl2.dnsTunneling")
_PROXY = known("wsl2.autoProxy")
_COMMAND_LINE = known("wsl2.kernelCommandLine")
_ADDRESS = known("experimental.dnsTunnelingIpAddress")


def _spelled(mode: str, terms: Terms) -> str:
    """*mode* by the name it has in this WSL: what was VirtioProxy is Consomme now."""
    if mode not in ("virtioproxy", "consomme"):
        return mode
    return "consomme" if terms.has(CONSOMME) else "virtioproxy"


@rule(
    "wslconfig-networking",
    area="wslconfig",
    title=say("WSL is connected as you want"),
    needs=(STATE,),
    side=Side.HOST,
)
def networking_wanted(see: Snapshot, want: Wanted) -> Finding:
    if want.wslconfig.networking_mode is None:
        return NOT_WANTED
    here = see[STATE]
    text = _spelled(want.wslconfig.networking_mode, here.terms)
    wanted = take(_MODE, text, on_windows=True).value
    setting = Setting(
        _MODE,
        text,
        lambda config: here.terms.value(config, _MODE.name) == wanted,
        shown(here.terms.value(here.now, _MODE.name)),
        say(
            "With mirrored, WSL shares the network of Windows: VPNs work as they do there, and localhost is the same"
            " on both sides. nat is WSL's own."
        ),
        say(
            "The addresses of all distros change. Ports that you forwarded by hand may no longer be reachable."
        ),
    )
    return answer(here, setting)


def _flag(here: WslConfigState, key: Key, wanted: bool, why: Text, refused: Finding | None = None) -> Finding:
    setting = Setting(
        key,
        shown(wanted),
        lambda config: here.terms.value(config, key.name) is wanted,
        shown(here.terms.value(here.now, key.name)),
        why,
    )
    return answer(here, setting, refused)


@rule(
    "wslconfig-dns-tunneling",
    area="wslconfig",
    title=say("WSL looks names up as you want"),
    needs=(STATE,),
    side=Side.HOST,
)
def tunneling_wanted(see: Snapshot, want: Wanted) -> Finding:
    wanted = want.wslconfig.dns_tunneling
    if wanted is None:
        return NOT_WANTED
    here = see[STATE]
    why = say(
        "With DNS tunneling Windows looks names up for WSL, so names of a company's VPN are found. A distro takes part"
        " as long as WSL writes its /etc/resolv.conf (generateResolvConf)."
    )
    return _flag(here, _TUNNELING, wanted, why, _no_address(here.now) if wanted else None)


def _no_address(config: WslConfig) -> Finding | None:
    """WSL switches DNS tunneling off if its address is none, whatever else the file says (WSL §1.6)."""
    bad = [
        defect
        for defect in wslconf.defects(config.document)
        if defect.kind is wslconf.DefectKind.BAD_VALUE and defect.key == _ADDRESS.name
    ]
    if not bad:
        return None
    return blocked(
        say("{key} is no address, and with it WSL switches DNS tunneling off.", key=_ADDRESS.word),
        Evidence(PATH, f"{_ADDRESS.word}={bad[0].text}", bad[0].line),
        why=say("Delete the line, or give an IPv4 address."),
    )


@rule(
    "wslconfig-auto-proxy",
    area="wslconfig",
    title=say("WSL takes the proxy of Windows as you want"),
    needs=(STATE,),
    side=Side.HOST,
)
def proxy_wanted(see: Snapshot, want: Wanted) -> Finding:
    wanted = want.wslconfig.auto_proxy
    if wanted is None:
        return NOT_WANTED
    why = say(
        "With autoProxy WSL sets HTTP_PROXY and the like as Windows has them, and go downloads through it."
    )
    return _flag(see[STATE], _PROXY, wanted, why)


@rule(
    "wslconfig-kernel-command-line",
    area="wslconfig",
    title=say("WSL's kernel is started with the words you want"),
    needs=(STATE,),
    side=Side.HOST,
)
def command_line_wanted(see: Snapshot, want: Wanted) -> Finding:
    words = (want.wslconfig.kernel_command_line or "").split()
    if not words:
        return NOT_WANTED
    here = see[STATE]
    now, later = (_command_line(config, here.terms) for config in (here.now, here.later))
    text = " ".join([*filter(None, [later]), *(word for word in words if word not in later.split())])
    refused = None
    if not (later.isascii() and later.isprintable()):
        refused = blocked(
            say(
                "{key} holds letters that WSL garbles; they cannot be written again.", key=_COMMAND_LINE.word
            ),
            why=say("Take them out by hand."),
        )
    setting = Setting(
        _COMMAND_LINE,
        text,
        lambda config: set(words) <= set(_command_line(config, here.terms).split()),
        now,
        say("These words are added to those that are there already; nothing of them is taken away."),
        say("With a wrong argument the WSL kernel may not start, and then no distro does."),
    )
    return answer(here, setting, refused)


def _command_line(config: WslConfig, terms: Terms) -> str:
    value = terms.value(config, _COMMAND_LINE.name)
    return value if isinstance(value, str) else ""

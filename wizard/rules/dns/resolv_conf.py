"""`/etc/resolv.conf`: does it name a server now (GO §2.1), and will it be there at the next start (WSL §4.7)?"""

from __future__ import annotations

from typing import Final

from wizard.facts.dns.resolv_conf import (
    GOOD_RESOLV_CONFS,
    OF_SYSTEMD,
    OF_WSL,
    RESOLV_CONF,
    RESOLV_CONF_PATH,
    ResolvConf,
)
from wizard.facts.windows.safe_mode import SAFE_MODE
from wizard.facts.wsl import INIT, KERNEL, WSL_CONF, WSL_CONF_PATH, Kernel, WslConf
from wizard.model.commands.lines import SHUT_DOWN
from wizard.model.edits.files import Edit, RemoveKey, SetLink
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_link, to_make_changeable
from wizard.rules.conf_lines import hiding, repairs_of
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown
from wizard.rules.safe_mode import no_effect_in_safe_mode

_FLEETING: Final = ("/run/", "/mnt/", "../run/", "../mnt/")
"""What is only there while the distro runs."""
_NO_NAMES: Final = say(
    "No program finds a server by its name. go get fails with “lookup proxy.golang.org on [::1]:53”."
)
_AT_ONCE: Final = say("Takes effect at once. Start programs again that still find no names.")
_BY_WSL: Final = say(
    "WSL writes /etc/resolv.conf again at every start. If you plan to use name servers of your own, write them"
    " to a file of that name instead."
)
_WRITE_THEM: Final = say(
    "Write the addresses of your name servers to /etc/resolv.conf, one a line: nameserver ADDRESS"
)


@rule(
    "dns-resolvconf-missing",
    area="dns",
    title=say("/etc/resolv.conf names a name server"),
    needs=(WSL_CONF, RESOLV_CONF, GOOD_RESOLV_CONFS, KERNEL, INIT, SAFE_MODE),
    severity=Severity.CRITICAL,
    sources=("GO §2.1", "WSL §4.7", "RULES 23"),
)
def missing(see: Snapshot, want: Wanted) -> Finding:
    now, conf, runs = see[RESOLV_CONF], see[WSL_CONF], see[KERNEL] is not Kernel.IMAGE
    if now.is_there and now.servers:
        return ok(_names(now), *_servers(now))
    is_made = _is_made_by_wsl(see)
    if not runs and is_made:
        return not_applicable(say("WSL creates /etc/resolv.conf when the distro starts."))
    if not runs and now.target.startswith(_FLEETING):
        return unknown(say("Where /etc/resolv.conf leads shows only while the distro runs."), _seen(now))
    if is_made and see[SAFE_MODE]:
        return no_effect_in_safe_mode(say("WSL is in safe mode and creates no /etc/resolv.conf."))
    source = _good_source(see, is_made=is_made)
    if source and not now.is_there:
        return _linked(now, source)
    if source:
        return advice(
            _missing(now),
            _seen(now),
            why=_NO_NAMES,
            do=say(
                "Replace the file by a link: {command}. If that is not permitted, unlock the file first: {unlock}",
                command=to_link(source, RESOLV_CONF_PATH),
                unlock=to_make_changeable(RESOLV_CONF_PATH),
            ),
        )
    if is_made:
        return advice(
            _missing(now),
            _seen(now),
            why=_NO_NAMES,
            do=say(
                "Restart WSL, which then writes the name servers. It stops all distros: {command}",
                command=SHUT_DOWN,
            ),
        )
    if now.is_there or see[KERNEL] is Kernel.LINUX:
        return advice(_missing(now), _seen(now), why=_NO_NAMES, do=_WRITE_THEM)
    return _given_back(conf, _missing(now), _seen(now))


def _is_made_by_wsl(see: Snapshot) -> bool:
    """Whether WSL creates the file as things stand."""
    return see[KERNEL] is not Kernel.LINUX and _is_hidden(see[WSL_CONF])


def _good_source(see: Snapshot, *, is_made: bool) -> str:
    """The file with name servers that /etc/resolv.conf should lead to; empty if none is known."""
    good = see[GOOD_RESOLV_CONFS]
    if is_made and see[KERNEL] is Kernel.WSL2 and see[WSL_CONF].automount_root == "/mnt/":
        return OF_WSL if OF_WSL in good else ""
    return OF_SYSTEMD if not is_made and see[INIT] == "systemd" and OF_SYSTEMD in good else ""


def _linked(now: ResolvConf, source: str) -> Finding:
    return fixable(
        _missing(now),
        [SetLink(RESOLV_CONF_PATH, source)],
        _seen(now),
        Evidence(source),
        why=_NO_NAMES,
        effect=_AT_ONCE,
    )


def _missing(now: ResolvConf) -> Text:
    if now.is_there:
        return say("/etc/resolv.conf names no name server.")
    if now.target:
        return say("/etc/resolv.conf leads to {target}, which does not exist.", target=now.target)
    return say("/etc/resolv.conf does not exist.")


def _names(now: ResolvConf) -> Text:
    if now.target:
        return say("/etc/resolv.conf names a name server and leads to {target}.", target=now.target)
    return say("/etc/resolv.conf names a name server.")


def _servers(now: ResolvConf) -> tuple[Evidence, ...]:
    return tuple(Evidence(RESOLV_CONF_PATH, f"nameserver {each.address}", each.line) for each in now.servers)


@rule(
    "wsl-resolvconf-removed",
    area="wsl",
    title=say("The distro keeps an /etc/resolv.conf"),
    needs=(WSL_CONF, RESOLV_CONF, KERNEL, INIT),
    severity=Severity.CRITICAL,
    sources=("WSL §2", "WSL §4.7", "RULES 92"),
)
def removed(see: Snapshot, want: Wanted) -> Finding:
    conf, now = see[WSL_CONF], see[RESOLV_CONF]
    if conf.repaired.on("network", "generateResolvConf") is not False or see[KERNEL] is Kernel.LINUX:
        return not_applicable(say("WSL creates /etc/resolv.conf."))
    if "resolv.conf" in (conf.repaired.document.get("boot", "command") or ""):
        return unknown(
            say("The boot command writes /etc/resolv.conf. The wizard does not run it."), _line(conf)
        )
    seen = _seen(now)
    if now.target == f"{conf.repaired.automount_root}wsl/resolv.conf":
        return _removed(conf, seen)
    if now.is_there:
        return ok(say("/etc/resolv.conf is a file of your own."), _line(conf), seen)
    if now.target.startswith(_FLEETING) and see[INIT] is None:
        return unknown(say("Where /etc/resolv.conf leads shows only while the distro runs."), seen)
    return _given_back(conf, say("/etc/resolv.conf does not exist, and WSL does not create it."), seen)


def _seen(now: ResolvConf) -> Evidence:
    if not now.target:
        return Evidence(RESOLV_CONF_PATH)
    return Evidence(RESOLV_CONF_PATH, f"→ {now.target}")


def _line(conf: WslConf) -> Evidence:
    """The setting as it is written, good or not."""
    value = conf.document.get("network", "generateResolvConf")
    return Evidence(WSL_CONF_PATH, f"generateResolvConf={'false' if value is None else value}")


def _is_hidden(conf: WslConf) -> bool:
    """Whether WSL does not take the setting, or not yet: it may, if the file were repaired."""
    return conf.on("network", "generateResolvConf") is not False


def _removed(conf: WslConf, seen: Evidence) -> Finding:
    if _is_hidden(conf):
        return _given_back(conf, say("Once /etc/wsl.conf is repaired, WSL removes /etc/resolv.conf."), seen)
    return _given_back(conf, say("WSL removes /etc/resolv.conf when the distro starts."), seen)


def _given_back(conf: WslConf, says: Text, seen: Evidence) -> Finding:
    """WSL creates the file again, as the user once told it not to."""
    is_hidden = _is_hidden(conf)
    edits: list[Edit] = [
        *(repairs_of(hiding(conf)) if is_hidden else ()),
        RemoveKey(WSL_CONF_PATH, "network", "generateResolvConf"),
    ]
    return fixable(
        says,
        edits,
        _line(conf),
        seen,
        why=say("Without /etc/resolv.conf no program in the distro finds a server by its name."),
        restart=Restart.DISTRO,
        severity=Severity.MEDIUM if is_hidden else None,
        may_break=_BY_WSL,
    )

"""The link `/etc/resolv.conf` that WSL removes when it is told to make none (WSL §2)."""

from __future__ import annotations

from typing import Final

from wizard.facts.resolv_conf import RESOLV_CONF, RESOLV_CONF_PATH, ResolvConf
from wizard.facts.wsl import INIT, KERNEL, WSL_CONF, WSL_CONF_PATH, Kernel, WslConf
from wizard.model.edits.files import RemoveKey
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.conf_lines import hiding, repairs_of
from wizard.rules.declare import fixable, not_applicable, ok, rule, unknown

_FLEETING: Final = ("/run/", "/mnt/", "../run/", "../mnt/")
"""What is only there while the distro runs."""


@rule(
    "wsl-resolvconf-removed",
    area="wsl",
    title=say("The distro keeps an /etc/resolv.conf"),
    needs=(WSL_CONF, RESOLV_CONF, KERNEL, INIT),
    severity=Severity.CRITICAL,
    sources=("WSL §2", "RULES 92"),
)
def resolv_conf(see: Snapshot, want: Wanted) -> Finding:
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
    return _lost(conf, say("/etc/resolv.conf does not exist, and WSL does not create it."), seen)


def _seen(now: ResolvConf) -> Evidence:
    if not now.target:
        return Evidence(RESOLV_CONF_PATH)
    return Evidence(RESOLV_CONF_PATH, f"→ {now.target}")


def _line(conf: WslConf) -> Evidence:
    """The setting as it is written, good or not."""
    value = conf.document.get("network", "generateResolvConf")
    return Evidence(WSL_CONF_PATH, f"generateResolvConf={'false' if value is None else value}")


def _is_hidden(conf: WslConf) -> bool:
    """Whether WSL does not take the setting yet: it would, if the file were repaired."""
    return conf.on("network", "generateResolvConf") is not False


def _removed(conf: WslConf, seen: Evidence) -> Finding:
    if _is_hidden(conf):
        return _lost(conf, say("Once /etc/wsl.conf is repaired, WSL removes /etc/resolv.conf."), seen)
    return _lost(conf, say("WSL removes /etc/resolv.conf when the distro starts."), seen)


def _lost(conf: WslConf, says: Text, seen: Evidence) -> Finding:
    is_hidden = _is_hidden(conf)
    return fixable(
        says,
        [
            *(repairs_of(hiding(conf)) if is_hidden else ()),
            RemoveKey(WSL_CONF_PATH, "network", "generateResolvConf"),
        ],
        _line(conf),
        seen,
        why=say("Without /etc/resolv.conf no program in the distro finds a server by its name."),
        restart=Restart.DISTRO,
        severity=Severity.MEDIUM if is_hidden else None,
        may_break=say(
            "WSL writes /etc/resolv.conf again at every start. If you plan to use name servers of your own, write them"
            " to a file of that name instead."
        ),
    )

"""`/etc/wsl.conf` as a link. WSL reads through it, but before it mounts anything, and once from outside (WSL §2)."""

from __future__ import annotations

import posixpath
from typing import Final

from wizard.facts.conf_link import CONF_LINK, ConfLink
from wizard.facts.wsl import KERNEL, WSL_CONF, WSL_CONF_PATH, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import to_copy_instead, to_link
from wizard.rules.declare import advice, not_applicable, ok, rule

_DEFAULTS: Final = say("WSL then uses its default for every setting, and does not say so.")


@rule(
    "wsl-conf-link",
    area="wsl",
    title=say("WSL can read /etc/wsl.conf at startup"),
    needs=(CONF_LINK, WSL_CONF, KERNEL),
    severity=Severity.HIGH,
    sources=("WSL §2",),
)
def conf_link(see: Snapshot, want: Wanted) -> Finding:
    link = see[CONF_LINK]
    if link is None or see[KERNEL] is Kernel.LINUX:
        return not_applicable(say("/etc/wsl.conf is not a link."))
    seen = Evidence(WSL_CONF_PATH, f"→ {link.path or link.target}")
    if link.mount and see[KERNEL] is not Kernel.WSL1:
        return _too_early(link, seen)
    if not link.path:
        return advice(
            say("/etc/wsl.conf is a broken link to {target}.", target=link.target),
            seen,
            why=_DEFAULTS,
            do=say("Create the file that the link names, or remove the link."),
        )
    if link.is_absolute and see[WSL_CONF].on("general", "guiApplications") is False:
        return _from_outside(link, seen)
    return ok(say("/etc/wsl.conf leads to {path}.", path=link.path), seen)


def _too_early(link: ConfLink, seen: Evidence) -> Finding:
    return advice(
        say("/etc/wsl.conf leads to {path}, which is mounted too late.", path=link.path or link.target),
        seen,
        why=say(
            "WSL reads wsl.conf before it mounts {mount}. It then uses its default for every setting, and does not"
            " say so.",
            mount=link.mount,
        ),
        do=say(
            "Replace the link with the file, then restart the distro: {command}",
            command=to_copy_instead(link.path or link.target, WSL_CONF_PATH),
        ),
    )


def _from_outside(link: ConfLink, seen: Evidence) -> Finding:
    return advice(
        say("WSL follows /etc/wsl.conf too late for guiApplications=false."),
        seen,
        why=say(
            "WSL reads this setting before it enters the distro, where an absolute link leads nowhere. It then starts"
            " WSLg for a distro that does not use it."
        ),
        do=say(
            "Make the link relative, then restart the distro: {command}",
            command=to_link(posixpath.relpath(link.path, "/etc"), WSL_CONF_PATH),
        ),
        severity=Severity.LOW,
    )

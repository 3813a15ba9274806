"""Services in the boot command of `/etc/wsl.conf`, as the rules about it and about systemd see them."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.codecs.boot_command import ServiceStart, service_starts, unknown_programs
from wizard.facts.wsl import WslConf
from wizard.model.text import Text, join, say


def started_by_hand(conf: WslConf) -> tuple[ServiceStart, ...]:
    """What the boot command starts, also where WSL does not see it yet."""
    return service_starts(conf.repaired.document.get("boot", "command") or "")


def named(starts: Sequence[ServiceStart]) -> Text:
    """The services, each once."""
    return join(dict.fromkeys(each.name for each in starts))


def two_starters(conf: WslConf) -> Text | None:
    """The risk of turning systemd on: services that the boot command starts before it, or may start."""
    starts = started_by_hand(conf)
    if starts:
        return say(
            "The boot command starts {services} too. systemd does not know of that, and may start it a second time.",
            services=named(starts),
        )
    unclear = unknown_programs(conf.repaired.document.get("boot", "command") or "")
    if not unclear:
        return None
    return say(
        "The boot command runs {programs}. A service that it starts may be started again by systemd.",
        programs=join(unclear),
    )

"""Services in the boot command of `/etc/wsl.conf`, as the rules about it and about systemd see them."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.codecs.boot_command import ServiceStart, service_starts
from wizard.facts.wsl import WslConf
from wizard.model.text import Text, join


def started_by_hand(conf: WslConf) -> tuple[ServiceStart, ...]:
    """What the boot command starts, also where WSL does not see it yet."""
    return service_starts(conf.repaired.document.get("boot", "command") or "")


def named(starts: Sequence[ServiceStart]) -> Text:
    """The services, each once."""
    return join(dict.fromkeys(each.name for each in starts))

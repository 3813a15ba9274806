"""All that rules say, and what in it a person could paste into a terminal."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from tests.laws import pcs
from tests.laws.world import MACHINES, PROFILES, judged
from wizard.model.findings import Judged

COMMAND = re.compile(
    r"\bwsl(\.exe)? -|\bwsl-go-wizard [a-z]|\bsc\.exe |\bgit config\b|\bNew-[A-Z]\w+ -"
    r"|\b(apt|apt-get|dnf|apk|zypper|pacman) (-|in\b|install|add|update|upgrade|remove|refresh)"
    r"|\bsystemctl (-|(start|stop|restart|enable|disable|mask|unmask|status|edit|daemon-reload)\b)"
    r"|\b(sudo|chmod|chown|mkdir|netsh|reg\.exe) [a-z0-9-]"
    r"|\bgo (env|install|get|build|test|run) (-|\S+[@/])|\bgo mod [a-z]"
)
"""What a person could paste into a terminal. The bare name of a program is none: “go get fails”."""


def everything_said() -> Iterator[tuple[str, Judged]]:
    """Of every distro and profile, and of every PC, what each rule says."""
    for name, profile in itertools.product(MACHINES, PROFILES):
        yield from ((f"{name}, {profile}", item) for item in judged(name, profile))
    for name in pcs.PCS:
        yield from ((name, item) for item in pcs.judged(pcs.answers_of(name)))

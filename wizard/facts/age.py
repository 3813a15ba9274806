"""How long a distro, and the machine below it, have been running."""

from __future__ import annotations

import re

import msgspec

from wizard.facts.shapes import always, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers, FileProbe, Found, Missing
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

TICKS = 100
"""In a second, as the kernel counts them for programs (USER_HZ) on all machines that WSL runs on."""

_UPTIME = FileProbe("/proc/uptime")
_FIRST = FileProbe("/proc/1/stat")
_STARTED = lazy_pattern(rb".*\)(?: \S+){19} (\d+) .*", re.DOTALL)
"""The 22nd field; the second is a name in brackets, and may hold anything."""


class Age(msgspec.Struct, frozen=True):
    """In seconds. *distro_s* since its first process began, *machine_s* since its kernel did: with WSL 2 the
    virtual machine of all distros. A computer that slept in between is older than that, never younger."""

    distro_s: float
    machine_s: float


def _read(answers: Answers, want: Wanted) -> Age | None | Unknown:
    uptime, first = answers[_UPTIME], answers[_FIRST]
    if isinstance(uptime, Missing) and isinstance(first, Missing):
        return None
    if not isinstance(uptime, Found):
        return unknown(uptime, _UPTIME.path)
    seconds = re.match(rb"\d+(\.\d+)?", uptime.content)
    started = _STARTED.fullmatch(first.content) if isinstance(first, Found) else None
    if seconds is None or started is None:
        return unknown(first, _FIRST.path)
    return Age(float(seconds[0]) - int(started[1]) / TICKS, float(seconds[0]))


AGE: Fact[Age | None] = Fact("age", always(_UPTIME, _FIRST), _read, fleeting=True)
"""None in an image, which does not run."""

"""The weekly check for drift in a distro: a timer of systemd for the user, and the wizard's own program (WSL §12.1)."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.shapes import content, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import (
    Answers,
    Denied,
    FileProbe,
    Found,
    Linked,
    LinkProbe,
    Missing,
    Probe,
    Special,
    TooBig,
    Unavailable,
)
from wizard.model.wanted import Wanted

UNITS: Final = "~/.config/systemd/user"
NAME: Final = "wsl-go-wizard-drift"
SERVICE: Final = f"{UNITS}/{NAME}.service"
TIMER: Final = f"{UNITS}/{NAME}.timer"
LINK: Final = f"{UNITS}/timers.target.wants/{NAME}.timer"
TARGET: Final = f"../{NAME}.timer"
"""Where the link leads by which systemd starts the timer."""
_PROGRAMS: Final = tuple(
    FileProbe(f"{folder}/wsl-go-wizard", limit=1, head=True)
    for folder in ("/usr/local/bin", "/usr/bin", "~/.local/bin")
)
_WSLG: Final = FileProbe("/mnt/wslg", limit=0, head=True)
_SERVICE, _TIMER, _LINK = FileProbe(SERVICE), FileProbe(TIMER), LinkProbe(LINK)
_SILENCE: Final = (Denied, TooBig, Unavailable)
_PROBES: Final[tuple[Probe, ...]] = (*_PROGRAMS, _WSLG, _SERVICE, _TIMER, _LINK)


class WeeklyCheck(msgspec.Struct, frozen=True):
    """*program* is the wizard's, None if it is not installed in the distro; *has_windows*: Linux windows can be shown.
    *service* and *timer* are what the units read, None if they are not there; *link* is where the link that starts the
    timer leads, None if there is none."""

    program: str | None
    has_windows: bool
    service: bytes | None
    timer: bytes | None
    link: str | None


def _ask(want: Wanted) -> tuple[Probe, ...]:
    return _PROBES if want.drift.weekly else ()


def _weekly(answers: Answers, want: Wanted) -> WeeklyCheck | Unknown:
    service, timer = (content(answers[probe], probe.path) for probe in (_SERVICE, _TIMER))
    program, link = _program(answers), _target(answers)
    if isinstance(program, Unknown):
        return program
    if isinstance(service, Unknown):
        return service
    if isinstance(timer, Unknown):
        return timer
    if isinstance(link, Unknown):
        return link
    return WeeklyCheck(program, isinstance(answers[_WSLG], Special), service, timer, link)


def _program(answers: Answers) -> str | None | Unknown:
    """The first that is there. None only if all that may be one were looked at."""
    found = next((probe.path for probe in _PROGRAMS if _is_program(answers, probe)), None)
    silent = next((probe for probe in _PROGRAMS if isinstance(answers[probe], _SILENCE)), None)
    return unknown(answers[silent], silent.path) if found is None and silent is not None else found


def _is_program(answers: Answers, probe: FileProbe) -> bool:
    answer = answers[probe]
    return isinstance(answer, Found) and bool(answer.mode & 0o111)


def _target(answers: Answers) -> str | None | Unknown:
    answer = answers[_LINK]
    if isinstance(answer, Linked):
        return answer.target
    if isinstance(answer, _SILENCE):
        return unknown(answer, _LINK.path)
    return None if isinstance(answer, Missing) else ""


WEEKLY_CHECK: Fact[WeeklyCheck] = Fact("weekly-check", _ask, _weekly)
"""Asked only if the profile wants one."""

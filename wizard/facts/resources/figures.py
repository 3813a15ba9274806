"""Figures that no file tells: the time in the distro and of its hardware clock, and the room where Go writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.facts.clock import NOW, seconds_of
from wizard.facts.shapes import always, asked_first, derived, unknown
from wizard.facts.wsl import KERNEL, Kernel
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, CommandProbe, Exited
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

KIB: Final = 1024
_SCRIPT: Final = r"""
printf 'now %s\n' "$(date +%s)"
clock=/sys/class/rtc/rtc0/since_epoch
[ ! -r "$clock" ] || printf 'clock %s\n' "$(cat "$clock")"
for place in /tmp "$HOME"; do
  [ -d "$place" ] || continue
  printf 'room %s\n' "$(df -Pk "$place" 2>/dev/null | tail -n 1)"
  printf 'files %s\n' "$(df -Pi "$place" 2>/dev/null | tail -n 1)"
  printf 'place %s\n' "$place"
done
"""
FIGURES_PROBE: Final = CommandProbe(("/bin/sh", "-c", _SCRIPT))
_DF: Final = lazy_pattern(r".*?\s(\d+)\s+(\d+)\s+(-?\d+)\s+(?:\d+%|-)\s+(/.*)")


class Room(msgspec.Struct, frozen=True):
    """Where a *place* is mounted, the *free* bytes there, and how many *files* more fit; None: as many as one likes,
    or not known."""

    place: str
    mount: str
    free: int
    files: int | None = None


class Figures(msgspec.Struct, frozen=True):
    """*now* is the time in seconds since 1970, *clock* what the hardware says (None: there is none); *rooms* are those
    of /tmp and of the home."""

    now: int
    clock: int | None
    rooms: tuple[Room, ...]


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Figures | None | Unknown:
    answer = answers[FIGURES_PROBE]
    if isinstance(answer, Exited):
        found = _figures(answer.out.decode("utf-8", "replace"))
        return found or unknown(answer, "date")
    is_image = see.unknown(KERNEL) is None and see[KERNEL] is Kernel.IMAGE
    return None if is_image else unknown(answer, "date, df")


def _figures(text: str) -> Figures | None:
    numbers: dict[str, int] = {}
    said: dict[str, str] = {}
    rooms: list[Room] = []
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind in ("now", "clock") and rest.isdigit():
            numbers[kind] = int(rest)
        elif kind == "place":
            rooms += _room(rest, said)
            said = {}
        else:
            said[kind] = line
    return Figures(numbers["now"], numbers.get("clock"), tuple(rooms)) if "now" in numbers else None


def _room(place: str, said: Mapping[str, str]) -> tuple[Room, ...]:
    space, files = (_DF.fullmatch(said.get(kind, "")) for kind in ("room", "files"))
    if space is None:
        return ()
    has_files = files is not None and int(files[1]) > 0
    left = int(files[3]) if files is not None and has_files else None
    return (Room(place, space[4], int(space[3]) * KIB, left),)


_ASKED: Final = asked_first("figures-asked", always(FIGURES_PROBE))
FIGURES: Fact[Figures | None] = Fact(
    "figures", lambda want, see: (FIGURES_PROBE,), _read, fleeting=True, needs=(), uses=(KERNEL, _ASKED)
)
"""None in an image."""


class Skew(msgspec.Struct, frozen=True):
    """By how many *seconds* the distro is ahead of another clock; *is_hardware*: its own, else the wizard's computer,
    which was asked a moment before or after."""

    seconds: int
    is_hardware: bool


def _skew(see: Snapshot, want: Wanted) -> Skew | None:
    figures, now = see[FIGURES], see.get(NOW)
    if figures is None:
        return None
    if figures.clock is not None:
        return Skew(figures.now - figures.clock, True)
    if isinstance(now, Unknown):
        return None
    return Skew(figures.now - seconds_of(now), False)


SKEW: Fact[Skew | None] = derived("skew", (FIGURES,), _skew, uses=(NOW,), fleeting=True)
"""None if there is no other clock, and in an image."""

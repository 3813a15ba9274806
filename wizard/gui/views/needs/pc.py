"""What may be wanted of This PC: the settings of ``.wslconfig``, with what stands there today beside them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from wizard.codecs.wslconf.key import SettingValue
from wizard.gui.flow.state import FlowState
from wizard.gui.pc import KEYS, PcGlance
from wizard.model.text import Text, from_english, plain, say
from wizard.model.wanted import Wanted, WslConfigWanted

_GIB = 1 << 30
_ALONE = say("do not change")
_ON, _OFF = say("on"), say("off")

_LABELS = {
    "memory": say("WSL &memory"),
    "processors": say("WSL &processors"),
    "swap": say("S&wap"),
    "networking_mode": say("&Networking mode"),
    "dns_tunneling": say("DNS &tunneling"),
    "auto_proxy": say("Windows pro&xy"),
    "auto_memory_reclaim": say("&Auto memory reclaim"),
}
_NETWORKS = (
    ("nat", say("NAT behind Windows (nat)")),
    ("mirrored", say("mirrored networking (mirrored, Windows 11 22H2)")),
    ("virtioproxy", say("VirtioProxy (virtioproxy)")),
    ("none", say("no network (none)")),
)
_RECLAIMS = (
    ("disabled", say("off (disabled)")),
    ("gradual", say("gradually (gradual)")),
    ("dropCache", say("at once when idle (dropCache)")),
)
_FLAGS = ((True, _ON), (False, _OFF))

Given = str | int | bool | None
"""What can stand in a field of `WslConfigWanted`."""


class SettingRow(msgspec.Struct, frozen=True):
    """*field* is that of `WslConfigWanted`; *choices* are values with their words, the first is "leave it alone";
    *place* is the chosen one; *today* says what stands in ``.wslconfig``."""

    field: str
    label: Text
    choices: tuple[tuple[Given, Text], ...]
    place: int
    today: Text


class PcProfileChoice(msgspec.Struct, frozen=True):
    """A profile as a card: what it asks of the PC, and what is *wanted* if it is chosen."""

    title: Text
    about: Text
    asks: tuple[Text, ...]
    chosen: bool
    wanted: Wanted


def settings(state: FlowState) -> tuple[SettingRow, ...]:
    """All settings, in the order of the page."""
    seen = state.pc or PcGlance()
    asked = state.wanted.wslconfig
    return tuple(_setting(field, getattr(asked, field), seen) for field in KEYS)


def _setting(field: str, asked: Given, seen: PcGlance) -> SettingRow:
    choices = ((None, _ALONE), *_choices(field, seen))
    if asked not in [value for value, _ in choices]:
        choices = (*choices, (asked, plain(str(asked))))
    place = [value for value, _ in choices].index(asked)
    return SettingRow(field, _LABELS[field], choices, place, _today(field, seen))


def _choices(field: str, seen: PcGlance) -> Iterable[tuple[Given, Text]]:
    match field:
        case "memory":
            total = round((seen.memory or 16 * _GIB) / _GIB)
            sizes = sorted({max(2, total * share // 4) for share in (1, 2, 3)})
            return tuple((f"{size}GB", say("{size} GiB", size=size)) for size in sizes)
        case "processors":
            cores = seen.cores or 8
            return tuple(
                (count, say("{count} of {total}", count=count, total=cores))
                for count in sorted({max(1, cores // 4), max(1, cores // 2), cores})
            )
        case "swap":
            sizes = [4, 8, 16]
            return (("0", say("none")), *((f"{size}GB", say("{size} GiB", size=size)) for size in sizes))
        case "networking_mode":
            return _NETWORKS
        case "auto_memory_reclaim":
            return _RECLAIMS
        case _:
            return _FLAGS


def _today(field: str, seen: PcGlance) -> Text:
    if seen.today is None:
        return say("current: unknown")
    if field not in seen.today:
        return say("current: not set (WSL default)")
    return say("current: {value}", value=_words(field, seen.today[field]))


def _words(field: str, value: SettingValue) -> Text:
    if isinstance(value, bool):
        return _ON if value else _OFF
    if field in ("memory", "swap") and isinstance(value, int):
        return say("none") if value == 0 else say("{size} GiB", size=_gib(value))
    return plain(str(value))


def _gib(size: int) -> str:
    return f"{size / _GIB:.1f}".removesuffix(".0")


def choices(state: FlowState) -> tuple[PcProfileChoice, ...]:
    """The profiles, as far as they differ in what they ask of a PC; whatever else is wanted stays wanted."""
    now, made = state.wanted, dict[WslConfigWanted, PcProfileChoice]()
    for profile in (replace(now, title="", about="", wslconfig=WslConfigWanted()), *state.profiles):
        asked = profile.wslconfig
        if asked not in made:
            wanted = replace(now, wslconfig=asked)
            made[asked] = PcProfileChoice(*_about(profile), asks(asked), now.wslconfig == asked, wanted)
    if now.wslconfig not in made:
        own = (say("Custom"), say("Uses the settings below."))
        made[now.wslconfig] = PcProfileChoice(*own, asks(now.wslconfig), chosen=True, wanted=now)
    return tuple(made.values())


def _about(profile: Wanted) -> tuple[Text, Text]:

    if profile.wslconfig == WslConfigWanted():
        says = say(
            "Adds nothing. Repairs settings in .wslconfig that WSL ignores or that keep it from starting."
        )
        return say("Repairs only"), says
    return (from_english(profile.title) if profile.title else plain(profile.name)), from_english(
        profile.about
    )


def asks(asked: WslConfigWanted) -> tuple[Text, ...]:
    """What is asked of a PC, thing by thing, as it will stand in ``.wslconfig``."""
    things = []
    for field, key in KEYS.items():
        value = getattr(asked, field)
        if value is not None:
            word = str(value).lower() if isinstance(value, bool) else str(value)
            things.append(plain(f"{key.rpartition('.')[2]}={word}"))
    return tuple(things) or (say("repairs only"),)


def with_setting(wanted: Wanted, field: str, value: Given) -> Wanted:
    """*wanted* with another value of that field of `WslConfigWanted`."""
    return replace(wanted, wslconfig=replace(wanted.wslconfig, **{field: value}))

"""A profile as a card: what it asks for, thing by thing, and what may be changed for it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from wizard.app.profiles.touches import changed
from wizard.gui.flow.state import FlowState
from wizard.gui.views.needs.pc import PcProfileChoice
from wizard.model.text import Text, from_english, join, plain, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

_GO_ASKED = {
    "stable": say("newest stable Go"),
    "previous": say("previous stable Go series"),
    "go.mod": say("Go version your projects need"),
}
_ENGINES = {
    "any": say("docker with an engine"),
    "desktop": say("docker with Docker Desktop"),
    "distro": say("docker with an engine in the distro"),
}
_UNITS = {"%": "%", "g": "GiB", "m": "MiB"}
_SIZE = lazy_pattern(r"^([1-9][0-9]*)([mMgG%])$")


class ProfileChoice(msgspec.Struct, frozen=True):
    """A profile to choose: *asks* are the things it asks for, *changes* says which places may be changed for them."""

    title: Text
    about: Text
    asks: tuple[Text, ...]
    chosen: bool
    changes: Text


def cards(state: FlowState) -> tuple[ProfileChoice, ...]:
    """A card for each profile, and one for what is none of them."""
    known = any(item == state.wanted for item in state.profiles)
    shipped = tuple(_card(item, chosen=item == state.wanted) for item in state.profiles)
    if known:
        return shipped
    own = _card(state.wanted, chosen=True)
    title = own.title if state.wanted.title else say("Custom")
    about = own.about if state.wanted.about else say("Uses the settings below.")
    return (*shipped, replace(own, title=title, about=about))


def pc_card(choice: PcProfileChoice) -> ProfileChoice:
    """The card of what a profile asks of This PC."""
    return ProfileChoice(
        choice.title,
        choice.about,
        choice.asks,
        choice.chosen,
        changes(Wanted(wslconfig=choice.wanted.wslconfig)),
    )


def _card(wanted: Wanted, *, chosen: bool) -> ProfileChoice:
    title = from_english(wanted.title) if wanted.title else plain(wanted.name)
    return ProfileChoice(title, from_english(wanted.about), asks(wanted), chosen, changes(wanted))


def changes(wanted: Wanted) -> Text:
    """Which places may be changed for *wanted*."""
    places = changed(wanted)
    if not places:
        return say("Changes only what has to be repaired.")
    return say("Changes: {places}", places=join(places))


def asks(wanted: Wanted) -> tuple[Text, ...]:
    """What a profile asks for, thing by thing."""
    things: list[Text] = []
    if wanted.wsl.systemd is not None:
        things.append(say("systemd enabled") if wanted.wsl.systemd else say("systemd disabled"))
    if wanted.tmpfs.size is not None:
        things.append(_tmpfs_asked(wanted.tmpfs.size))
    if wanted.go.version is not None:
        things.append(_GO_ASKED.get(wanted.go.version) or plain(f"Go {wanted.go.version}"))
    things += [plain(f"GODEBUG {key}={value}") for key, value in sorted(wanted.godebug.items())]
    things += _of_modules(wanted)
    if wanted.drift.weekly:
        things.append(say("check for drift every week"))
    return tuple(things) or (say("repairs only"),)


def _of_modules(wanted: Wanted) -> Iterator[Text]:
    """What is asked for modules and what they come through, for FIPS 140, and for containers."""
    modules = wanted.modules
    for name, value in (
        ("GOPROXY", modules.proxy),
        ("GOSUMDB", modules.sumdb),
        ("GOPRIVATE", ",".join(modules.private)),
        ("GONOSUMDB", ",".join(modules.nosumdb)),
        ("GOFIPS140", wanted.fips.module),
    ):
        if value:
            yield plain(f"{name} {value}")
    if wanted.tls.authorities:
        yield say("certificates {files}", files=join(wanted.tls.authorities))
    if wanted.docker.engine is not None:
        yield _ENGINES[wanted.docker.engine]


def _tmpfs_asked(size: str) -> Text:
    match = _SIZE.match(size)
    if match is None:
        return say("/tmp in memory")
    number, unit = match[1], _UNITS[match[2].lower()]
    return say("/tmp in memory ({size})", size=f"{number} {unit}")

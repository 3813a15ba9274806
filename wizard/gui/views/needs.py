"""The second page: a profile, and the few settings that matter. All of them are parts of one `Wanted`."""

from __future__ import annotations

import enum
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from wizard.app.profiles.touches import changed
from wizard.gui.flow.state import FlowState
from wizard.gui.views import pc_needs as pcneeds
from wizard.model.ports import SiteKind
from wizard.model.text import Text, from_english, join, plain, say
from wizard.model.wanted import (
    DebugKey,
    DebugValue,
    GoVersion,
    GoWanted,
    ProjectsWanted,
    TmpfsWanted,
    Wanted,
    WslWanted,
)
from wizard.patterns import lazy_pattern

GIB = 1 << 30
LEAST_GIB = 2
OWN = "custom"
GO_CHOICES = (None, "stable", "previous", "go.mod")
GO_WORDS = {
    None: say("do not change Go"),
    "stable": say("newest stable Go"),
    "previous": say("previous stable series"),
    "go.mod": say("version the projects below need"),
}
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


class TmpfsChoice(enum.Enum):
    """What is wanted of /tmp: nothing, in memory as large as the rule thinks right, or in memory of a size."""

    LEAVE = "leave"
    AUTO = "auto"
    SIZE = "size"


class Tmpfs(msgspec.Struct, frozen=True):
    """/tmp in memory: *size* and *most* in GiB. *most* is 0 if the memory is not known."""

    choice: TmpfsChoice
    size: int
    most: int
    says: Text


class NeedsView(msgspec.Struct, frozen=True):
    """*picks* has, for each card, what is wanted if it is chosen. *pc* are the settings of This PC; for a distro
    there are none, and the other fields count."""

    cards: tuple[ProfileChoice, ...]
    systemd: bool
    go: str | None
    go_given: bool
    tmpfs: Tmpfs
    godebug: tuple[tuple[str, str], ...]
    folders: tuple[str, ...]
    wanted: Wanted
    profiles: tuple[Wanted, ...]
    picks: tuple[Wanted, ...]
    pc: tuple[pcneeds.SettingRow, ...]

    @classmethod
    def of(cls, state: FlowState) -> NeedsView:
        wanted, is_pc = state.wanted, state.site.kind is SiteKind.WINDOWS
        choices = pcneeds.choices(state) if is_pc else ()
        return cls(
            cards=tuple(map(_pc_card, choices)) if is_pc else _cards(state),
            systemd=wanted.wsl.systemd is True,
            go=wanted.go.version,
            go_given=wanted.go.version not in GO_CHOICES,
            tmpfs=_tmpfs(wanted, state.glance.memory if state.glance is not None else None),
            godebug=tuple(sorted(wanted.godebug.items())),
            folders=wanted.projects.folders,
            wanted=wanted,
            profiles=state.profiles,
            picks=tuple(choice.wanted for choice in choices) if is_pc else state.profiles,
            pc=pcneeds.settings(state) if is_pc else (),
        )


def _cards(state: FlowState) -> tuple[ProfileChoice, ...]:
    known = any(item == state.wanted for item in state.profiles)
    cards = [_card(item, chosen=item == state.wanted) for item in state.profiles]
    if known:
        return tuple(cards)
    own = _card(state.wanted, chosen=True)
    title = own.title if state.wanted.title else say("Custom")
    about = own.about if state.wanted.about else say("Uses the settings below.")
    return (*cards, replace(own, title=title, about=about))


def _pc_card(choice: pcneeds.PcProfileChoice) -> ProfileChoice:
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


def _tmpfs(wanted: Wanted, memory: int | None) -> Tmpfs:
    most = memory // GIB if memory is not None else 0
    proposal = max(LEAST_GIB, min(16, most // 2))
    size = wanted.tmpfs.size
    choice = _tmpfs_choice(size)
    gib = _gib(size, most) if choice is TmpfsChoice.SIZE and size is not None else proposal
    return Tmpfs(choice, gib, most, _tmpfs_says(choice, gib, most))


def _tmpfs_choice(size: str | None) -> TmpfsChoice:
    if size is None:
        return TmpfsChoice.LEAVE
    return TmpfsChoice.AUTO if size == TmpfsChoice.AUTO.value else TmpfsChoice.SIZE


def _gib(size: str, total: int) -> int:
    match = _SIZE.match(size)
    if match is None:
        return LEAST_GIB
    number, unit = int(match[1]), match[2].lower()
    if unit == "%":
        return max(1, total * number // 100)
    return max(1, number if unit == "g" else number // 1024)


def _tmpfs_says(choice: TmpfsChoice, gib: int, most: int) -> Text:
    if choice is TmpfsChoice.LEAVE:
        return say("/tmp stays where it is.")
    if not most:
        return say("Uses up to {size} GiB of memory, only as files are written.", size=gib)
    return say("Uses up to {size} of {total} GiB of memory, only as files are written.", size=gib, total=most)


def version_problem(words: str) -> Text | None:
    """What is wrong with a Go version that somebody writes; None if nothing is."""
    try:
        msgspec.convert(words, GoVersion)
    except msgspec.ValidationError:
        return say("Enter a version such as 1.25 or 1.25.5. Until then, Go is not changed.")
    return None


def setting(words: str) -> tuple[str, str] | Text:
    """A GODEBUG setting from ``name=value``, or what is wrong with it."""
    key, _, value = words.strip().partition("=")
    try:
        msgspec.convert({key: value}, dict[DebugKey, DebugValue])
    except msgspec.ValidationError:
        return say("Enter a setting such as netdns=go.")
    from wizard.codecs.go import godebug

    if godebug.fatal(f"{key}={value}"):
        return say("{setting} would prevent Go programs from starting.", setting=f"{key}={value}")
    return key, value


def folder_problem(words: str) -> Text | None:
    """What is wrong with a project folder that somebody writes; None if nothing is."""
    if words.startswith(("/", "~/")):
        return None
    return say("Enter a folder in the distro that begins with / or ~/")


def own(wanted: Wanted, profiles: tuple[Wanted, ...]) -> Wanted:
    """*wanted* under its own name, if it differs from the profile it began as."""
    for item in profiles:
        if replace(wanted, name=item.name, title=item.title, about=item.about) == item:
            return item
    if wanted.name in {item.name for item in profiles}:
        return replace(wanted, name=OWN, title="", about="")
    return wanted


def with_systemd(wanted: Wanted, on: bool) -> Wanted:
    return replace(wanted, wsl=WslWanted(systemd=True if on else None))


def with_go(wanted: Wanted, version: str | None) -> Wanted:
    return replace(wanted, go=GoWanted(version=version, sources=wanted.go.sources))


def with_tmpfs(wanted: Wanted, size: str | None) -> Wanted:
    return replace(wanted, tmpfs=TmpfsWanted(size=size))


def with_setting(wanted: Wanted, key: str, value: str | None) -> Wanted:
    """With a GODEBUG setting, or without it (None)."""
    rest = {name: old for name, old in wanted.godebug.items() if name != key}
    return replace(wanted, godebug=rest if value is None else {**rest, key: value})


def with_folders(wanted: Wanted, folders: tuple[str, ...]) -> Wanted:
    return replace(wanted, projects=ProjectsWanted(folders=folders))

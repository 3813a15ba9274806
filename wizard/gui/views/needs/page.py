"""The second page: a profile, and the few settings that matter. All of them are parts of one `Wanted`."""

from __future__ import annotations

import enum

import msgspec

from wizard.gui.flow.entries import ListEntry
from wizard.gui.flow.state import FlowState
from wizard.gui.views.needs import pc as pcneeds
from wizard.gui.views.needs.cards import ProfileChoice, cards, pc_card
from wizard.gui.views.needs.modules import ModulesView
from wizard.model.ports import SiteKind
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

GIB = 1 << 30
LEAST_GIB = 2
GO_CHOICES = (
    (None, say("do not change Go")),
    ("stable", say("newest stable Go")),
    ("previous", say("previous stable series")),
    ("go.mod", say("version the projects below need")),
)
FIPS_CHOICES = (
    (None, say("do not change")),
    ("v1.0.0", say("certified module (v1.0.0)")),
    ("latest", say("module of the Go in use (latest)")),
)
_SIZE = lazy_pattern(r"^([1-9][0-9]*)([mMgG%])$")


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
    there are none, and the other fields count. *typed* stands in lines and is not added yet; *refused* is why it cannot
    be."""

    cards: tuple[ProfileChoice, ...]
    systemd: bool
    weekly: bool
    go: str | None
    fips: str | None
    tmpfs: Tmpfs
    godebug: tuple[tuple[str, str], ...]
    folders: tuple[str, ...]
    modules: ModulesView
    typed: dict[ListEntry, str]
    refused: dict[ListEntry, Text]
    wanted: Wanted
    profiles: tuple[Wanted, ...]
    picks: tuple[Wanted, ...]
    pc: tuple[pcneeds.SettingRow, ...]

    @classmethod
    def of(cls, state: FlowState) -> NeedsView:
        wanted, is_pc = state.wanted, state.site.kind is SiteKind.WINDOWS
        choices = pcneeds.choices(state) if is_pc else ()
        return cls(
            cards=tuple(map(pc_card, choices)) if is_pc else cards(state),
            systemd=wanted.wsl.systemd is True,
            weekly=wanted.drift.weekly is True,
            go=wanted.go.version,
            fips=wanted.fips.module,
            tmpfs=_tmpfs(wanted, state.glance.memory if state.glance is not None else None),
            godebug=tuple(sorted(wanted.godebug.items())),
            folders=wanted.projects.folders,
            modules=ModulesView.of(wanted, state.profiles),
            typed=state.typed,
            refused=state.refused,
            wanted=wanted,
            profiles=state.profiles,
            picks=tuple(choice.wanted for choice in choices) if is_pc else state.profiles,
            pc=pcneeds.settings(state) if is_pc else (),
        )


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

"""What the user wants: a profile, read strictly from TOML. What is left out is not wanted, and left alone."""

from __future__ import annotations

from typing import Annotated

import msgspec

GO_SOURCES = ("https://go.dev/dl/", "https://golang.google.cn/dl/")

GoVersion = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(stable|previous|go\.mod|[1-9][0-9]*\.[0-9]+(\.[0-9]+)?((rc|beta)[0-9]+)?)$",
        description="stable, previous, go.mod (what your projects need), a series 1.25, or a version 1.25.5",
    ),
]
TmpfsSize = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(auto|[1-9][0-9]?%|[1-9][0-9]*[mgMG])$",
        description="auto (from the machine's memory), a share of it (50%), or a size (4g, 6000m)",
    ),
]
DebugKey = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+$")]
DebugValue = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9+._/#-]+$")]


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Strict: an unknown key is a mistake, not a wish."""


class WslWanted(_Section, frozen=True):
    """``[wsl]``"""

    systemd: bool | None = None


class TmpfsWanted(_Section, frozen=True):
    """``[tmpfs]``: /tmp in memory, of this size."""

    size: TmpfsSize | None = None


class GoWanted(_Section, frozen=True):
    """``[go]``: which Go, and where archives come from (web addresses or local folders, tried in order)."""

    version: GoVersion | None = None
    sources: tuple[str, ...] = GO_SOURCES


class ProjectsWanted(_Section, frozen=True):
    """``[projects]``: folders in the distro whose ``go.mod`` and ``go.work`` say what they need."""

    folders: tuple[str, ...] = ()


class Wanted(_Section, frozen=True):
    """A profile. *name* is how it is chosen, *title* and *about* are for people."""

    name: str = "custom"
    title: str = ""
    about: str = ""
    wsl: WslWanted = WslWanted()
    tmpfs: TmpfsWanted = TmpfsWanted()
    godebug: dict[DebugKey, DebugValue] = {}
    go: GoWanted = GoWanted()
    projects: ProjectsWanted = ProjectsWanted()

"""What the user wants: a profile, read strictly from TOML. What is left out is not wanted, and left alone."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

GO_SOURCES = ("https://go.dev/dl/", "https://golang.google.cn/dl/")

GoVersion = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(stable|previous|go\.mod|[1-9][0-9]*\.[0-9]+(\.[0-9]+)?((rc|beta)[0-9]+)?)$",
        description="stable, previous, go.mod (the version your projects need), a series 1.25, or a version"
        " 1.25.5",
    ),
]
TmpfsSize = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(auto|[1-9][0-9]?%|[1-9][0-9]*[mgMG])$",
        description="auto (based on memory), a percentage of memory (50%), or a size (4g, 6000m)",
    ),
]
WslSize = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[1-9][0-9]{0,11}[KMGT]?B?$",
        description="a size in WSL format, with capital letters and no spaces (8GB, 512MB)",
    ),
]
WslSwap = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(0|[1-9][0-9]{0,11}[KMGT]?B?)$",
        description="0 for no swap, or a size in WSL format (4GB)",
    ),
]
KernelWords = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[!#-\[\]-~]+( [!#-\[\]-~]+)*$",
        description="arguments to add to the kernel command line",
    ),
]
NetworkingMode = Literal["nat", "mirrored", "none", "virtioproxy", "consomme"]
MemoryReclaim = Literal["disabled", "gradual", "dropCache"]
DebugKey = Annotated[
    str, msgspec.Meta(pattern=r"^[a-z0-9]+$", description="lowercase letters and digits, as in netdns")
]
DebugValue = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[A-Za-z0-9+._/#-]+$",
        description="a string without spaces and commas, such as go or 1",
    ),
]
ModuleProxies = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[^\s,|]+([,|][^\s,|]+)*$",
        description="a list of module proxies as in GOPROXY (https://goproxy.cn,direct), without spaces",
    ),
]
ChecksumDatabase = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[^\s]+( [^\s]+)?$",
        description="a checksum database as in GOSUMDB, such as sum.golang.org or sum.golang.google.cn",
    ),
]
ModulePattern = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[^\s,;:@]+$",
        description="a pattern of module paths without a scheme, such as github.com/OWNER/* or go.corp.example",
    ),
]
DistroFile = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(/|~/)[^\n]+$",
        description="the path of a file in the distro that begins with / or ~/",
    ),
]
FipsModule = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(latest|certified|inprocess|v[1-9][0-9]*\.[0-9]+\.[0-9]+)$",
        description="latest, certified, inprocess, or a version of the module, such as v1.0.0",
    ),
]
ContainerEngine = Literal["any", "desktop", "distro"]
NeededKey = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z]+\.[a-zA-Z]+$",
        description="a section and a key, such as modules.proxy",
    ),
]


class _Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a profile, read strictly: an unknown key is an error."""


class WslWanted(_Section, frozen=True):
    """``[wsl]``"""

    systemd: bool | None = None


class WslConfigWanted(_Section, frozen=True, rename="camel"):
    """``[wslconfig]``: settings of all distros, in the ``.wslconfig`` of the Windows user, as WSL spells them."""

    memory: WslSize | None = None
    processors: Annotated[int, msgspec.Meta(ge=1, le=1 << 16)] | None = None
    swap: WslSwap | None = None
    networking_mode: NetworkingMode | None = None
    dns_tunneling: bool | None = None
    auto_proxy: bool | None = None
    auto_memory_reclaim: MemoryReclaim | None = None
    kernel_command_line: KernelWords | None = None


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


class ModulesWanted(_Section, frozen=True):
    """``[modules]``: where Go downloads modules from (GOPROXY), and what it checks (GOSUMDB)."""

    proxy: ModuleProxies | None = None
    sumdb: ChecksumDatabase | None = None
    private: tuple[ModulePattern, ...] = ()
    """Downloaded directly from their repositories (GOPRIVATE)."""
    nosumdb: tuple[ModulePattern, ...] = ()
    """Downloaded through the proxies, but no public database knows them (GONOSUMDB)."""


class TlsWanted(_Section, frozen=True):
    """``[tls]``: files with certificates of authorities that Go has to trust, such as those of a company."""

    authorities: tuple[DistroFile, ...] = ()


class FipsWanted(_Section, frozen=True):
    """``[fips]``: the FIPS 140 module that Go builds programs with (GOFIPS140)."""

    module: FipsModule | None = None


class DockerWanted(_Section, frozen=True):
    """``[docker]``: the engine that the command docker has to reach: Docker Desktop, one in the distro, or any."""

    engine: ContainerEngine | None = None


class DriftWanted(_Section, frozen=True):
    """``[drift]``: a check every week of what has drifted."""

    weekly: bool | None = None


class Wanted(_Section, frozen=True):
    """A profile. *name* is how it is chosen, *title* and *about* are for people."""

    name: str = "custom"
    title: str = ""
    about: str = ""
    schema: str = msgspec.field(default="", name="$schema")
    needs: tuple[NeededKey, ...] = ()
    """Keys that somebody has to fill in before it can be used."""
    wsl: WslWanted = WslWanted()
    wslconfig: WslConfigWanted = WslConfigWanted()
    tmpfs: TmpfsWanted = TmpfsWanted()
    godebug: dict[DebugKey, DebugValue] = {}
    go: GoWanted = GoWanted()
    projects: ProjectsWanted = ProjectsWanted()
    modules: ModulesWanted = ModulesWanted()
    tls: TlsWanted = TlsWanted()
    fips: FipsWanted = FipsWanted()
    docker: DockerWanted = DockerWanted()
    drift: DriftWanted = DriftWanted()

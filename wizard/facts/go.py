"""Every Go there is: unpacked trees, the settings of `go env -w`, what projects need, what is released."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from wizard.codecs.go import gomod, releases
from wizard.facts.addresses import addresses
from wizard.facts.shapes import always, content, derived, entries, unknown
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import (
    KIB,
    Account,
    AccountProbe,
    Answers,
    FileProbe,
    Found,
    GlobProbe,
    Linked,
    LinkProbe,
    Matches,
    Missing,
    Special,
    UrlProbe,
)
from wizard.model.text import say
from wizard.model.wanted import Wanted

SDK = "~/sdk"
CURRENT = "~/sdk/go"
"""The symlink that the PATH points at; switching Go is one atomic change of it."""
_ROOTS = {
    "/usr/local/go": "archive",
    "/usr/local/go*": "archive",
    "~/sdk/go*": "sdk",
    "~/go": "archive",
    "~/.local/go": "archive",
    "/usr/lib/go-*": "package",
    "/usr/lib/golang": "package",
    "/usr/lib/go": "package",
    "/snap/go/*": "snap",
    "~/.gvm/gos/*": "gvm",
    "~/.goenv/versions/*": "goenv",
    "~/.asdf/installs/golang/*/go": "asdf",
    "~/.local/share/mise/installs/go/*": "mise",
    "~/.go/.versions/*": "g",
    "~/go/pkg/mod/golang.org/toolchain@*": "toolchain",
}
MANAGERS = ("gvm", "goenv", "asdf", "mise", "g")
"""Version managers, by the kinds of their trees (GO §13.3)."""
VERSIONS = {GlobProbe(f"{root}/VERSION"): kind for root, kind in _ROOTS.items()}
"""The questions that find every GOROOT, and who puts one there."""
ELF_HEAD = 20
"""As many bytes of a program as tell for which processor it is."""
BINARIES = tuple(GlobProbe(f"{root}/bin/go", limit=ELF_HEAD) for root in _ROOTS)
MACHINES = {
    0x03: "386",
    0x15: "ppc64le",
    0x16: "s390x",
    0x28: "armv6l",
    0x3E: "amd64",
    0xB7: "arm64",
    0xF3: "riscv64",
    0x102: "loong64",
}
"""ELF ``e_machine`` to Go's name of the architecture, as far as Go releases archives for Linux."""


class GoTree(msgspec.Struct, frozen=True):
    """A GOROOT: its folder (``~/…`` in the home), who put it there, its version, its architecture."""

    path: str
    kind: str
    version: str
    arch: str | None

    @property
    def is_manager(self) -> bool:
        """A version manager owns it."""
        return self.kind in MANAGERS


def _is_elf(head: bytes) -> bool:
    return len(head) >= ELF_HEAD and head[:4] == b"\x7fELF"


def elf_machine(head: bytes) -> str | None:
    """Go's name of the architecture of an ELF file, from its first 20 bytes; None if it is none we know."""
    if not _is_elf(head):
        return None
    return MACHINES.get(int.from_bytes(head[18:20], "little" if head[5] == 1 else "big"))


SESSION_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"
"""PATH of every process that WSL starts, before any profile (WSL §5)."""
_NAMED_DIRS = (
    *SESSION_PATH.split(":"),
    "/snap/bin",
    "~/bin",
    "~/.local/bin",
    "~/go/bin",
    "~/.goenv/shims",
    "~/.asdf/shims",
    "~/.local/share/mise/shims",
)
NAMED = tuple(FileProbe(f"{place}/go", limit=ELF_HEAD, head=True) for place in _NAMED_DIRS)


class GoFiles(msgspec.Struct, frozen=True):
    """How a Go is recognized: every ``VERSION`` of a GOROOT, with who puts one there, and the first bytes of every
    ``go``, by their paths; *hidden* are paths that may be one, and could not be looked at."""

    versions: tuple[tuple[str, str, Found], ...]
    binaries: tuple[tuple[str, Found], ...]
    hidden: tuple[str, ...] = ()


def _go_files(answers: Answers, want: Wanted) -> GoFiles | Unknown:
    for probe in (*VERSIONS, *BINARIES):
        if not isinstance(answers[probe], Matches | Missing):
            return unknown(answers[probe], probe.pattern)
    named = [(probe.path, answers[probe]) for probe in NAMED]
    return GoFiles(
        tuple(
            (path, kind, found) for probe, kind in VERSIONS.items() for path, found in entries(answers[probe])
        ),
        (
            *(entry for probe in BINARIES for entry in entries(answers[probe])),
            *((path, answer) for path, answer in named if isinstance(answer, Found)),
        ),
        tuple(path for path, answer in named if not isinstance(answer, Found | Missing | Special)),
    )


GO_FILES = Fact("go-files", always(*VERSIONS, *BINARIES, *NAMED), _go_files)


def from_home(path: str, account: Account) -> str:
    """*path* as people write it: ``~/…`` in the home."""
    return f"~/{path[len(account.home) + 1 :]}" if path.startswith(f"{account.home}/") else path


_SDK_GLOB = GlobProbe(f"{SDK}/go*", limit=0)


def _sdk_names(answers: Answers, want: Wanted) -> tuple[str, ...] | Unknown:
    account, answer = answers[AccountProbe()], answers[_SDK_GLOB]
    if not isinstance(account, Account) or not isinstance(answer, Matches):
        return unknown(answer, SDK)
    return tuple(from_home(path, account) for path, _ in answer.entries)


SDK_NAMES: Fact[tuple[str, ...]] = Fact("sdk-names", always(AccountProbe(), _SDK_GLOB), _sdk_names)
"""Everything in ``~/sdk`` that is called like a Go, whatever it is."""

_LINK, _SDK = LinkProbe(CURRENT), FileProbe(SDK, limit=0)


def _current(answers: Answers, want: Wanted) -> str | None | Unknown:
    answer = answers[_LINK]
    match answer:
        case Linked():
            return answer.target
        case Missing() | Special():
            return None
        case _:
            return unknown(answer, CURRENT)


GO_CURRENT: Fact[str | None] = Fact("go-current", always(_LINK, _SDK), _current)
"""Where the link ``~/sdk/go`` leads, as written; None if there is no such link."""

_SHELL_BINARY = FileProbe("/bin/sh", limit=ELF_HEAD, head=True)


def _arch(answers: Answers, want: Wanted) -> str | Unknown:
    answer = answers[_SHELL_BINARY]
    if not isinstance(answer, Found):
        return unknown(answer, _SHELL_BINARY.path)
    if not _is_elf(answer.content):
        return Unknown(
            say("Could not find out for which processor {path} is built.", path=_SHELL_BINARY.path)
        )
    name = elf_machine(answer.content)
    return name or Unknown(
        say("The wizard does not know the processor that {path} is built for.", path="/bin/sh")
    )


ARCH = Fact("arch", always(_SHELL_BINARY), _arch)
"""Go's name of the distro's architecture, as its archives have it, read from /bin/sh itself."""

ARCH_IF_KNOWN: Fact[str | None] = derived(
    "arch-if-known",
    (),
    lambda see, want: None if see.unknown(ARCH) is not None else see[ARCH],
    uses=(ARCH,),
)
"""`ARCH`, or None: for what depends on it only in part."""


def _project_probes(want: Wanted) -> tuple[FileProbe, ...]:
    return tuple(
        FileProbe(f"{folder.rstrip('/')}/{name}", limit=256 * KIB)
        for folder in want.projects.folders
        for name in ("go.mod", "go.work")
    )


def _project_needs(answers: Answers, want: Wanted) -> tuple[str, ...]:
    needs: list[str] = []
    for probe in _project_probes(want):
        answer = answers[probe]
        if isinstance(answer, Found):
            version = gomod.needs(gomod.parse(answer.content))
            if version is not None:
                needs.append(version)
    return tuple(needs)


GO_NEEDS = Fact("go-needs", _project_probes, _project_needs)
"""The lowest version of Go that each project of the profile takes, as its file says."""


def _project_files(answers: Answers, want: Wanted) -> Mapping[str, bytes] | Unknown:
    found: dict[str, bytes] = {}
    for probe in _project_probes(want):
        data = content(answers[probe], probe.path)
        if isinstance(data, Unknown):
            return data
        if data is not None:
            found[probe.path] = data
    return found


PROJECT_FILES = Fact("project-files", _project_probes, _project_files)
"""The go.mod and go.work of the projects of the profile, by their paths, as far as they exist."""

_LIST = "?mode=json&include=all"


def _index(source: str) -> UrlProbe:
    web = re.match(r"https?://", source) is not None
    return UrlProbe(source.rstrip("/") + "/" + _LIST if web else source)


def _index_probes(want: Wanted) -> tuple[UrlProbe, ...]:
    return tuple(_index(source) for source in want.go.sources) if want.go.version is not None else ()


def _releases(answers: Answers, want: Wanted) -> releases.Releases | None:
    for probe in _index_probes(want):
        answer = answers[probe]
        if isinstance(answer, Found) and (known := _list(answer.content)) is not None:
            return known
    return None


def _list(data: bytes) -> releases.Releases | None:
    try:
        return releases.parse(data)
    except releases.ReleasesUnreadable:
        return None


RELEASES = Fact("go-releases", _index_probes, _releases, side=Side.HOST)
"""What Go releases there are; None if no source told (or none was asked: the profile wants no Go)."""
GO_SOURCES = addresses("go-sources", _index_probes, lambda data: _list(data) is not None)
"""The download sources of the profile; none if it wants no Go."""

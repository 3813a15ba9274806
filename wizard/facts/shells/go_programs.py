"""Where ``go install`` puts programs, and which kinds of shell find them there (GO §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs.shell.follow.builtins.output import normal
from wizard.codecs.shell.follow.state import PathEntry
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import from_home
from wizard.facts.shapes import always, derived
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL, ShellEnvironment
from wizard.facts.shells.go_paths import PATH_GUESSES, PEOPLE
from wizard.facts.shells.go_settings import USES, value_of
from wizard.facts.shells.goenv_file import home_in
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answer, Answers, FileProbe, Found, GlobProbe, Matches, Missing, Special
from wizard.model.wanted import Wanted

USUAL: Final = "~/go/bin"
"""Where it is if no variable says otherwise."""


def _folder(see: Snapshot, kind: Kind) -> str | Unknown:
    """GOBIN, else ``bin`` in the first folder of GOPATH. Go refuses one that is not absolute: then empty. So does a
    GOPATH with such a folder anywhere in it, and one that begins with an empty one."""
    own, path, home = value_of(see, kind, "GOBIN"), value_of(see, kind, "GOPATH"), home_in(see, kind)
    if isinstance(own, Unknown):
        return own
    if isinstance(path, Unknown):
        return _clean(own) if own else path
    first, *others = path.split(":") if path else [home and f"{home}/go"]
    if any(each and not each.startswith("/") for each in (first, *others)):
        return ""
    return _clean(own or (first and f"{first}/bin"))


def _clean(path: str) -> str:
    """*path* in its shortest form, as Go makes it; empty if it is not absolute."""
    return normal(path) if path.startswith("/") else ""


def _folders(see: Snapshot, want: Wanted) -> Mapping[Kind, str] | Unknown:
    found = {kind: _folder(see, kind) for kind in PEOPLE}
    gap = next((each for each in found.values() if isinstance(each, Unknown)), None)
    return gap or {kind: each for kind, each in found.items() if not isinstance(each, Unknown)}


PROGRAM_FOLDERS: Fact[Mapping[Kind, str]] = derived(
    "program-folders", (ACCOUNT, *USES[:2]), _folders, uses=USES[2:]
)
"""The folder of installed programs, an absolute path, by the kind of shell in which ``go install`` runs; empty where Go
refuses what is set."""


class ProgramFolder(msgspec.Struct, frozen=True):
    """A folder of installed programs: *is_there* is None if it could not be looked at. *finds* says of each kind of
    shell whether its PATH has the folder; None: that cannot be told. *programs* are names of those in it, asked for
    only where some kind does not find them; None if they could not be listed. *link* is where it leads."""

    path: str
    is_there: bool | None
    uid: int = 0
    gid: int = 0
    mode: int = 0
    link: str = ""
    finds: Mapping[Kind, bool | None] = {}
    programs: tuple[str, ...] | None = ()

    @property
    def without(self) -> tuple[Kind, ...]:
        """The kinds that do not find it."""
        return tuple(kind for kind, finds in self.finds.items() if finds is False)

    @property
    def unclear(self) -> tuple[Kind, ...]:
        """The kinds of which that cannot be told."""
        return tuple(kind for kind, finds in self.finds.items() if finds is None)


def _probe(path: str, see: Snapshot) -> FileProbe:
    return FileProbe(from_home(path, see[ACCOUNT]), limit=0)


def _paths(see: Snapshot) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for path in see[PROGRAM_FOLDERS].values() if path))


def _there(answers: Answers, want: Wanted, see: Snapshot) -> tuple[ProgramFolder, ...]:
    return tuple(_at(path, answers[_probe(path, see)], see) for path in _paths(see))


def _at(path: str, answer: Answer, see: Snapshot) -> ProgramFolder:
    own = [kind for kind, each in see[PROGRAM_FOLDERS].items() if each == path]
    finds = {kind: _finds(see, kind, path) for kind in own}
    match answer:
        case Special(kind="directory", mode=mode, uid=uid, gid=gid, link=link):
            return ProgramFolder(path, True, uid, gid, mode, link or "", finds)
        case Missing() | Special() | Found():
            return ProgramFolder(path, False, finds=finds)
        case _:
            return ProgramFolder(path, None, finds=finds)


def _finds(see: Snapshot, kind: Kind, folder: str) -> bool | None:
    """Whether PATH has *folder*: by the start files, or by a shell that was asked."""
    guess = see[PATH_GUESSES][kind]
    sure = (each for each in guess if isinstance(each, PathEntry) and each.certain)
    if any(_same(each.path, folder) for each in sure):
        return True
    heard = [_heard(see[shell], folder) for shell in (LOGIN_SHELL, INTERACTIVE_SHELL)]
    if True in heard:
        return True
    is_told = all(isinstance(each, PathEntry) and each.certain for each in guess)
    return False if is_told or (heard[0] is False and kind is Kind.EDITOR) else None


def _heard(shell: ShellEnvironment | None, folder: str) -> bool | None:
    """Whether a shell that was asked has *folder* in PATH, whoever put it there."""
    path = shell.get("PATH") if shell is not None else None
    return None if path is None else any(_same(each, folder) for each in path.split(":"))


def _same(entry: str, folder: str) -> bool:
    return entry.rstrip("/") == folder


_ASKED_FIRST: Final[Fact[None]] = Fact(
    "program-folder-usual", always(FileProbe(USUAL, limit=0)), lambda answers, want: None
)
"""Asks in the first wave what is looked at almost everywhere."""

_THERE: Final[Fact[tuple[ProgramFolder, ...]]] = Fact(
    "program-folders-there",
    lambda want, see: tuple(_probe(path, see) for path in _paths(see)),
    _there,
    needs=(ACCOUNT, PROGRAM_FOLDERS, PATH_GUESSES),
    uses=(LOGIN_SHELL, INTERACTIVE_SHELL, _ASKED_FIRST),
)


def _inside(folder: ProgramFolder, see: Snapshot) -> GlobProbe:
    return GlobProbe(f"{from_home(folder.path, see[ACCOUNT])}/*", limit=0)


def _lost(see: Snapshot) -> Iterator[ProgramFolder]:
    """Folders that some kind may not find."""
    yield from (each for each in see[_THERE] if each.is_there and (each.without or each.unclear))


def _listed(answers: Answers, want: Wanted, see: Snapshot) -> tuple[ProgramFolder, ...]:
    lost = {each.path: answers[_inside(each, see)] for each in _lost(see)}
    return tuple(
        msgspec.structs.replace(each, programs=_names(lost[each.path])) if each.path in lost else each
        for each in see[_THERE]
    )


def _names(answer: Answer) -> tuple[str, ...] | None:
    if not isinstance(answer, Matches):
        return () if isinstance(answer, Missing) else None
    return tuple(
        path.rpartition("/")[2]
        for path, each in answer.entries
        if isinstance(each, Found) and each.mode & 0o111
    )


INSTALLED_PROGRAMS: Fact[tuple[ProgramFolder, ...]] = Fact(
    "installed-programs",
    lambda want, see: tuple(_inside(each, see) for each in _lost(see)),
    _listed,
    needs=(ACCOUNT, _THERE),
)
"""Every folder that ``go install`` puts programs into, and the programs that some kind of shell does not find."""

"""What a project has of its modules: go.mod, go.sum, vendor, and whose its repository is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.codecs import encoding
from wizard.codecs.go import gomod
from wizard.codecs.go.gomod import GoMod
from wizard.facts.go import PROJECT_FILES
from wizard.facts.shapes import content, is_folder
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import MIB, Answers, FileProbe, Found, Special
from wizard.model.wanted import Wanted

_LIMIT: Final = 2 * MIB
_FILES: Final = ("go.sum", "go.work.sum", "vendor/modules.txt")
_PLACES: Final = ("vendor", ".git")


class Project(msgspec.Struct, frozen=True):
    """A folder with a go.mod. *files* are those beside it, by their names (``go.sum``), as far as they exist."""

    folder: str
    module: GoMod
    files: dict[str, bytes]
    has_vendor: bool = False
    has_workspace: bool = False
    owner: int | None = None
    """Whose its ``.git`` is; None if it has none."""
    gap: Unknown | None = None
    """Why not all of that is known."""

    def path(self, name: str) -> str:
        """The place of one of its files."""
        return f"{self.folder}/{name}"


def _folders(see: Snapshot) -> tuple[str, ...]:
    found = () if see.unknown(PROJECT_FILES) is not None else see[PROJECT_FILES]
    return tuple(path.removesuffix("/go.mod") for path in found if path.endswith("/go.mod"))


def _file(folder: str, name: str) -> FileProbe:
    return FileProbe(f"{folder}/{name}", limit=_LIMIT)


def _place(folder: str, name: str) -> FileProbe:
    return FileProbe(f"{folder}/{name}", limit=0, head=True)


def _probes(see: Snapshot) -> Iterator[FileProbe]:
    for folder in _folders(see):
        yield from (_file(folder, name) for name in _FILES)
        yield from (_place(folder, name) for name in _PLACES)


def _projects(answers: Answers, want: Wanted, see: Snapshot) -> tuple[Project, ...]:
    return tuple(_project(answers, folder, see) for folder in _folders(see))


def _project(answers: Answers, folder: str, see: Snapshot) -> Project:
    files: dict[str, bytes] = {}
    gap = None
    for name in _FILES:
        probe = _file(folder, name)
        data = content(answers[probe], probe.path)
        if isinstance(data, Unknown):
            gap = gap or data
        elif data is not None:
            files[name] = data
    repository = answers[_place(folder, ".git")]
    return Project(
        folder,
        gomod.parse(encoding.meant(see[PROJECT_FILES][f"{folder}/go.mod"])),
        files,
        is_folder(answers[_place(folder, "vendor")]) is True,
        f"{folder}/go.work" in see[PROJECT_FILES],
        repository.uid if isinstance(repository, Special | Found) else None,
        gap,
    )


PROJECTS: Fact[tuple[Project, ...]] = Fact(
    "projects", lambda want, see: tuple(_probes(see)), _projects, needs=(PROJECT_FILES,)
)
"""Asks nothing as long as the profile names no project with a go.mod."""

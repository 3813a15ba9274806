"""The one picture of a difference: Qt, terminal, report and golden tests render this same value."""

from __future__ import annotations

import enum

import msgspec
from msgspec.structs import replace

from wizard.model.text import Text


class DiffLine(msgspec.Struct, frozen=True):
    """A line of a diff. *mark* is ``" "``, ``-`` or ``+``; *old* and *new* are line numbers from 1.

    *text* has no line end; *end* names it if it is not LF: ``CRLF`` or ``none`` (end of file).
    *changed* are spans (start, stop) in *text* that differ from the line's counterpart.
    *rules* are the ids of the rules that want this line added or removed.
    """

    mark: str
    text: str
    old: int | None
    new: int | None
    end: str = ""
    changed: tuple[tuple[int, int], ...] = ()
    rules: tuple[str, ...] = ()


class Hunk(msgspec.Struct, frozen=True):
    """Lines that stand together, with up to three unchanged ones around."""

    lines: tuple[DiffLine, ...]


class DiffKind(enum.Enum):
    """What a change does: to a file, a link, a folder that comes out of an archive, or a value of the registry, which
    is shown as its type and its data."""

    CREATE = "create"
    MODIFY = "modify"
    DELETE = "delete"
    LINK = "link"
    UNPACK = "unpack"
    REGISTRY = "registry"


class FileDiff(msgspec.Struct, frozen=True):
    """One change; *facts* are differences that are not text: modes, link targets, digests."""

    path: str
    kind: DiffKind
    hunks: tuple[Hunk, ...] = ()
    facts: tuple[Text, ...] = ()
    added: int = 0
    removed: int = 0
    rules: tuple[str, ...] = ()


class CommandLine(msgspec.Struct, frozen=True):
    """A command that is run: *line* as it would be typed, *undo* what takes it back, None if nothing does.
    *became* says how it went, if it ran, with the end of its output."""

    line: str
    as_root: bool
    undo: str | None
    why: Text
    rules: tuple[str, ...] = ()
    became: tuple[Text, ...] = ()


class DiffView(msgspec.Struct, frozen=True):
    """All of a plan, in the order it happens: *commands* first."""

    files: tuple[FileDiff, ...] = ()
    commands: tuple[CommandLine, ...] = ()

    @property
    def added(self) -> int:
        return sum(file.added for file in self.files)

    @property
    def removed(self) -> int:
        return sum(file.removed for file in self.files)


def without_context(view: DiffView) -> DiffView:
    """*view* without the lines that stay as they are."""
    return replace(
        view, files=tuple(replace(file, hunks=tuple(map(_bare, file.hunks))) for file in view.files)
    )


def _bare(hunk: Hunk) -> Hunk:
    return Hunk(tuple(line for line in hunk.lines if line.mark != " "))

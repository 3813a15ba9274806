"""What a rule wants done to a file or a value of the registry, as data.

The engine folds edits through the codecs into states.

Every edit has a *claim*: the smallest thing it decides about its path. Two rules may make the same edit;
two different edits with one claim are a clash, which is shown and never resolved by order.
Paths are absolute, or begin with ``~/``.
"""

from __future__ import annotations

import msgspec

from wizard.model.commands.command import Command
from wizard.model.edits.registry import RegistryEdit
from wizard.model.text import Text


class SetKey(msgspec.Struct, frozen=True, tag="set-key"):
    """``[section] key=value`` in a file of WSL's grammar (``wsl.conf``, ``.wslconfig``)."""

    path: str
    section: str
    key: str
    value: str

    @property
    def claim(self) -> str:
        return f"{self.section}.{self.key}".lower()


class RemoveKey(msgspec.Struct, frozen=True, tag="remove-key"):
    """No such key in a file of WSL's grammar: its lines become comments."""

    path: str
    section: str
    key: str

    @property
    def claim(self) -> str:
        return f"{self.section}.{self.key}".lower()


class RepairLine(msgspec.Struct, frozen=True, tag="mend"):
    """Repair what is wrong at *line* of a file of WSL's grammar; *kind* names the defect."""

    path: str
    line: int
    kind: str

    @property
    def claim(self) -> str:
        return f"line {self.line} {self.kind}"


class RepairRest(msgspec.Struct, frozen=True, tag="mend-rest"):
    """Repair what comes to light in a file of WSL's grammar only when its other repairs are made."""

    path: str

    @property
    def claim(self) -> str:
        return "rest"


class Reencode(msgspec.Struct, frozen=True, tag="reencode"):
    """Text as UTF-8 without a byte order mark, lines ended by LF."""

    path: str

    @property
    def claim(self) -> str:
        return "encoding"


class DropLine(msgspec.Struct, frozen=True, tag="drop-line"):
    """Without line number *line* (from 1), which reads *text* now (`wizard.codecs.lines.words_of`)."""

    path: str
    line: int
    text: str

    @property
    def claim(self) -> str:
        return f"line {self.line}"


class ReplaceLine(msgspec.Struct, frozen=True, tag="replace-line"):
    """Line number *line* (from 1), which reads *text* now, reads *becomes* (no line end in either, but between
    lines that one becomes). Only for a line that is UTF-8, and so can be written again."""

    path: str
    line: int
    text: str
    becomes: str

    @property
    def claim(self) -> str:
        return f"line {self.line}"


class SetMount(msgspec.Struct, frozen=True, tag="set-mount"):
    """One line for *mountpoint* in an fstab."""

    path: str
    mountpoint: str
    source: str
    fstype: str
    options: tuple[str, ...]

    @property
    def claim(self) -> str:
        return f"mount {self.mountpoint}"


class SetEntry(msgspec.Struct, frozen=True, tag="set-entry"):
    """The line *text* under *name* in the managed block of a shell profile."""

    path: str
    name: str
    text: str

    @property
    def claim(self) -> str:
        return f"block {self.name}"


class DropEntry(msgspec.Struct, frozen=True, tag="drop-entry"):
    """No line under *name* in the managed block of a shell profile."""

    path: str
    name: str

    @property
    def claim(self) -> str:
        return f"block {self.name}"


class SetVariable(msgspec.Struct, frozen=True, tag="set-variable"):
    """``key=value`` in the file of ``go env -w`` (GOENV)."""

    path: str
    key: str
    value: str

    @property
    def claim(self) -> str:
        return f"variable {self.key}"


class UnsetVariable(msgspec.Struct, frozen=True, tag="unset-variable"):
    """No line for *key* in the file of ``go env -w`` (GOENV)."""

    path: str
    key: str

    @property
    def claim(self) -> str:
        return f"variable {self.key}"


class SetText(msgspec.Struct, frozen=True, tag="set-text"):
    """A file of the wizard's own at *path*, which reads *text* and nothing else. One that reads otherwise is
    somebody's, and stays."""

    path: str
    text: str

    @property
    def claim(self) -> str:
        return "text"


class SetLink(msgspec.Struct, frozen=True, tag="set-link"):
    """A symlink at *path* to *target* as written."""

    path: str
    target: str

    @property
    def claim(self) -> str:
        return "link"


class Download(msgspec.Struct, frozen=True):
    """An archive to fetch: *size* in bytes, *sha256* in hex, from the first of *sources* that has it."""

    filename: str
    version: str
    sha256: str
    size: int
    sources: tuple[str, ...]


class Unpack(msgspec.Struct, frozen=True, tag="unpack"):
    """The folder *path*, unpacked from an official Go archive."""

    path: str
    download: Download

    @property
    def claim(self) -> str:
        return "folder"


class RunCommand(msgspec.Struct, frozen=True, tag="run-command"):
    """A command that has to end well before any file is changed. It has no path: it is about the machine."""

    command: Command

    @property
    def path(self) -> str:
        return ""

    @property
    def claim(self) -> str:
        return self.command.line


Edit = (
    SetKey
    | RemoveKey
    | RepairLine
    | RepairRest
    | Reencode
    | DropLine
    | ReplaceLine
    | SetMount
    | SetEntry
    | DropEntry
    | SetVariable
    | UnsetVariable
    | SetText
    | SetLink
    | Unpack
    | RegistryEdit
    | RunCommand
)


class Wish(msgspec.Struct, frozen=True):
    """An edit, and the ids of the rules that want it."""

    edit: Edit
    rules: tuple[str, ...]


class Clash(msgspec.Struct, frozen=True):
    """Rules that want different things of one claim."""

    path: str
    claim: str
    wishes: tuple[Wish, ...]


class Obstacle(msgspec.Struct, frozen=True):
    """A wish that cannot be written, and why; nothing of it is planned. On the way back from a setup: what stays of it
    at *path*, and why; no *wish* if no rule wanted it."""

    wish: Wish | None
    why: Text
    path: str = ""

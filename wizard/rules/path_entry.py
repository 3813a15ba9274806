"""The line that puts a folder behind all others in PATH, and the Go that is there although no shell finds it."""

from __future__ import annotations

from typing import Final

from wizard.codecs.go import version as goversion
from wizard.codecs.shell import start_file
from wizard.facts.go import ARCH_IF_KNOWN, GoTree
from wizard.facts.shell import ACCOUNT, FISH_FILE
from wizard.facts.shells.go_trees import GO_TREES
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import SetEntry
from wizard.model.facts import Snapshot
from wizard.patterns import lazy_pattern

ENTRY: Final = "PATH"
"""The name of the line that brings a Go into PATH: there is one at most."""
_PLAIN: Final = lazy_pattern(r"(?:~|/)[A-Za-z0-9_./+@ -]*")
"""Paths that a shell takes for nothing but themselves, in double quotes."""
_NOT_CHOSEN: Final = ("snap", "toolchain")
"""A snap is started by its link, and a toolchain of the module cache may be cleaned away."""


def entry_for(name: str, folder: str, see: Snapshot) -> SetEntry | None:
    """The line *name* of the block that puts *folder* (``~/…`` in the home) behind all others, so that it hides
    nothing. None if a shell would take the folder for more than a name, or if it is there already."""
    if _PLAIN.fullmatch(folder) is None:
        return None
    place = f"$HOME/{folder[2:]}" if folder.startswith("~/") else folder
    file = see[START_FILES].login_file(see[ACCOUNT].shell)
    line = f'set -gx PATH $PATH "{place}"' if file == FISH_FILE else f'export PATH="$PATH:{place}"'
    entry = SetEntry(file, name, line)
    return None if (entry.name, line) in start_file.read_entries(see[START_FILES].get(file) or b"") else entry


def has_entry(name: str, see: Snapshot) -> bool:
    """Whether the block has a line of that *name*, whatever it says."""
    data = see[START_FILES].get(see[START_FILES].login_file(see[ACCOUNT].shell))
    return any(name == other for other, _ in start_file.read_entries(data or b""))


def lost_go(see: Snapshot) -> str | None:
    """The folder of the newest Go there is, where no shell runs any; None if there is none to choose."""
    own = see[ARCH_IF_KNOWN]
    versions = {
        tree: version
        for tree in see[GO_TREES]
        if _is_usable(tree, own) and (version := goversion.parse(tree.version)) is not None
    }
    newest = max(versions, key=lambda tree: versions[tree], default=None)
    return f"{newest.path}/bin" if newest is not None else None


def _is_usable(tree: GoTree, arch: str | None) -> bool:
    return not tree.is_manager and tree.kind not in _NOT_CHOSEN and arch is not None and tree.arch == arch

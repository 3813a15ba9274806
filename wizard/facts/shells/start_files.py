"""The start files that a person edits: those in the usual places, and those in the home that these name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.shell.kinds import Kind, dialect
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT, LISTED_START_FILES, StartFile, StartFiles
from wizard.facts.shells.followed import SHELLS, FollowedShells
from wizard.facts.shells.unfollowed import gap
from wizard.model.facts import Snapshot, Unknown
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

_OWN: Final = lazy_pattern(
    r"~/[^/]+|~/\.[a-z_]+\.d/[^/]+|~/\.config/fish/conf\.d/[^/]+\.fish|~/\.oh-my-zsh/custom/[^/]+\.zsh"
)
"""Files of a person: what lies deeper is a program's, which will write it again."""


def _start_files(see: Snapshot, want: Wanted) -> StartFiles:
    listed = see[LISTED_START_FILES]
    if see.unknown(SHELLS) is not None:
        return listed
    shells = see[SHELLS]
    folder = _zsh_folder(shells)
    known = {file.path for file in listed.files} | {path for path, _ in listed.unreadable}
    more = (file for file in _followed(shells, folder) if file.path not in known)
    return StartFiles((*listed.files, *more), (*listed.unreadable, *_unknown_folder(see)), folder)


def _unknown_folder(see: Snapshot) -> Iterator[tuple[str, Unknown]]:
    """zsh may read the user's files in a folder that is not known."""
    account = see.get(ACCOUNT)
    if not isinstance(account, Unknown) and dialect(account.shell) == "zsh":
        unclear = gap(see[SHELLS], "ZDOTDIR")
        yield from () if unclear is None else (("~/.zprofile", unclear),)


def _zsh_folder(shells: FollowedShells) -> str:
    """The folder of the home from which zsh reads the user's files."""
    path = shells.shown(shells.value(Kind.EDITOR, "ZDOTDIR").text or "").rstrip("/")
    return path if path.startswith("~/") else "~"


def _followed(shells: FollowedShells, zsh_folder: str) -> Iterator[StartFile]:
    for path, data in shells.files.items():
        name = shells.shown(path)
        if _OWN.fullmatch(name) or name.rpartition("/")[0] == zsh_folder:
            yield StartFile(name, data)


START_FILES = derived("start-files", (LISTED_START_FILES,), _start_files, uses=(SHELLS, ACCOUNT))
"""All start files that a rule may edit, and the files of the system that go before them."""

"""Lines of start files that put another Go in front of PATH: those that can go, and those that a person changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from wizard.codecs.lines import split, words_of
from wizard.codecs.shell import start_file
from wizard.codecs.shell.follow.disk import Seen
from wizard.codecs.shell.follow.state import PathEntry
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import CURRENT, SDK, GoTree
from wizard.facts.shell import ACCOUNT, StartFile
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.foreseen import Aim, foresee, harmless
from wizard.facts.shells.go_paths import PATH_GUESSES, PEOPLE, known_folders, place
from wizard.facts.shells.go_trees import GO_TREES, in_home
from wizard.facts.shells.start_files import START_FILES
from wizard.model.commands.command import line_of
from wizard.model.edits.files import Edit, ReplaceLine, SetEntry
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence
from wizard.model.text import Text, join, say
from wizard.rules.go.evidence import alone
from wizard.rules.go.gone_lines import gone

IN_FRONT: Final = say("This line puts another Go first in PATH.")
_USER_PATHS: Final = "fish_user_paths"
_LISTS: Final = {"sh": ("PATH",), "zsh": ("PATH", "path"), "fish": ("PATH", _USER_PATHS)}
"""PATH, and the lists that zsh and fish make it of (GO §13.6)."""
_OWN_FOLDER: Final = "$HOME/sdk/go/bin"
_SHARED: Final = ("~/go/bin", "~/.local/bin", "~/bin", "/usr/local/bin", "/usr/bin", "/snap/bin")
"""Folders of PATH in which many programs lie."""


class StaleLine(msgspec.Struct, frozen=True):
    """A line that does nothing but put a Go outside of ~/sdk in front. It goes, or *becomes* the same for the Go of the
    wizard's block, where some shell does not read that."""

    path: str
    line: int
    text: str
    becomes: str | None = None

    @property
    def edit(self) -> Edit:
        """The edit that ends it."""
        if self.becomes is None:
            return gone(self.path, self.line, self.text, self.text.encode())
        return ReplaceLine(self.path, self.line, self.text, self.becomes)


def is_kept(tree: GoTree) -> bool:
    """~/sdk is the wizard's, a manager has its own way, and ~/go/bin and the like hold programs of the user."""
    return tree.is_manager or tree.path.startswith(f"{SDK}/") or f"{tree.path}/bin" in _SHARED


def _folders(see: Snapshot) -> frozenset[str]:
    """The ``bin`` of each Go that is not to be in front."""
    return frozenset(f"{in_home(tree.path, see[ACCOUNT])}/bin" for tree in see[GO_TREES] if not is_kept(tree))


def stale_lines(see: Snapshot, entry: SetEntry) -> tuple[StaleLine, ...]:
    """All such lines of the user's start files that can go, or change, once the *entry* of the block is there. Other
    folders stay: what else lies in them is somebody's. A line stays too if another one needs the Go that it finds."""
    folders, home = _folders(see), see[ACCOUNT].home
    files = (file for file in see[START_FILES].files if file.in_home)
    found = dict(each for file in files for each in _stale_in(file, folders, home))
    sdk = f"{in_home(CURRENT, see[ACCOUNT])}/bin"
    aim = Aim(frozenset((_USER_PATHS,)), folders=folders | {sdk}, there=there(see))

    def is_fine(lines: Sequence[StaleLine]) -> bool:
        edits = [each.edit for each in lines]
        return foresee(see[SHELLS], see[START_FILES], see[ACCOUNT], edits, aim, (entry,)).is_harmless

    dropped = harmless(tuple(found), is_fine)
    changed = tuple(becomes for each, becomes in found.items() if each not in dropped)
    return (*dropped, *harmless(changed, lambda lines: is_fine((*dropped, *lines))))


def there(see: Snapshot) -> dict[str, Seen]:
    """What will be where the block's folder is."""
    sdk = in_home(CURRENT, see[ACCOUNT])
    return {f"{sdk}/bin/go": Seen("file", is_executable=True), f"{sdk}/pkg/tool": Seen("folder")}


def _stale_in(file: StartFile, folders: frozenset[str], home: str) -> Iterator[tuple[StaleLine, StaleLine]]:
    """Each such line, as it goes and as it changes."""
    lines = split(file.meant)
    grammar = start_file.grammar_of(file.path)
    for found in start_file.assignments(file.meant, _LISTS[grammar.shell], grammar):
        put = _put_in_front(found, is_fish=grammar is start_file.FISH)
        if put and alone(found) and folders.issuperset(_expanded(folder, home) for folder in put):
            text = words_of(lines[found.line - 1].content)
            line = StaleLine(file.path, found.line, text)
            yield line, replace(line, becomes=text.replace(put[0], _own_folder(put[0])))


def _own_folder(written: str) -> str:
    """The folder of the wizard's block, as one that is *written* so is written."""
    return f'"{_OWN_FOLDER}"' if written[:1] in "\"'" else _OWN_FOLDER


def _put_in_front(found: start_file.Assignment, *, is_fish: bool) -> tuple[str, ...]:
    """The folders, as written, that the statement puts in front of the list and leaves the rest of it as it is."""
    raw = (found.raw or "").strip()
    if is_fish:
        words = raw.split()
    elif found.name == "path" and raw.startswith("("):
        words = raw[1:-1].split()
    else:
        words = raw.strip("\"'").split(":")
    if found.operator == "=+":
        return tuple(words)
    rest = words[-1].strip("\"'") if words else ""
    is_kept_whole = rest in (f"${found.name}", f"${{{found.name}}}") and found.operator == "="
    return tuple(words[:-1]) if is_kept_whole else ()


def _expanded(folder: str, home: str) -> str:
    plain = folder.strip("\"'").replace("${HOME}", home).replace("$HOME", home)
    return home + plain[1:] if plain.startswith("~") else plain


def left(see: Snapshot, dropped: tuple[StaleLine, ...]) -> tuple[str, ...]:
    """Lines that will still put another Go in front of the wizard's own, as file and line: they run after its block,
    and do more than one thing, or nobody can drop them."""
    gone = {(each.path, each.line) for each in dropped}
    found = (entry for kind in PEOPLE for entry in _in_front(see, kind))
    places = {place(entry): None for entry in found if (entry.file, entry.line) not in gone}
    return tuple(places)


def _in_front(see: Snapshot, kind: Kind) -> Iterator[PathEntry]:
    """Folders of another Go that a line puts in front of what the session brings."""
    folders, login = _folders(see), see[START_FILES].login_file(see[ACCOUNT].shell)
    for entry in known_folders(see[PATH_GUESSES][kind]):
        if not entry.file:
            return
        if entry.path in folders and entry.file != login and _runs_later(see, entry.file):
            yield entry


def _runs_later(see: Snapshot, file: str) -> bool:
    """Whether *file* is read after the file with the block: by inner shells, by zsh at the very end, or by a bash that
    nobody types into. What fish keeps in its universal variables always stands in front."""
    shells = see[SHELLS]
    inner = {shells.shown(path) for path in shells.kinds[Kind.INNER].files}
    of_commands = shells.shown(shells.value(Kind.EDITOR, "BASH_ENV").text or "")
    return file in inner or file == of_commands or file.endswith(("/.zlogin", "/fish_variables"))


def by_hand(see: Snapshot, lines: tuple[str, ...]) -> Text:
    """What a person can do about *lines*, each as file and line."""
    indexes = tuple(_universal(see)) if any("/fish_variables:" in line for line in lines) else ()
    if indexes:
        names = tuple(f"{_USER_PATHS}[{index}]" for index in indexes)
        return say("Run this command in fish: {command}", command=line_of(("set", "-Ue", *names)))
    return say(
        "Move these lines above the wizard's block, or remove the folder from them: {lines}",
        lines=join(lines),
    )


def _universal(see: Snapshot) -> Iterator[int]:
    """Where the folders of another Go stand in fish's universal list of folders, from 1."""
    value = see[SHELLS].value(Kind.EDITOR, _USER_PATHS)
    if value.place.file.endswith("/fish_variables"):
        for index, folder in enumerate((value.text or "").split(" "), 1):
            if folder in _folders(see):
                yield index


def shown(see: Snapshot, line: str) -> Evidence:
    """A *line*, as file and line, with what stands there."""
    path, _, number = line.rpartition(":")
    text = see[SHELLS].line(in_home(path, see[ACCOUNT]), int(number))
    return Evidence(path, text, int(number), IN_FRONT)

"""How the rules about Go quote what they saw."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from wizard.codecs.shell import start_file
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import MANAGERS, GoTree
from wizard.facts.shell import GoHit
from wizard.facts.shells.followed import FollowedShells
from wizard.facts.shells.go_paths import GoPaths, place
from wizard.facts.shells.go_trees import IN_PATH
from wizard.facts.shells.unfollowed import unclear_lines, unfollowed
from wizard.model.edits.files import Edit
from wizard.model.findings import Evidence, Finding
from wizard.model.rehearsal.shells import ShellKind
from wizard.model.rehearsal.texts import kinds_text
from wizard.model.text import Text, say
from wizard.rules.declare import unknown
from wizard.rules.go.effects import IN_SESSIONS, IN_TERMINALS, OF_SESSIONS

_KINDS = {
    "archive": say("installed from an archive"),
    "sdk": say("installed next to other versions, as golang.org/dl does"),
    "package": say("a package of the distro"),
    "snap": say("a snap"),
    **{name: say("installed by {manager}", manager=name) for name in MANAGERS},
    "toolchain": say("downloaded by the go command for a go.mod"),
    IN_PATH: say("found in PATH"),
}

ELSEWHERE = say(
    "No readable start file sets it. Check WSLENV in Windows, and the files that the start files source."
)
"""What to do about a variable of a shell that no file we read sets."""


def hits(found: Iterable[GoHit]) -> tuple[Evidence, ...]:
    """Every ``go`` of a PATH, with its version and what it leads to."""
    return tuple(
        Evidence(hit.name, hit.version + (f" → {hit.real}" if hit.real != hit.name else "")) for hit in found
    )


def kinds(of: Iterable[Kind]) -> Text:
    """Kinds of shell, in a list that fits into a sentence."""
    return kinds_text(ShellKind(kind.value) for kind in of)


def path_unclear(paths: GoPaths) -> Finding:
    """Which Go runs cannot be told: what could not be followed, and the first Go that was found all the same."""
    return unknown(
        unfollowed(("PATH",), paths.unclear[0]), *map(Evidence, paths.unclear), *hits(paths.hits[:1])
    )


def not_followed(shells: FollowedShells, names: Collection[str], *, is_asked: bool = False) -> Finding | None:
    """That start files may set *names* in a way that cannot be told; None if they do not. If a shell *is asked*, only
    what it does not show matters: another shell that takes its place in a terminal, what runs before a prompt."""
    found = unclear_lines(shells, names)
    found = tuple(each for each in found if each.only_in_terminal) if is_asked else found
    if not found:
        return None
    return unknown(
        unfollowed(names, place(found[0])),
        *(Evidence(each.file, each.text, each.line or None) for each in found),
    )


def trees(found: Iterable[GoTree]) -> tuple[Evidence, ...]:
    """Every folder of a Go, with its version and who put it there."""
    return tuple(Evidence(tree.path, tree.version, note=_KINDS.get(tree.kind)) for tree in found)


def alone(found: start_file.Assignment) -> bool:
    """The statement has one line to itself, which can be dropped without changing anything else."""
    return found.whole_line and found.line == found.last_line


def in_shells(edits: Collection[Edit]) -> Text:
    """When *edits* of start files take effect."""
    return IN_SESSIONS if edits and all(edit.path == OF_SESSIONS for edit in edits) else IN_TERMINALS

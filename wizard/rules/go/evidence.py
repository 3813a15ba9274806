"""How the rules about Go quote what they saw."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from wizard.codecs.shell import start_file
from wizard.facts.go import GoTree
from wizard.facts.go_paths import PATH_GUESS, GoPaths, place
from wizard.facts.shell import GoHit
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import join, say
from wizard.rules.declare import unknown

_KINDS = {
    "archive": say("installed from an archive"),
    "sdk": say("installed next to other versions, as golang.org/dl does"),
    "package": say("a package of the distro"),
    "snap": say("a snap"),
    "gvm": say("installed by {manager}", manager="gvm"),
    "goenv": say("installed by {manager}", manager="goenv"),
    "asdf": say("installed by {manager}", manager="asdf"),
    "mise": say("installed by {manager}", manager="mise"),
    "toolchain": say("downloaded by the go command for a go.mod"),
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


def path_unclear(paths: GoPaths) -> Finding:
    """Which Go runs cannot be told: what could not be followed, and the first Go that was found all the same."""
    return unknown(
        say("Could not evaluate PATH at {line}.", line=paths.unclear[0]),
        *map(Evidence, paths.unclear),
        *hits(paths.login[:1]),
    )


def not_followed(see: Snapshot, names: Collection[str]) -> Finding | None:
    """That start files run other text, which may set *names*; None if they do not."""
    runs = [command for command in see[PATH_GUESS].unknown if command.runs]
    if not runs:
        return None
    return unknown(
        say("Could not follow {line}, which may set {names}.", line=place(runs[0]), names=join(names)),
        *(Evidence(each.file, each.text, each.line or None) for each in runs),
    )


def trees(found: Iterable[GoTree]) -> tuple[Evidence, ...]:
    """Every folder of a Go, with its version and who put it there."""
    return tuple(Evidence(tree.path, tree.version, note=_KINDS.get(tree.kind)) for tree in found)


def alone(found: start_file.Assignment) -> bool:
    """The statement has one line to itself, which can be dropped without changing anything else."""
    return found.whole_line and found.line == found.last_line

"""How the rules about Go quote what they saw."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.codecs.shell import start_file
from wizard.facts.go import GoTree
from wizard.facts.shell import GoHit
from wizard.model.findings import Evidence
from wizard.model.text import say

_KINDS = {
    "archive": say("unpacked from an archive"),
    "sdk": say("installed beside others, as golang.org/dl does"),
    "package": say("a package of the distro"),
    "snap": say("a snap"),
    "gvm": say("installed by {manager}", manager="gvm"),
    "goenv": say("installed by {manager}", manager="goenv"),
    "asdf": say("installed by {manager}", manager="asdf"),
    "mise": say("installed by {manager}", manager="mise"),
    "toolchain": say("fetched by the go command for a go.mod"),
}


def hits(found: Iterable[GoHit]) -> tuple[Evidence, ...]:
    """Every ``go`` of a PATH, with its version and what it leads to."""
    return tuple(
        Evidence(hit.name, hit.version + (f" → {hit.real}" if hit.real != hit.name else "")) for hit in found
    )


def trees(found: Iterable[GoTree]) -> tuple[Evidence, ...]:
    """Every folder of a Go, with its version and who put it there."""
    return tuple(Evidence(tree.path, tree.version, note=_KINDS.get(tree.kind)) for tree in found)


def alone(found: start_file.Assignment) -> bool:
    """The statement has one line to itself, which can be dropped without changing anything else."""
    return found.whole_line and found.line == found.last_line
